"""From codes to sentences: refusals and faults in the language in use, with what to do next."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from custody_app.bootstrap import Core
from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.moments import Moment, time_of
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, counting, language, translate
from custody_app.runtime.paths import resources_dir
from custody_app.runtime.words import words
from custody_app.storage.state_store import StateStore

NameOf = Callable[[str], str]
"""The readable name behind an id; empty when there is none."""

ZONE_HOURS = 8
"""China keeps one time; sentences tell moments in it."""
FACT_MAX = 200
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)

WORDS_OF_FACT: Mapping[str, tuple[str, ...]] = {
    "accident_step": ("accident_step",),
    "act": ("act",),
    "authority": ("authority",),
    "category": ("category",),
    "clock_exception": ("clock_exception",),
    "command": ("command",),
    "condition": ("condition",),
    "condition_before": ("condition",),
    "custody": ("custody",),
    "disposal": ("disposal",),
    "doubt": ("doubt",),
    "entry": ("act", "situation", "category"),
    "freeze_reason": ("freeze_reason",),
    "grade": ("grade",),
    "held": ("rank",),
    "kind": ("form_kind", "request_kind", "unit_kind"),
    "kinds": ("weight_kind",),
    "measure": ("measure",),
    "measure_state": ("measure_state",),
    "needed": ("rank", "role"),
    "number_kind": ("number_kind",),
    "other": ("unit",),
    "rank": ("rank",),
    "refusal": ("refusal_reason",),
    "request_kind": ("request_kind",),
    "request_state": ("request_state",),
    "required": ("required_field",),
    "role": ("role",),
    "said": ("rank",),
    "signed_as": ("signs",),
    "signs_as": ("signs",),
    "situation": ("situation",),
    "state": ("request_state",),
    "unit": ("unit",),
    "unit_kind": ("unit_kind",),
    "was": ("condition",),
    "effects_line_state": ("effects_line",),
    "weight_kind": ("weight_kind",),
}
"""Name of a fact -> the enums whose codes it may carry."""
KINDS_NAMED = (
    "person", "item", "case", "place", "unit", "request", "container", "form", "effects",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One refusal or fault as people read it."""

    code: str
    message: str
    article: str = ""
    next: str = ""

    def plain(self) -> dict[str, str]:
        """As data for scripts; what is empty is left out."""
        found = {"code": self.code, "message": self.message}
        if self.article:
            found["article"] = self.article
        if self.next:
            found["next"] = self.next
        return found


class _Facts(dict[str, str]):
    """Facts for a sentence; a missing one leaves a gap that can be seen."""

    def __missing__(self, key: str) -> str:
        return "…"


def no_names(id_: str) -> str:
    """Names where no centre is open."""
    return ""


def told(error: RuleBroken | Fault, name_of: NameOf = no_names) -> Told:
    """The sentence of an error; of several refusals the first."""
    return told_all(error, name_of)[0]


def told_all(error: RuleBroken | Fault, name_of: NameOf = no_names) -> tuple[Told, ...]:
    """The sentences of an error: one for each refusal it carries."""
    if isinstance(error, Fault):
        return (_sentence(error.code, error.facts, name_of),)
    return tuple(_sentence(one.code, one.facts, name_of) for one in all_broken(error))


def told_code(code: str, facts: Mapping[str, object], name_of: NameOf = no_names) -> Told:
    """The sentence of a code with its facts, for findings that are no refusals."""
    return _sentence(code, facts, name_of)


def _sentence(code: str, facts: Mapping[str, object], name_of: NameOf) -> Told:
    entry = entry_of(code)
    key = "zh" if language() == DEFAULT_LANGUAGE else "en"
    readable = _Facts({name: readable_fact(name, value, name_of) for name, value in facts.items()})
    message = counting(entry.get(key, code)).format_map(readable)
    following = counting(entry.get(f"next_{key}", "")).format_map(readable)
    return Told(code, message, entry.get("article", ""), following)


def entry_of(code: str) -> Mapping[str, str]:
    """What the catalogue says of a code; nothing for the code of a newer program."""
    return _family(resources_dir() / "messages", code.partition(".")[0]).get(code, {})


@functools.cache
def _family(folder: Path, family: str) -> Mapping[str, Mapping[str, str]]:
    path = folder / f"{family}.toml"
    if not family.isidentifier() or not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Fault("resources.unreadable", path=path.name) from error


def readable_fact(name: str, value: object, name_of: NameOf = no_names) -> str:
    """One fact as people read it.

    Codes become words, ids names, moments local time, numbers of labels groups of digits.
    """
    text = printable(str(value))
    if not isinstance(value, str):
        return text
    if _UUID.match(text):
        return printable(name_of(text)) or text[:8]
    if _MOMENT.match(text):
        return _local(text)
    if name in ("tag", "container", "code"):
        return _code(text)
    if name in WORDS_OF_FACT:
        separator = "、" if language() == DEFAULT_LANGUAGE else ", "
        return separator.join(_word(WORDS_OF_FACT[name], part) for part in text.split(", "))
    return _own_words().get(text, text) if name in ("wanted", "reason", "differences") else text


def printable(text: str) -> str:
    """A text without controls, bidi marks and lone surrogates, cut to a length that can be read."""
    return _UNPRINTABLE.sub("\ufffd", text[:FACT_MAX])


def _local(text: str) -> str:
    """A moment in China's zone; one that no calendar has stays as it was typed."""
    try:
        return f"{time_of(Moment(text)) + timedelta(hours=ZONE_HOURS):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return text


def _word(enums: tuple[str, ...], code: str) -> str:
    for enum in enums:
        found = words(enum).get(code)
        if found is not None:
            return found
    return code


def _code(text: str) -> str:
    digits = text.isascii() and text.isdigit()
    if digits and len(text) == tag.BASE_LENGTH:
        return tag.grouped(tag.code_of(text))
    return tag.grouped(text) if digits and len(text) == tag.LENGTH else text


def _own_words() -> dict[str, str]:
    """Words for the few reasons that are no enum."""
    return {
        "object": translate("messages", "an object"),
        "list": translate("messages", "a list"),
        "text": translate("messages", "a text"),
        "integer": translate("messages", "a whole number"),
        "true or false": translate("messages", "true or false"),
        "control": translate("messages", "a control character"),
        "bidi": translate("messages", "a mark that turns the direction of writing"),
        "surrogate": translate("messages", "half of a character"),
        "noncharacter": translate("messages", "a code that is no character"),
    }


def names_in(core: Core) -> NameOf:
    """Names of people, things, cases and places of an open centre."""

    def name_of(id_: str) -> str:
        with core.reader.connect() as connection:
            store = StateStore(connection)
            for kind in KINDS_NAMED:
                state = store.state(kind, id_)
                if state is not None:
                    return _name_of_state(kind, state)
                store.forget()
        return ""

    return name_of


def _name_of_state(kind: str, state: object) -> str:
    number = {
        "person": "badge_no", "item": "line", "case": "number", "place": "code",
        "unit": "code", "request": "number", "container": "tag", "form": "number",
        "effects": "number",
    }[kind]  # fmt: skip
    said = str(getattr(state, number))
    if kind in ("place", "request", "form", "effects"):
        return said
    name = str(getattr(state, "name", ""))
    if kind == "container":
        said = _code(said)
    return f"{name}（{said}）" if name and said else name or said
