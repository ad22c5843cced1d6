"""Rules of the list: the legal document, its lines, the 24-hour clock, the corrected list."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import (
    ExceptHandOverClock,
    FileCorrectedList,
    ListItem,
    RecordSeizure,
)
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import HandOverClockExcepted, ItemListCorrected, ItemListed
from custody_app.domain.events.registers import CorrectedListReceived, SeizureRecorded
from custody_app.domain.ids import ItemId, PersonId, SeizureId
from custody_app.domain.rules import acceptance, counting
from custody_app.domain.rules.kinds import grade_of, kind_of
from custody_app.domain.rules.measured import check_cash, check_identifiers
from custody_app.domain.rules.running import hand_over_end
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.rules.timing import local_day, refuse_future, refuse_future_day
from custody_app.domain.rules.vehicle_parts import linked
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import CaseState, SeizureState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import (
    CaseKind,
    ClockException,
    Custody,
    Measure,
    Origin,
    Party,
    Rank,
    Role,
)
from custody_app.domain.world import Context, World

OFFICERS_WANTED = 2
WITH_THE_OFFICER = frozenset(
    {Custody.LISTED, Custody.URGENT_TEST, Custody.AWAITED, Custody.REFUSED}
)
"""States in which the 24 hours run."""
NEVER_HELD = frozenset({Measure.FREEZE, Measure.LEAVE_WITH_HOLDER})
"""Measures by which nothing comes into the officer's hands."""
APPROVES_URGENT_TEST = frozenset({Rank.UNIT_HEAD, Rank.POLICE_HEAD, Rank.PRINCIPAL_HEAD})


def record_seizure(command: RecordSeizure, world: World, context: Context) -> tuple[Event, ...]:
    """Who took what measure, when, where, before whom; every gap is explained in the remark."""
    case = open_case(command.case, world)
    for officer in command.officers:
        world.person(officer)
    refuse_future(command.taken_at, context)
    refuse_future_day(command.document_on, context)
    refuse_all(_gaps_unexplained(command))
    _check_after_filing(command, case, context)
    seizure = SeizureId(context.new_id())
    return (
        SeizureRecorded(
            seizure=seizure,
            case=command.case,
            measure=command.measure,
            document_no=command.document_no,
            document_on=command.document_on,
            list_no=command.list_no,
            taken_at=command.taken_at,
            officers=command.officers,
            officers_note=_note(command.officers_note, bool(command.officers)),
            holder_note=_note(command.holder_note, bool(command.holder)),
            witness_note=_note(command.witness_note, bool(command.witness)),
            place_note=_note(command.place_note, bool(command.place)),
            takeover=command.takeover,
            place=command.place,
            holder=command.holder,
            holder_id_no=command.holder_id_no,
            witness=command.witness,
            remark=command.remark,
        ),
    )


def _note(note: Party, named: bool) -> Party:
    """Somebody nobody named is unknown; old paper of a takeover often names none."""
    return Party.UNKNOWN if note is Party.KNOWN and not named else note


def _gaps_unexplained(command: RecordSeizure) -> list[RuleBroken]:
    broken = []
    explained = bool(command.remark.strip())
    if len(set(command.officers)) < len(command.officers):
        broken.append(RuleBroken("intake.officer_twice"))
    if command.takeover:
        return broken
    if len(command.officers) < OFFICERS_WANTED and not explained:
        broken.append(RuleBroken("intake.two_officers", count=len(command.officers)))
    parties = (
        ("intake.holder_missing", command.holder_note, command.holder),
        ("intake.witness_missing", command.witness_note, command.witness),
        ("intake.place_missing", command.place_note, command.place),
    )
    for missing, note, name in parties:
        if note is Party.KNOWN and not name.strip():
            broken.append(RuleBroken(missing))
    notes = {command.officers_note, *(note for _, note, _ in parties)} - {Party.KNOWN}
    if notes and not explained:
        broken.append(RuleBroken("intake.note_needs_remark"))
    return broken


def _check_after_filing(command: RecordSeizure, case: CaseState, context: Context) -> None:
    """No measure before filing (21号 第5条); blocks only once the centre confirmed the rule."""
    code = "intake.before_case_filed"
    early = case.filed_on is not None and local_day(command.taken_at) < case.filed_on
    if early and code in context.centre.confirmed_rules and not command.remark.strip():
        raise RuleBroken(code, filed_on=case.filed_on, taken_on=local_day(command.taken_at))


def open_case(id_: str, world: World) -> CaseState:
    """The case, which must not be closed.

    Raises:
        RuleBroken: ``case.unknown``, ``intake.case_closed``.
    """
    case = world.case(id_)
    if case.closed:
        raise RuleBroken("intake.case_closed", case=case.number)
    return case


def list_item(command: ListItem, world: World, context: Context) -> tuple[Event, ...]:
    """One line of the list, or a thing that is not on it; it gets its code at once."""
    seizure = world.seizure(command.seizure)
    open_case(seizure.case, world)
    if seizure.takeover:
        raise RuleBroken("intake.list_is_takeover")
    refuse_all(_line_faults(command, seizure, world))
    item = ItemId(context.new_id())
    held = not command.not_held and seizure.measure not in NEVER_HELD
    return (
        ItemListed(
            item=item,
            tag=context.next_tag(TagKind.ITEM),
            case=seizure.case,
            seizure=command.seizure,
            line=command.line or next_line(seizure, world, unlisted=command.unlisted),
            origin=Origin.UNLISTED if command.unlisted else Origin.LIST,
            measure=seizure.measure,
            measure_until=command.measure_until,
            category=command.category,
            grade=grade_of(command.category, command.grade, world),
            nature=command.nature,
            quantity=command.quantity,
            taken_at=seizure.taken_at,
            hand_over_due_at=hand_over_end(seizure.taken_at, world) if held else None,
            held=held,
            cash=command.cash,
            secret=command.secret,
            ownerless=command.ownerless,
            perishable=command.perishable or kind_of(command.category, world).early_sale,
            name=command.name,
            features=command.features,
            proving_feature=command.proving_feature,
            kept_where=command.kept_where,
            identifiers=command.identifiers,
            owner=command.owner,
        ),
        *_found_in(command, item, seizure, world),
    )


def _found_in(
    command: ListItem, item: ItemId, seizure: SeizureState, world: World
) -> tuple[Event, ...]:
    if command.vehicle is None:
        return ()
    return (linked(item, seizure.case, command.vehicle, world, is_key=command.is_key),)


def _line_faults(command: ListItem, seizure: SeizureState, world: World) -> list[RuleBroken]:
    broken = []
    if not command.name.strip():
        broken.append(RuleBroken("intake.name_missing", line=command.line))
    if command.quantity.is_zero:
        broken.append(RuleBroken("quantity.zero", line=command.line))
    if command.is_key and command.vehicle is None:
        broken.append(RuleBroken("vehicle.key_of_none", line=command.line))
    if command.not_held and not command.kept_where.strip():
        broken.append(RuleBroken("intake.kept_where_missing", line=command.line))
    until = command.measure_until
    if until is not None and until < local_day(seizure.taken_at):
        broken.append(RuleBroken("intake.measure_until_early", until=until))
    try:
        check_cash(command.category, command.cash, command.quantity, command.proving_feature, world)
        if command.quantity.value == 1:
            check_identifiers(command.category, command.identifiers)
    except RuleBroken as error:
        broken.append(error)
    return broken


def next_line(seizure: SeizureState, world: World, *, unlisted: bool = False) -> str:
    """The next line number; a thing that is not on the list is told by a plus."""
    number = world.count("items_of_seizure", seizure.id) + 1
    return f"+{number}" if unlisted else str(number)


def except_hand_over_clock(
    command: ExceptHandOverClock, world: World, context: Context
) -> tuple[Event, ...]:
    """One of the three lawful exceptions of the 24 hours (21号 第13条; 行政程序规定 第190条)."""
    item = world.item(command.item)
    if item.custody not in WITH_THE_OFFICER:
        raise RuleBroken("intake.clock_not_running", item=item.id)
    exception = command.exception
    if exception is ClockException.DEALT_WITH:
        if world.case(item.case).kind is not CaseKind.ADMINISTRATIVE:
            raise RuleBroken("intake.exception_only_administrative")
        if command.due_at is not None:
            raise RuleBroken("intake.exception_without_due")
    elif command.due_at is None:
        raise RuleBroken("intake.exception_needs_due", clock_exception=exception.value)
    elif command.due_at <= item.taken_at:
        raise RuleBroken("intake.exception_due_early", due_at=command.due_at)
    if exception is ClockException.URGENT_TEST:
        _check_approver(command.approver, item, world)
    elif not command.note.strip():
        raise RuleBroken("intake.exception_needs_note", clock_exception=exception.value)
    return (
        HandOverClockExcepted(
            item=command.item,
            exception=exception,
            due_at=command.due_at,
            approver=command.approver,
            note=command.note,
        ),
    )


def _check_approver(approver: PersonId | None, item: ItemState, world: World) -> None:
    if approver is None:
        raise RuleBroken("intake.urgent_test_needs_approver")
    person = world.person(approver)
    heads = {Role.UNIT_HEAD, Role.POLICE_HEAD, Role.PRINCIPAL_HEAD}
    if person.rank not in APPROVES_URGENT_TEST and not heads & set(person.roles):
        raise RuleBroken("intake.urgent_test_rank", person=person.id)
    if person.id in world.case(item.case).officers:
        raise RuleBroken("separation.approves_own_case", person=person.id)


def file_corrected_list(
    command: FileCorrectedList, world: World, context: Context
) -> tuple[Event, ...]:
    """The corrected list came in; the signed one stays as it is."""
    world.seizure(command.seizure)
    refuse_blank(command.list_no, "intake.list_no_missing")
    refuse_future_day(command.received_on, context)
    return (
        CorrectedListReceived(
            seizure=command.seizure, list_no=command.list_no, received_on=command.received_on
        ),
        *(
            ItemListCorrected(item=item, list_no=command.list_no)
            for item in command.items
            if world.item(item).corrected_list_awaited
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    RecordSeizure: record_seizure,
    ListItem: list_item,
    ExceptHandOverClock: except_hand_over_clock,
    FileCorrectedList: file_corrected_list,
    **acceptance.RULES,
    **counting.RULES,
}
