"""Papers as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.state.registers import FormState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.names import cases_of, code_of, id_text, packed_id, rows_of
from custody_app.queries.states import states_of

COLUMNS = "f.n, f.id, f.tag, f.number, f.kind, f.case_id, f.issued_at, f.awaits, f.voided, f.sha256"
OF_CASE_MAX = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A paper in a list; ``awaits`` while its signed copy has not come back."""

    n: int
    id: str
    tag: str
    code: str
    number: str
    kind: FormKind
    case_id: str
    case_number: str
    issued_at: Moment
    awaits: bool
    voided: bool
    sha256: str


def named_forms(connection: Connection, rows: Sequence[Any]) -> tuple[FormRow, ...]:
    """Rows of ``COLUMNS`` with the number of their case."""
    cases = cases_of(connection, (id_text(row.case_id) for row in rows))
    found = []
    for row in rows:
        case = cases.get(id_text(row.case_id))
        found.append(
            FormRow(
                n=row.n,
                id=id_text(row.id),
                tag=row.tag,
                code=code_of(row.tag),
                number=row.number,
                kind=FormKind(row.kind),
                case_id=id_text(row.case_id),
                case_number=case.number if case else "",
                issued_at=row.issued_at,
                awaits=bool(row.awaits),
                voided=bool(row.voided),
                sha256=row.sha256,
            )
        )
    return tuple(found)


def forms_by_id(connection: Connection, ids: Sequence[str]) -> tuple[FormRow, ...]:
    """Rows of these papers in the order given."""
    head = f"SELECT {COLUMNS} FROM form_card f"
    rows = list(rows_of(connection, head, "f.id", map(packed_id, ids)))
    by_id = {row.id: row for row in named_forms(connection, rows)}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def forms_of_item(connection: Connection, item: str) -> tuple[FormRow, ...]:
    """Papers that name an item, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT form_id FROM form_item WHERE item_id = ?", (packed_id(item),)
    ).scalars()
    found = forms_by_id(connection, [id_text(raw) for raw in rows.all()])
    return tuple(sorted(found, key=lambda row: -row.n))


def forms_where(connection: Connection, *, case: str, request: str = "") -> tuple[FormRow, ...]:
    """Papers of a case, newest first; with a request only those made for it.

    A paper names its case either itself or through its items.
    """
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM form_card f WHERE f.case_id = ?1 OR f.id IN ("
        " SELECT x.form_id FROM item_card i INDEXED BY ix_item_card_case"
        " CROSS JOIN form_item x ON x.item_id = i.id WHERE i.case_id = ?1)"
        " ORDER BY f.n DESC LIMIT ?2",
        (packed_id(case), OF_CASE_MAX),
    ).all()
    found = named_forms(connection, rows)
    if not request:
        return found
    states = states_of(connection, FormState, [row.id for row in found])
    return tuple(row for row in found if row.id in states and states[row.id].request == request)
