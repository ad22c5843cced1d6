"""What the house forbids where no import contract and no linter reaches."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import PACKAGE, ROOT, at, calls, literals, modules, tree

CLOCK = PACKAGE / "runtime" / "clock.py"
CLOCK_CALLS = {
    "now": {"datetime"},
    "utcnow": {"datetime"},
    "today": {"date", "datetime"},
    "time": {"time"},
    "time_ns": {"time"},
    "uuid1": {"uuid"},
    "uuid4": {"uuid"},
    "currentDateTime": {"QDateTime"},
    "currentDateTimeUtc": {"QDateTime"},
    "currentDate": {"QDate"},
    "currentTime": {"QTime"},
}
RICH_TEXT = {"setHtml", "insertHtml", "QMessageBox", "QErrorMessage", "QTextBrowser", "Paragraph"}
# Built by parts, so that this file does not name what it looks for.
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "deb.debian" + ".org"]
TEXT_FILES = {".py", ".toml", ".md", ".lock", ".spec", ".mako", ".txt", ".qss", ".json", ""}


def test_pages_are_found_by_keys_and_never_by_offset() -> None:
    told = [
        at(path, node)
        for path in modules()
        for text, node in literals(path)
        if re.search(r"\bOFFSET\b", text)
    ]
    told += [
        at(path, call)
        for path in modules("queries", "storage", "services")
        for name, call in calls(path)
        if name == "offset"
    ]
    assert told == []


def test_time_and_ids_come_from_the_clock() -> None:
    told = [
        at(path, call)
        for path in modules()
        if path != CLOCK
        for name, call in calls(path)
        if isinstance(call.func, ast.Attribute) and _owner(call.func) in CLOCK_CALLS.get(name, ())
    ]
    assert told == []


def _owner(node: ast.Attribute) -> str:
    if isinstance(node.value, ast.Attribute):
        return node.value.attr
    return node.value.id if isinstance(node.value, ast.Name) else ""


def test_no_text_is_read_as_markup() -> None:
    told = [
        at(path, call)
        for path in modules("ui", "documents")
        for name, call in calls(path)
        if name in RICH_TEXT
    ]
    assert told == []


def test_labels_are_told_that_their_text_is_plain() -> None:
    """A bare QLabel guesses whether its text is markup, so only subclasses that say so are used."""
    told = []
    for path in modules("ui"):
        for node in ast.walk(tree(path)):
            bases = node.bases if isinstance(node, ast.ClassDef) else []
            is_label = any(isinstance(base, ast.Name) and base.id == "QLabel" for base in bases)
            if is_label and "TextFormat.PlainText" not in ast.unparse(node):
                told.append(f"{at(path, node)}: a QLabel without TextFormat.PlainText")
        told += [
            f"{at(path, call)}: a QLabel with a text"
            for name, call in calls(path)
            if name == "QLabel" and (call.args or call.keywords)
        ]
    assert told == []


def test_tips_are_set_where_their_text_is_escaped() -> None:
    doors = [
        path
        for path in modules("ui")
        if any(isinstance(n, ast.FunctionDef) and n.name == "set_tip" for n in ast.walk(tree(path)))
    ]
    told = [
        at(path, call)
        for path in modules("ui")
        if path not in doors
        for name, call in calls(path)
        if name in {"setToolTip", "setWhatsThis"}
    ]
    assert told == []
    assert len(doors) == 1


def _imports(path: Path) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node


def test_heavy_libraries_have_one_door_each() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    doors: dict[str, str] = settings["tool"]["custody"]["doors"]
    told = []
    for path in modules():
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for name, node in _imports(path):
            for library, door in doors.items():
                if (name == library or name.startswith(f"{library}.")) and dotted != door:
                    told.append(f"{at(path, node)}: {library} belongs to {door}")
    assert told == []


def test_no_place_of_origin_is_named() -> None:
    """The program can be installed from any index; none is written down."""
    found = []
    folders = ["custody_app", "resources", "migrations", "tests", "docs", ".ci"]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in [*files, *(path for path in ROOT.iterdir() if path.is_file())]:
        if path.suffix in TEXT_FILES and "__pycache__" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="ignore")
            found += [f"{at(path)}: {host}" for host in HOSTS if host in text]
    assert found == []
