"""The JSON Schema of ``custody exec``: every command, and a basket of them."""

from __future__ import annotations

from typing import Any

from custody_app.domain.commands import COMMANDS
from custody_app.domain.commands.base import Command
from custody_app.domain.parts import Attached
from custody_app.domain.record import schema_of
from custody_app.services.attachments import NamedFile
from custody_app.services.script.asked import BASKET, FILLED, STEPS_MAX

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Schema of one line of standard input; ``$defs`` holds the arguments of each command."""
    args = {name: args_schema(cls) for name, cls in sorted(COMMANDS.items())}
    return {
        "$schema": DRAFT,
        "title": "custody exec",
        "description": "One line of standard input: one command, one transaction.",
        "type": "object",
        "oneOf": [*(_line(name) for name in args), _basket_line()],
        "$defs": args | {"step": {"oneOf": [_step(name) for name in args]}, "people": _people()},
    }


def args_schema(cls: type[Command]) -> dict[str, Any]:
    """Arguments of one command, without what only the program itself can fill."""
    found = schema_of(cls)
    filled = FILLED.get(cls.__name__, frozenset())
    properties = {name: entry for name, entry in found["properties"].items() if name not in filled}
    properties["attachments"] = {
        "type": "array",
        "items": {"oneOf": [schema_of(NamedFile), schema_of(Attached)]},
    }
    summary = (cls.__doc__ or "").strip().partition("\n")[0]
    return found | {"description": summary, "properties": properties}


def _step(name: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"command": {"const": name}, "args": {"$ref": f"#/$defs/{name}"}},
        "required": ["command"],
        "additionalProperties": False,
    }


def _line(name: str) -> dict[str, Any]:
    found = _step(name)
    return found | {"properties": found["properties"] | _line_properties()}


def _basket_line() -> dict[str, Any]:
    steps = {
        "type": "array",
        "items": {"$ref": "#/$defs/step"},
        "minItems": 1,
        "maxItems": STEPS_MAX,
    }
    args = {
        "type": "object",
        "properties": {"steps": steps},
        "required": ["steps"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"command": {"const": BASKET}, "args": args} | _line_properties(),
        "required": ["command", "args"],
        "additionalProperties": False,
    }


def _line_properties() -> dict[str, Any]:
    people = {"$ref": "#/$defs/people"}
    return {"id": {"type": ["string", "integer", "null"]}, "officer": people, "second": people}


def _people() -> dict[str, Any]:
    return {
        "type": "string",
        "description": "Badge number the line was written for; refused when somebody else works.",
    }
