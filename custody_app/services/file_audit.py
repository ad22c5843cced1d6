"""Hash attachments and issued papers on disk against what the ledger says of them."""

from __future__ import annotations

import hashlib
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.paths import CentreDir
from custody_app.services.audit_report import Report
from custody_app.services.paper.issue import printed_name
from custody_app.storage import ledger_store
from custody_app.storage.attachment_store import AttachmentStore
from custody_app.storage.erasing import papers_of_effects
from custody_app.storage.projections.fresh_rows import FreshRows
from custody_app.storage.snapshot import raw_of
from custody_app.storage.subject_facts import (
    NamedPaper,
    are_files_erased,
    attachments_named,
    core_at,
    items_of_paper,
    last_position,
    papers_named,
    touched_subjects,
)

_BLOCK = 1 << 20


def sha256_of(path: Path) -> str | None:
    """The SHA-256 of a file in hex; None when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()


class FileAudit:
    """Goes through the files that events name."""

    def __init__(
        self,
        folder: CentreDir,
        live: Connection,
        rows: FreshRows,
        report: Report,
        erased_events: set[str],
        commitments: set[str],
    ) -> None:
        self._folder = folder
        self._store = AttachmentStore(folder.attachments)
        self._live = live
        self._rows = rows
        self._report = report
        self._erased_events = erased_events
        self._commitments = commitments
        self._touched: frozenset[str] | None = None

    def run(self, is_folded: bool) -> None:
        """Check every file; without freshly folded rows by what the live rows say."""
        source = self._rows.raw if is_folded else raw_of(self._live)
        self._attachments(source)
        self._papers(source)

    def _attachments(self, source: Any) -> None:
        for h, files in groupby(attachments_named(source), key=lambda file: file.h):
            found = sha256_of(self._store.path_of(h))
            self._report.files_checked += 1
            if found == h:
                if self._erased_events and all(self._is_erased(file.pos) for file in files):
                    self._report.note("verify.erased_file_left", key=h)
                continue
            for file in files:
                if found is not None:
                    self._tell(source, "verify.attachment_changed", file.subject, h)
                elif not self._is_erased(file.pos):
                    self._tell(source, "verify.attachment_missing", file.subject, h)

    def _papers(self, source: Any) -> None:
        for paper in papers_named(source):
            name = printed_name(paper.number, FormKind(paper.kind))
            found = sha256_of(self._folder.printed / name)
            self._report.files_checked += 1
            if found == paper.sha256:
                continue
            subjects = [*items_of_paper(source, paper.id), paper.id]
            if found is not None:
                self._tell(source, "verify.paper_changed", subjects[0], paper.number)
            elif not self._is_erased_paper(paper, subjects):
                self._tell(source, "verify.paper_missing", subjects[0], paper.number)

    def _tell(self, source: Any, code: str, subject: str, key: str) -> None:
        last = last_position(source, subject)
        self._report.add(code, None if last is None else last - 1, subject, "", key)

    def _is_erased(self, pos: int) -> bool:
        """Whether an order on record took the files of the event at this position along."""
        if not self._erased_events:
            return False
        stored = ledger_store.read_event(self._live, pos)
        core = core_at(self._live, pos)
        if stored is None or core is None or stored.ehash.hex() not in self._erased_events:
            return False
        return are_files_erased(core, self._commitments)

    def _is_erased_paper(self, paper: NamedPaper, subjects: list[str]) -> bool:
        if not self._erased_events:
            return False
        if self._touched is None:
            events = frozenset(self._erased_events)
            touched = touched_subjects(self._live, events)
            self._touched = frozenset({*touched, *papers_of_effects(self._live, touched)})
        return any(one in self._touched for one in (*subjects, paper.case or ""))
