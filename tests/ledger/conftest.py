"""A small correct log with every kind of field, for tests to damage."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from custody_app.ledger import signing
from custody_app.ledger.canonical_json import canonical
from custody_app.ledger.chain import Finding, LogVerifier
from custody_app.ledger.checkpoint import Checkpoint
from custody_app.ledger.entry import EventCore, Subject, from_bytes, to_bytes
from custody_app.ledger.hashing import (
    ZERO_HASH_HEX,
    event_hash,
    leaf_hash,
    pd_commitment,
    user_signing_input,
)
from custody_app.ledger.merkle import CompactRange

LOG = "0190a1b2-c3d4-7e5f-8a1b-0123456789ab/ws-01"
STATION = signing.private_from_bytes(bytes(range(32)))
OFFICER = signing.private_from_bytes(bytes(range(32, 64)))
STRANGER = signing.private_from_bytes(bytes(range(64, 96)))


def make_core(**changes: object) -> EventCore:
    """Return a good core; ``changes`` replace fields."""
    core = EventCore(
        typ="ITEM_CHECKED_OUT",
        eid="0190a1b2-c3d4-7e5f-8a1b-000000000001",
        log=LOG,
        lseq=1,
        lprev="ab" * 32,
        actor="012345",
        recorder="012346",
        role="custodian",
        key=signing.key_id(signing.public_bytes(OFFICER)),
        shown="pin",
        wall="2026-03-04T05:06:07.890Z",
        tz=480,
        schema=1,
        app="0.1.0",
        body={"quantity": {"n": "1.00", "u": "piece"}, "due_on": "2026-04-04"},
    )
    return replace(core, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Row:
    """One stored row."""

    lseq: int
    ehash: bytes
    usig: bytes
    core: bytes
    pd: dict[str, tuple[bytes, bytes]]


@dataclass
class SampleLog:
    """Rows, the checkpoint after each of them, and the means to verify."""

    name: str = LOG
    station: signing.PrivateKey = STATION
    officer: signing.PrivateKey = OFFICER
    stranger: signing.PrivateKey = STRANGER
    rows: list[Row] = field(default_factory=list)
    checkpoints: list[tuple[Checkpoint, bytes]] = field(default_factory=list)

    def findings(self, **options: object) -> list[Finding]:
        """Verify as stored, each checkpoint right after its row."""
        stored = {checkpoint.size: (checkpoint, sig) for checkpoint, sig in self.checkpoints}
        verifier = LogVerifier(LOG, key_of, **options)  # type: ignore[arg-type]
        for row in self.rows:
            verifier.feed(row.lseq, row.ehash, row.usig, row.core, row.pd)
            if row.lseq + 1 in stored:
                checkpoint, signature = stored[row.lseq + 1]
                verifier.feed_checkpoint(checkpoint, signature, signing.public_bytes(STATION))
        return verifier.finish()

    def change(self, lseq: int, **changes: object) -> None:
        """Overwrite columns of one row."""
        at = next(i for i, row in enumerate(self.rows) if row.lseq == lseq)
        self.rows[at] = replace(self.rows[at], **changes)  # type: ignore[arg-type]

    def rewrite(self, lseq: int, private: signing.PrivateKey | None, **fields: object) -> None:
        """Replace one event by a consistent other one, signed by ``private`` or not at all."""
        row = next(row for row in self.rows if row.lseq == lseq)
        core = to_bytes(replace(from_bytes(row.core), **fields))  # type: ignore[arg-type]
        ehash = event_hash(core)
        usig = row.usig if private is None else signing.sign(private, user_signing_input(ehash))
        self.change(lseq, core=core, ehash=ehash, usig=usig)


def key_of(key: str, lseq: int) -> bytes | None:
    """Return the public key of a name; the officer's is enrolled by event 0."""
    publics = [signing.public_bytes(STATION)]
    if lseq > 0:
        publics.append(signing.public_bytes(OFFICER))
    return next((one for one in publics if signing.key_id(one) == key), None)


@pytest.fixture(name="make_core")
def make_core_fixture() -> Callable[..., EventCore]:
    """Return a maker of good cores."""
    return make_core


@pytest.fixture
def full_core() -> EventCore:
    """Return a core that uses every field."""
    return make_core(
        subjects=(
            Subject.first("item", "a"),
            Subject.after("container", "b", 4, "cd" * 32),
            Subject("item", "c", 9, ("01" * 32, "02" * 32)),
        ),
        batch="0190a1b2-c3d4-7e5f-8a1b-000000000002",
        occ={"at": "2026-03-04T04:00:00.000Z", "why": "late_entry"},
        pd={"person": "ef" * 32, "note": "01" * 32},
        att=({"h": "23" * 32, "n": 0, "mime": "image/jpeg"},),
        ref=("45" * 32, "67" * 32),
        epoch=2,
    )


@pytest.fixture
def build_log() -> Callable[[int], SampleLog]:
    """Return a maker of logs of a given length: three items take turns."""
    return _build


def _build(length: int) -> SampleLog:
    log = SampleLog()
    tree = CompactRange()
    heads: dict[str, tuple[int, str]] = {}
    lprev = ZERO_HASH_HEX
    for lseq in range(length):
        private = OFFICER if lseq else STATION
        name = f"item-{lseq % 3}"
        subjects: tuple[Subject, ...] = ()
        if lseq:
            subjects = (
                Subject.after("item", name, *heads[name])
                if name in heads
                else Subject.first("item", name),
            )
        salt = lseq.to_bytes(32, "big")
        note = {"note": f"备注 {lseq}\n第二行"}
        core = to_bytes(
            make_core(
                typ="ITEM_CHECKED_OUT" if lseq else "CENTRE_OPENED",
                eid=f"0190a1b2-c3d4-7e5f-8a1b-{lseq:012x}",
                lseq=lseq,
                lprev=lprev,
                subjects=subjects,
                key=signing.key_id(signing.public_bytes(private)),
                pd={"note": pd_commitment(salt, note).hex()},
            )
        )
        ehash = event_hash(core)
        usig = signing.sign(private, user_signing_input(ehash))
        for subject in subjects:
            heads[subject.id] = (subject.iseq, ehash.hex())
        log.rows.append(Row(lseq, ehash, usig, core, {"note": (salt, canonical(note))}))
        tree.append(leaf_hash(ehash, usig))
        checkpoint = Checkpoint(LOG, tree.size, tree.root())
        log.checkpoints.append((checkpoint, signing.sign(STATION, checkpoint.body().encode())))
        lprev = ehash.hex()
    return log
