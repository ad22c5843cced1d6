"""Whose turn it is, by name: the officer of the case, the custodian who took it in, the borrower.

Where the record knows nobody, or who it knows has left, the role is all that can be said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from custody_app.domain.rules.clocks import LOAN, STOCK_TAKE
from custody_app.domain.state.registers import PlaceState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Role
from custody_app.queries.deadlines import Alert
from custody_app.queries.names import PersonRef, id_text, packed_id, people_of, rows_of
from custody_app.queries.states import states_of

CUSTODIANS = (Role.CUSTODIAN, Role.STORE_CUSTODIAN)


@dataclass(frozen=True, slots=True)
class People:
    """Who stands to a thing as what; None where nobody does."""

    officer: PersonRef | None = None
    custodian: PersonRef | None = None
    borrower: PersonRef | None = None

    def who(self, role: Role | None) -> PersonRef | None:
        """The person of a role."""
        if role is Role.CASE_OFFICER:
            return self.officer
        return self.custodian if role in CUSTODIANS else None


NOBODY = People()


def people_of_items(
    connection: Connection, items: Iterable[str], taken_in: Iterable[str] = ()
) -> dict[str, People]:
    """Thing -> who stands to it, of those who have not left.

    Args:
        connection: where the record is read.
        items: the things.
        taken_in: those of which the custodian matters; that is read from the thing itself.
    """
    head = "SELECT id, case_id, holder_id FROM item_card"
    rows = list(rows_of(connection, head, "id", map(packed_id, dict.fromkeys(items))))
    officers = _officers(connection, {row[1] for row in rows})
    custodians = _custodians(connection, taken_in)
    ids = {id_ for found in officers.values() for id_ in found} | set(custodians.values())
    ids |= {id_text(row[2]) for row in rows if row[2]}
    here = _present(connection, ids)
    return {
        id_text(row[0]): People(
            next((here[one] for one in officers.get(row[1], ()) if one in here), None),
            here.get(custodians.get(row[0], "")),
            here.get(id_text(row[2]) if row[2] else ""),
        )
        for row in rows
    }


def _custodians(connection: Connection, items: Iterable[str]) -> dict[bytes, str]:
    """Thing -> who took it in."""
    head = "SELECT id, json_extract(state, '$.intake_by') FROM subject_state"
    rows = rows_of(connection, head, "id", map(packed_id, dict.fromkeys(items)))
    return {row[0]: row[1] for row in rows if row[1]}


def _officers(connection: Connection, cases: Iterable[bytes]) -> dict[bytes, tuple[str, ...]]:
    """Case -> its officers, the lead first."""
    head = "SELECT id, json_extract(state, '$.officers') FROM subject_state"
    rows = rows_of(connection, head, "id", cases)
    return {row[0]: tuple(json.loads(row[1] or "[]")) for row in rows}


def _present(connection: Connection, ids: Iterable[str]) -> dict[str, PersonRef]:
    ids = tuple(ids)
    head = "SELECT id, departed FROM person_card"
    left = {
        id_text(row[0]) for row in rows_of(connection, head, "id", map(packed_id, ids)) if row[1]
    }
    return people_of(connection, (id_ for id_ in ids if id_ not in left))


def named(connection: Connection, alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """The alerts with the person whose turn it is, where the record knows one."""
    alerts = tuple(alerts)
    asked = [one for one in alerts if one.owner is Role.CASE_OFFICER or one.owner in CUSTODIANS]
    things = [one for one in asked if one.is_of_item]
    taken_in = (one.item for one in things if one.owner in CUSTODIANS)
    people = people_of_items(connection, (one.item for one in things), taken_in)
    counted = _counters(connection, [one.item for one in asked if one.kind == STOCK_TAKE])
    return tuple(replace(one, person=_person(one, people, counted)) for one in alerts)


def _person(
    alert: Alert, people: Mapping[str, People], counted: Mapping[str, PersonRef]
) -> PersonRef | None:
    if alert.kind == STOCK_TAKE:
        return counted.get(alert.item) if alert.owner in CUSTODIANS else None
    found = people.get(alert.item, NOBODY)
    if alert.kind == LOAN and alert.owner is Role.CASE_OFFICER:
        return found.borrower
    return found.who(alert.owner)


def _counters(connection: Connection, places: list[str]) -> dict[str, PersonRef]:
    """Place -> who counted it last."""
    by = {
        id_: state.counted_by
        for id_, state in states_of(connection, PlaceState, places).items()
        if state.counted_by is not None
    }
    here = _present(connection, by.values())
    return {place: here[person] for place, person in by.items() if person in here}
