"""People and units: by badge number, by name, by the code on a badge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.registers import PersonState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Authority, Rank, Role, UnitKind
from custody_app.queries.find_items import ItemFilters, find_items, storable
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.names import base_of, code_of, id_text, packed_id, units_of
from custody_app.queries.states import states_of

HELD_MAX = 2_000
LIKE = "LIKE ? ESCAPE '\\'"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person of a unit, with roles when there is an account; ``code`` stands on the badge."""

    id: str
    tag: str
    code: str
    name: str
    badge_no: str
    unit_id: str
    unit_name: str
    rank: Rank | None
    roles: tuple[Role, ...]
    account_open: bool
    departed: bool
    police: bool
    phone: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit the centre deals with."""

    id: str
    code: str
    kind: UnitKind
    authority: Authority | None
    name: str


def like(text: str, *, anywhere: bool) -> str:
    """A LIKE pattern for a literal piece of text."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%" if anywhere else f"{escaped}%"


def find_people(
    connection: Connection,
    *,
    text: str = "",
    unit: str = "",
    with_account: bool = False,
    limit: int = 50,
) -> tuple[PersonRow, ...]:
    """People whose badge number begins with the text or whose name holds it.

    Those who left come last; an 18-digit badge code finds its person.
    """
    text = storable(text.strip())
    where, args = ["1 = 1"], []
    base = base_of(text)
    if base:
        where.append("tag = ?")
        args.append(base)
    elif text:
        where.append(f"(badge_no {LIKE} OR name {LIKE})")
        args += [like(text, anywhere=False), like(text, anywhere=True)]
    found: list[Any] = list(args)
    if unit:
        where.append("unit_id = ?")
        found.append(packed_id(unit))
    if with_account:
        where.append("account_open = 1")
    rows = connection.exec_driver_sql(
        f"SELECT id FROM person_card WHERE {' AND '.join(where)}"
        " ORDER BY departed, badge_no, name, id LIMIT ?",
        (*found, limit),
    )
    return people_by_id(connection, [id_text(row[0]) for row in rows])


def person_card(connection: Connection, *, person: str) -> PersonRow:
    """One person.

    Raises:
        RuleBroken: ``person.unknown``.
    """
    for row in people_by_id(connection, [person]):
        return row
    raise RuleBroken("person.unknown", id=person[:80])


def staff(connection: Connection) -> tuple[PersonRow, ...]:
    """Everybody who has or had an account, open ones first."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM person_card WHERE account_open = 1 OR roles <> ''"
        " ORDER BY account_open DESC, badge_no, id"
    )
    return people_by_id(connection, [id_text(row[0]) for row in rows])


def people_by_id(connection: Connection, ids: Sequence[str]) -> tuple[PersonRow, ...]:
    """These people in the order given."""
    states = states_of(connection, PersonState, list(ids))
    names = units_of(connection, (state.unit for state in states.values()))
    return tuple(_row(states[id_], names) for id_ in ids if id_ in states)


def _row(state: PersonState, names: dict[str, str]) -> PersonRow:
    return PersonRow(
        id=state.id,
        tag=state.tag,
        code=code_of(state.tag),
        name=state.name,
        badge_no=state.badge_no,
        unit_id=state.unit,
        unit_name=names.get(state.unit, ""),
        rank=state.rank,
        roles=state.roles,
        account_open=state.account_open,
        departed=state.departed,
        police=state.police,
        phone=state.phone,
    )


def units(connection: Connection, *, kind: str = "") -> tuple[UnitRow, ...]:
    """All units by code, or those of one kind."""
    where, args = (" WHERE kind = ?", (kind,)) if kind else ("", ())
    rows = connection.exec_driver_sql(
        f"SELECT id, code, kind, authority, name FROM unit_card{where} ORDER BY code, id", args
    )
    return tuple(
        UnitRow(
            id_text(row[0]), row[1], UnitKind(row[2]), Authority(row[3]) if row[3] else None, row[4]
        )
        for row in rows
    )


def held_by(connection: Connection, *, person: str) -> tuple[ItemRow, ...]:
    """What the person has on loan now, first due first."""
    page = find_items(
        connection,
        filters=ItemFilters(holder=person),
        sort="due_at",
        descending=False,
        limit=HELD_MAX,
    )
    return page.rows
