"""The watched folder: what lies there, what is still being written, what is stored and moved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from custody_app.domain.vocabulary import AttachmentKind
from custody_app.runtime.faults import Fault
from custody_app.services.inbox import TAKEN, WAITING_MAX, Inbox
from custody_app.storage.attachment_store import MAX_BYTES, AttachmentStore


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return Inbox(folder, AttachmentStore(tmp_path / "attachments"))


def photo(path: Path, age: int = 0, side: int = 4) -> Path:
    """A real picture, so many seconds old."""
    Image.new("RGB", (side, side)).save(path)
    at = 1_760_000_000 - age
    os.utime(path, (at, at))
    return path


def test_files_wait_oldest_first_with_their_sizes(inbox: Inbox) -> None:
    new = photo(inbox.folder / "a.jpg")
    old = photo(inbox.folder / "z.PNG", age=60)
    assert inbox.waiting() == [(old, old.stat().st_size), (new, new.stat().st_size)]


def test_what_is_no_paper_or_photo_is_left_alone(inbox: Inbox) -> None:
    for name in ("notes.txt", "photo.jpg.part", ".jpg", "Thumbs.db", "scan.tmp"):
        (inbox.folder / name).write_bytes(b"x")
    (inbox.folder / "folder.jpg").mkdir()
    (inbox.folder / "begun.jpg").touch()
    assert inbox.waiting() == []


def test_a_file_still_being_written_shows_another_size_at_the_next_look(inbox: Inbox) -> None:
    path = photo(inbox.folder / "scan.jpg")
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    ((_, first),) = inbox.waiting()
    path.write_bytes(whole)
    ((_, second),) = inbox.waiting()
    assert (first, second) == (100, len(whole))


def test_a_folder_that_is_gone_is_empty(inbox: Inbox) -> None:
    inbox.folder.rmdir()
    assert inbox.waiting() == []


def test_a_flood_is_shown_in_portions(inbox: Inbox) -> None:
    for number in range(WAITING_MAX + 5):
        path = inbox.folder / f"{number}.pdf"
        path.write_bytes(b"%PDF-")
        os.utime(path, (1_760_000_000 + number, 1_760_000_000 + number))
    names = [path.stem for path, _ in inbox.waiting()]
    assert names == [str(number) for number in range(WAITING_MAX)]


def test_what_is_taken_is_stored_and_moved_aside(inbox: Inbox) -> None:
    path = photo(inbox.folder / "照片 1.png")
    raw = path.read_bytes()
    kept = inbox.take(path, AttachmentKind.PROOF)
    assert (kept.n, kept.mime, kept.kind) == (len(raw), "image/png", AttachmentKind.PROOF)
    assert kept.name == "照片 1.png"
    assert inbox.store.read(kept.h) == raw
    assert inbox.waiting() == []
    (aside,) = (inbox.folder / TAKEN).iterdir()
    assert aside.name == f"{kept.h[:12]}-照片 1.png"
    assert aside.read_bytes() == raw


def test_two_files_of_one_name_are_both_kept_aside(inbox: Inbox) -> None:
    for side in (4, 5):
        inbox.take(photo(inbox.folder / "scan.jpg", side=side))
    assert len(list((inbox.folder / TAKEN).iterdir())) == 2


def test_a_file_picked_by_hand_stays_where_it_is(inbox: Inbox, tmp_path: Path) -> None:
    path = photo(tmp_path / "elsewhere.jpg")
    kept = inbox.keep(path)
    assert path.is_file()
    assert inbox.store.read(kept.h) == path.read_bytes()


def test_refusals_leave_the_file_in_the_folder(inbox: Inbox) -> None:
    fake = inbox.folder / "fake.jpg"
    fake.write_bytes(b"MZ this is a program")
    huge = inbox.folder / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    cases = ((fake, "attachment.kind"), (huge, "attachment.too_large"))
    for path, code in cases:
        with pytest.raises(Fault) as refused:
            inbox.take(path)
        assert refused.value.code == code
        assert path.is_file()
    with pytest.raises(Fault) as refused:
        inbox.take(inbox.folder / "gone.jpg")
    assert refused.value.code == "attachment.unreadable"
    assert not (inbox.folder.parent / "attachments").exists()


def test_a_file_that_cannot_be_moved_aside_is_told_and_nothing_is_lost(inbox: Inbox) -> None:
    (inbox.folder / TAKEN).write_bytes(b"in the way")
    path = photo(inbox.folder / "scan.jpg")
    with pytest.raises(Fault) as refused:
        inbox.take(path)
    assert refused.value.code == "storage.cannot_write"
    assert path.is_file()
