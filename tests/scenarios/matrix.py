"""Commands made from their fields alone, and what the table of permissions says read naively."""

from __future__ import annotations

import csv
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from custody_app.domain.commands import COMMANDS
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import RequestedItem
from custody_app.domain.parts import PaperApproval
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import Role
from custody_app.runtime.paths import resources_dir

SUBJECTS = ("item", "case", "seizure", "request", "form", "container", "place", "person", "unit")
BASE = {"acted_by", "shown", "occurred_at", "occurred_why", "attachments"}


def rows() -> dict[str, dict[str, str]]:
    """The file as a spreadsheet shows it."""
    path = resources_dir() / "rulepacks" / "permissions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["command"]: row for row in csv.DictReader(file)}


def example(cls: type[Command], known: Mapping[str, Any]) -> Command:
    """A command with its required fields, and every subject that is known named."""
    hints = typing.get_type_hints(cls)
    values: dict[str, Any] = {}
    for one in fields(cls):
        if one.name in BASE:
            continue
        required = one.default is one.default_factory
        if one.name in known and (required or one.name in (*SUBJECTS, "officers")):
            values[one.name] = known[one.name]
        elif one.name == "items":
            asked = "RequestedItem" in str(hints["items"])
            values["items"] = (RequestedItem(item=known["item"]),) if asked else (known["item"],)
        elif required:
            values[one.name] = value_of(hints[one.name], one.name, known)
    return cls(**values)


def value_of(hint: Any, name: str, known: Mapping[str, Any]) -> Any:
    """Something of the type; the rules are not asked about it."""
    base = getattr(hint, "__supertype__", hint)
    named = getattr(hint, "__name__", "")
    if named in ("Day", "Moment"):
        return {"Day": "2026-03-01", "Moment": "2026-03-01T01:00:00.000Z"}[named]
    if typing.get_origin(base) is tuple:
        return (value_of(typing.get_args(base)[0], name, known),)
    if isinstance(base, type) and issubclass(base, StrEnum):
        return next(iter(base))
    if base is Amount:
        return Amount("1", "件")
    if "UnitId" in str(hint):
        return known["unit"]
    if "PersonId" in str(hint):
        return known["person"]
    if isinstance(base, type) and is_dataclass(base):
        inner = typing.get_type_hints(base)
        needed = (one.name for one in fields(base) if one.default is one.default_factory)
        return base(**{name: value_of(inner[name], name, known) for name in needed})
    return {int: 1, bool: False}.get(base, "x")


def on_paper(command: Command, approver: str) -> Command | None:
    """The same decision given by somebody else on paper; nothing where no decision is entered."""
    names = {one.name for one in fields(command)}
    if not {"approver", "paper"} <= names:
        return None
    given = {one.name: getattr(command, one.name) for one in fields(command)}
    paper = PaperApproval("昆公批1号", "2026-03-02")
    return type(command)(**(given | {"approver": approver, "paper": paper}))


def names_a_case(command: Command) -> bool:
    """Whether one of its subjects belongs to a case."""
    found = ("item", "items", "case", "seizure", "request", "form")
    return any(getattr(command, name, None) for name in found) or hasattr(command, "officers")


def expected(
    role: Role, command: Command, table: Mapping[str, Mapping[str, str]], *, ours: bool
) -> bool:
    """What the cell means, said once more and otherwise than in the program."""
    cell = table[type(command).__name__][role.value]
    if cell in ("own", "unit"):
        return ours and names_a_case(command)
    if cell == "paper":
        return getattr(command, "paper", None) is not None
    return cell == "yes"


def each_command() -> Iterator[type[Command]]:
    """All of them, in the order of the program."""
    yield from COMMANDS.values()
