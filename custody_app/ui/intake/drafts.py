"""Draft: what the clerk found at one line, before it is confirmed; and the commands it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import AcceptItem, RefuseItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ContainerId, PersonId, PlaceId
from custody_app.domain.law.required import CARE
from custody_app.domain.law.rule_pack import CategoryRule, RequiredField
from custody_app.domain.moments import Day, is_day
from custody_app.domain.parts import Attached, Cash, Denomination, Weight
from custody_app.domain.quantity import CURRENCIES, Amount
from custody_app.domain.rules.acceptance import AWAITED, awaited_quantity
from custody_app.domain.rules.measured import use_of
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    AttachmentKind,
    Category,
    Condition,
    Custody,
    DeliveryMode,
    RefusalReason,
    WeightKind,
)
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word

ACCEPT, REFUSE, PARTLY = "accept", "refuse", "partly"
YUAN = "CNY"


@dataclass(frozen=True, slots=True)
class Draft:
    """Texts as typed.

    Attributes:
        way: ``accept`` what was found, ``refuse`` the line, or ``partly``: accept what was found
            and refuse the rest.
        number: how many were found, in the unit of the line.
        counted: false when taken in sealed, without a count.
        cash: face value and how many of it, in the currency ``cash_unit``.
        weights: ``kind``, number, unit, scale number of each reading.
        files: attached files as (hash, size, media type, kind, name).
    """

    item: str
    way: str = ACCEPT
    number: str = ""
    counted: bool = True
    condition: str = Condition.INTACT.value
    condition_note: str = ""
    care_note: str = ""
    missing_note: str = ""
    keep_until: str = ""
    seal_no: str = ""
    place: str = ""
    container: str = ""
    where: str = ""
    note: str = ""
    list_awaited: bool = False
    reason: str = RefusalReason.QUANTITY_DIFFERS.value
    refusal_note: str = ""
    cash: tuple[tuple[str, int], ...] = ()
    cash_unit: str = ""
    weights: tuple[tuple[str, str, str, str], ...] = ()
    files: tuple[tuple[str, int, str, str, str], ...] = ()


def plain(draft: Draft) -> dict[str, object]:
    """For keeping."""
    kept = asdict(draft)
    for name in ("cash", "weights", "files"):
        kept[name] = [list(row) for row in getattr(draft, name)]
    return kept


def draft_of(kept: Mapping[str, object]) -> Draft:
    """Back from ``plain``."""
    found: dict[str, object] = {}
    for field in fields(Draft):
        value = kept.get(field.name)
        if field.name in ("cash", "weights", "files"):
            rows = value if isinstance(value, list) else []
            found[field.name] = tuple(tuple(row) for row in rows)
        elif value is not None:
            found[field.name] = value
    return replace(Draft(""), **found)  # type: ignore[arg-type]  # what plain() wrote


def first_draft(item: ItemState) -> Draft:
    """As the list says; the clerk counts and changes what differs."""
    use = tuple((row.face.n, row.count) for row in item.cash.denominations) if item.cash else ()
    return Draft(item.id, number=awaited_quantity(item).n, cash=use)


def may_come(item: ItemState) -> bool:
    """The thing may be brought to the window: listed, refused before, or a rest of it."""
    more = item.custody is Custody.IN_STORE and not item.balance.open.is_zero
    return item.custody in AWAITED or more


def is_open(item: ItemState) -> bool:
    """The line waits for a decision now."""
    settled = (Custody.REFUSED, Custody.REGISTERED_ONLY)
    short = item.custody is Custody.IN_STORE and item.difference
    return may_come(item) and item.custody not in settled and not short


def differs(draft: Draft, item: ItemState) -> bool:
    """What was found is not what the list says, and nothing of it is refused."""
    found = found_amount(draft, item)
    return draft.way == ACCEPT and found is not None and found.value != awaited_quantity(item).value


def found_amount(draft: Draft, item: ItemState) -> Amount | None:
    """What was found, None when it is no quantity."""
    try:
        return Amount(draft.number, item.balance.listed.u)
    except RuleBroken:
        return None


def needs_second(draft: Draft, item: ItemState, rule: CategoryRule) -> bool:
    """A second person must confirm: counted things of a kind that needs two."""
    return draft.way != REFUSE and draft.counted and (item.needs_two_people or rule.two_people)


def missing(draft: Draft, item: ItemState, rule: CategoryRule) -> dict[str, str]:
    """Field -> what the rules will ask for."""
    if draft.way == REFUSE:
        return {}
    found: dict[str, str] = {}
    amount = found_amount(draft, item)
    if amount is None or amount.is_zero:
        found["number"] = translate("intake", "Type how many were found; refuse the line if none.")
    elif draft.way == PARTLY and amount.value >= item.balance.open.value:
        found["number"] = translate("intake", "For a part it must be fewer than the list says.")
    if differs(draft, item) and not draft.note.strip():
        found["note"] = translate("intake", "The list says {listed}: write down the difference.")
        found["note"] = found["note"].format(listed=awaited_quantity(item).n)
    if draft.condition != Condition.INTACT and not draft.condition_note.strip():
        found["condition_note"] = translate("intake", "Describe the condition.")
    if draft.counted:
        found.update(_uncounted_facts(draft, item, rule))
    else:
        found.update(_sealed_facts(draft, item, rule))
    found.update(_kind_facts(draft, rule))
    if draft.keep_until and not is_day(draft.keep_until):
        found["keep_until"] = translate("intake", "Type a date like 2027-01-31.")
    return found


def _kind_facts(draft: Draft, rule: CategoryRule) -> dict[str, str]:
    """What the kind is not taken without; a note may say why it cannot be given."""
    if draft.missing_note.strip():
        return {}
    asked, found = set(rule.refused_without), {}
    if RequiredField.SEAL_NO in asked and not draft.seal_no.strip():
        found["seal_no"] = translate("intake", "This kind is taken in sealed: seal number.")
    if asked & CARE and not draft.care_note.strip():
        found["care_note"] = translate("intake", "Say how it is packed, or who feeds it.")
    return found


def _uncounted_facts(draft: Draft, item: ItemState, rule: CategoryRule) -> dict[str, str]:
    found = {}
    if item.category is Category.CASH and not draft.cash:
        found["cash"] = translate("intake", "Count the notes by face value.")
    if rule.weighed and not draft.weights:
        found["weights"] = translate("intake", "Weigh it.")
    return found


def _sealed_facts(draft: Draft, item: ItemState, rule: CategoryRule) -> dict[str, str]:
    found = {}
    if not draft.seal_no.strip():
        found["seal_no"] = translate("intake", "Taken in uncounted it must be sealed: seal number.")
    if item.needs_two_people or rule.two_people:
        if not any(row[3] == AttachmentKind.PHOTO for row in draft.files):
            found["files"] = translate("intake", "Add a photo of the seal.")
        if not draft.place and not draft.container:
            found["where"] = translate("intake", "Scan the safe it goes into.")
    return found


@dataclass(frozen=True, slots=True)
class Delivery:
    """What holds for all lines of one confirmation."""

    delivered_by: str = ""
    mode: str = DeliveryMode.OFFICER_BRINGS.value
    late_note: str = ""


def commands_of(draft: Draft, item: ItemState, delivery: Delivery) -> tuple[Command, ...]:
    """What is recorded for one line; a rest that is refused goes first.

    Raises:
        RuleBroken: ``quantity.*``.
    """
    by = PersonId(delivery.delivered_by) if delivery.delivered_by else None
    attached = tuple(
        Attached(h, n, mime, AttachmentKind(kind), name) for h, n, mime, kind, name in draft.files
    )
    unit = item.balance.listed.u
    if draft.way == REFUSE:
        return (
            RefuseItem(
                item=item.id,
                reason=RefusalReason(draft.reason),
                delivered_by=by,
                note=draft.refusal_note,
                attachments=attached,
            ),
        )
    found = Amount(draft.number, unit)
    accept = AcceptItem(
        item=item.id,
        quantity=found,
        counted=draft.counted,
        condition=Condition(draft.condition),
        condition_note=draft.condition_note.strip(),
        care_note=draft.care_note.strip(),
        missing_note=draft.missing_note.strip(),
        keep_until=Day(draft.keep_until) if draft.keep_until else None,
        mode=DeliveryMode(delivery.mode),
        weights=tuple(
            Weight(WeightKind(kind), Amount(number, weighed), scale)
            for kind, number, weighed, scale in draft.weights
        ),
        cash=_cash(draft, item),
        seal_no=draft.seal_no.strip(),
        place=PlaceId(draft.place) if draft.place else None,
        container=ContainerId(draft.container) if draft.container else None,
        delivered_by=by,
        difference_note=draft.note.strip(),
        corrected_list_awaited=draft.list_awaited and differs(draft, item),
        late_note=delivery.late_note.strip(),
        attachments=attached,
    )
    if draft.way != PARTLY:
        return (accept,)
    refuse = RefuseItem(
        item=item.id,
        reason=RefusalReason(draft.reason),
        quantity=item.balance.open.minus(found),
        delivered_by=by,
        note=draft.refusal_note,
    )
    return (refuse, accept)


def cash_unit(draft: Draft, item: ItemState) -> str:
    """The currency of the notes: chosen, on record, or that of the quantity."""
    if draft.cash_unit:
        return draft.cash_unit
    if item.cash is not None:
        return item.cash.total.u
    unit = item.balance.listed.u
    return unit if unit in CURRENCIES else YUAN


def _cash(draft: Draft, item: ItemState) -> Cash | None:
    if not draft.cash or not draft.counted:
        return None
    use, unit = use_of(item.category, item.cash), cash_unit(draft, item)
    rows = tuple(Denomination(Amount(face, unit), count) for face, count in draft.cash)
    total = sum((row.face.value * row.count for row in rows), rows[0].face.value * 0)
    return Cash(use, Amount(f"{total:f}", unit), rows)


def told(draft: Draft, state: ItemState) -> str:
    """A decision in words."""
    unit = unit_word(state.balance.listed.u, draft.number)
    if draft.way == REFUSE:
        return translate("intake", "refused: {reason}").format(
            reason=word("refusal_reason", draft.reason)
        )
    text = translate("intake", "accepted {number} {unit}").format(number=draft.number, unit=unit)
    if draft.way == PARTLY:
        rest = state.balance.open.minus(Amount(draft.number, state.balance.listed.u))
        text += translate("intake", ", {rest} refused: {reason}").format(
            rest=rest.n, reason=word("refusal_reason", draft.reason)
        )
    if not draft.counted:
        text += translate("intake", ", sealed and not counted ({seal})").format(seal=draft.seal_no)
    return text
