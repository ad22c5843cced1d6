"""``custody verify`` at the command line: 0 for a whole record, else 1 with place and name.

One process for each kind of tampering; tests/services/test_ledger_audit.py has all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from custody_app.ledger.checkpoint import SLIP_PREFIX
from custody_app.ledger.hashing import event_hash, user_signing_input
from custody_app.ledger.signing import new_private_key, sign
from custody_app.runtime.paths import CentreDir
from custody_app.services.paper.checkpoint_slip import SlipPress
from tests.cli.conftest import Ran, Run
from tests.documents.reading import codes, pictures
from tests.living import burgled, core_of, opened, position, put_core

Told = dict[str, Any]


def verified(run: Run, folder: Path, *words: str) -> tuple[Ran, Told]:
    ran = run("verify", "--data", str(folder), "--json", *words)
    (line,) = ran.out.splitlines()
    assert "Traceback" not in ran.err
    return ran, json.loads(line)


def the(told: Told, code: str) -> Told:
    (found,) = [one for one in told["findings"] if one["code"] == code]
    return dict(found)


def raw_lseq(raw: Any, subject: bytes) -> int:
    (last,) = raw.execute("SELECT max(pos) FROM subject_event WHERE id = ?", (subject,)).fetchone()
    return int(last) - 1


def test_a_whole_record_ends_with_0_and_says_what_it_cannot_know(
    lived_once: Path, run: Run
) -> None:
    ran, told = verified(run, lived_once)
    assert (ran.code, told["ok"], told["findings"]) == (0, True, [])
    assert [note["code"] for note in told["unknown"]] == ["verify.tail_unknown"]
    plain = run("verify", "--data", str(lived_once))
    assert plain.code == 0
    assert "The record is whole" in plain.out.decode()


def test_a_changed_byte_in_an_event(lived: Path, run: Run) -> None:
    with burgled(CentreDir(lived)) as raw:
        pos = position(raw, "ITEM_ACCEPTED")
        put_core(raw, pos, re.sub(rb'"n":"\d', b'"n":"9', core_of(raw, pos), count=1))
    ran, told = verified(run, lived)
    assert (ran.code, told["ok"]) == (1, False)
    assert the(told, "verify.changed_byte")["lseq"] == pos - 1


def test_a_deleted_event_before_the_last(lived: Path, run: Run) -> None:
    with burgled(CentreDir(lived)) as raw:
        raw.execute("DELETE FROM ledger_event WHERE pos = 100")
        raw.execute("DELETE FROM ledger_personal WHERE pos = 100")
    ran, told = verified(run, lived)
    assert ran.code == 1
    assert the(told, "verify.gap")["lseq"] == 99


def test_two_swapped_events(lived: Path, run: Run) -> None:
    columns = ("eid", "ehash", "usig", "core")
    with burgled(CentreDir(lived)) as raw:
        read = f"SELECT {', '.join(columns)} FROM ledger_event WHERE pos = ?"
        first, second = (raw.execute(read, (pos,)).fetchone() for pos in (120, 121))
        write = (
            f"UPDATE ledger_event SET {', '.join(f'{one} = ?' for one in columns)} WHERE pos = ?"
        )
        raw.execute(write, (bytes(16), *second[1:], 120))
        raw.execute(write, (*first, 121))
        raw.execute("UPDATE ledger_event SET eid = ? WHERE pos = 120", (second[0],))
    ran, told = verified(run, lived)
    assert ran.code == 1
    swapped = {one["lseq"] for one in told["findings"] if one["code"] == "verify.order"}
    assert swapped == {119, 120}


def test_a_forged_signature_names_the_event(lived: Path, run: Run) -> None:
    with burgled(CentreDir(lived)) as raw:
        pos = position(raw, "ITEM_CHECKED_OUT")
        forged = sign(new_private_key(), user_signing_input(event_hash(core_of(raw, pos))))
        raw.execute("UPDATE ledger_event SET usig = ? WHERE pos = ?", (forged, pos))
    ran, told = verified(run, lived)
    assert ran.code == 1
    found = the(told, "verify.bad_signature")
    assert found["lseq"] == pos - 1
    assert found["tag"] in found["message"]
    plain = run("verify", "--data", str(lived))
    assert plain.code == 1
    assert f"{pos - 1}" in plain.out.decode()
    assert "NOT whole" in plain.out.decode()


def test_a_changed_row_names_the_item_and_its_last_event(lived: Path, run: Run) -> None:
    with burgled(CentreDir(lived)) as raw:
        id_, tag, name = raw.execute("SELECT id, tag, name FROM item_card LIMIT 1").fetchone()
        raw.execute("UPDATE item_card SET category = 'cash', place_id = NULL WHERE id = ?", (id_,))
        last = raw_lseq(raw, id_)
    ran, told = verified(run, lived)
    assert ran.code == 1
    found = the(told, "verify.row_changed")
    assert (found["tag"], found["name"], found["lseq"]) == (tag, name, last)
    assert tag in found["message"]


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (lambda path: path.write_bytes(path.read_bytes() + b"\0"), "verify.attachment_changed"),
        (lambda path: path.unlink(), "verify.attachment_missing"),
    ],
)
def test_a_changed_attachment_names_the_item_and_its_last_event(
    lived: Path, run: Run, tamper: Callable[[Path], object], code: str
) -> None:
    with burgled(CentreDir(lived)) as raw:
        query = "SELECT h, id, tag FROM item_file JOIN item_card ON id = subject_id LIMIT 1"
        h, id_, tag = raw.execute(query).fetchone()
        last = raw_lseq(raw, id_)
    tamper(lived / "attachments" / h.hex()[:2] / h.hex())
    ran, told = verified(run, lived)
    assert ran.code == 1
    found = the(told, code)
    assert (found["tag"], found["lseq"]) == (tag, last)
    assert tag in found["message"]


def slip_of_the_shift(folder: Path) -> str:
    """What the scanner reads off the printed shift sheet of the day."""
    (path,) = (folder / "printed").glob("*-shift_sheet.pdf")
    read = {text for page in pictures(path.read_bytes(), 200) for _, text in codes(page)}
    return next(text for text in read if text.startswith(SLIP_PREFIX))


def test_a_cut_tail_is_told_by_an_earlier_slip_only(lived: Path, run: Run) -> None:
    """Somebody with every key puts back the centre as it was before the shift sheet was printed."""
    slip = slip_of_the_shift(lived)
    assert verified(run, lived, "--checkpoint", slip)[0].code == 0
    with burgled(CentreDir(lived)) as raw:
        sheet = position(raw, "SHIFT_HANDED_OVER")
        query = "SELECT max(size) FROM ledger_checkpoint WHERE size < ?"
        (keep,) = raw.execute(query, (sheet - 5,)).fetchone()
        for table, column in (
            ("ledger_event", "pos"), ("ledger_personal", "pos"), ("ledger_checkpoint", "size")
        ):  # fmt: skip
            raw.execute(f"DELETE FROM {table} WHERE {column} > ?", (keep,))
    _, without = verified(run, lived)
    assert "verify.cut_tail" not in {one["code"] for one in without["findings"]}
    assert without["unknown"][0]["code"] == "verify.tail_unknown"
    assert without["unknown"][0]["message"]
    ran, told = verified(run, lived, "--checkpoint", slip)
    assert ran.code == 1
    assert the(told, "verify.cut_tail")["lseq"] == keep


def test_an_older_copy_is_whole_by_itself_and_not_by_a_later_slip(
    lived: Path, run: Run, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    older.mkdir()
    assert run("backup", "--data", str(lived), "--to", str(older)).code == 0
    (copy,) = (path.parent for path in older.rglob("centre.db"))
    seen = {"command": "PrintCheckpoint"}
    assert run("exec", "--data", str(lived), by="clerk", lines=[seen, seen]).code == 0
    slip = tmp_path / "slip.txt"
    slip.write_text(slip_of_now(lived), encoding="utf-8")
    assert verified(run, lived, "--checkpoint", str(slip))[0].code == 0
    ran, told = verified(run, copy)
    assert (ran.code, told["unknown"][0]["code"]) == (0, "verify.tail_unknown")
    ran, told = verified(run, copy, "--checkpoint", str(slip))
    assert ran.code == 1
    assert [one["code"] for one in told["findings"]] == ["verify.cut_tail"]


def slip_of_now(folder: Path) -> str:
    """The slip of the last transaction, as the proof page prints it."""
    with opened(CentreDir(folder)) as core:
        press = SlipPress(core.folder, core.reader, core.clock, core.custody.centre)
        return press.text()
