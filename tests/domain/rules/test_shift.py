from __future__ import annotations

from typing import Any

from custody_app.domain.commands.registers import (
    ConfirmClock,
    ErasePersonalData,
    HandOverShift,
    PrintCheckpoint,
)
from custody_app.domain.events.centre import (
    CheckpointPrinted,
    ClockJumped,
    PersonalDataErased,
    ShiftHandedOver,
)
from custody_app.domain.moments import later
from custody_app.domain.rules.shift import RULES
from custody_app.domain.state.registers import CentreState
from custody_app.domain.vocabulary import Role
from tests.builders import (
    CASE,
    CENTRE,
    CUSTODIAN,
    CUSTODIAN_2,
    NOW,
    OFFICER,
    SECURITY_ADMIN,
    SUPERVISOR,
    a_centre,
)


def test_the_next_clerk_takes_the_shift() -> None:
    world = a_centre()
    command = HandOverShift(
        taken_by=CUSTODIAN_2, open_matters=3, size=42, root="ab", note="两件待清点"
    )
    world.when(command).refused("shift.not_confirmed")
    answer = world.when(command, confirmers=[CUSTODIAN_2]).then(ShiftHandedOver)
    answer.saying(handed_by=CUSTODIAN, taken_by=CUSTODIAN_2, size=42, root="ab", open_matters=3)
    assert world.world.get(CentreState, CENTRE).last_checkpoint_size == 42
    assert len(RULES) == 4


def test_shift_refusals() -> None:
    world = a_centre()
    world.when(HandOverShift(taken_by=CUSTODIAN)).refused("shift.same_person")
    officer = HandOverShift(taken_by=OFFICER)
    world.when(officer, confirmers=[OFFICER]).refused("shift.not_a_custodian")
    minus = HandOverShift(taken_by=CUSTODIAN_2, open_matters=-1)
    world.when(minus, confirmers=[CUSTODIAN_2]).refused("shift.open_matters")


def test_a_checkpoint_goes_on_paper() -> None:
    world = a_centre()
    world.when(PrintCheckpoint(size=7, root="cd")).then(CheckpointPrinted).saying(size=7)


def test_two_people_confirm_the_clock() -> None:
    world = a_centre()
    ahead = later(NOW, hours=3)
    command = ConfirmClock(reason="主板电池耗尽", last_wall=ahead)
    world.when(ConfirmClock(reason=" ", last_wall=ahead)).refused("shift.clock_reason_missing")
    world.when(command).refused("shift.clock_needs_two")
    world.when(command, confirmers=[CUSTODIAN]).refused("shift.clock_needs_two")
    answer = world.when(command, confirmers=[CUSTODIAN_2]).then(ClockJumped)
    answer.saying(last_wall=ahead, new_wall=NOW, second=CUSTODIAN_2, reason="主板电池耗尽")


def test_a_clock_that_is_right_is_not_confirmed() -> None:
    world = a_centre()
    for last in (None, NOW, later(NOW, hours=-1)):
        command = ConfirmClock(reason="核对", last_wall=last)
        world.when(command, confirmers=[CUSTODIAN_2]).refused("shift.clock_not_behind")


def erase(**values: Any) -> ErasePersonalData:
    defaults: dict[str, Any] = {
        "order_no": "删决[2026]1号",
        "case": CASE,
        "commitments": ("aa",),
        "of_events": ("bb",),
    }
    return ErasePersonalData(**(defaults | values))


def test_erasure_by_order_with_an_audit_administrator() -> None:
    world = a_centre()
    world.change(SUPERVISOR, "person", roles=(Role.AUDIT_ADMIN,))

    def answer(**values: Any) -> Any:
        return world.when(erase(**values), by=SECURITY_ADMIN, confirmers=[SUPERVISOR])

    answer().then(PersonalDataErased).saying(second=SUPERVISOR, commitments=("aa",))
    answer(order_no="").refused("centre.erasure_order_missing")
    answer(case=None).refused("centre.erasure_one_subject")
    answer(person=OFFICER).refused("centre.erasure_one_subject")
    answer(commitments=()).refused("centre.nothing_to_erase")
    alone = world.when(erase(), by=SECURITY_ADMIN, confirmers=[CUSTODIAN])
    alone.refused("centre.erasure_needs_audit")
