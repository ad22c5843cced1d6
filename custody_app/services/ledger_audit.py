"""Prove a centre whole: chain, signatures, roles, personal values, rows and files in one pass."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event, type_name
from custody_app.domain.permissions import Permissions
from custody_app.domain.rules.signatures import signed_already
from custody_app.domain.state.steps import Happened
from custody_app.ledger.canonical_json import NotCanonical
from custody_app.ledger.chain import LogVerifier
from custody_app.ledger.checkpoint import SLIP_PREFIX, BadCheckpoint, Checkpoint, read_anchor
from custody_app.ledger.entry import BadEvent, EventCore, from_bytes
from custody_app.ledger.findings import FindingKind
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.audit_report import AuditFinding, Report
from custody_app.services.file_audit import FileAudit
from custody_app.services.permission_table import permission_table
from custody_app.services.recorders import ERASURE, Recorders
from custody_app.services.signature_checks import SignatureChecks, processes_for
from custody_app.storage import ledger_store
from custody_app.storage.engine import reader_engine
from custody_app.storage.network_path import refuse_network_path
from custody_app.storage.projections.fold import Fold
from custody_app.storage.projections.fresh_rows import FreshRows, fresh_rows
from custody_app.storage.projections.rebuild import (
    CANNOT_FOLLOW,
    PROGRESS_EVENTS,
    Progress,
    compared,
    no_progress,
    scratch_folder,
)
from custody_app.storage.snapshot import snapshot
from custody_app.storage.upgrade import check_schema

CODE_OF_KIND = {
    FindingKind.CHANGED_BYTE: "verify.changed_byte",
    FindingKind.GAP: "verify.gap",
    FindingKind.ORDER: "verify.order",
    FindingKind.FOREIGN_EVENT: "verify.foreign_event",
    FindingKind.BROKEN_CHAIN: "verify.broken_chain",
    FindingKind.BROKEN_SUBJECT_CHAIN: "verify.broken_subject_chain",
    FindingKind.BAD_SIGNATURE: "verify.bad_signature",
    FindingKind.UNKNOWN_KEY: "verify.unknown_key",
    FindingKind.BAD_CHECKPOINT: "verify.bad_checkpoint",
    FindingKind.CUT_TAIL: "verify.cut_tail",
    FindingKind.PD_MISMATCH: "verify.pd_mismatch",
    FindingKind.PD_MISSING: "verify.pd_missing",
}
_UNFOLDABLE = frozenset(
    {
        FindingKind.CHANGED_BYTE,
        FindingKind.GAP,
        FindingKind.ORDER,
        FindingKind.FOREIGN_EVENT,
        FindingKind.BROKEN_SUBJECT_CHAIN,
    }
)
_CHECKPOINT_BYTES_MAX = 64 * 1024
CLOCK_JUMP = "CLOCK_JUMPED"


def verify(
    folder: CentreDir, checkpoint: str | None = None, progress: Progress = no_progress
) -> Report:
    """Verify a centre or a backup; needs no key, changes nothing, works while others write.

    Args:
        folder: the centre, or the folder of a backup.
        checkpoint: an earlier slip or note from outside: its text, or the path of a file with it.
        progress: told (events done, events in all).

    Raises:
        RuleBroken: ``verify.checkpoint_unreadable``.
        Fault: ``storage.*`` when the file cannot be read at all.
    """
    refuse_network_path(folder.root)
    if not folder.db.is_file():
        raise Fault("storage.no_centre", folder=str(folder.root))
    engine = reader_engine(folder.db)
    try:
        check_schema(engine)
        with snapshot(engine) as live:
            size = ledger_store.stored_size(live)
            scratch = scratch_folder(folder.root, size)
            with fresh_rows(scratch) as rows, SignatureChecks(processes_for(size)) as checks:
                return _Audit(folder, live, rows, size, checks).run(checkpoint, progress)
    finally:
        engine.dispose()


class _Audit:
    def __init__(
        self,
        folder: CentreDir,
        live: Connection,
        rows: FreshRows,
        size: int,
        checks: SignatureChecks,
    ) -> None:
        self._folder = folder
        self._checks = checks
        self._live = live
        self._rows = rows
        self._size = size
        self._report = Report(log=ledger_store.log_name(live) or "")
        self._recorders = Recorders(self._tell_of_current, permission_table())
        self._fold = Fold(rows, judge=self._judge_signatures)
        self._is_foldable = True
        self._current: ledger_store.WholeEvent | None = None
        self._erased: set[str] = set()
        self._erased_events: set[str] = set()
        self._wall = ""
        self._ehash = bytes(32)

    def run(self, checkpoint: str | None, progress: Progress) -> Report:
        report = self._report
        if not report.log:
            raise Fault("storage.no_centre", folder=str(self._folder.root))
        verifier = LogVerifier(
            report.log,
            self._recorders.key_of,
            anchors=self._anchors(checkpoint),
            watch=self._watch,
            is_erased=self._erased.__contains__,
            judge=self._checks,
        )
        self._feed(verifier, progress)
        self._checks.finish()
        kinds = set()
        for found in verifier.finish():
            kinds.add(found.kind)
            report.add(CODE_OF_KIND[found.kind], found.lseq, found.subject_id, found.detail)
        report.dropped += verifier.dropped
        report.events, report.root = verifier.size, verifier.root
        self._check_head(verifier)
        self._compare(bool(kinds & _UNFOLDABLE))
        files = FileAudit(
            self._folder, self._live, self._rows, report, self._erased_events, self._erased
        )
        files.run(report.rows_compared)
        self._name_subjects()
        return report

    def _anchors(self, checkpoint: str | None) -> list[Checkpoint]:
        if checkpoint is None:
            self._report.note("verify.tail_unknown")
            return []
        text = _checkpoint_text(checkpoint)
        probe = Recorders(lambda code, detail, lseq=None: None, Permissions({}))
        first = ledger_store.read_event(self._live, 1)
        if first is not None:
            with suppress(NotCanonical, BadEvent):
                probe.watch(from_bytes(first.core), first.ehash)
        try:
            anchor = read_anchor(text, self._report.log, probe.station_public)
        except BadCheckpoint as error:
            if error.reason in ("unknown_signer", "signature", "origin"):
                self._report.add("verify.checkpoint_not_ours", None, None, error.reason)
                return []
            raise RuleBroken("verify.checkpoint_unreadable", detail=error.reason) from error
        self._report.checkpoint_size = anchor.size
        self._report.note("verify.tail_unknown_after", size=anchor.size)
        return [anchor]

    def _feed(self, verifier: LogVerifier, progress: Progress) -> None:
        points = ledger_store.read_checkpoints(self._live)
        point = next(points, None)
        last_point = 0
        done = 0
        for whole in ledger_store.read_whole(self._live):
            self._current, event = whole, whole.stored
            verifier.feed(event.lseq, event.ehash, event.usig, event.core, whole.personal)
            self._ehash = event.ehash
            while point is not None and point[0] <= event.lseq + 1:
                self._feed_point(verifier, point)
                last_point = point[0]
                point = next(points, None)
            done += 1
            if done % PROGRESS_EVENTS == 0:
                progress(done, self._size)
        self._current = None
        self._recorders.finish()
        while point is not None:
            self._feed_point(verifier, point)
            last_point = point[0]
            point = next(points, None)
        if last_point < verifier.size:
            self._report.add("verify.checkpoint_missing", verifier.size - 1, None, "")
        progress(done, self._size)

    def _feed_point(self, verifier: LogVerifier, point: tuple[int, bytes, bytes]) -> None:
        checkpoint = Checkpoint(self._report.log, point[0], point[1])
        verifier.feed_checkpoint(checkpoint, point[2], self._recorders.station_public)

    def _watch(self, core: EventCore, ehash: bytes) -> None:
        whole = self._current
        assert whole is not None
        if core.eid.replace("-", "") != whole.eid or whole.stored.pos != core.lseq + 1:
            self._tell_of_current("verify.row_of_event", core.eid)
        self._recorders.watch(core, ehash)
        if core.typ == ERASURE:
            self._erased.update(map(str, core.body.get("commitments", ())))
            self._erased_events.update(map(str, core.body.get("of_events", ())))
        self._wall = core.wall if core.typ == CLOCK_JUMP else max(self._wall, core.wall)
        if self._is_foldable:
            try:
                self._fold.take(whole.stored.pos, ehash, core, whole.personal)
            except CANNOT_FOLLOW as error:
                self._is_foldable = False
                self._tell_of_current("verify.cannot_follow", f"{core.typ} {error}"[:200])

    def _judge_signatures(self, event: Event, happened: Happened) -> None:
        """Nobody signed it twice, by the states before it; the write path asks the same."""
        first = (happened.recorder, happened.actor)
        for broken in signed_already(event, first, self._fold):
            places = (broken.facts.get(name) for name in ("signed_as", "signs_as"))
            said = " ".join(str(place) for place in places if place)
            detail = f"{type_name(type(event))} {broken.code} {said}".strip()
            self._tell_of_current("verify.signed_already", detail)

    def _tell_of_current(self, code: str, detail: str, lseq: int | None = None) -> None:
        if lseq is None and self._current is not None:
            lseq = self._current.stored.lseq
        self._report.add(code, lseq, None, detail)

    def _check_head(self, verifier: LogVerifier) -> None:
        try:
            head = ledger_store.read_head(self._live)
        except ValueError:
            head = None
        is_true = (
            head is not None
            and head.size == verifier.size
            and head.ehash == self._ehash
            and head.wall == self._wall
            and head.range.root() == verifier.root
        )
        if not is_true:
            self._report.add("verify.head_row", max(verifier.size - 1, 0), None, "")

    def _compare(self, is_damaged: bool) -> None:
        report = self._report
        if is_damaged or not self._is_foldable:
            report.note("verify.rows_not_compared")
            return
        self._fold.finish()
        report.rows_compared = True
        doubtful = {found.item for found in report.findings if found.item}
        found = compared(self._rows, self._live, self._size)
        for difference in found.differences:
            item = difference.subject[1] if difference.subject else None
            if item in doubtful:
                continue
            detail = ", ".join(difference.columns)
            report.add_row(difference, item, detail)
        report.dropped += found.more

    def _name_subjects(self) -> None:
        """Codes and names of the things concerned, as the ledger tells them."""
        if self._report.rows_compared:
            self._report.name_subjects(self._rows)


def is_slip(text: str) -> bool:
    """Whether a text begins as the code of a checkpoint slip does."""
    return text.strip().upper().startswith(SLIP_PREFIX)


def _checkpoint_text(checkpoint: str) -> str:
    """The text of a slip or note: as given, or from the file of this name.

    Raises:
        RuleBroken: ``verify.checkpoint_unreadable``.
    """
    text = checkpoint
    if not text.strip().startswith(SLIP_PREFIX) and "\n" not in text.strip():
        try:
            raw = Path(text).read_bytes()[:_CHECKPOINT_BYTES_MAX]
            text = raw.decode("utf-8-sig")
        except (OSError, ValueError) as error:
            raise RuleBroken("verify.checkpoint_unreadable", detail=str(error)[:120]) from error
    text = text.replace("\r\n", "\n")
    if text.strip().startswith(SLIP_PREFIX):
        return text.strip()
    return text.strip("\n") + "\n"


__all__ = ["AuditFinding", "Report", "is_slip", "verify"]
