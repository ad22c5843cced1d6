"""Everything that can be done to a centre behind its back, and what verification says of it."""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path

import pytest

from custody_app.domain.commands.registers import PrintCheckpoint
from custody_app.domain.errors import RuleBroken
from custody_app.ledger.checkpoint import NoteSignature, note_key_id, slip_of
from custody_app.ledger.hashing import event_hash, user_signing_input
from custody_app.ledger.signing import new_private_key, sign
from custody_app.messages import told_code
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.audit_report import AuditFinding, Report
from custody_app.services.file_audit import sha256_of
from custody_app.services.ledger_audit import CODE_OF_KIND, verify
from custody_app.storage import ledger_store
from custody_app.storage.snapshot import snapshot
from tests.living import burgled, copy_of, core_of, opened, position, put_core, signer_of


def codes(report: Report) -> set[str]:
    return {found.code for found in report.findings}


def the(report: Report, code: str) -> AuditFinding:
    (found,) = [one for one in report.findings if one.code == code]
    return found


def a_slip(centre: CentreDir) -> str:
    """What stands on the printed slip of the last transaction."""
    with opened(centre) as core, snapshot(core.reader) as connection:
        stored = ledger_store.read_checkpoint(connection)
        assert stored is not None
        point, signature = stored
        public = bytes.fromhex(core.custody.station.public)
    return slip_of(point, NoteSignature(point.origin, note_key_id(point.origin, public), signature))


def cut(centre: CentreDir, count: int) -> None:
    """Cut whole transactions off the end, as somebody who knows the program would."""
    with burgled(centre) as raw:
        (size,) = raw.execute("SELECT max(pos) FROM ledger_event").fetchone()
        (keep,) = raw.execute(
            "SELECT max(size) FROM ledger_checkpoint WHERE size <= ?", (size - count,)
        ).fetchone()
        raw.execute("DELETE FROM ledger_event WHERE pos > ?", (keep,))
        raw.execute("DELETE FROM ledger_checkpoint WHERE size > ?", (keep,))
        raw.execute("DELETE FROM ledger_personal WHERE pos > ?", (keep,))


def test_an_untouched_centre_is_whole(lived_once: CentreDir) -> None:
    report = verify(lived_once)
    assert report.is_whole, report.findings
    assert report.events > 300
    assert report.rows_compared
    assert report.files_checked > 30
    assert [note.code for note in report.notes] == ["verify.tail_unknown"]


def test_it_needs_no_key_and_changes_nothing(lived: CentreDir) -> None:
    for path in lived.keys.iterdir():
        path.unlink()
    before = {path: sha256_of(path) for path in lived.root.rglob("*") if path.is_file()}
    assert verify(lived).is_whole
    assert {path: sha256_of(path) for path in before} == before


def test_it_works_beside_a_writer(lived: CentreDir) -> None:
    with opened(lived) as core:
        signer = signer_of(core, "clerk")
        told: list[int] = []

        def write_on(done: int, total: int) -> None:
            told.append(done)
            core.custody.handle(PrintCheckpoint(), signer=signer)

        size = verify(lived, progress=write_on).events
        assert told
        assert verify(lived).events == size + len(told)
        assert verify(lived).is_whole


def test_a_changed_byte_is_named_by_its_event(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        pos = position(raw, "ITEM_ACCEPTED")
        core = core_of(raw, pos)
        put_core(raw, pos, re.sub(rb'"n":"\d', b'"n":"9', core, count=1))
    found = the(verify(lived), "verify.changed_byte")
    assert found.lseq == pos - 1
    assert found.item is not None
    assert found.item in core.decode()


@pytest.mark.parametrize("at", [0.0, 0.3, 0.6, 0.9])
def test_a_changed_byte_on_disk_is_named_by_its_event(lived: CentreDir, at: float) -> None:
    with burgled(lived) as raw:
        pos = position(raw, "ITEM_ACCEPTED")
        (kept,) = raw.execute("SELECT core FROM ledger_event WHERE pos = ?", (pos,)).fetchone()
        where = int(len(kept) * at)
        changed = kept[:where] + bytes([kept[where] ^ 0x40]) + kept[where + 1 :]
        raw.execute("UPDATE ledger_event SET core = ? WHERE pos = ?", (changed, pos))
    assert the(verify(lived), "verify.changed_byte").lseq == pos - 1


def test_bytes_behind_an_event_are_named(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        (kept,) = raw.execute("SELECT core FROM ledger_event WHERE pos = 50").fetchone()
        raw.execute("UPDATE ledger_event SET core = ? WHERE pos = 50", (kept + b"\0",))
    assert the(verify(lived), "verify.changed_byte").lseq == 49


def test_a_deleted_event_leaves_a_gap(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        raw.execute("DELETE FROM ledger_event WHERE pos = 100")
        raw.execute("DELETE FROM ledger_personal WHERE pos = 100")
    assert the(verify(lived), "verify.gap").lseq == 99


def test_a_deleted_event_is_named_even_when_the_others_move_up(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        raw.execute("DELETE FROM ledger_event WHERE pos = 100")
        raw.execute("DELETE FROM ledger_personal WHERE pos = 100")
        (last,) = raw.execute("SELECT max(pos) FROM ledger_event").fetchone()
        for pos in range(101, last + 1):
            raw.execute(
                "UPDATE ledger_event SET pos = ?, lseq = ? WHERE pos = ?", (pos - 1, pos - 2, pos)
            )
            raw.execute("UPDATE ledger_personal SET pos = ? WHERE pos = ?", (pos - 1, pos))
    assert any(found.lseq == 99 for found in verify(lived).findings)


def test_swapped_events_are_named(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        columns = "eid, ehash, usig, core"
        first = raw.execute(f"SELECT {columns} FROM ledger_event WHERE pos = 120").fetchone()
        second = raw.execute(f"SELECT {columns} FROM ledger_event WHERE pos = 121").fetchone()
        write = "UPDATE ledger_event SET eid = ?, ehash = ?, usig = ?, core = ? WHERE pos = ?"
        raw.execute(write, (secrets.token_bytes(16), *second[1:], 120))
        raw.execute(write, (*first, 121))
        raw.execute("UPDATE ledger_event SET eid = ? WHERE pos = 120", (second[0],))
    report = verify(lived)
    assert {found.lseq for found in report.findings if found.code == "verify.order"} == {119, 120}


def test_swapped_places_are_named(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        for old, new in ((120, 1_000_000), (121, 120), (1_000_000, 121)):
            raw.execute("UPDATE ledger_event SET pos = ? WHERE pos = ?", (new, old))
    assert "verify.order" in codes(verify(lived))


@pytest.mark.parametrize("forge", ["random", "other_key"])
def test_a_forged_signature_names_the_event(lived: CentreDir, forge: str) -> None:
    with burgled(lived) as raw:
        pos = position(raw, "ITEM_CHECKED_OUT")
        ehash = event_hash(core_of(raw, pos))
        usig = (
            secrets.token_bytes(64)
            if forge == "random"
            else sign(new_private_key(), user_signing_input(ehash))
        )
        raw.execute("UPDATE ledger_event SET usig = ? WHERE pos = ?", (usig, pos))
    found = the(verify(lived), "verify.bad_signature")
    assert found.lseq == pos - 1
    assert found.item
    assert found.tag


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE item_card SET custody = 'S30' WHERE custody <> 'S30'", "item_card"),
        ("UPDATE item_card SET name = 'x' WHERE n = (SELECT min(n) FROM item_card)", "item_card"),
        ("UPDATE subject_state SET state = replace(state, 'general', 'cash')", "subject_state"),
        ("DELETE FROM subject_event WHERE iseq = 2", "subject_event"),
        ("UPDATE tally SET n = n + 1 WHERE name = 'custody'", "tally"),
        ("DELETE FROM due", "due"),
        ("UPDATE serial SET last = last - 1", "serial"),
        ("UPDATE stock_move SET way = -way", "stock_move"),
        ("UPDATE person_card SET roles = 'custodian' WHERE roles = ''", "person_card"),
        ("DELETE FROM batch", "batch"),
        ("UPDATE form_card SET voided = 1", "form_card"),
        ("INSERT INTO subject_key VALUES ('item', '999', zeroblob(16))", "subject_key"),
        ("INSERT INTO item_search(item_search) VALUES ('delete-all')", "item_search"),
        ("DELETE FROM item_search WHERE rowid = (SELECT min(n) FROM item_card)", "item_search"),
        ("INSERT INTO item_search(rowid, grams) VALUES (999999, 'xyz')", "item_search"),
    ],
)  # fmt: skip
def test_a_changed_row_is_named(lived: CentreDir, change: str, table: str) -> None:
    with burgled(lived) as raw:
        assert raw.execute(change).rowcount != 0
    report = verify(lived)
    assert not report.is_whole
    assert {found.table for found in report.findings} == {table}


def test_a_changed_row_names_the_item_and_its_last_event(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        (id_, tag, name) = raw.execute("SELECT id, tag, name FROM item_card LIMIT 1").fetchone()
        (last,) = raw.execute("SELECT max(pos) FROM subject_event WHERE id = ?", (id_,)).fetchone()
        raw.execute("UPDATE item_card SET place_id = NULL, category = 'cash' WHERE id = ?", (id_,))
    found = the(verify(lived), "verify.row_changed")
    assert (found.tag, found.name, found.lseq) == (tag, name, last - 1)
    assert "category" in found.detail
    assert tag in str(found.facts["item"])


def test_a_changed_attachment_names_the_item_and_its_last_event(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        (h, subject) = raw.execute(
            "SELECT h, subject_id FROM item_file JOIN item_card ON id = subject_id LIMIT 1"
        ).fetchone()
        (last,) = raw.execute(
            "SELECT max(pos) FROM subject_event WHERE id = ?", (subject,)
        ).fetchone()
    path = lived.attachments / h.hex()[:2] / h.hex()
    path.write_bytes(path.read_bytes() + b"\0")
    found = the(verify(lived), "verify.attachment_changed")
    assert found.lseq == last - 1
    assert found.tag
    path.unlink()
    assert the(verify(lived), "verify.attachment_missing").lseq == last - 1


def test_a_changed_paper_is_named_by_its_number(lived: CentreDir) -> None:
    path = sorted(lived.printed.glob("*-check_out_slip.pdf"))[0]
    path.write_bytes(path.read_bytes() + b"\n")
    found = the(verify(lived), "verify.paper_changed")
    assert path.name.startswith(found.key)
    assert found.item
    path.unlink()
    assert the(verify(lived), "verify.paper_missing").key == found.key


def test_a_cut_tail_is_found_by_an_earlier_slip_only(lived: CentreDir, tmp_path: Path) -> None:
    slip = a_slip(lived)
    cut(lived, 12)
    with burgled(lived) as raw:
        (size,) = raw.execute("SELECT max(pos) FROM ledger_event").fetchone()
    without = verify(lived)
    assert without.events == size
    assert "verify.cut_tail" not in codes(without)
    assert [note.code for note in without.notes] == ["verify.tail_unknown"]
    found = the(verify(lived, slip), "verify.cut_tail")
    assert found.lseq == size
    file = tmp_path / "slip.txt"
    file.write_text(f"\n{slip}\n", encoding="utf-8")
    assert "verify.cut_tail" in codes(verify(lived, str(file)))


def test_an_older_copy_put_back_whole_is_found_by_a_slip_only(
    lived: CentreDir, tmp_path: Path
) -> None:
    older = copy_of(lived, tmp_path / "older")
    with opened(lived) as core:
        core.custody.handle(PrintCheckpoint(), signer=signer_of(core, "clerk"))
    slip = a_slip(lived)
    assert verify(lived, slip).is_whole
    without = verify(older)
    assert without.is_whole
    assert [note.code for note in without.notes] == ["verify.tail_unknown"]
    assert codes(verify(older, slip)) == {"verify.cut_tail"}


def test_a_tail_cut_within_a_transaction_shows_by_itself(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        (first, last) = raw.execute(
            "SELECT first_pos, last_pos FROM batch ORDER BY last_pos DESC"
        ).fetchone()
        raw.execute("DELETE FROM ledger_event WHERE pos > ?", (first,))
        raw.execute("DELETE FROM ledger_personal WHERE pos > ?", (first,))
        raw.execute("DELETE FROM ledger_checkpoint WHERE size > ?", (first,))
    assert "verify.checkpoint_missing" in codes(verify(lived))
    assert last > first


def test_a_slip_of_another_centre_is_told(lived: CentreDir, tmp_path: Path) -> None:
    from tests.living import make_set_up

    other = make_set_up(tmp_path / "other")
    assert codes(verify(lived, a_slip(other))) == {"verify.checkpoint_not_ours"}


@pytest.mark.parametrize("text", ["SPCC1:ABC", "/no/such/file", "nonsense\nof two lines\n", "\0"])
def test_what_is_no_checkpoint_is_refused(lived_once: CentreDir, text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        verify(lived_once, text)
    assert refused.value.code == "verify.checkpoint_unreadable"


def test_a_slip_with_a_wrong_root_is_told(lived: CentreDir, tmp_path: Path) -> None:
    """The station key rewrote its log after the slip was printed."""
    slip = a_slip(lived)
    cut(lived, 3)
    with opened_without_head(lived) as core:
        for _ in range(8):
            core.custody.handle(PrintCheckpoint(), signer=signer_of(core, "clerk"))
    report = verify(lived, slip)
    assert not report.is_whole
    assert "verify.bad_checkpoint" in codes(report)


def opened_without_head(centre: CentreDir):  # type: ignore[no-untyped-def]
    """Make head and rows fit the cut log, as a thief of all keys would, and open it."""
    from custody_app.ledger.hashing import leaf_hash
    from custody_app.ledger.merkle import CompactRange
    from custody_app.services.rebuild import rebuild

    with burgled(centre) as raw:
        tree, last, wall = CompactRange(), b"", ""
        for pos, ehash, usig in raw.execute(
            "SELECT pos, ehash, usig FROM ledger_event ORDER BY pos"
        ).fetchall():
            tree.append(leaf_hash(ehash, usig))
            last, wall = ehash, max(wall, json.loads(core_of(raw, pos))["wall"])
        raw.execute(
            "UPDATE ledger_head SET size = ?, ehash = ?, wall = ?, range = ?",
            (tree.size, last, wall, tree.to_bytes()),
        )
    rebuild(centre)
    assert verify(centre).is_whole
    return opened(centre)


def test_changed_personal_data_is_named(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        pos = position(raw, "ITEM_LISTED")
        raw.execute(
            "UPDATE ledger_personal SET value = ? WHERE pos = ? AND grp = 'description'",
            (b'{"name":"\xe5\x88\x80"}', pos),
        )
    report = verify(lived)
    assert the(report, "verify.pd_mismatch").lseq == pos - 1


def test_personal_data_removed_without_an_order_is_named(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        pos = position(raw, "ITEM_LISTED")
        raw.execute("DELETE FROM ledger_personal WHERE pos = ?", (pos,))
    assert the(verify(lived), "verify.pd_missing").lseq == pos - 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_head SET size = size - 1",
        "UPDATE ledger_head SET ehash = zeroblob(32)",
        "UPDATE ledger_head SET wall = '2031-01-01T00:00:00.000Z'",
        "UPDATE ledger_head SET range = zeroblob(8)",
        "UPDATE ledger_head SET range = x'00'",
        "DELETE FROM ledger_head",
    ],
)
def test_a_changed_end_of_the_log_is_told(lived: CentreDir, change: str) -> None:
    with burgled(lived) as raw:
        raw.execute(change)
    assert codes(verify(lived)) == {"verify.head_row"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE ledger_checkpoint SET sig = zeroblob(64)", "verify.bad_checkpoint"),
        ("UPDATE ledger_checkpoint SET root = zeroblob(32)", "verify.bad_checkpoint"),
        ("DELETE FROM ledger_checkpoint", "verify.checkpoint_missing"),
    ],
)  # fmt: skip
def test_a_changed_checkpoint_is_told(lived: CentreDir, change: str, code: str) -> None:
    with burgled(lived) as raw:
        (size,) = raw.execute("SELECT max(size) FROM ledger_checkpoint").fetchone()
        raw.execute(f"{change} WHERE size = ?", (size,))
    assert codes(verify(lived)) == {code}


def test_a_changed_id_column_is_told(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        raw.execute("UPDATE ledger_event SET eid = ? WHERE pos = 77", (secrets.token_bytes(16),))
    assert the(verify(lived), "verify.row_of_event").lseq == 76


def test_a_folder_without_a_centre_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault) as refused:
        verify(CentreDir(tmp_path))
    assert refused.value.code == "storage.no_centre"


def test_every_finding_has_a_sentence(lived_once: CentreDir) -> None:
    for code in CODE_OF_KIND.values():
        found = AuditFinding(code, "log", 7, "item", detail="hash")
        assert "…" not in told_code(code, found.facts).message
        assert told_code(code, found.facts).message != code


def test_the_report_can_be_read_by_scripts(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        raw.execute("UPDATE item_card SET copy = 9 WHERE n = (SELECT min(n) FROM item_card)")
    plain = json.loads(json.dumps(verify(lived).plain()))
    assert plain["ok"] is False
    assert plain["findings"][0]["table"] == "item_card"
    assert plain["unknown"][0]["code"] == "verify.tail_unknown"
