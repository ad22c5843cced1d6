"""What the page of proof asks and decides: verification, old slips and forms, in words. No Qt."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.messages import told_code
from custody_app.queries.forms import FormFolder, form_folder
from custody_app.queries.history_entry import HistoryEntry
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.paths import CentreDir
from custody_app.runtime.words import word
from custody_app.scanning.decode import decode_image
from custody_app.scanning.wedge import fold
from custody_app.services.audit_report import AuditFinding, Report
from custody_app.services.ledger_audit import is_slip, verify
from custody_app.services.paper.issue import printed_name
from custody_app.services.verification_note import Verification, write_verification
from custody_app.ui.times import local_text

Told = Callable[[int, int], None]
FACTS_SHOWN = 4
FACTS_LENGTH = 160
NOT_SHOWN = frozenset(
    ("purpose", "sha256", "root", "tag", "public_key", "key", "language", "digest", "first_tag",
     "rows", "awaits_signature", "copy", "of_batch", "site", "station")
)  # fmt: skip
"""Facts that only machines read; the whole entry stands on the card of the thing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the result.

    Attributes:
        where: the event, where there is one.
        item: id of the thing (or other subject) it concerns.
        code: stable code, for the expert.
    """

    text: str
    where: str = ""
    item: str = ""
    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verification in words.

    Attributes:
        findings: what is wrong, each naming event and thing.
        unknown: what cannot be known, and why.
    """

    is_whole: bool
    sentence: str
    findings: tuple[Line, ...]
    unknown: tuple[str, ...]
    at: Moment


def verified(centre: CentreDir, at: Moment, told: Told, slip: str = "") -> Verdict:
    """Verify the whole record, against a slip where one is given, and remember when.

    Raises:
        RuleBroken: ``verify.checkpoint_unreadable``.
        Fault: ``storage.*``.
    """
    report = verify(centre, slip or None, told)
    write_verification(centre, Verification(at, report.events, report.is_whole))
    return verdict_of(report, at)


def verdict_of(report: Report, at: Moment) -> Verdict:
    """The report as people read it."""
    findings = [line_of(found) for found in report.findings]
    if report.dropped:
        text = translate("proof", "{count} more {count:finding is|findings are} left out.")
        findings.append(Line(text.format(count=report.dropped)))
    unknown = [told_code(note.code, note.facts).message for note in report.notes]
    return Verdict(report.is_whole, sentence_of(report), tuple(findings), tuple(unknown), at)


def sentence_of(report: Report) -> str:
    """The answer in one sentence."""
    if not report.is_whole:
        count = len(report.findings) + report.dropped
        text = translate(
            "proof",
            "The record is not whole: {count} {count:finding|findings} in {events} "
            "{events:record|records}.",
        )
        return text.format(count=count, events=f"{report.events:,}")
    if report.checkpoint_size is not None:
        text = translate(
            "proof",
            "The record is whole: {events} {events:record|records}, {files} {files:file|files}, "
            "and "
            "nothing of what the slip covers ({size} {size:record|records}) was changed or cut "
            "off.",
        )
        return text.format(
            events=f"{report.events:,}",
            files=f"{report.files_checked:,}",
            size=f"{report.checkpoint_size:,}",
        )
    text = translate(
        "proof",
        "The record is whole: {events} {events:record|records}, {files} {files:file|files}.",
    )
    return text.format(events=f"{report.events:,}", files=f"{report.files_checked:,}")


def line_of(found: AuditFinding) -> Line:
    """A finding as a line."""
    where = "" if found.lseq is None else f"{found.lseq:,}"
    label = " ".join(part for part in (found.name, found.tag) if part)
    text = told_code(found.code, found.facts).message
    return Line(text, where, found.item or "", label, found.code)


def last_sentence(done: Verification | None) -> str:
    """What the last verification found."""
    if done is None:
        return translate("proof", "This record was never verified here.")
    text = (
        translate("proof", "Last verified {when}: whole, {size} {size:record|records}.")
        if done.is_whole
        else translate("proof", "Last verified {when}: not whole, {size} {size:record|records}.")
    )
    return text.format(when=local_text(done.at), size=f"{done.size:,}")


class Shape(StrEnum):
    """What an old paper carries."""

    SLIP = "slip"
    FORM = "form"
    NEITHER = "neither"


def shape_of(text: str) -> tuple[Shape, str]:
    """What was pasted or scanned, and its text without blanks and line breaks."""
    solid = "".join(fold(text).split())
    if is_slip(solid):
        return Shape.SLIP, solid.upper()
    if text.strip().startswith("—") or "\n— " in text:
        return Shape.SLIP, text
    try:
        number, _copy = tag.parse(solid)
    except RuleBroken:
        return Shape.NEITHER, solid
    return (Shape.FORM if number.kind is TagKind.FORM else Shape.NEITHER), solid


def texts_in(path: Path) -> list[str]:
    """What is readable in a picture or PDF: slips first, then codes of papers.

    Raises:
        Fault: ``image.*``.
        RuleBroken: ``image.no_code`` when nothing of ours is in it.
    """
    found = [(shape_of(text), text) for text in decode_image(path)]
    ours = [(shape, solid) for (shape, solid), _text in found if shape is not Shape.NEITHER]
    if not ours:
        raise RuleBroken("image.no_code", name=path.name)
    return [solid for _shape, solid in sorted(ours, key=lambda one: one[0] is not Shape.SLIP)]


@dataclass(frozen=True, slots=True)
class OldPaper:
    """An issued paper held against the record."""

    is_ours: bool
    sentence: str
    lines: tuple[str, ...]
    form: str = ""


def old_form(read: Reader, centre: CentreDir, code: str) -> OldPaper:
    """Whether this centre issued a paper, and whether its file is still the one issued."""
    try:
        folder = read(form_folder, form=code)
    except RuleBroken:
        text = translate("proof", "This centre has no paper with the code {code} on its record.")
        return OldPaper(False, text.format(code=code), ())
    return paper_told(folder, stored_hash(centre, folder))


def stored_hash(centre: CentreDir, folder: FormFolder) -> str:
    """SHA-256 of the stored file; empty when it cannot be read."""
    path = centre.printed / printed_name(folder.row.number, folder.row.kind)
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def paper_told(folder: FormFolder, found_hash: str) -> OldPaper:
    """The paper in words: what it is, whether it counts, what its file says."""
    row, state = folder.row, folder.state
    kind = word("form_kind", row.kind.value)
    is_same = found_hash == row.sha256
    text = translate("proof", "{kind} {number} was issued here on {when}.")
    sentence = text.format(kind=kind, number=row.number, when=local_text(row.issued_at))
    lines = []
    if state.voided:
        lines.append(translate("proof", "It was voided later and no longer counts."))
    if folder.replaced_by is not None:
        text = translate("proof", "It was replaced by {number}.")
        lines.append(text.format(number=folder.replaced_by.number))
    if is_same:
        lines.append(translate("proof", "The stored file is byte for byte the one issued."))
    else:
        lines.append(translate("proof", "The stored file is missing or not the one issued."))
    if state.signed_at is not None:
        text = translate("proof", "Its signed copy was filed on {when}.")
        lines.append(text.format(when=local_text(state.signed_at)))
    lines += [item.name for item in folder.items[:FACTS_SHOWN]]
    text = translate("proof", "Compare the paper in hand with the stored one (Reports).")
    lines.append(text)
    return OldPaper(is_same and not state.voided, sentence, tuple(lines), row.id)


def facts_text(entry: HistoryEntry) -> str:
    """The first facts of an event in one line."""
    shown = [
        fact_value(fact.kind, fact.value) for fact in entry.facts if fact.name not in NOT_SHOWN
    ]
    return " · ".join(part for part in shown if part)[:FACTS_LENGTH]


def fact_value(kind: str, value: str) -> str:
    """A fact as people read it; codes by their words."""
    plain = ("text", "number", "day", "amount", "flag")
    names = ("person", "place", "container", "unit", "case", "request", "item", "form", "seizure")
    if kind in plain or kind in names:
        return value
    if kind == "moment":
        return local_text(value)
    return word(kind, value)


def people_text(entry: HistoryEntry) -> str:
    """Who acted, and who confirmed."""
    people: Sequence[str] = [entry.actor.name, *(one.name for one in entry.countersigned)]
    return " + ".join(dict.fromkeys(name for name in people if name))
