"""Items as rows of a list, with the names of case, place, container and holder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Custody, Grade
from custody_app.queries.matters import LABEL_BIT, kinds_with_label, matters_named
from custody_app.queries.names import (
    CaseRef,
    ContainerRef,
    PersonRef,
    PlaceRef,
    cases_of,
    code_of,
    containers_of,
    id_text,
    packed_id,
    people_of,
    places_of,
    rows_of,
)

COLUMNS = (
    "i.n, i.id, i.tag, i.copy, i.case_id, i.seizure_id, i.line, i.name, i.category, i.grade,"
    " i.custody, i.quantity, i.unit, i.place_id, i.container_id, i.holder_id, i.due_at,"
    " i.taken_at, i.intake_at, i.matters"
)
COLUMN_COUNT = COLUMNS.count(",") + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item in a list; its place is also told when it lies there in a container."""

    n: int
    id: str
    tag: str
    copy: int
    code: str
    case_id: str
    case_number: str
    seizure_id: str
    line: str
    name: str
    category: Category
    grade: Grade
    custody: Custody
    quantity: Amount
    place_id: str
    place_code: str
    place_name: str
    container_id: str
    container_code: str
    container_name: str
    holder_id: str
    holder_name: str
    due_at: Moment | None
    taken_at: Moment
    intake_at: Moment | None
    matters: tuple[str, ...]


def named_rows(connection: Connection, rows: Sequence[Any]) -> tuple[ItemRow, ...]:
    """Rows of ``COLUMNS`` with every name looked up, four look-ups for a page."""
    cases = cases_of(connection, {id_text(row.case_id) for row in rows})
    containers = containers_of(connection, {id_text(row.container_id) for row in rows})
    places = places_of(connection, {id_text(row.place_id) for row in rows})
    people = people_of(connection, {id_text(row.holder_id) for row in rows})
    asks = any(row.matters & LABEL_BIT for row in rows)
    labelled = frozenset(kinds_with_label(connection)) if asks else frozenset[Category]()
    return tuple(_named(row, cases, containers, places, people, labelled) for row in rows)


def _named(
    row: Any,
    cases: dict[str, CaseRef],
    containers: dict[str, ContainerRef],
    places: dict[str, PlaceRef],
    people: dict[str, PersonRef],
    labelled: frozenset[Category],
) -> ItemRow:
    (
        n, id_, tag, copy, case_id, seizure_id, line, name, category, grade, custody, quantity,
        unit, place_id, container_id, holder_id, due_at, taken_at, intake_at, matters,
    ) = row[:COLUMN_COUNT]  # fmt: skip
    container = containers.get(id_text(container_id)) if container_id else None
    place = container.place if container else places.get(id_text(place_id))
    case = cases.get(case_text := id_text(case_id))
    holder = people.get(id_text(holder_id)) if holder_id else None
    kind = Category(category)
    return ItemRow(
        n=n,
        id=id_text(id_),
        tag=tag,
        copy=copy,
        code=code_of(tag, copy),
        case_id=case_text,
        case_number=case.number if case else "",
        seizure_id=id_text(seizure_id),
        line=line,
        name=name,
        category=kind,
        grade=Grade(grade),
        custody=Custody(custody),
        quantity=Amount(quantity, unit),
        place_id=place.id if place else "",
        place_code=place.code if place else "",
        place_name=place.name if place else "",
        container_id=container.id if container else "",
        container_code=container.code if container else "",
        container_name=container.name if container else "",
        holder_id=id_text(holder_id),
        holder_name=holder.name if holder else "",
        due_at=due_at,
        taken_at=taken_at,
        intake_at=intake_at,
        matters=matters_named(matters if kind in labelled else matters & ~LABEL_BIT),
    )


def item_rows(connection: Connection, *, items: Iterable[str]) -> tuple[ItemRow, ...]:
    """Rows of these items in the order given; unknown ids are left out."""
    wanted = list(items)
    head = f"SELECT {COLUMNS} FROM item_card i"
    rows = list(rows_of(connection, head, "i.id", map(packed_id, wanted)))
    by_id = {row.id: row for row in named_rows(connection, rows)}
    return tuple(by_id[id_] for id_ in wanted if id_ in by_id)


def item_ref(connection: Connection, *, item: str) -> ItemRow:
    """The row of one item.

    Raises:
        RuleBroken: ``item.unknown``.
    """
    for row in item_rows(connection, items=(item,)):
        return row
    raise RuleBroken("item.unknown", id=item[:80])
