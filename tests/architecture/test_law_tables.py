"""The tables of transitions and deadlines in docs speak of what is there."""

from __future__ import annotations

import re

import pytest

from custody_app.domain.commands import COMMANDS
from custody_app.domain.events import EVENTS
from custody_app.domain.vocabulary import FormKind
from tests.architecture.source import ROOT

CODE = re.compile(r"`([A-Za-z0-9_]+)`")


def rows(name: str, letter: str) -> dict[str, list[str]]:
    """First cell -> all cells of a row."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if re.match(rf"\| {letter}\d\d \|", line)]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row for row in cells}


def named_tests() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        found |= set(re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.M))
    return found


@pytest.mark.parametrize(
    ("name", "letter", "count"), [("transitions.md", "T", 30), ("deadlines.md", "D", 28)]
)
def test_every_row_is_there_with_a_scenario_named_after_it(
    name: str, letter: str, count: int
) -> None:
    table, there = rows(name, letter), named_tests()
    assert list(table) == [f"{letter}{number:02}" for number in range(1, count + 1)]
    for id_, cells in table.items():
        named = CODE.findall(cells[-1])
        assert set(named) <= there, id_
        assert any(f"_{id_.lower()}_" in f"_{test}" for test in named) or any(
            f"def test_{id_.lower()}_" in f"def {test}" for test in there
        ), id_


def test_the_table_of_transitions_names_what_the_program_has() -> None:
    papers = {kind.value for kind in FormKind}
    modules = {path.stem for path in (ROOT / "custody_app/domain/rules").glob("*.py")}
    for id_, cells in rows("transitions.md", "T").items():
        assert set(CODE.findall(cells[2])) - {"not_held"} <= set(COMMANDS), id_
        assert set(CODE.findall(cells[3])) <= modules, id_
        assert set(CODE.findall(cells[4])) <= set(EVENTS), id_
        assert set(CODE.findall(cells[6])) <= papers, id_
