"""From a parsed line to commands: names, arguments, files, baskets; strict about every field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from custody_app.domain.commands import COMMANDS
from custody_app.domain.commands.base import Command
from custody_app.domain.errors import RuleBroken, RulesBroken, all_broken
from custody_app.domain.parts import Attached
from custody_app.domain.record import from_plain
from custody_app.domain.values import dataclass
from custody_app.services.attachments import FileShelf, NamedFile, StoredFile

BASKET = "CarryOutBasket"
STEPS_MAX = 300
ID_MAX = 200
LINE_KEYS = frozenset({"id", "command", "args", "commands", "officer", "second"})
STEP_KEYS = frozenset({"command", "args"})
FILLED: Mapping[str, frozenset[str]] = {
    "AdoptRulePack": frozenset({"pack", "calendars", "rights"}),
    "IssueForm": frozenset({"sha256", "tag", "number", "awaits_signature"}),
    "IssueBlankSlips": frozenset({"first_tag"}),
    "HandOverShift": frozenset({"size", "root"}),
    "PrintCheckpoint": frozenset({"size", "root"}),
    "ConfirmClock": frozenset({"last_wall"}),
    "ErasePersonalData": frozenset({"commitments", "of_events"}),
}
"""Fields of commands that only the program itself can fill."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command, and the files that still have to be stored for it."""

    command: Command
    files: tuple[NamedFile | StoredFile, ...] = ()

    def ready(self, shelf: FileShelf) -> Command:
        """The command with its files stored.

        Raises:
            Fault: ``attachment.*``, ``storage.*``.
        """
        if not self.files:
            return self.command
        return replace(self.command, attachments=tuple(shelf.keep(one) for one in self.files))


def id_of(line: Any) -> str | int | None:
    """The id of a line, as far as it has a usable one."""
    found = line.get("id") if isinstance(line, dict) else None
    usable = isinstance(found, str) or (isinstance(found, int) and not isinstance(found, bool))
    if not usable or len(str(found)) > ID_MAX:
        return None
    return found


def steps_of(line: Any) -> tuple[Step, ...]:
    """The commands that a line asks for.

    Raises:
        RuleBroken: ``exec.not_an_object``, ``exec.bad_id``, ``input.*``,
            ``exec.unknown_command``; several are told at once.
    """
    if not isinstance(line, dict):
        raise RuleBroken("exec.not_an_object")
    if line.get("id") is not None and id_of(line) is None:
        raise RuleBroken("exec.bad_id", limit=ID_MAX)
    _refuse_unknown(line, LINE_KEYS, "")
    if "commands" in line:
        if "command" in line or "args" in line:
            raise RuleBroken("input.unknown_field", at="command")
        return _basket(line["commands"], "commands")
    if line.get("command") == BASKET:
        args = line.get("args")
        if not isinstance(args, dict):
            raise RuleBroken("input.wrong_type", at="args", wanted="object")
        _refuse_unknown(args, frozenset({"steps"}), "args")
        return _basket(args.get("steps"), "steps")
    return (_step(line, ""),)


def _basket(steps: Any, at: str) -> tuple[Step, ...]:
    if not isinstance(steps, list):
        raise RuleBroken("input.wrong_type", at=at, wanted="list")
    if not steps:
        raise RuleBroken("exec.empty_basket")
    if len(steps) > STEPS_MAX:
        raise RuleBroken("input.too_many", at=at, limit=STEPS_MAX)
    found: list[Step] = []
    broken: list[RuleBroken] = []
    for number, one in enumerate(steps):
        where = f"{at}[{number}]"
        try:
            if not isinstance(one, dict):
                raise RuleBroken("input.wrong_type", at=where, wanted="object")
            _refuse_unknown(one, STEP_KEYS, where)
            found.append(_step(one, where))
        except RuleBroken as error:
            broken += all_broken(error)
    if broken:
        raise RulesBroken(broken)
    return tuple(found)


def _refuse_unknown(given: dict[str, Any], known: frozenset[str], at: str) -> None:
    for name in given:
        if name not in known:
            raise RuleBroken("input.unknown_field", at=f"{at}.{name[:60]}".lstrip("."))


def _step(given: dict[str, Any], at: str) -> Step:
    name = given.get("command")
    if name is None:
        raise RuleBroken("input.missing_field", at=f"{at}.command".lstrip("."))
    if not isinstance(name, str):
        raise RuleBroken("input.wrong_type", at=f"{at}.command".lstrip("."), wanted="text")
    cls = COMMANDS.get(name)
    if cls is None:
        raise RuleBroken("exec.unknown_command", name=name[:60])
    args = given.get("args", {})
    if not isinstance(args, dict):
        raise RuleBroken("input.wrong_type", at=f"{at}.args".lstrip("."), wanted="object")
    for filled in FILLED.get(name, ()):
        if filled in args:
            raise RuleBroken("input.unknown_field", at=f"{at}.{filled}".lstrip("."))
    rest = {key: value for key, value in args.items() if key != "attachments"}
    broken: list[RuleBroken] = []
    files: tuple[NamedFile | StoredFile, ...] = ()
    try:
        files = _files(args.get("attachments"), f"{at}.attachments".lstrip("."))
    except RuleBroken as error:
        broken += all_broken(error)
    try:
        command = from_plain(cls, rest, at)
    except RuleBroken as error:
        raise RulesBroken([*all_broken(error), *broken]) from error
    if broken:
        raise RulesBroken(broken)
    return Step(command, files)


def _files(given: Any, at: str) -> tuple[NamedFile | StoredFile, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise RuleBroken("input.wrong_type", at=at, wanted="list")
    return tuple(_file(one, f"{at}[{number}]") for number, one in enumerate(given))


def _file(given: Any, at: str) -> NamedFile | StoredFile:
    if isinstance(given, dict) and "path" in given:
        named = from_plain(NamedFile, given, at)
        return replace(named, path=str(Path(named.path).expanduser()))
    stored = from_plain(Attached, given, at)
    return StoredFile(stored)
