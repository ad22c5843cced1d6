"""Cases as rows of a list, with how many things they have and how many are still here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import CaseKind
from custody_app.queries.names import code_of, id_text, packed_id, rows_of, units_of

COLUMNS = (
    "c.n, c.id, c.tag, c.number, c.provisional, c.kind, c.name, c.unit_id, c.closed,"
    " c.registered_at"
)
OPEN = "('S10', 'S12', 'S20', 'S21', 'S25', 'S26', 'S30', 'S31', 'S42')"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case in a list; ``code`` stands on its case sheet."""

    n: int
    id: str
    code: str
    number: str
    provisional: bool
    kind: CaseKind
    name: str
    unit_id: str
    unit_name: str
    closed: bool
    registered_at: Moment
    items: int
    open_items: int


def named_cases(connection: Connection, rows: Sequence[Any]) -> tuple[CaseRow, ...]:
    """Rows of ``COLUMNS`` with unit and counts."""
    units = units_of(connection, (id_text(row.unit_id) for row in rows))
    head = (
        f"SELECT case_id, count(*), sum(custody IN {OPEN})"
        " FROM item_card INDEXED BY ix_item_card_case"
    )
    counted = rows_of(connection, head, "case_id", (row.id for row in rows), " GROUP BY case_id")
    counts = {row[0]: (row[1], row[2]) for row in counted}
    return tuple(
        CaseRow(
            n=row.n,
            id=id_text(row.id),
            code=code_of(row.tag),
            number=row.number,
            provisional=bool(row.provisional),
            kind=CaseKind(row.kind),
            name=row.name,
            unit_id=id_text(row.unit_id),
            unit_name=units.get(id_text(row.unit_id), ""),
            closed=bool(row.closed),
            registered_at=row.registered_at,
            items=counts.get(row.id, (0, 0))[0],
            open_items=counts.get(row.id, (0, 0))[1],
        )
        for row in rows
    )


def case_rows(connection: Connection, ids: Sequence[str]) -> tuple[CaseRow, ...]:
    """Rows of these cases in the order given."""
    head = f"SELECT {COLUMNS} FROM case_card c"
    rows = list(rows_of(connection, head, "c.id", map(packed_id, ids)))
    by_id = {row.id: row for row in named_cases(connection, rows)}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)
