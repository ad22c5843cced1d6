"""Steps of personal effects: into a locker, out for a while, back, one outcome for each line."""

from __future__ import annotations

from custody_app.domain.commands.effects import (
    MoveEffectsToSeizure,
    MoveEffectsToTemporaryStore,
    PutBackEffects,
    ReceiveEffects,
    ReturnEffects,
    TakeOutEffects,
)
from custody_app.domain.effects import EffectsEntry, KeptWhy, LineState, SeizedLine
from custody_app.domain.quantity import Amount
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.vocabulary import Category
from tests import builders as b
from tests.scenarios.random_work.centre import SHELF, STATION, Centre
from tests.scenarios.random_work.dice import Asked, Dice, Steps, Throw

EFFECTS = Steps()
LINES = (
    EffectsEntry("皮带", Amount("1", "根")),
    EffectsEntry("手机", Amount("2", "部")),
    EffectsEntry("手表", Amount("1", "块")),
)


def lines_of(slip: EffectsState, dice: Dice, wanted: LineState) -> tuple[int, ...]:
    """Mostly lines that stand so, sometimes any, a stranger among them."""
    if not dice.mostly():
        return dice.one_of(((1,), (1, 2), (3, 3), (4,)))
    fitting = tuple(line.n for line in slip.lines if line.state is wanted)
    return fitting[: 1 + dice.one_of((0, 1, 2))]


@EFFECTS.step(b.CUSTODIAN, b.OFFICER)
def receive_effects(centre: Centre, throw: Throw) -> Asked:
    return ReceiveEffects(
        place=throw.dice.one_of((b.LOCKER, b.LOCKER, b.LOCKER_2, b.SLOT)), officer=throw.other,
        why=KeptWhy.NOBODY_REACHED, person_name="赵某", lines=LINES,
        case=throw.dice.one_of((b.CASE, None)),
    )  # fmt: skip


@EFFECTS.step(b.CUSTODIAN_2, b.OFFICER)
def take_out_for_a_while(centre: Centre, throw: Throw) -> Asked:
    slip = centre.slip(throw.dice)
    return slip and TakeOutEffects(
        effects=slip.id, lines=lines_of(slip, throw.dice, LineState.IN_LOCKER),
        taken_by=throw.other, purpose="体检",
    )  # fmt: skip


@EFFECTS.step(b.CUSTODIAN, b.OFFICER)
def put_back(centre: Centre, throw: Throw) -> Asked:
    slip = centre.slip(throw.dice)
    return slip and PutBackEffects(
        effects=slip.id, lines=lines_of(slip, throw.dice, LineState.TAKEN_OUT), put_by=throw.other
    )


@EFFECTS.step(b.CUSTODIAN, b.CUSTODIAN_2)
def give_back(centre: Centre, throw: Throw) -> Asked:
    slip = centre.slip(throw.dice)
    return slip and ReturnEffects(
        effects=slip.id, lines=lines_of(slip, throw.dice, LineState.IN_LOCKER)
    )


@EFFECTS.step(b.CUSTODIAN, b.OFFICER)
def seize_effects(centre: Centre, throw: Throw) -> Asked:
    slip = centre.slip(throw.dice)
    return slip and MoveEffectsToSeizure(
        effects=slip.id, seizure=b.SEIZURE, taken_by=throw.other,
        lines=tuple(
            SeizedLine(n, Category.GENERAL)
            for n in lines_of(slip, throw.dice, LineState.IN_LOCKER)
        ),
    )  # fmt: skip


@EFFECTS.step(b.CUSTODIAN, b.OFFICER)
def to_the_temporary_store(centre: Centre, throw: Throw) -> Asked:
    slip = centre.slip(throw.dice)
    return slip and MoveEffectsToTemporaryStore(
        effects=slip.id, lines=lines_of(slip, throw.dice, LineState.IN_LOCKER),
        place=throw.dice.one_of((STATION, STATION, SHELF)), taken_by=throw.other,
        reason="权属待查",
    )  # fmt: skip
