"""Papers: the recent ones, those whose signed copy is missing, one by its code or number."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from custody_app.domain.state.registers import FormState
from custody_app.domain.values import dataclass
from custody_app.queries.files import files_of
from custody_app.queries.form_rows import COLUMNS, FormRow, forms_by_id, named_forms
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.names import FileRef, base_of, id_text, packed_id
from custody_app.queries.page import (
    PAGE,
    Count,
    Cursor,
    KeysetPage,
    Select,
    Span,
    count_up_to,
    read_page,
)
from custody_app.queries.states import id_of_key, state_of

__all__ = ["FormFolder", "FormRow", "count_awaiting", "find_forms", "form_folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFolder:
    """A paper with what it names and its signed copy."""

    row: FormRow
    state: FormState
    items: tuple[ItemRow, ...]
    files: tuple[FileRef, ...]
    replaced_by: FormRow | None


def find_forms(
    connection: Connection,
    *,
    kind: str = "",
    case: str = "",
    awaiting: bool = False,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[FormRow]:
    """Papers newest first, of a kind, a case, or those still to come back signed."""
    where: list[str] = []
    args: list[Any] = []
    if awaiting:
        where.append("f.awaits = 1")
    if kind:
        where.append("f.kind = ?")
        args.append(kind)
    if case:
        where.append("f.case_id = ?")
        args.append(packed_id(case))
    source = "form_card f"
    if awaiting:
        source = "form_card f INDEXED BY ix_form_card_awaits"
    select = Select(f"SELECT {COLUMNS} FROM {source}", tuple(where), tuple(args), "f.n", "f.n")
    page = read_page(
        connection, select, Span(after, before, limit), lambda row: Cursor(None, row.n)
    )
    return KeysetPage(named_forms(connection, page.rows), page.after, page.before)


def count_awaiting(connection: Connection) -> Count:
    """How many papers still have to come back signed."""
    return count_up_to(
        connection, "form_card f INDEXED BY ix_form_card_awaits", ("f.awaits = 1",), ()
    )


def form_folder(connection: Connection, *, form: str) -> FormFolder:
    """A paper by its id, the 18 digits of its code, or its number.

    Raises:
        RuleBroken: ``form.unknown``.
    """
    id_ = _id_of(connection, form)
    state = state_of(connection, FormState, id_)
    (row,) = forms_by_id(connection, (id_,))
    return FormFolder(
        row=row,
        state=state,
        items=item_rows(connection, items=state.items),
        files=files_of(connection, id_),
        replaced_by=_replacement(connection, state),
    )


def _id_of(connection: Connection, form: str) -> str:
    key = base_of(form) or form.strip()
    return id_of_key(connection, "form", key) or form.strip()


def _replacement(connection: Connection, state: FormState) -> FormRow | None:
    """The paper that names this one as replaced; looked for among the papers of its items."""
    if not state.voided or not state.items:
        return None
    rows = connection.exec_driver_sql(
        "SELECT x.form_id FROM form_item x JOIN subject_state s ON s.id = x.form_id"
        " WHERE x.item_id = ? AND json_extract(s.state, '$.replaces') IN (?, ?, ?)",
        (packed_id(state.items[0]), state.id, state.number, state.tag),
    ).scalars()
    found = forms_by_id(connection, [id_text(raw) for raw in rows.all()])
    return found[-1] if found else None
