"""Every module says what it holds, stays small, has its test; listed exceptions shrink."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import ROOT, against_list, at, exceptions, modules, tree

MODULE_LINES = 300
FUNCTION_LINES = 50
TESTED_FLOORS = ("domain", "ledger", "storage", "services")


def test_every_module_says_what_it_holds() -> None:
    assert [at(path) for path in modules() if not ast.get_docstring(tree(path))] == []


def test_modules_are_short() -> None:
    lengths = {
        at(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*modules(), ROOT / "dev.py"]
    }
    assert against_list(lengths, "long_modules", MODULE_LINES) == []


def test_functions_are_short() -> None:
    lengths = {}
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                first = node.body[0]
                told = first.end_lineno if ast.get_docstring(node) else node.lineno
                assert told is not None
                lengths[f"{at(path)}::{node.name}"] = node.end_lineno - told
    assert against_list(lengths, "long_functions", FUNCTION_LINES) == []


@pytest.mark.parametrize("floor", TESTED_FLOORS)
def test_every_module_has_its_test(floor: str) -> None:
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py"))
    )
    listed = exceptions("untested_modules")
    untested = {}
    for path in modules(floor):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        parent, _, name = dotted.rpartition(".")
        named = dotted in tests or f"from {parent} import {name}" in tests
        if path.name != "__init__.py" and not named:
            untested[at(path)] = 1
    kept = {what: figure for what, figure in listed.items() if f"custody_app/{floor}/" in what}
    assert sorted(untested) == sorted(kept)
