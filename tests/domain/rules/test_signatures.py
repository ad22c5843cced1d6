"""Nobody signs one act twice: every event, every pair of places in which somebody stands."""

from __future__ import annotations

import sys
from itertools import combinations
from typing import Any

import pytest

from custody_app.domain.events import EVENTS
from custody_app.domain.ids import PersonId
from custody_app.domain.rules.signatures import approvers_on, signed_already
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import RequestState
from tests.scenarios.signing import APART, States, apart, event_of, places_of


def codes(typ: str, people: dict[str, str], states: Any = None) -> list[str]:
    event = event_of(typ, people)
    first = (PersonId(people["actor"]), PersonId(people["recorder"]))
    found = signed_already(event, first, states or States(typ, people))
    return [error.code for error in found]


def test_every_event_with_one_person_in_two_places(capsys: pytest.CaptureFixture[str]) -> None:
    count = clashes = 0
    for typ in EVENTS:
        places = places_of(typ)
        wanted = apart(typ, set(places))
        honest = {name: f"person-{name}" for name in places}
        assert codes(typ, honest) == [], typ
        for one, other in combinations(places, 2):
            found = codes(typ, honest | {other: honest[one]})
            is_clash = frozenset((one, other)) in wanted
            assert ("separation.signed_already" in found) is is_clash, (typ, one, other)
            count += 1
            clashes += is_clash
    assert count > 550, count
    assert clashes > 130, clashes
    with capsys.disabled():
        sys.stdout.write(
            f"\nalready signed, events and pairs of places: {count}, of them refused: {clashes}\n"
        )


def test_every_event_named_in_the_table_exists() -> None:
    assert set(APART) <= set(EVENTS)


class Decided(States):
    """The request was decided before, or was confirmed."""

    def __init__(self, typ: str, people: dict[str, str], **values: Any) -> None:
        super().__init__(typ, people)
        self._values = values

    def request(self, id_: str) -> ApprovalRequest:
        from_above = super().request(id_)
        plain = {name: getattr(from_above, name) for name in type(from_above).__slots__}
        return ApprovalRequest(**(plain | self._values))


@pytest.mark.parametrize(
    "state", [one for one in RequestState if one is not RequestState.SUBMITTED]
)
@pytest.mark.parametrize("typ", ["REQUEST_APPROVED", "REQUEST_REFUSED"])
def test_a_request_is_decided_once(typ: str, state: RequestState) -> None:
    people = {name: f"person-{name}" for name in places_of(typ)}
    found = codes(typ, people, Decided(typ, people, state=state))
    assert found == ["approval.decided_already"]


@pytest.mark.parametrize("typ", ["APPROVAL_CONFIRMED", "APPROVAL_REVOKED"])
def test_an_approval_is_confirmed_once(typ: str) -> None:
    people = {name: f"person-{name}" for name in places_of(typ)}
    confirmed = Decided(typ, people, confirmed_at="2026-03-02T07:00:00.000Z")
    assert codes(typ, people, confirmed) == ["delegation.not_awaited"]


def test_who_gave_it_by_telephone_confirms_it() -> None:
    typ = "APPROVAL_CONFIRMED"
    people = {name: f"person-{name}" for name in places_of(typ)}
    people |= dict.fromkeys(("person", "asked.approver", "asked.entitled"), "person-head")
    assert codes(typ, people) == []
    assert approvers_on(States(typ, people).request("r")) == ("person-head", "person-head")
