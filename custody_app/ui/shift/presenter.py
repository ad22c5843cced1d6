"""The matters of a shift in words, and where each of them is cleared."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain import tag
from custody_app.domain.values import dataclass
from custody_app.queries.shift_summary import ShiftEntry, ShiftMatter, ShiftSummary
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text

MOVED = "moved_today"
SERIOUS = frozenset({"differences", "unread_scans"})


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter with its count."""

    code: str
    title: str
    count: str
    tone: Tone


def matter_rows(found: ShiftSummary) -> list[MatterRow]:
    """All matters in the order of the sheet."""
    return [_matter_row(one) for one in found.sections]


def _matter_row(matter: ShiftMatter) -> MatterRow:
    tone = Tone.CAUTION
    if matter.code == MOVED:
        tone = Tone.INFO
    elif not matter.total.n:
        tone = Tone.GOOD
    elif matter.code in SERIOUS:
        tone = Tone.BAD
    count = f"{matter.total.n:,}" + ("" if matter.total.exact else "+")
    return MatterRow(matter.code, matter_title(matter.code), count, tone)


def matter_title(code: str) -> str:
    """The word of a matter."""
    return _TITLES[code]()


_TITLES: dict[str, Callable[[], str]] = {
    "moved_today": lambda: translate("shift", "Moved in this shift"),
    "unsigned": lambda: translate("shift", "Papers not signed"),
    "unshelved": lambda: translate("shift", "Not put away"),
    "unlabelled": lambda: translate("shift", "Not labelled"),
    "unread_scans": lambda: translate("shift", "Scans not understood"),
    "differences": lambda: translate("shift", "Differences not cleared"),
    "cash_not_banked": lambda: translate("shift", "Cash not banked"),
    "open_baskets": lambda: translate("shift", "Open baskets"),
    "open_counts": lambda: translate("shift", "Counts not closed"),
    "due_tomorrow": lambda: translate("shift", "Due by tomorrow"),
}


def code_text(entry: ShiftEntry) -> str:
    """A code in groups; other numbers as they are."""
    code = entry.code
    is_code = len(code) == tag.LENGTH and code.isascii() and code.isdigit()
    return tag.grouped(code) if is_code else code


def what_text(matter: str, entry: ShiftEntry) -> str:
    """What the line is about."""
    if matter == MOVED and entry.typ:
        return f"{entry.what}  {word('event', entry.typ)}"
    if matter == "unsigned" and entry.typ:
        return f"{word('form_kind', entry.typ)}  {entry.what}"
    if matter == "unread_scans":
        return translate("shift", "Scan")
    return entry.what


def span_text(found: ShiftSummary) -> str:
    """From when to when, and how much is open."""
    text = translate("shift", "Since {since}. Open matters: {count}.")
    return text.format(since=local_text(found.since), count=found.open_matters)


def checkpoint_text(found: ShiftSummary) -> str:
    """The last signed head of the record that went on paper."""
    if found.checkpoint is None:
        return translate("shift", "No checkpoint was printed yet.")
    text = translate(
        "shift", "Last checkpoint on paper: {size} {size:record|records}, {root}…, {when}."
    )
    point = found.checkpoint
    return text.format(
        size=f"{point.size:,}", root=point.root[:16], when=local_text(point.printed_at)
    )


@dataclass(frozen=True, slots=True)
class Way:
    """Where a line of a matter leads."""

    page: str
    item: str = ""
    code: str = ""
    place: str = ""


def way_of(matter: str, entry: ShiftEntry) -> Way:
    """The page that clears a line."""
    if matter == "unsigned":
        return Way("proof", code=entry.code)
    if matter in ("unread_scans", "open_baskets"):
        return Way("counter")
    if matter == "open_counts":
        return Way("places", place=entry.id)
    if matter in ("unshelved", "due_tomorrow"):
        return Way("counter", code=entry.code)
    return Way("items", item=entry.id)
