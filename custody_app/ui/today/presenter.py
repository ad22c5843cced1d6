"""What waits today: who must act, since when, by which article, and where it is cleared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from custody_app.domain.moments import Moment, hours_between
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Rank
from custody_app.queries.effects import EffectsRow
from custody_app.queries.form_rows import FormRow
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.page import Count
from custody_app.queries.requests import RequestRow
from custody_app.queries.today import Today, TodayList
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import time_left

HOURS_OF_DAY = 24
OLD_DAYS = 3
DEADLINES = frozenset(
    {"late_hand_over", "overdue", "due_soon", "measure_ending", "not_transferred", "upkeep"}
)
"""Lists whose moment is a term; of the others it is the beginning of the waiting."""
AT_THE_COUNTER = frozenset({"overdue", "due_soon", "needs_place"})


@dataclass(frozen=True, slots=True)
class Way:
    """Where the button of a row leads: a page with its arguments."""

    page: str
    item: str = ""
    code: str = ""
    case: str = ""
    seizure: str = ""
    request: str = ""
    slip: str = ""
    acknowledge: bool = False


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing to do.

    Attributes:
        who: who must act.
        age: how long it waits, or how late it is.
    """

    title: str
    detail: str
    who: str
    age: str
    tone: Tone
    way: Way


@dataclass(frozen=True, slots=True)
class TodayCard:
    """One list as a card."""

    code: str
    title: str
    count: str
    tone: Tone
    button: str
    article: str = ""
    rows: tuple[TodayRow, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a list says of itself."""

    title: str
    button: str
    who: str
    tone: Tone
    article: str = ""
    page: str = "items"


def cards_of(found: Today, now: Moment) -> tuple[TodayCard, ...]:
    """The lists that are not empty, the most urgent first."""
    return tuple(_card(one, now) for one in found.lists if one.total.n)


def _card(found: TodayList, now: Moment) -> TodayCard:
    kind = _KINDS[found.code]()
    rows: list[TodayRow] = []
    moments = found.moments or tuple(Moment("") for _ in found.items)
    for item, at in zip(found.items, moments, strict=False):
        rows.append(_item_row(found.code, kind, item, at, now))
    rows += [_request_row(kind, request, now) for request in found.requests]
    rows += [_form_row(kind, form, now) for form in found.forms]
    rows += [_slip_row(kind, slip, now) for slip in found.slips]
    return TodayCard(
        found.code, kind.title, count_text(found.total), kind.tone, kind.button, kind.article,
        tuple(rows),
    )  # fmt: skip


def _item_row(code: str, kind: _Kind, item: ItemRow, at: Moment, now: Moment) -> TodayRow:
    amount = f"{item.quantity.n} {word('unit', item.quantity.u)}"
    where = " · ".join(part for part in (item.place_code, item.container_name) if part)
    detail = "  ".join(part for part in (item.case_number, item.line, where) if part)
    late = False
    if code in DEADLINES:
        age, late = time_left(at, now)
    else:
        age, late = waiting_text(at, now)
    tone = Tone.BAD if late and code in DEADLINES else Tone.CAUTION if late else Tone.NEUTRAL
    who = item.holder_name if code in ("overdue", "due_soon") and item.holder_name else kind.who
    way = Way(
        kind.page,
        item.id,
        item.code if code in AT_THE_COUNTER else "",
        item.case_id,
        item.seizure_id,
        acknowledge=code == "difference_reported",
    )
    return TodayRow(f"{item.name}  {amount}", detail, who, age, tone, way)


def _request_row(kind: _Kind, request: RequestRow, now: Moment) -> TodayRow:
    what = word("request_kind", request.kind.value)
    if request.disposal is not None:
        what = word("disposal", request.disposal.value)
    count = translate("today", "{count} {count:thing|things}").format(count=request.items)
    age, old = waiting_text(request.made_at, now)
    detail = "  ".join((request.number, request.case_number, count))
    rank = word("rank", request.rank_needed.value) if request.rank_needed in Rank else ""
    way = Way("approvals", request=request.id, case=request.case_id)
    title = translate("today", "{what}, asked by {name}").format(
        what=what, name=request.requester_name
    )
    return TodayRow(title, detail, rank or kind.who, age, _old(old), way)


def _form_row(kind: _Kind, form: FormRow, now: Moment) -> TodayRow:
    age, old = waiting_text(form.issued_at, now)
    detail = "  ".join(part for part in (form.number, form.case_number) if part)
    way = Way("proof", code=form.code)
    return TodayRow(word("form_kind", form.kind.value), detail, kind.who, age, _old(old), way)


def _slip_row(kind: _Kind, slip: EffectsRow, now: Moment) -> TodayRow:
    age, late = time_left(slip.due_at, now)
    waiting = translate("today", "{waiting} of {lines} wait").format(
        waiting=slip.waiting, lines=slip.lines
    )
    detail = "  ".join(part for part in (slip.number, slip.place_code, waiting) if part)
    tone = Tone.BAD if late else Tone.NEUTRAL
    return TodayRow(slip.name, detail, kind.who, age, tone, Way("effects", slip=slip.id))


def _old(is_old: bool) -> Tone:
    return Tone.CAUTION if is_old else Tone.NEUTRAL


def waiting_text(since: Moment, now: Moment) -> tuple[str, bool]:
    """How long something waits, in words, and whether that is long."""
    if not since:
        return "", False
    hours = max(hours_between(since, now), 0)
    if hours < 1:
        return translate("today", "just now"), False
    if hours < HOURS_OF_DAY * 2:
        return translate("today", "for {hours} h").format(hours=int(hours)), False
    days = int(hours // HOURS_OF_DAY)
    return translate("today", "for {days} {days:day|days}").format(days=days), days >= OLD_DAYS


def count_text(count: Count) -> str:
    """A count as people read it; ``+`` where there are more."""
    return f"{count.n:,}" if count.exact else f"{count.n:,}+"


_KINDS: dict[str, Callable[[], _Kind]] = {
    "late_hand_over": lambda: _Kind(
        translate("today", "Not handed over within 24 hours"), translate("today", "Take in"),
        translate("today", "Case officer"), Tone.BAD, "公通字〔2015〕21号 第12条", "intake",
    ),
    "overdue": lambda: _Kind(
        translate("today", "Loans overdue"), translate("today", "Take back"),
        translate("today", "Borrower"), Tone.BAD, "公通字〔2015〕21号 第16条", "counter",
    ),
    "due_soon": lambda: _Kind(
        translate("today", "To be returned soon"), translate("today", "Take back"),
        translate("today", "Borrower"), Tone.CAUTION, "公通字〔2015〕21号 第16条", "counter",
    ),
    "waiting_for_me": lambda: _Kind(
        translate("today", "Waits for your decision"), translate("today", "Decide"),
        translate("today", "You"), Tone.CAUTION, "公通字〔2015〕21号 第15条", "approvals",
    ),
    "unconfirmed": lambda: _Kind(
        translate("today", "Approved by telephone or deputy, not confirmed"),
        translate("today", "Confirm"), translate("today", "Head entitled"), Tone.CAUTION,
        "", "approvals",
    ),
    "needs_place": lambda: _Kind(
        translate("today", "No place yet"), translate("today", "Put away"),
        translate("today", "Custodian"), Tone.CAUTION, "", "counter",
    ),
    "needs_label": lambda: _Kind(
        translate("today", "Label missing or not proved"), translate("today", "Label"),
        translate("today", "Custodian"), Tone.CAUTION,
    ),
    "uncounted": lambda: _Kind(
        translate("today", "Sealed, to be counted by two people"), translate("today", "Count"),
        translate("today", "Two custodians"), Tone.CAUTION, "公通字〔2015〕21号 第14条",
    ),
    "cash_to_bank": lambda: _Kind(
        translate("today", "Cash not banked yet"), translate("today", "Enter receipt"),
        translate("today", "Custodian, finance"), Tone.CAUTION, "公通字〔2015〕21号 第9条",
    ),
    "list_awaited": lambda: _Kind(
        translate("today", "Corrected list awaited"), translate("today", "File list"),
        translate("today", "Case officer"), Tone.CAUTION, "公通字〔2015〕21号 第14条", "intake",
    ),
    "perishes": lambda: _Kind(
        translate("today", "Perishable: propose an early sale"),
        translate("today", "Open the card"), translate("today", "Case officer"), Tone.BAD,
        "公安机关办理刑事案件程序规定 第236条", "items",
    ),
    "fields_missing": lambda: _Kind(
        translate("today", "Taken in with something missing"),
        translate("today", "Open the card"), translate("today", "Custodian"), Tone.CAUTION,
        "", "items",
    ),
    "frozen": lambda: _Kind(
        translate("today", "Stopped by a difference"), translate("today", "Clear up"),
        translate("today", "Custody head"), Tone.BAD,
    ),
    "difference_reported": lambda: _Kind(
        translate("today", "Differences the heads have not acknowledged"),
        translate("today", "Acknowledge"), translate("today", "Two heads"), Tone.CAUTION,
        "公通字〔2015〕21号 第16条",
    ),
    "authority_sent": lambda: _Kind(
        translate("today", "Change of authority without receipt"),
        translate("today", "Enter receipt"), translate("today", "Receiving unit"), Tone.CAUTION,
        "", "transfers",
    ),
    "unsigned_forms": lambda: _Kind(
        translate("today", "Papers not signed yet"), translate("today", "File signed copy"),
        translate("today", "Custodian"), Tone.NEUTRAL, "", "proof",
    ),
    "measure_ending": lambda: _Kind(
        translate("today", "Legal measure ends soon"), translate("today", "Extend or lift"),
        translate("today", "Case officer"), Tone.CAUTION, "", "items",
    ),
    "not_transferred": lambda: _Kind(
        translate("today", "In store too long, case not transferred"),
        translate("today", "Send or dispose"), translate("today", "Case officer"), Tone.CAUTION,
        "", "items",
    ),
    "effects": lambda: _Kind(
        translate("today", "Personal effects without an outcome"),
        translate("today", "Open the slip"), translate("today", "Custodian"), Tone.CAUTION,
        "公通字〔2012〕40号 第4条", "effects",
    ),
    "upkeep": lambda: _Kind(
        translate("today", "Vehicles to be looked after"), translate("today", "Record"),
        translate("today", "Custodian"), Tone.CAUTION, "", "vehicles",
    ),
}  # fmt: skip
