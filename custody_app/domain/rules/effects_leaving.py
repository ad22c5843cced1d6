"""Rules of effects that leave their locker: for a while, or by the one outcome of each line.

What turns out to belong to a case becomes a thing of its list (公通字〔2012〕40号 第4条).
"""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.effects import (
    MoveEffectsToSeizure,
    MoveEffectsToTemporaryStore,
    PutBackEffects,
    ReturnEffects,
    TakeOutEffects,
)
from custody_app.domain.commands.intake import ListItem
from custody_app.domain.effects import GivenTo, LineState, SeizedLine
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.effects import (
    EffectsPutBack,
    EffectsReturned,
    EffectsSeized,
    EffectsTakenOut,
    EffectsToTemporaryStore,
)
from custody_app.domain.events.item import ItemListed
from custody_app.domain.ids import CaseId, EffectsId, PersonId
from custody_app.domain.moments import time_of
from custody_app.domain.parts import Cash
from custody_app.domain.rules.intake import list_item
from custody_app.domain.rules.placing import refuse_closed
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.state.effects import EffectsLine, EffectsState
from custody_app.domain.vocabulary import Category, PlaceKind, SignedBy
from custody_app.domain.world import Context, World


def take_out(command: TakeOutEffects, world: World, context: Context) -> tuple[Event, ...]:
    """For a purpose, to a named person; the line stays on the slip and comes back."""
    slip = _slip(command.effects, world, context)
    _lines(slip, command.lines)
    refuse_blank(command.purpose, "effects.purpose_missing")
    _other_person(command.taken_by, world, context)
    return (
        EffectsTakenOut(
            effects=slip.id,
            lines=command.lines,
            taken_by=command.taken_by,
            purpose=command.purpose,
        ),
    )


def put_back(command: PutBackEffects, world: World, context: Context) -> tuple[Event, ...]:
    """Only what was taken out comes back."""
    slip = _slip(command.effects, world, context)
    _lines(slip, command.lines, wanted=LineState.TAKEN_OUT)
    _other_person(command.put_by, world, context)
    return (
        EffectsPutBack(
            effects=slip.id,
            lines=command.lines,
            put_by=command.put_by,
            note=command.note,
        ),
    )


def return_effects(command: ReturnEffects, world: World, context: Context) -> tuple[Event, ...]:
    """To the person, or to who receives for the person and is named; a second person sees it."""
    slip = _slip(command.effects, world, context)
    _lines(slip, command.lines)
    recipient = command.recipient.strip()
    broken = []
    if command.given_to is GivenTo.PERSON:
        recipient = recipient or slip.name
    elif not recipient:
        broken.append(RuleBroken("effects.recipient_missing"))
    needs_id = command.given_to in (GivenTo.RELATIVE, GivenTo.PROXY)
    if needs_id and not command.recipient_id_no.strip():
        broken.append(RuleBroken("effects.recipient_id_missing"))
    if command.signed_by is SignedBy.CANNOT_SIGN and not command.note.strip():
        broken.append(RuleBroken("effects.unsigned_needs_note"))
    refuse_all(broken)
    return (
        EffectsReturned(
            effects=slip.id,
            lines=command.lines,
            given_to=command.given_to,
            signed_by=command.signed_by,
            second=_second(context),
            recipient=recipient,
            recipient_id_no=command.recipient_id_no.strip(),
            note=command.note,
        ),
    )


def to_seizure(command: MoveEffectsToSeizure, world: World, context: Context) -> tuple[Event, ...]:
    """Each line becomes a thing of the list, with its own code and the 24 hours of a list."""
    slip = _slip(command.effects, world, context)
    numbers = tuple(one.line for one in command.lines)
    lines = _lines(slip, numbers)
    seizure = world.seizure(command.seizure)
    case = world.case(seizure.case)
    _other_person(command.taken_by, world, context)
    if command.taken_by not in (*seizure.officers, *case.officers):
        raise RuleBroken("effects.not_of_the_case", person=command.taken_by, number=case.number)
    first = world.count("items_of_seizure", seizure.id) + 1
    listed: list[Event] = []
    for n, (asked, line) in enumerate(zip(command.lines, lines, strict=True), first):
        listed += list_item(_as_listed(command, asked, line, n), world, context)
    seized = EffectsSeized(
        effects=slip.id,
        lines=numbers,
        seizure=seizure.id,
        items=tuple(one.item for one in listed if isinstance(one, ItemListed)),
        taken_by=command.taken_by,
        note=command.note,
    )
    return seized, *listed


def _as_listed(
    command: MoveEffectsToSeizure, asked: SeizedLine, line: EffectsLine, n: int
) -> ListItem:
    """The line of the slip as a line of the list."""
    cash = None
    if asked.category is Category.CASH and asked.cash_use is not None:
        cash = Cash(asked.cash_use, line.quantity)
    return ListItem(
        seizure=command.seizure,
        line=str(n),
        name=line.name,
        category=asked.category,
        nature=asked.nature,
        quantity=line.quantity,
        features=" ".join(part for part in (line.feature, line.mark, line.remark) if part.strip()),
        cash=cash,
        proving_feature=asked.proving_feature,
    )


def to_temporary_store(
    command: MoveEffectsToTemporaryStore, world: World, context: Context
) -> tuple[Event, ...]:
    """The unit that handles the case keeps them until it is clear (第4条)."""
    slip = _slip(command.effects, world, context)
    _lines(slip, command.lines)
    place = world.place(command.place)
    if place.kind is not PlaceKind.TEMPORARY_STORE:
        raise RuleBroken("effects.not_a_temporary_store", place=place.code)
    refuse_closed(world, place)
    refuse_blank(command.reason, "effects.reason_missing")
    _other_person(command.taken_by, world, context)
    return (
        EffectsToTemporaryStore(
            effects=slip.id,
            lines=command.lines,
            place=place.id,
            taken_by=command.taken_by,
            reason=command.reason,
        ),
    )


def refuse_officers(
    brought_by: PersonId, case: CaseId | None, world: World, context: Context
) -> None:
    """Who brought the person in, or handles the case by now, does not keep the effects (第6条).

    Raises:
        RuleBroken: ``effects.case_officer``.
    """
    officers = {brought_by, *(world.case(case).officers if case is not None else ())}
    for person in (context.recorder, context.actor):
        if person.id in officers:
            raise RuleBroken("effects.case_officer", person=person.id)


def _slip(id_: EffectsId, world: World, context: Context) -> EffectsState:
    """The slip, which must be open and older than the step, and of whose case one is no officer."""
    slip = world.get(EffectsState, id_)
    if slip.closed_at is not None:
        raise RuleBroken("effects.closed", number=slip.number)
    if time_of(context.happened_at) < time_of(slip.received_at):
        raise RuleBroken(
            "effects.before_deposit", at=context.happened_at, received_at=slip.received_at
        )
    refuse_officers(slip.officer, slip.case, world, context)
    return slip


def _lines(
    slip: EffectsState, numbers: tuple[int, ...], wanted: LineState = LineState.IN_LOCKER
) -> tuple[EffectsLine, ...]:
    """The lines by their numbers, each once and each where it must be."""
    if not numbers:
        raise RuleBroken("effects.no_line_chosen", number=slip.number)
    if len(set(numbers)) < len(numbers):
        raise RuleBroken("effects.line_twice", number=slip.number)
    by_number = {line.n: line for line in slip.lines}
    broken = []
    for n in numbers:
        line = by_number.get(n)
        if line is None:
            broken.append(RuleBroken("effects.line_unknown", line=n, number=slip.number))
        elif line.is_settled:
            broken.append(
                RuleBroken("effects.line_settled", line=n, effects_line_state=line.state.value)
            )
        elif line.state is not wanted:
            out = line.state is LineState.TAKEN_OUT
            code = "effects.line_taken_out" if out else "effects.line_not_out"
            broken.append(RuleBroken(code, line=n))
    refuse_all(broken)
    return tuple(by_number[n] for n in numbers)


def _other_person(id_: PersonId, world: World, context: Context) -> None:
    """Who keeps the effects never hands them to themselves."""
    person = world.person(id_)
    if person.id in (context.recorder.id, context.actor.id):
        raise RuleBroken("effects.same_person", person=person.id)


def _second(context: Context) -> PersonId:
    """A confirmer who is neither the person signed in nor who acted."""
    for confirmer in context.confirmers:
        if confirmer not in (context.recorder.id, context.actor.id):
            return confirmer
    raise RuleBroken("effects.second_person")


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    TakeOutEffects: take_out,
    PutBackEffects: put_back,
    ReturnEffects: return_effects,
    MoveEffectsToSeizure: to_seizure,
    MoveEffectsToTemporaryStore: to_temporary_store,
}
