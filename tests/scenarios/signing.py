"""Events and requests with a person in each of their places, and which places two people fill."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from custody_app.domain.events import EVENTS
from custody_app.domain.events.base import Event
from custody_app.domain.ids import PersonId, RequestId
from custody_app.domain.moments import Moment
from custody_app.domain.state.away import Transit
from custody_app.domain.state.item import ItemState, Loan
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import Delegation, LoanPurpose, Rank, RequestKind, RequestState
from tests import builders as b
from tests.scenarios.matrix import value_of

FIRST = ("actor", "recorder")
PLACES = (
    "second", "approver", "person", "borrower", "carrier", "returned_by", "delivered_by",
    "taken_by", "put_by", "handlers", "witness",
)  # fmt: skip
"""Fields of events that name somebody who signs."""
CARRIED_OUT = "recorder=asked.approver recorder=asked.entitled"
BY_TWO = f"{CARRIED_OUT} second=asked.approver second=asked.entitled"
DECIDED = "approver=asked.requester approver=asked.recorder"
CONFIRMED = "person=asked.requester person=asked.recorder person=asked.approver"
SENT = "=transit.sent_by {0}=transit.recorded_by {0}=transit.carrier"

APART: dict[str, str] = {
    "ITEM_ACCEPTED": "recorder=delivered_by second=delivered_by",
    "ITEM_REFUSED": "recorder=delivered_by",
    "ITEM_CHECKED_OUT": f"{BY_TWO} recorder=borrower second=borrower",
    "ITEM_RETURNED": "second=returned_by second=loan.borrower",
    "ITEM_HANDED_OVER": BY_TWO,
    "ITEM_RELEASED": BY_TWO,
    "ITEM_SOLD": BY_TWO,
    "ITEM_PAID_IN": BY_TWO,
    "ITEM_GIVEN_TO_AUTHORITY": BY_TWO,
    "ITEM_STORED_BY_AUTHORITY": BY_TWO,
    "MONEY_REFUNDED": BY_TWO,
    "MONEY_PAID_OUT": BY_TWO,
    "ITEM_DESTROYED": f"{CARRIED_OUT} handlers=asked.approver handlers=asked.entitled "
    "witness=handlers witness=recorder",
    "ITEM_UNFROZEN": "recorder=approver",
    "ITEM_WRITTEN_OFF": "recorder=approver",
    "CLOCK_EXTENDED": "recorder=approver",
    "NOTICE_PUBLISHED": "recorder=approver",
    "MEASURE_CHANGED": "recorder=approver",
    "ITEM_ENTRUSTED": "second=approver",
    "ITEM_SENT_TO_STORE": "second=carrier",
    "ITEM_RECEIVED_FROM_STORE": f"recorder{SENT.format('recorder')} second{SENT.format('second')}",
    "EFFECTS_TAKEN_OUT": "recorder=taken_by",
    "EFFECTS_SEIZED": "recorder=taken_by",
    "EFFECTS_TO_TEMPORARY_STORE": "recorder=taken_by",
    "EFFECTS_PUT_BACK": "recorder=put_by",
    "SHIFT_HANDED_OVER": "recorder=taken_by",
    "REQUEST_APPROVED": DECIDED,
    "REQUEST_REFUSED": DECIDED,
    "APPROVAL_CONFIRMED": CONFIRMED,
    "APPROVAL_REVOKED": CONFIRMED,
}
"""Type of event -> pairs of places that are never of one person, besides first and second."""


NONE: Mapping[str, Any] = {}


def apart(typ: str, places: set[str]) -> set[frozenset[str]]:
    """The pairs of an event; who acted stands wherever who recorded it stands."""
    pairs = [one.split("=") for one in APART.get(typ, "").split()]
    if "second" in places:
        pairs.append(["recorder", "second"])
    pairs += [["actor", other] for first, other in pairs if first == "recorder"]
    pairs += [[first, "actor"] for first, other in pairs if other == "recorder"]
    return {frozenset(pair) for pair in pairs}


def known_of(people: Mapping[str, str]) -> dict[str, Any]:
    """Subjects of the test centre for events made from their fields."""
    return {
        "person": people.get("person", b.VISITOR), "unit": b.COURT, "place": b.SLOT,
        "item": "thing", "request": RequestId("r"),
    }  # fmt: skip


def event_of(typ: str, people: Mapping[str, str], subjects: Mapping[str, Any] = NONE) -> Event:
    """An event with its required fields, these people in its places, these subjects."""
    cls = EVENTS[typ]
    hints = typing.get_type_hints(cls)
    known = known_of(people) | dict(subjects)
    values: dict[str, Any] = {}
    for one in fields(cls):
        if one.name in people:
            person = PersonId(people[one.name])
            values[one.name] = (b.VISITOR, person) if one.name == "handlers" else person
        elif one.name in subjects and one.default is one.default_factory:
            values[one.name] = subjects[one.name]
        elif one.name in ("item", "request"):
            values[one.name] = known[one.name]
        elif one.default is one.default_factory:
            values[one.name] = value_of(hints[one.name], one.name, known)
    return cls(**values)


def places_of(typ: str) -> list[str]:
    """Everywhere that somebody stands in an event, or in the states it is about."""
    names = {one.name for one in fields(EVENTS[typ])}
    found = [*FIRST, *(name for name in PLACES if name in names)]
    if "request" in names and typ not in ("REQUEST_MADE", "FORM_ISSUED"):
        found += [f"asked.{name}" for name in ("requester", "recorder", "approver", "entitled")]
    if typ == "ITEM_RECEIVED_FROM_STORE":
        found += [f"transit.{name}" for name in ("sent_by", "recorded_by", "carrier")]
    if typ == "ITEM_RETURNED":
        found.append("loan.borrower")
    return found


class States:
    """What was before an event, with these people in the places of the request and the thing."""

    def __init__(self, typ: str, people: Mapping[str, str]) -> None:
        self._typ = typ
        self._people = people
        self._world = b.a_centre()

    def _of(self, prefix: str) -> dict[str, Any]:
        return {
            name.removeprefix(prefix): PersonId(who)
            for name, who in self._people.items()
            if name.startswith(prefix)
        }

    def item(self, id_: str) -> ItemState:
        assert id_ == "thing"
        item = self._world.world.item(self._world.stored())
        if sent := self._of("transit."):
            transit = Transit(sent_at=b.NOW, quantity=b.ONE, **sent)
            return replace(item, transit=transit)
        if lent := self._of("loan."):
            loan = Loan(
                request=RequestId("r"), purpose=LoanPurpose.APPRAISAL, quantity=b.ONE,
                out_at=b.NOW, due_at=b.NOW, **lent,
            )  # fmt: skip
            return replace(item, loan=loan)
        return item

    def request(self, id_: str) -> ApprovalRequest:
        assert id_ == "r"
        waits = self._typ in ("REQUEST_APPROVED", "REQUEST_REFUSED")
        return ApprovalRequest(
            id=RequestId("r"), number="1", kind=RequestKind.DISPOSAL, case=b.CASE,
            state=RequestState.SUBMITTED if waits else RequestState.APPROVED,
            rank_needed=Rank.UNIT_HEAD, made_at=Moment(b.NOW), delegation=Delegation.DEPUTY,
            **self._of("asked."),
        )  # fmt: skip
