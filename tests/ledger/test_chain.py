"""Tampering: every attack on a stored log is found and named at its place."""

from dataclasses import replace

import pytest

from custody_app.ledger import signing
from custody_app.ledger.chain import Finding, LogVerifier
from custody_app.ledger.checkpoint import Checkpoint
from custody_app.ledger.entry import EventCore, Subject, from_bytes, to_bytes
from custody_app.ledger.findings import FindingKind
from custody_app.ledger.hashing import event_hash, pd_commitment
from custody_app.ledger.merkle import EMPTY_ROOT, CompactRange


def _places(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(str(one.kind), one.lseq) for one in findings]


@pytest.fixture
def log(build_log):  # type: ignore[no-untyped-def]
    """Return a correct log of 20 events."""
    return build_log(20)


@pytest.mark.parametrize("length", [0, 1, 2, 20])
def test_an_untouched_log_is_clean(build_log, length: int) -> None:  # type: ignore[no-untyped-def]
    assert build_log(length).findings() == []


def test_what_the_verifier_knows_at_the_end(log) -> None:  # type: ignore[no-untyped-def]
    seen: list[tuple[int, bytes]] = []
    verifier = LogVerifier(
        log.name,
        lambda key, _lseq: {
            signing.key_id(signing.public_bytes(one)): signing.public_bytes(one)
            for one in (log.station, log.officer)
        }.get(key),
        watch=lambda event, ehash: seen.append((event.lseq, ehash)),
    )
    assert (verifier.size, verifier.root, verifier.head) == (0, EMPTY_ROOT, bytes(32))
    for row in log.rows:
        verifier.feed(row.lseq, row.ehash, row.usig, row.core)
    assert verifier.finish() == []
    assert verifier.size == 20
    assert verifier.root == log.checkpoints[-1][0].root
    assert verifier.head == log.rows[-1].ehash
    assert seen == [(row.lseq, row.ehash) for row in log.rows]


def test_a_changed_byte_anywhere_names_the_event_and_the_item(log) -> None:  # type: ignore[no-untyped-def]
    core = log.rows[7].core
    for at in range(len(core)):
        changed = bytearray(core)
        changed[at] ^= 1
        log.change(7, core=bytes(changed))
        findings = log.findings()
        assert _places(findings) == [("changed_byte", 7)], at
    log.change(7, core=core.replace(b'"n":"1.00"', b'"n":"9.00"'))
    assert log.findings() == [Finding(FindingKind.CHANGED_BYTE, 7, "item-1", "hash")]
    log.change(7, core=b'{"a": 1}')
    (finding,) = log.findings()
    assert (finding.subject_id, finding.detail) == (None, "unreadable: not_the_canonical_bytes")


def test_a_changed_stored_hash_is_told_from_a_changed_event(log) -> None:  # type: ignore[no-untyped-def]
    log.change(7, ehash=bytes(32))
    assert log.findings() == [Finding(FindingKind.CHANGED_BYTE, 7, "item-1", "stored_hash")]


def test_a_changed_event_of_an_unknown_key(log) -> None:  # type: ignore[no-untyped-def]
    core = log.rows[7].core
    key = from_bytes(core).key.encode()
    log.change(7, core=core.replace(key, b"0" * 16))
    assert _places(log.findings()) == [("changed_byte", 7)]


def test_a_deleted_event_is_named_with_its_item(log) -> None:  # type: ignore[no-untyped-def]
    del log.rows[7]
    assert log.findings() == [
        Finding(FindingKind.GAP, 7, None, "missing: 7..7"),
        Finding(FindingKind.BROKEN_SUBJECT_CHAIN, 10, "item-1", "iprev: 4 after 2"),
    ]


def test_a_deleted_stretch_and_a_deleted_start(log) -> None:  # type: ignore[no-untyped-def]
    del log.rows[3:6]
    assert ("gap", 3) in _places(log.findings())
    del log.rows[0]
    assert _places(log.findings())[0] == ("gap", 0)


def test_a_deleted_event_with_renumbered_rows(log) -> None:  # type: ignore[no-untyped-def]
    del log.rows[7]
    log.rows = [replace(row, lseq=at) for at, row in enumerate(log.rows)]
    findings = log.findings()
    assert [one.lseq for one in findings if one.kind == "order"] == list(range(7, 19))


@pytest.mark.parametrize(("a", "b"), [(7, 8), (4, 7), (5, 16), (0, 19), (18, 19)])
def test_two_swapped_events(log, a: int, b: int) -> None:  # type: ignore[no-untyped-def]
    first, second = log.rows[a], log.rows[b]
    log.rows[a], log.rows[b] = replace(second, lseq=a), replace(first, lseq=b)
    findings = [one for one in log.findings() if one.kind != "unknown_key"]
    assert _places(findings) == [("order", a), ("order", b)]
    assert [one.detail for one in findings] == [f"says: {b}", f"says: {a}"]


def test_rows_delivered_out_of_order(log) -> None:  # type: ignore[no-untyped-def]
    log.rows[7], log.rows[8] = log.rows[8], log.rows[7]
    assert _places(log.findings()) == [("gap", 7), ("order", 7)]


def test_a_row_delivered_twice(log) -> None:  # type: ignore[no-untyped-def]
    log.rows.insert(8, log.rows[7])
    assert _places(log.findings()) == [("order", 7)]


def test_a_forged_signature_names_the_event(log) -> None:  # type: ignore[no-untyped-def]
    log.change(7, usig=bytes(64))
    findings = log.findings()
    assert _places(findings) == [("bad_signature", 7), ("bad_checkpoint", 7)]
    assert findings[0].subject_id == "item-1"
    log.change(7, usig=b"")
    assert _places(log.findings())[0] == ("bad_signature", 7)


def test_a_rewritten_event_without_the_key(log) -> None:  # type: ignore[no-untyped-def]
    log.rewrite(7, None, body={"quantity": {"n": "9.00", "u": "piece"}})
    assert _places(log.findings()) == [
        ("bad_signature", 7),
        ("bad_checkpoint", 7),
        ("broken_chain", 8),
        ("broken_subject_chain", 10),
    ]


def test_a_rewritten_event_with_the_officers_key(log) -> None:  # type: ignore[no-untyped-def]
    log.rewrite(7, log.officer, body={"quantity": {"n": "9.00", "u": "piece"}})
    places = _places(log.findings())
    assert places == [("bad_checkpoint", 7), ("broken_chain", 8), ("broken_subject_chain", 10)]


def test_an_event_of_a_strangers_key(log) -> None:  # type: ignore[no-untyped-def]
    name = signing.key_id(signing.public_bytes(log.stranger))
    log.rewrite(19, log.stranger, key=name)
    findings = log.findings()
    assert ("unknown_key", 19) in _places(findings)
    assert findings[0].detail == f"key: {name}"


def test_an_event_of_another_log_or_epoch(log) -> None:  # type: ignore[no-untyped-def]
    log.rewrite(19, log.officer, log=log.name.replace("ws-01", "ws-02"))
    assert ("foreign_event", 19) in _places(log.findings())
    log.rewrite(19, log.officer, log=log.name, epoch=1)
    assert ("foreign_event", 19) in _places(log.findings())


@pytest.mark.parametrize(
    ("subject", "detail"),
    [
        (Subject("item", "item-1", 8, ("ab" * 32,)), "iprev: 8 after 6"),
        (Subject.first("item", "item-1"), "iprev: 1 after 6"),
        (Subject("item", "new", 2, ("ab" * 32,)), "iprev: 2 after 0"),
    ],
)
def test_a_last_event_with_a_false_item_history(log, subject: Subject, detail: str) -> None:  # type: ignore[no-untyped-def]
    log.rewrite(19, log.officer, subjects=(subject,))
    log.checkpoints.pop()
    (finding,) = log.findings()
    assert finding == Finding(FindingKind.BROKEN_SUBJECT_CHAIN, 19, subject.id, detail)


def test_a_false_count_on_the_right_parent(log) -> None:  # type: ignore[no-untyped-def]
    (subject,) = from_bytes(log.rows[19].core).subjects
    log.rewrite(19, log.officer, subjects=(replace(subject, iseq=9),))
    log.checkpoints.pop()
    (finding,) = log.findings()
    assert finding.detail == "iseq: 9 after 6"


def test_checkpoints_of_the_station(log) -> None:  # type: ignore[no-untyped-def]
    checkpoint, signature = log.checkpoints[9]
    log.checkpoints[9] = (checkpoint, bytes(64))
    assert [one.detail for one in log.findings()] == ["signature"]
    other = Checkpoint(log.name, 10, bytes(32))
    log.checkpoints[9] = (other, signing.sign(log.station, other.body().encode()))
    assert [one.detail for one in log.findings()] == ["root"]
    log.checkpoints[9] = (replace(checkpoint, origin="elsewhere"), signature)
    assert [one.detail for one in log.findings()] == ["origin"]


def test_a_checkpoint_at_the_wrong_place(log) -> None:  # type: ignore[no-untyped-def]
    verifier = LogVerifier(log.name, lambda _key, _lseq: None)
    checkpoint, signature = log.checkpoints[4]
    verifier.feed_checkpoint(checkpoint, signature, signing.public_bytes(log.station))
    assert verifier.finish() == [Finding(FindingKind.BAD_CHECKPOINT, 4, None, "size: 0")]


def test_a_cut_tail_needs_an_anchor(log) -> None:  # type: ignore[no-untyped-def]
    anchor = log.checkpoints[14][0]
    assert log.findings(anchors=[anchor, log.checkpoints[19][0]]) == []
    del log.rows[10:]
    assert log.findings() == []
    assert log.findings(anchors=[log.checkpoints[9][0]]) == []
    assert log.findings(anchors=[anchor]) == [
        Finding(FindingKind.CUT_TAIL, 10, None, "anchor_size: 15")
    ]


def test_a_log_rewritten_with_all_keys_needs_an_anchor(log) -> None:  # type: ignore[no-untyped-def]
    anchor = Checkpoint(log.name, 15, bytes(32))
    (finding,) = log.findings(anchors=[anchor])
    assert (finding.kind, finding.lseq, finding.detail) == ("bad_checkpoint", 14, "anchor_root")


def test_anchors_on_a_damaged_log(log) -> None:  # type: ignore[no-untyped-def]
    del log.rows[7]
    places = _places(log.findings(anchors=[log.checkpoints[7][0], log.checkpoints[14][0]]))
    assert places == [
        ("gap", 7),
        ("bad_checkpoint", 7),
        ("broken_subject_chain", 10),
        ("bad_checkpoint", 14),
    ]


def test_anchors_that_are_out_of_place(log) -> None:  # type: ignore[no-untyped-def]
    anchors = [
        Checkpoint(log.name, 0, EMPTY_ROOT),
        Checkpoint(log.name, 0, bytes(32)),
        Checkpoint("elsewhere", 3, bytes(32)),
    ]
    assert [one.detail for one in log.findings(anchors=anchors)] == ["anchor_root", "anchor_origin"]


def test_personal_data(log) -> None:  # type: ignore[no-untyped-def]
    salt, value = log.rows[7].pd["note"]
    log.change(7, pd={"note": (salt, value.replace(b"7", b"8"))})
    assert log.findings() == [Finding(FindingKind.PD_MISMATCH, 7, "item-1", "group: note")]
    log.change(7, pd={"note": (salt[:-1], value)})
    assert _places(log.findings()) == [("pd_mismatch", 7)]
    log.change(7, pd={"note": (salt, value), "person": (salt, value)})
    assert [one.detail for one in log.findings()] == ["unlisted: person"]
    log.change(7, pd={})
    assert log.findings() == [Finding(FindingKind.PD_MISSING, 7, "item-1", "group: note")]
    assert len(log.findings(is_erased=lambda _one: False)) == 1
    wanted = from_bytes(log.rows[7].core).pd["note"]
    assert log.findings(is_erased=lambda one: one == wanted) == []
    log.change(0, pd={})
    assert log.findings(is_erased=lambda one: one == wanted)[0].subject_id is None


def test_findings_are_counted_beyond_the_limit(log) -> None:  # type: ignore[no-untyped-def]
    verifier = LogVerifier(log.name, lambda _key, _lseq: None, findings_max=5)
    for row in log.rows:
        verifier.feed(row.lseq, row.ehash, row.usig, row.core)
    verifier.report(FindingKind.PD_MISSING, 19, None, "own check")
    assert len(verifier.finish()) == 5
    assert verifier.dropped == 16


def test_event_0_may_bring_its_own_key_but_no_later_event(log) -> None:  # type: ignore[no-untyped-def]
    known: dict[str, bytes] = {}
    publics = [signing.public_bytes(one) for one in (log.station, log.officer)]

    def enrol(event: EventCore, _ehash: bytes) -> None:
        known.update(
            {signing.key_id(one): one for one in publics if signing.key_id(one) == event.key}
        )

    verifier = LogVerifier(log.name, lambda key, _lseq: known.get(key), watch=enrol)
    for row in log.rows:
        verifier.feed(row.lseq, row.ehash, row.usig, row.core)
    assert _places(verifier.finish()) == [("unknown_key", 1)]


def test_the_sample_itself_is_made_of_the_formulas(log) -> None:  # type: ignore[no-untyped-def]
    tree = CompactRange()
    assert tree.root() == EMPTY_ROOT
    for row in log.rows:
        assert to_bytes(from_bytes(row.core)) == row.core
        assert event_hash(row.core) == row.ehash
    salt, _value = log.rows[3].pd["note"]
    commitment = pd_commitment(salt, {"note": "备注 3\n第二行"})
    assert from_bytes(log.rows[3].core).pd["note"] == commitment.hex()
