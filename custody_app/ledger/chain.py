"""Verification of a whole log, row by row, naming the place of every fault."""

from collections.abc import Callable, Iterable, Mapping

from custody_app.ledger.checkpoint import Checkpoint
from custody_app.ledger.entry import EventCore, Subject
from custody_app.ledger.findings import Finding, FindingKind
from custody_app.ledger.hashing import (
    SALT_SIZE,
    ZERO_HASH,
    event_hash,
    leaf_hash,
    pd_commitment_of_bytes,
    user_signing_input,
)
from custody_app.ledger.merkle import EMPTY_ROOT, CompactRange
from custody_app.ledger.raw_core import first_subject, read_or_reason
from custody_app.ledger.signing import verify

__all__ = ["FINDINGS_MAX", "Finding", "FindingKind", "KeyLookup", "LogVerifier", "PersonalValues"]

FINDINGS_MAX = 1000

KeyLookup = Callable[[str, int], bytes | None]
Judge = Callable[[bytes, bytes, bytes, Callable[[], None]], None]
"""Judges (public key, signature, message), now or before the end; calls the last if it is bad."""
PersonalValues = Mapping[str, tuple[bytes, bytes]]


class LogVerifier:
    """Checks one log of one station; rows are fed in order, findings come from :meth:`finish`.

    Consequences of a fault already named are left out: an event whose parent was damaged or moved
    is not itself reported, nor are station checkpoints once the tree is known to differ.
    Checkpoints from outside (``anchors``) are always judged.
    """

    def __init__(
        self,
        log: str,
        key_of: KeyLookup,
        *,
        epoch: int = 0,
        anchors: Iterable[Checkpoint] = (),
        watch: Callable[[EventCore, bytes], None] | None = None,
        is_erased: Callable[[str], bool] | None = None,
        judge: Judge | None = None,
        findings_max: int = FINDINGS_MAX,
    ) -> None:
        """Prepare for row 0.

        Args:
            log: the log's name, as every event and checkpoint must state it.
            key_of: gives the public key of a key id as enrolled before position ``lseq``.
            epoch: the incarnation every event must state.
            anchors: verified checkpoints from outside the file (slips, witnesses).
            watch: sees every undamaged event and its hash, in order, after its signature was
                given to the judge; event 0, which carries the station's key, is seen before.
            is_erased: tells at the end whether the commitment (hexadecimal) was lawfully erased.
            judge: judges the signatures, elsewhere if it likes; all of them before ``finish``.
            findings_max: how many findings are kept; ``dropped`` counts the others.
        """
        self._log = log
        self._epoch = epoch
        self._key_of = key_of
        self._watch = watch
        self._is_erased = is_erased
        self._judge = judge or judge_now
        self._findings_max = findings_max
        self._findings: list[Finding] = []
        self._anchors: dict[int, list[bytes]] = {}
        self._tree = CompactRange()
        self._is_tree_sound = True
        self._next = 0
        self._head: bytes | None = ZERO_HASH
        self._subject_heads: dict[str, bytes] = {}
        self._unfit_parents: set[str] = set()
        self._orphans: list[tuple[Finding, tuple[str, ...]]] = []
        self._missing_pd: list[tuple[Finding, str]] = []
        self.dropped = 0
        for anchor in anchors:
            self._take_anchor(anchor)

    @property
    def size(self) -> int:
        """Number of positions seen so far."""
        return self._next

    @property
    def root(self) -> bytes:
        """RFC 6962 root over the rows as they were fed."""
        return self._tree.root()

    @property
    def head(self) -> bytes | None:
        """Hash of the last event, or None when its place is in doubt."""
        return self._head

    def report(self, kind: FindingKind, lseq: int, subject_id: str | None, detail: str) -> None:
        """Add a finding (also one of the caller's own checks)."""
        self._keep(Finding(kind, lseq, subject_id, detail))

    def feed(
        self,
        lseq: int,
        ehash: bytes,
        usig: bytes,
        core: bytes,
        pd: PersonalValues | None = None,
    ) -> None:
        """Check the next row.

        Args:
            lseq: the row's position.
            ehash: the stored event hash.
            usig: the stored signature.
            core: the stored canonical bytes.
            pd: group -> (salt, canonical bytes) as stored; None leaves personal data unchecked.
        """
        is_placed = self._take_position(lseq)
        event, fault = read_or_reason(core)
        computed = event_hash(core)
        link = ehash
        if event is None or computed != ehash:
            if event is not None and self._is_signed(event, lseq, computed, usig):
                link, fault = computed, "stored_hash"
            self._mark_unfit(link)
            self.report(FindingKind.CHANGED_BYTE, lseq, first_subject(core), fault)
        else:
            self._check_event(event, lseq, ehash, usig, is_placed)
            if pd is not None:
                self._check_pd(event, lseq, pd)
        self._tree.append(leaf_hash(link, usig))
        is_own_place = is_placed and (event is None or event.lseq == lseq)
        self._head = link if is_own_place else None
        for root in self._anchors.pop(lseq + 1, ()):
            self._judge_anchor(lseq + 1, root)

    def feed_checkpoint(self, checkpoint: Checkpoint, signature: bytes, public: bytes) -> None:
        """Check a stored checkpoint of the station, right after the row it ends with."""
        lseq = checkpoint.size - 1
        if checkpoint.origin != self._log:
            self.report(FindingKind.BAD_CHECKPOINT, lseq, None, "origin")
        elif self._is_tree_sound and checkpoint.size != self._next:
            self.report(FindingKind.BAD_CHECKPOINT, lseq, None, f"size: {self._next}")
        elif not self._is_tree_sound or checkpoint.root == self._tree.root():
            self._judge(
                public,
                signature,
                checkpoint.body().encode(),
                lambda: self.report(FindingKind.BAD_CHECKPOINT, lseq, None, "signature"),
            )
        elif not verify(public, signature, checkpoint.body().encode()):
            self.report(FindingKind.BAD_CHECKPOINT, lseq, None, "signature")
        else:
            self._is_tree_sound = False
            self.report(FindingKind.BAD_CHECKPOINT, lseq, None, "root")

    def finish(self) -> list[Finding]:
        """Return all findings, by position; call once, after the last row."""
        for size in sorted(self._anchors):
            if size > self._next:
                self.report(FindingKind.CUT_TAIL, self._next, None, f"anchor_size: {size}")
            else:
                self.report(FindingKind.BAD_CHECKPOINT, size - 1, None, "anchor_row_missing")
        for finding, parents in self._orphans:
            if not self._unfit_parents.issuperset(parents) or not parents:
                self._keep(finding)
        for finding, commitment in self._missing_pd:
            if self._is_erased is None or not self._is_erased(commitment):
                self._keep(finding)
        return sorted(self._findings, key=lambda one: one.lseq)

    def _take_anchor(self, anchor: Checkpoint) -> None:
        if anchor.origin != self._log:
            self.report(FindingKind.BAD_CHECKPOINT, anchor.size - 1, None, "anchor_origin")
        elif anchor.size == 0:
            if anchor.root != EMPTY_ROOT:
                self.report(FindingKind.BAD_CHECKPOINT, 0, None, "anchor_root")
        else:
            self._anchors.setdefault(anchor.size, []).append(anchor.root)

    def _judge_anchor(self, size: int, root: bytes) -> None:
        if self._tree.size != size or self._tree.root() != root:
            self.report(FindingKind.BAD_CHECKPOINT, size - 1, None, "anchor_root")

    def _take_position(self, lseq: int) -> bool:
        expected = self._next
        self._next = max(expected, lseq + 1)
        if lseq == expected:
            return True
        self._head = None
        self._is_tree_sound = False
        if lseq > expected:
            self.report(FindingKind.GAP, expected, None, f"missing: {expected}..{lseq - 1}")
            return True
        self.report(FindingKind.ORDER, lseq, None, f"row_after: {expected - 1}")
        return False

    def _check_event(
        self, event: EventCore, lseq: int, ehash: bytes, usig: bytes, is_placed: bool
    ) -> None:
        subject_id = event.subjects[0].id if event.subjects else None
        if event.log != self._log or event.epoch != self._epoch:
            self.report(FindingKind.FOREIGN_EVENT, lseq, subject_id, f"log: {event.log}")
        if event.lseq != lseq:
            self._is_tree_sound = False
            self._mark_unfit(ehash)
            self.report(FindingKind.ORDER, lseq, subject_id, f"says: {event.lseq}")
        elif is_placed:
            if self._head is not None and event.lprev != self._head.hex():
                self.report(FindingKind.BROKEN_CHAIN, lseq, subject_id, "lprev")
            for subject in event.subjects:
                self._check_subject(subject, lseq, ehash)
        else:
            self._mark_unfit(ehash)
        if lseq == 0:
            self._show(event, ehash)
        self._check_signature(event, lseq, ehash, usig, subject_id)
        if lseq != 0:
            self._show(event, ehash)

    def _show(self, event: EventCore, ehash: bytes) -> None:
        if self._watch is not None:
            self._watch(event, ehash)

    def _check_subject(self, subject: Subject, lseq: int, ehash: bytes) -> None:
        name = f"{subject.kind}:{subject.id}"
        head = self._subject_heads.get(name)
        known = () if head is None else (head[8:].hex(),)
        last = 0 if head is None else int.from_bytes(head[:8], "big")
        if subject.iprev != known or subject.iseq != last + 1:
            reason = "iseq" if subject.iprev == known else "iprev"
            finding = Finding(
                FindingKind.BROKEN_SUBJECT_CHAIN,
                lseq,
                subject.id,
                f"{reason}: {subject.iseq} after {last}",
            )
            self._orphans.append((finding, subject.iprev if reason == "iprev" else ()))
        self._subject_heads[name] = subject.iseq.to_bytes(8, "big") + ehash

    def _check_signature(
        self, event: EventCore, lseq: int, ehash: bytes, usig: bytes, subject_id: str | None
    ) -> None:
        public = self._key_of(event.key, lseq)
        if public is None:
            self.report(FindingKind.UNKNOWN_KEY, lseq, subject_id, f"key: {event.key}")
        else:
            key = event.key
            self._judge(
                public,
                usig,
                user_signing_input(ehash),
                lambda: self.report(FindingKind.BAD_SIGNATURE, lseq, subject_id, f"key: {key}"),
            )

    def _is_signed(self, event: EventCore, lseq: int, ehash: bytes, usig: bytes) -> bool:
        public = self._key_of(event.key, lseq)
        return public is not None and verify(public, usig, user_signing_input(ehash))

    def _check_pd(self, event: EventCore, lseq: int, pd: PersonalValues) -> None:
        subject_id = event.subjects[0].id if event.subjects else None
        for group, commitment in event.pd.items():
            stored = pd.get(group)
            if stored is None:
                finding = Finding(FindingKind.PD_MISSING, lseq, subject_id, f"group: {group}")
                self._missing_pd.append((finding, commitment))
                continue
            salt, value = stored
            fits = len(salt) == SALT_SIZE
            if not fits or pd_commitment_of_bytes(salt, value).hex() != commitment:
                self.report(FindingKind.PD_MISMATCH, lseq, subject_id, f"group: {group}")
        for group in sorted(pd.keys() - event.pd.keys()):
            self.report(FindingKind.PD_MISMATCH, lseq, subject_id, f"unlisted: {group}")

    def _mark_unfit(self, ehash: bytes) -> None:
        self._unfit_parents.add(ehash.hex())

    def _keep(self, finding: Finding) -> None:
        if len(self._findings) < self._findings_max:
            self._findings.append(finding)
        else:
            self.dropped += 1


def judge_now(public: bytes, signature: bytes, message: bytes, if_bad: Callable[[], None]) -> None:
    """Judge a signature at once."""
    if not verify(public, signature, message):
        if_bad()
