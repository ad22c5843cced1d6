"""Texts on screens and papers against their catalogues; ``dev.py i18n`` prints what it finds."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.architecture.source import RESOURCES, at, calls, literal, modules, read_toml, tree

LANGUAGE = "zh_CN"
COUNTS = (
    "all|bad|count|days|events|files|given|holds|hours|items|lines|papers|rows|shown|size|taken|"
    "things|times|total"
)
"""Names of places that hold a number of things, which may be one."""
ONE_FORM = re.compile(rf"\{{({COUNTS})\}}(?: [a-z]+)? (?!as\b|is\b|was\b|has\b)[a-z]+s\b|\(s\)")
"""A plural after a number without its singular."""
I18N_MODULE = "runtime/i18n.py"


class Text(NamedTuple):
    """One text asked for, and where."""

    context: str
    text: str
    where: str


def translate_calls(path: Path) -> Iterator[ast.Call]:
    """The calls of ``translate(context, text)``, also as an attribute of a language.

    Left out are ``str.translate``, which takes one table, and the moving of a drawing's origin.
    """
    for name, call in calls(path):
        owner = _last_word(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        if name == "translate" and len(call.args) != 1 and owner not in {"canvas", "painter"}:
            yield call


def asked_texts() -> Iterator[Text]:
    """Every text that the program asks a translation for."""
    for path in modules():
        for call in translate_calls(path):
            found = [literal(argument) for argument in call.args]
            if len(found) == 2 and found[0] is not None and found[1] is not None:
                yield Text(found[0], found[1], at(path, call))


def not_literal() -> list[str]:
    """Calls that ask with anything but two literals; nothing could find their translation."""
    told = []
    for path in modules():
        for call in translate_calls(path):
            if len(call.args) != 2 or None in [literal(argument) for argument in call.args]:
                told.append(f"{at(path, call)}: translate() takes two literals")
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Assign | ast.AnnAssign) and _is_translator(node.value):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                told += [
                    f"{at(path, node)}: the result of translator() must be called translate"
                    for target in targets
                    if _last_word(target) != "translate"
                ]
    return told


def _is_translator(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Call) and _last_word(node.func) == "translator"


def _last_word(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def catalogue_texts() -> dict[tuple[str, str], str]:
    """Every entry of the catalogues: context and English text to translation."""
    folder = RESOURCES / "i18n" / LANGUAGE
    return {
        (path.stem, text): translated
        for path in sorted(folder.glob("*.toml"))
        for text, translated in read_toml(path).items()
    }


def places(text: str) -> set[str]:
    """The named places of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def missing() -> list[str]:
    """Texts without a translation."""
    known = catalogue_texts()
    return [
        f"{asked.where}: no {LANGUAGE} in {asked.context}.toml for {asked.text!r}"
        for asked in asked_texts()
        if not known.get((asked.context, asked.text))
    ]


def unused() -> list[str]:
    """Entries that nothing asks for."""
    asked = {(text.context, text.text) for text in asked_texts()}
    return [
        f"{context}.toml: nothing asks for {text!r}"
        for context, text in catalogue_texts()
        if (context, text) not in asked
    ]


def differing_places() -> list[str]:
    """Translations whose named places are not those of the English text."""
    told = []
    for (context, text), translated in catalogue_texts().items():
        if not isinstance(translated, str) or places(text) != places(translated):
            told.append(f"{context}.toml: other places than in {text!r}")
    return told


def one_form(text: str) -> bool:
    """Whether an English text says ``1 days``; it is written ``{days} {days:day|days}``."""
    return ONE_FORM.search(text) is not None


def without_singular() -> list[str]:
    """English texts of screens and papers that count without a word for one."""
    return [f"{asked.where}: {asked.text!r}" for asked in asked_texts() if one_form(asked.text)]


def main() -> int:
    """Print all that is wrong; 1 when there is anything."""
    told = [*not_literal(), *missing(), *differing_places(), *unused(), *without_singular()]
    for line in told:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(set(asked_texts()))} texts asked for, {len(told)} to mend\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
