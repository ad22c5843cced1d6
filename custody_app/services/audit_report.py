"""What a verification found, and what it cannot know."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Any

from custody_app.domain.values import dataclass
from custody_app.ledger.merkle import EMPTY_ROOT
from custody_app.storage.projections.comparison import Difference
from custody_app.storage.projections.fresh_rows import FreshRows
from custody_app.storage.subject_facts import label_of

FINDINGS_MAX = 1_000
ROW_CODES = {
    "changed": "verify.row_changed",
    "missing": "verify.row_missing",
    "extra": "verify.row_extra",
}


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One fault and where it is.

    Attributes:
        code: ``verify.*``; its sentence takes ``facts``.
        log: name of the log.
        lseq: position of the event at fault; for a row or file the last event of its subject.
        item: id of the item (or other subject) concerned.
        tag: its 15-digit number, when it has one.
        name: its name, when it has one.
        table: the projection table, for rows.
        key: the row's primary key, the file's hash or the paper's number.
        detail: a short code or technical remark.
    """

    code: str
    log: str
    lseq: int | None = None
    item: str | None = None
    tag: str = ""
    name: str = ""
    table: str = ""
    key: str = ""
    detail: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """Values for the sentence's named places; what is not known is a dash."""
        label = " ".join(part for part in (self.tag, self.name) if part) or self.item
        return {
            "log": self.log,
            "lseq": "—" if self.lseq is None else self.lseq,
            "item": label or "—",
            "table": self.table or "—",
            "key": self.key or "—",
            "detail": self.detail or "—",
        }

    def plain(self) -> dict[str, Any]:
        """As data for scripts; what is empty is left out."""
        found: dict[str, Any] = {"code": self.code, "log": self.log}
        for name in ("lseq", "item", "tag", "name", "table", "key", "detail"):
            value = getattr(self, name)
            if value not in (None, ""):
                found[name] = value
        return found


@dataclass(frozen=True, slots=True)
class AuditNote:
    """Something the verification cannot know, or did not do, and why."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """The whole outcome; ``is_whole`` is the answer."""

    log: str
    events: int = 0
    root: bytes = EMPTY_ROOT
    findings: list[AuditFinding] = field(default_factory=list)
    notes: list[AuditNote] = field(default_factory=list)
    dropped: int = 0
    checkpoint_size: int | None = None
    rows_compared: bool = False
    files_checked: int = 0

    @property
    def is_whole(self) -> bool:
        """Nothing was found."""
        return not self.findings and not self.dropped

    def add(
        self, code: str, lseq: int | None, item: str | None, detail: str, key: str = ""
    ) -> None:
        """Keep a finding, up to a limit."""
        self._keep(AuditFinding(code, self.log, lseq, item, key=key, detail=detail))

    def add_row(self, difference: Difference, item: str | None, detail: str) -> None:
        """Keep a difference between a live row and the ledger."""
        self._keep(
            AuditFinding(
                ROW_CODES[difference.kind],
                self.log,
                difference.last,
                item,
                table=difference.table,
                key=difference.key,
                detail=detail,
            )
        )

    def note(self, code: str, **facts: object) -> None:
        """Remember what cannot be known."""
        self.notes.append(AuditNote(code, facts))

    def name_subjects(self, rows: FreshRows) -> None:
        """Fill in codes and names of the subjects concerned from freshly folded states."""
        self.findings = [_named(found, rows) for found in self.findings]

    def plain(self) -> dict[str, Any]:
        """As data for scripts."""
        return {
            "ok": self.is_whole,
            "log": self.log,
            "events": self.events,
            "root": self.root.hex(),
            "checkpoint": self.checkpoint_size,
            "rows_compared": self.rows_compared,
            "files_checked": self.files_checked,
            "findings": [found.plain() for found in self.findings],
            "more_findings": self.dropped,
            "unknown": [{"code": note.code, **note.facts} for note in self.notes],
        }

    def _keep(self, found: AuditFinding) -> None:
        if len(self.findings) < FINDINGS_MAX:
            self.findings.append(found)
        else:
            self.dropped += 1


def _named(found: AuditFinding, rows: FreshRows) -> AuditFinding:
    if not found.item:
        return found
    tag, name = label_of(rows.raw, found.item)
    return replace(found, tag=tag, name=name)
