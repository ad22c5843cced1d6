"""What waits today: who must act, since when, by which article, and where it is cleared."""

from __future__ import annotations

from dataclasses import field, replace

from custody_app.domain.moments import Moment, hours_between
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Rank
from custody_app.queries.effects import EffectsRow
from custody_app.queries.form_rows import FormRow
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.names import PlaceRef
from custody_app.queries.page import Count
from custody_app.queries.requests import RequestRow
from custody_app.queries.running_clocks import RunningClock
from custody_app.queries.today import Today, TodayList
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word
from custody_app.ui.clock_words import deadline_name, holidays_note, who_must
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import time_left
from custody_app.ui.today.kinds import KINDS, Kind

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
    place: str = ""
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


def cards_of(found: Today, now: Moment) -> tuple[TodayCard, ...]:
    """The lists that are not empty, the most urgent first."""
    return tuple(_card(one, now) for one in found.lists if one.total.n)


def _card(found: TodayList, now: Moment) -> TodayCard:
    kind = KINDS[found.code]()
    rows: list[TodayRow] = []
    moments = found.moments or tuple(Moment("") for _ in found.items)
    officers = found.officers or tuple("" for _ in found.items)
    for item, at, officer in zip(found.items, moments, officers, strict=False):
        row = _item_row(found.code, kind, item, at, now)
        rows.append(replace(row, who=officer) if officer else row)
    rows += [_request_row(kind, request, now) for request in found.requests]
    rows += [_form_row(kind, form, now) for form in found.forms]
    rows += [_slip_row(kind, slip, now) for slip in found.slips]
    rows += [_clock_row(clock, now) for clock in found.clocks]
    due = zip(found.places, found.moments, strict=False)
    rows += [_place_row(kind, place, at, now) for place, at in due]
    return TodayCard(
        found.code, kind.title, count_text(found.total), kind.tone, kind.button, kind.article,
        tuple(rows),
    )  # fmt: skip


def _item_row(code: str, kind: Kind, item: ItemRow, at: Moment, now: Moment) -> TodayRow:
    amount = f"{item.quantity.n} {unit_word(item.quantity.u, item.quantity.n)}"
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


def _request_row(kind: Kind, request: RequestRow, now: Moment) -> TodayRow:
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


def _form_row(kind: Kind, form: FormRow, now: Moment) -> TodayRow:
    age, old = waiting_text(form.issued_at, now)
    detail = "  ".join(part for part in (form.number, form.case_number) if part)
    way = Way("proof", code=form.code)
    return TodayRow(word("form_kind", form.kind.value), detail, kind.who, age, _old(old), way)


def _slip_row(kind: Kind, slip: EffectsRow, now: Moment) -> TodayRow:
    age, late = time_left(slip.due_at, now)
    waiting = translate("today", "{waiting} of {lines} wait").format(
        waiting=slip.waiting, lines=slip.lines
    )
    detail = "  ".join(part for part in (slip.number, slip.place_code, waiting) if part)
    tone = Tone.BAD if late else Tone.NEUTRAL
    return TodayRow(slip.name, detail, kind.who, age, tone, Way("effects", slip=slip.id))


def _clock_row(clock: RunningClock, now: Moment) -> TodayRow:
    age, late = time_left(clock.at, now)
    parts = [deadline_name(clock), holidays_note(clock)]
    name, id_ = "", ""
    if (item := clock.item) is not None:
        name, id_ = item.name, item.id
        parts[1:1] = [item.case_number, item.place_code]
    detail = "  ".join(part for part in parts if part)
    tone = Tone.BAD if late else Tone.CAUTION
    return TodayRow(name, detail, who_must(clock), age, tone, Way("items", id_))


def _place_row(kind: Kind, place: PlaceRef, at: Moment, now: Moment) -> TodayRow:
    age, _ = time_left(at, now)
    title = "  ".join(part for part in (place.code, place.name) if part)
    return TodayRow(title, place.path, kind.who, age, Tone.CAUTION, Way("places", place=place.id))


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
