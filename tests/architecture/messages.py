"""Refusal and fault codes in the source against their sentences in ``resources/messages``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from custody_app.messages import WORDS_OF_FACT
from tests.architecture.catalogues import places
from tests.architecture.source import (
    RESOURCES,
    at,
    calls,
    literal,
    literals,
    modules,
    read_toml,
    tree,
)

CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
RAISERS = {"RuleBroken", "Fault"}
FILE_ENDINGS = {"db", "json", "lock", "log", "otf", "pdf", "png", "py", "svg", "toml", "ttf", "txt"}
FINDINGS = "verify."
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
KEYS = {"en", "zh", "article", "next_en", "next_zh"}


def sentences() -> dict[str, dict[str, Any]]:
    """All entries: code to what its file says."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((RESOURCES / "messages").glob("*.toml")):
        found |= read_toml(path)
    return found


def raised() -> Iterator[tuple[str, str]]:
    """Codes written at a RuleBroken or Fault, with their places."""
    for path in modules():
        for name, call in calls(path):
            if name in RAISERS and call.args:
                code = literal(call.args[0])
                if code is not None:
                    yield code, at(path, call)


def patterns() -> list[re.Pattern[str]]:
    """Codes put together from parts, such as ``f"{kind}.unknown"``, as patterns."""
    found = []
    for path in modules():
        for name, call in calls(path):
            if name in RAISERS and call.args and isinstance(call.args[0], ast.JoinedStr):
                parts = [literal(part) for part in call.args[0].values]
                text = "".join("[a-z0-9_]+" if part is None else re.escape(part) for part in parts)
                found.append(re.compile(text))
    return found


def written() -> dict[str, str]:
    """Literals that have the shape of a code of a known family, wherever they stand."""
    families = {code.partition(".")[0] for code in sentences()}
    families |= {code.partition(".")[0] for code, _ in raised()}
    found: dict[str, str] = {}
    for path in modules():
        for text, node in literals(path):
            family, _, ending = text.partition(".")
            if CODE.fullmatch(text) and family in families and ending not in FILE_ENDINGS:
                found.setdefault(text, at(path, node))
    return found


def without_sentence() -> list[str]:
    """Codes that no file explains."""
    known = sentences()
    used = written() | dict(raised())
    return [f"{where}: no sentence for {code}" for code, where in used.items() if code not in known]


def without_use() -> list[str]:
    """Sentences that nothing raises."""
    used, composed = written(), patterns()
    return [
        f"messages: nothing raises {code}"
        for code in sentences()
        if code not in used and not any(pattern.fullmatch(code) for pattern in composed)
    ]


def without_next_step() -> list[str]:
    """Refusals and faults that leave the clerk standing; findings of the proof are no refusals."""
    return [
        f"messages: {code} does not say what to do next"
        for code, entry in sentences().items()
        if not code.startswith(FINDINGS) and not entry.get("next_en")
    ]


def without_words() -> list[str]:
    """Facts that carry the code of an enum into a sentence which would show it as it is."""
    told, known = [], sentences()
    for path in modules():
        for function in (one for one in ast.walk(tree(path)) if isinstance(one, FUNCTIONS)):
            named = _named_in(function)
            for call in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
                text = str(known.get(literal(call.args[0]) or "") if call.args else "")
                told += [
                    f"{at(path, call)}: no words for {fact.arg}"
                    for fact in call.keywords
                    if f"{{{fact.arg}}}" in text and fact.arg not in WORDS_OF_FACT
                    if _is_code(fact.value, named)
                ]
    return told


def _named_in(function: ast.AST) -> dict[str, ast.expr]:
    """What the names of a function stand for, as far as it is written in one line."""
    found: dict[str, ast.expr] = {}
    for one in ast.walk(function):
        if isinstance(one, ast.Assign):
            found |= {to.id: one.value for to in one.targets if isinstance(to, ast.Name)}
            to, value = one.targets[0], one.value
            if isinstance(to, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = zip(to.elts, value.elts, strict=False)
                found |= {name.id: said for name, said in pairs if isinstance(name, ast.Name)}
    return found


def _is_code(value: ast.expr, named: dict[str, ast.expr]) -> bool:
    if isinstance(value, ast.Name):
        value = named.get(value.id, value)
    return isinstance(value, ast.Attribute) and value.attr == "value"


def misshapen() -> list[str]:
    """Entries in the wrong file, in one language only, or with differing places."""
    told = []
    for path in sorted((RESOURCES / "messages").glob("*.toml")):
        for code, entry in read_toml(path).items():
            if not isinstance(entry, dict) or code.partition(".")[0] != path.stem:
                told.append(f"{path.name}: {code} does not belong here")
                continue
            if unknown := set(entry) - KEYS:
                told.append(f"{path.name}: {code} has unknown {sorted(unknown)}")
            if not entry.get("en") or not entry.get("zh"):
                told.append(f"{path.name}: {code} needs both languages")
            elif places(entry["en"]) != places(entry["zh"]):
                told.append(f"{path.name}: {code} has other places in the other language")
            if bool(entry.get("next_en")) != bool(entry.get("next_zh")):
                told.append(f"{path.name}: {code} says what to do next in one language only")
    return told
