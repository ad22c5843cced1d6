"""What a rule may look at: typed states, and a refusal for what is not there."""

from __future__ import annotations

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.registers import CaseState, CentreState
from custody_app.domain.vocabulary import Role
from custody_app.domain.world import STATE_OF_KIND
from tests.builders import CASE, CENTRE, CUSTODIAN, SLOT, a_centre


@pytest.mark.parametrize("kind", STATE_OF_KIND)
def test_what_is_not_there_is_refused_by_kind(kind: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        a_centre().world.get(STATE_OF_KIND[kind], "x" * 200)
    assert caught.value.code == f"{kind}.unknown"
    assert caught.value.facts["id"] == "x" * 80


def test_an_id_of_another_kind_is_not_mistaken() -> None:
    world = a_centre().world
    assert isinstance(world.case(CASE), CaseState)
    with pytest.raises(RuleBroken, match=r"place\.unknown"):
        world.place(CASE)


def test_unique_keys_and_counts() -> None:
    centre = a_centre()
    world = centre.world
    centre.stored()
    assert world.find("case", world.case(CASE).number) == CASE
    assert world.find("case", "no such number") is None
    assert world.count("items_in_place", SLOT) == 1
    assert world.count("open_items_of_case", CASE) == 1


def test_roles_of_the_recorder() -> None:
    centre = a_centre()
    context = centre.context(by=CUSTODIAN)
    assert context.has_role(Role.CUSTODIAN, Role.CUSTODY_HEAD)
    assert not context.has_role(Role.SECURITY_ADMIN)
    assert centre.world.get(CentreState, CENTRE).site == 5301
