"""The table of permissions from its text; one cell that cannot be understood refuses all of it."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping

from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.permissions import Cell, Permissions, Right
from custody_app.domain.vocabulary import Role


def read_permissions(text: str, commands: Collection[str], events: Collection[str]) -> Permissions:
    """The table from its text, refused whole when one cell of it cannot be understood.

    Raises:
        RuleBroken: ``permission.table_*``, every mistake at once.
    """
    lines = list(csv.reader(text.splitlines()))
    columns = lines[0] if lines else []
    wanted = ["command", *(role.value for role in Role), "events", "source"]
    for name in [*wanted, *columns]:
        if name not in wanted or columns.count(name) != 1:
            raise RuleBroken("permission.table_column", column=name, count=columns.count(name))
    rows: dict[str, dict[str, str]] = {}
    broken: list[RuleBroken] = []
    for number, cells in enumerate(lines[1:], 2):
        row = dict(zip(columns, cells, strict=False))
        command = row.get("command", "")
        broken += _row_faults(number, len(cells), row, columns, commands, events)
        if command in rows:
            broken.append(RuleBroken("permission.table_twice", line=number, name=command))
        rows[command] = row
    broken += [
        RuleBroken("permission.table_missing", name=name)
        for name in sorted(commands)
        if name not in rows
    ]
    refuse_all(broken)
    return Permissions({command: _right(row) for command, row in rows.items()})


def _right(row: Mapping[str, str]) -> Right:
    cells = {role: Cell(row[role.value]) for role in Role}
    return Right(cells, tuple(row["events"].split()), row["source"])


def _row_faults(
    line: int,
    length: int,
    row: Mapping[str, str],
    columns: Collection[str],
    commands: Collection[str],
    events: Collection[str],
) -> list[RuleBroken]:
    """What is wrong with one row."""
    if length != len(columns):
        return [RuleBroken("permission.table_length", line=line, count=length)]
    broken = []
    cells = [row[role.value] for role in Role]
    known = {cell.value for cell in Cell}
    if row["command"] not in commands:
        broken.append(RuleBroken("permission.table_unknown", line=line, name=row["command"]))
    broken += [
        RuleBroken("permission.table_cell", line=line, text=cell)
        for cell in cells
        if cell not in known
    ]
    if not any(cells):
        broken.append(RuleBroken("permission.table_nobody", line=line, name=row["command"]))
    named = row["events"].split()
    broken += [
        RuleBroken("permission.table_event", line=line, name=name or "…")
        for name in named or [""]
        if name not in events
    ]
    return broken
