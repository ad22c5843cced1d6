"""What lies where: the tree of places with its counts, contents of places and containers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.registers import ContainerState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import ContainerKind, Grade, PlaceKind, SealState
from custody_app.queries.find_items import ItemFilters, find_items, storable
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.names import (
    PlaceRef,
    base_of,
    cases_of,
    code_of,
    id_text,
    packed_id,
    places_of,
    rows_of,
)
from custody_app.queries.page import PAGE, Cursor, KeysetPage
from custody_app.queries.people import LIKE, like
from custody_app.queries.states import states_of

COLUMNS = "p.id, p.parent_id, p.code, p.tag, p.name, p.kind, p.capacity, p.dual_custody, p.closed"
CONTENTS_MAX = 2_000
FOUND_MAX = 100
PATH_DEPTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNode:
    """A place with what lies directly in it; ``items`` includes those in its containers."""

    id: str
    parent_id: str
    code: str
    tag: str
    label_code: str
    name: str
    kind: PlaceKind
    capacity: int | None
    dual_custody: bool
    closed: bool
    items: int
    containers: int
    children: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerNode:
    """A bag or box, where it lies and how much is in it."""

    id: str
    code: str
    tag: str
    kind: ContainerKind
    name: str
    seal_no: str
    seal: SealState
    grade: Grade
    place: PlaceRef | None
    case_number: str
    items: int


def place_children(connection: Connection, *, parent: str = "") -> tuple[PlaceNode, ...]:
    """Places directly below one, or the top ones, in the order of their codes."""
    where, args = (
        ("p.parent_id = ?", (packed_id(parent),)) if parent else ("p.parent_id IS NULL", ())
    )
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM place_card p INDEXED BY ix_place_card_parent WHERE {where}"
        " ORDER BY p.code, p.id",
        args,
    ).all()
    return _nodes(connection, rows)


def place_node(connection: Connection, *, place: str) -> PlaceNode:
    """One place.

    Raises:
        RuleBroken: ``place.unknown``.
    """
    for node in place_nodes(connection, (place,)):
        return node
    raise RuleBroken("place.unknown", id=place[:80])


def place_nodes(connection: Connection, ids: Sequence[str]) -> tuple[PlaceNode, ...]:
    """These places in the order given."""
    head = f"SELECT {COLUMNS} FROM place_card p"
    nodes = _nodes(connection, list(rows_of(connection, head, "p.id", map(packed_id, ids))))
    by_id = {node.id: node for node in nodes}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def _nodes(connection: Connection, rows: Sequence[Any]) -> tuple[PlaceNode, ...]:
    ids = [row.id for row in rows]
    lying = _counted(connection, "item_card INDEXED BY ix_item_card_place", "place_id", ids)
    containers = _counted(
        connection, "container_card INDEXED BY ix_container_card_place", "place_id", ids
    )
    children = _counted(connection, "place_card INDEXED BY ix_place_card_parent", "parent_id", ids)
    head = (
        "SELECT b.place_id, count(*) FROM container_card b INDEXED BY ix_container_card_place"
        " CROSS JOIN item_card i INDEXED BY ix_item_card_container ON i.container_id = b.id"
    )
    inside = dict(
        tuple(row) for row in rows_of(connection, head, "b.place_id", ids, " GROUP BY b.place_id")
    )
    return tuple(
        PlaceNode(
            id=id_text(row.id),
            parent_id=id_text(row.parent_id),
            code=row.code,
            tag=row.tag,
            label_code=code_of(row.tag),
            name=row.name,
            kind=PlaceKind(row.kind),
            capacity=row.capacity,
            dual_custody=bool(row.dual_custody),
            closed=bool(row.closed),
            items=lying.get(row.id, 0) + inside.get(row.id, 0),
            containers=containers.get(row.id, 0),
            children=children.get(row.id, 0),
        )
        for row in rows
    )


def _counted(
    connection: Connection, source: str, column: str, ids: Sequence[bytes]
) -> dict[bytes, int]:
    head = f"SELECT {column}, count(*) FROM {source}"
    rows = rows_of(connection, head, column, ids, f" GROUP BY {column}")
    return {row[0]: row[1] for row in rows}


def place_path(connection: Connection, *, place: str) -> tuple[PlaceRef, ...]:
    """The places from the top down to this one."""
    ids: list[str] = []
    id_: str | None = place
    while id_ and len(ids) < PATH_DEPTH:
        ids.insert(0, id_)
        raw = connection.exec_driver_sql(
            "SELECT parent_id FROM place_card WHERE id = ?", (packed_id(id_),)
        ).scalar()
        id_ = id_text(raw)
    known = places_of(connection, ids)
    return tuple(known[one] for one in ids if one in known)


def find_place(connection: Connection, *, text: str) -> tuple[PlaceNode, ...]:
    """Places whose code begins with the text or whose name holds it; a place code finds its own."""
    text = storable(text.strip())
    if not text:
        return ()
    base = base_of(text)
    where = "p.tag = ?" if base else f"(p.code {LIKE} OR p.name {LIKE})"
    args = (base,) if base else (like(text, anywhere=False), like(text, anywhere=True))
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM place_card p WHERE {where} ORDER BY p.closed, p.code LIMIT ?",
        (*args, FOUND_MAX),
    ).all()
    return _nodes(connection, rows)


def place_contents(
    connection: Connection,
    *,
    place: str,
    below: bool = False,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[ItemRow]:
    """Items that lie at a place, in its containers too; with ``below`` in the places below."""
    return find_items(
        connection,
        filters=ItemFilters(place=place, below=below),
        after=after,
        before=before,
        limit=limit,
    )


def place_containers(connection: Connection, *, place: str) -> tuple[ContainerNode, ...]:
    """Bags and boxes at a place."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM container_card INDEXED BY ix_container_card_place WHERE place_id = ?"
        " ORDER BY tag",
        (packed_id(place),),
    ).scalars()
    return containers(connection, ids=[id_text(raw) for raw in rows.all()])


def container_card(connection: Connection, *, container: str) -> ContainerNode:
    """One container.

    Raises:
        RuleBroken: ``container.unknown``.
    """
    for node in containers(connection, ids=[container]):
        return node
    raise RuleBroken("container.unknown", id=container[:80])


def containers(connection: Connection, *, ids: Sequence[str]) -> tuple[ContainerNode, ...]:
    """These containers in the order given."""
    states = states_of(connection, ContainerState, list(ids))
    places = places_of(connection, (state.place or "" for state in states.values()))
    cases = cases_of(connection, (state.case or "" for state in states.values()))
    counts = _counted(
        connection,
        "item_card INDEXED BY ix_item_card_container",
        "container_id",
        [packed_id(id_) for id_ in states],
    )
    found = []
    for id_ in ids:
        state = states.get(id_)
        if state is None:
            continue
        case = cases.get(state.case or "")
        found.append(
            ContainerNode(
                id=state.id,
                code=code_of(state.tag),
                tag=state.tag,
                kind=state.kind,
                name=state.name,
                seal_no=state.seal_no,
                seal=state.seal,
                grade=state.grade,
                place=places.get(state.place or ""),
                case_number=case.number if case else "",
                items=counts.get(packed_id(id_), 0),
            )
        )
    return tuple(found)


def container_contents(connection: Connection, *, container: str) -> tuple[ItemRow, ...]:
    """What a container holds."""
    filters = ItemFilters(container=container)
    return find_items(connection, filters=filters, descending=False, limit=CONTENTS_MAX).rows
