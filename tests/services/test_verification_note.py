"""The note of the last verification: kept beside the record, never trusted when unreadable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from custody_app.domain.moments import Moment
from custody_app.runtime.paths import CentreDir
from custody_app.services.verification_note import (
    FILE,
    Verification,
    read_verification,
    write_verification,
)

DONE = Verification(Moment("2026-11-26T01:02:03.004Z"), 714, True)


@pytest.fixture
def folder(tmp_path: Path) -> CentreDir:
    return CentreDir(tmp_path)


def test_the_last_one_is_remembered(folder: CentreDir) -> None:
    write_verification(folder, DONE)
    assert read_verification(folder) == DONE
    broken = Verification(DONE.at, 715, False)
    write_verification(folder, broken)
    assert read_verification(folder) == broken
    assert [path.name for path in folder.root.iterdir()] == [FILE]


def test_before_the_first_there_is_none(folder: CentreDir) -> None:
    assert read_verification(folder) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"null",
        b"\xff\xfe",
        b'{"at": "2026", "size": "many", "is_whole": true}',
        json.dumps({"at": DONE.at, "size": 714}).encode(),
    ],
)
def test_an_unreadable_note_counts_as_none(folder: CentreDir, raw: bytes) -> None:
    (folder.root / FILE).write_bytes(raw)
    assert read_verification(folder) is None
