"""The other sub-commands: exit codes, sentences, JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.paths import CentreDir
from custody_app.services.scan_journal import ScanJournal
from tests.cli.conftest import Run
from tests.living import opened


def one(out: bytes) -> Any:
    return json.loads(out)


def test_help_names_every_sub_command(run: Run) -> None:
    ran = run("--help")
    words = ("demo", "verify", "rebuild", "backup", "restore", "print", "exec", "due", "password")
    assert ran.code == 0
    assert all(word in ran.out.decode() for word in words)


def test_an_unknown_sub_command_could_not_run(run: Run) -> None:
    assert run("explode").code == 2


def test_demo_makes_a_centre_once(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "centre"
    lines = tmp_path / "day.jsonl"
    made = run("demo", "--data", str(folder), "--json", "--commands", str(lines))
    assert made.code == 0, made.err
    told = one(made.out)
    assert told["papers"] == len(list((folder / "printed").glob("*.pdf")))
    assert (folder / "README.txt").is_file()
    assert all(json.loads(line)["command"] for line in lines.read_text().splitlines())
    again = run("demo", "--data", str(folder))
    assert again.code == 2
    assert "demo.exists" in again.err
    assert run("demo", "--data", str(tmp_path)).code == 2


def test_verify_says_whole_and_what_it_cannot_know(lived: Path, run: Run) -> None:
    ran = run("verify", "--data", str(lived), "--json")
    assert ran.code == 0
    told = one(ran.out)
    assert told["ok"] is True
    assert told["unknown"][0]["message"]
    assert "whole" in run("verify", "--data", str(lived)).out.decode()


def test_verify_names_a_changed_file(lived: Path, run: Run) -> None:
    photo = next(path for path in (lived / "attachments").rglob("*") if path.is_file())
    photo.write_bytes(photo.read_bytes() + b"x")
    ran = run("verify", "--data", str(lived), "--json")
    assert ran.code == 1
    assert one(ran.out)["ok"] is False
    assert one(ran.out)["findings"][0]["message"]


def test_rebuild_finds_no_difference(lived: Path, run: Run) -> None:
    ran = run("rebuild", "--check", "--data", str(lived), "--json")
    assert ran.code == 0
    assert one(ran.out)["differences"] == []
    assert run("rebuild", "--data", str(lived)).code == 0


def test_backup_and_restore(
    lived: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "disk"
    target.mkdir()
    made = run("backup", "--data", str(lived), "--to", str(target), "--json")
    assert made.code == 0
    path = one(made.out)["path"]
    folder = tmp_path / "again"
    bare = run("restore", path, "--data", str(folder))
    assert (bare.code, "cli.recovery_code_missing" in bare.err) == (2, True)
    readme = (lived / "README.txt").read_text()
    code = next(line.split()[-1] for line in readme.splitlines() if "recovery code" in line)
    monkeypatch.setenv("CUSTODY_RECOVERY_CODE", code)
    assert run("restore", path, "--data", str(folder)).code == 0
    assert run("verify", "--data", str(folder)).code == 0


def test_print_says_where_the_paper_lies(lived: Path, run: Run) -> None:
    words = ["print", "place_contents", "--place", "G-02", "--data", str(lived)]
    plain = run(*words, by="clerk")
    assert plain.code == 0, plain.err
    assert Path(plain.out.decode().strip()).read_bytes().startswith(b"%PDF-")
    told = one(run(*words, "--json", by="clerk").out)
    assert told["number"] in told["path"]
    wrong = run("print", FormKind.RECEIPT.value, "--data", str(lived), by="clerk")
    assert wrong.code == 2
    assert "Traceback" not in wrong.err


def test_due_lists_what_is_late_and_what_comes(lived: Path, run: Run) -> None:
    assert run("due", "--data", str(lived), "--days", "99999999").code == 0
    ran = run("due", "--data", str(lived), "--days", "5", "--json")
    assert ran.code == 0
    kinds = {row["kind"] for row in one(ran.out)["due"]}
    assert {"hand_over", "loan"} <= kinds
    loans = [row for row in one(ran.out)["due"] if row["kind"] == "loan" and "told" in row]
    assert loans
    assert {row["deadline"] for row in loans} == {"D05"}
    assert loans[0]["cleared_by"] == ["ReturnItem", "RequestExtension"]
    assert loans[0]["owner"] in loans[0]["told"]
    borrowed = [row for row in loans if row["owner"] == "case_officer"]
    assert borrowed
    assert all(row["person"] and row["is_sure"] for row in borrowed)
    assert run("due", "--data", str(lived)).code == 0


def test_due_lists_the_scans_that_nobody_has_dealt_with(lived: Path, run: Run) -> None:
    with opened(CentreDir(lived)) as core:
        journal = ScanJournal(core.writer, core.reader, core.clock)
        journal.keep("6901234567892", "wedge")
        journal.answer(journal.keep("x", "wedge"), "纸张污损")
    ran = one(run("due", "--data", str(lived), "--json").out)
    assert ran["unread_scans"] == 1
    assert [(scan["raw"], scan["why"]) for scan in ran["scans"]] == [("6901234567892", "not_read")]
    assert "6901234567892" in run("due", "--data", str(lived)).out.decode()


@pytest.mark.parametrize("name", ["verify", "rebuild", "backup", "due", "exec"])
def test_no_centre_is_told_in_one_sentence(tmp_path: Path, run: Run, name: str) -> None:
    ran = run(name, "--data", str(tmp_path), "--json")
    assert ran.code == 2
    assert "storage.no_centre" in ran.err
    assert one(ran.out)["refused"][0]["code"] == "storage.no_centre"
    assert "Traceback" not in ran.err
