"""Rules of personal effects that come in: apart from case property, kept by no case officer.

公通字〔2012〕40号. No case depends on them.
"""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.effects import ReceiveEffects
from custody_app.domain.effects import EffectsCount, EffectsEntry, EffectsWords, KeptWhy
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.effects import EffectsReceived
from custody_app.domain.ids import EffectsId, PlaceId
from custody_app.domain.rules import effects_leaving
from custody_app.domain.rules.effects_leaving import refuse_officers
from custody_app.domain.rules.placing import refuse_closed
from custody_app.domain.rules.timing import refuse_future_day
from custody_app.domain.vocabulary import PlaceKind
from custody_app.domain.world import Context, World

LINES_MAX = 60
"""As many as one person carries, and as one event takes."""


def receive_effects(command: ReceiveEffects, world: World, context: Context) -> tuple[Event, ...]:
    """Into an empty locker, line by line, kept by somebody who is not of the case."""
    _check_locker(command.place, world)
    refuse_officers(world.person(command.officer).id, command.case, world, context)
    refuse_future_day(command.born, context)
    broken = []
    if not command.person_name.strip():
        broken.append(RuleBroken("effects.person_missing"))
    if command.why is KeptWhy.OTHER_NEED and not command.note.strip():
        broken.append(RuleBroken("effects.why_needs_note"))
    if not command.lines:
        broken.append(RuleBroken("effects.lines_missing"))
    if len(command.lines) > LINES_MAX:
        broken.append(RuleBroken("input.too_many", at="lines", limit=LINES_MAX))
    broken += _entry_faults(command.lines)
    refuse_all(broken)
    return (
        EffectsReceived(
            effects=EffectsId(context.new_id()),
            number=context.next_number("effects"),
            place=command.place,
            officer=command.officer,
            why=command.why,
            case=command.case,
            document_no=command.document_no.strip(),
            lines=tuple(EffectsCount(one.quantity, one.seal_no.strip()) for one in command.lines),
            name=command.person_name.strip(),
            sex=command.sex,
            born=command.born,
            phone=command.phone.strip(),
            id_kind=command.id_kind.strip(),
            id_no=command.id_no.strip(),
            address=command.address,
            words=tuple(
                EffectsWords(one.name.strip(), one.feature, one.mark, one.remark)
                for one in command.lines
            ),
            cause=command.cause,
            note=command.note,
        ),
    )


def _check_locker(place: PlaceId, world: World) -> None:
    """One locker holds the effects of one person and nothing else."""
    locker = world.place(place)
    if locker.kind is not PlaceKind.LOCKER:
        raise RuleBroken("effects.not_a_locker", place=locker.code)
    refuse_closed(world, locker)
    if world.count("open_effects_in_place", place):
        raise RuleBroken("effects.locker_taken", place=locker.code)


def _entry_faults(lines: tuple[EffectsEntry, ...]) -> list[RuleBroken]:
    broken = []
    for n, line in enumerate(lines, 1):
        if not line.name.strip():
            broken.append(RuleBroken("effects.name_missing", line=n))
        if line.quantity.is_zero:
            broken.append(RuleBroken("quantity.zero", line=n))
    return broken


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    ReceiveEffects: receive_effects,
    **effects_leaving.RULES,
}
