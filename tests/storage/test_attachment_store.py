"""Attachments: kept once under their hash, whole or absent, proven when read."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from custody_app.runtime.faults import Fault
from custody_app.storage.attachment_store import MAX_BYTES, AttachmentStore, sniff

JPEG = b"\xff\xd8\xff\xe0 a photo"
HASH = hashlib.sha256(JPEG).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> AttachmentStore:
    return AttachmentStore(tmp_path / "attachments")


def code_of(error: Any) -> str:
    return str(error.value.code)


def test_a_file_is_kept_once_and_comes_back(store: AttachmentStore) -> None:
    assert store.put(JPEG) == (HASH, len(JPEG), "image/jpeg")
    first = store.path_of(HASH).stat().st_ino
    assert store.put(JPEG)[0] == HASH
    assert store.path_of(HASH).stat().st_ino == first
    assert store.read(HASH) == JPEG
    assert store.path_of(HASH).parent.name == HASH[:2]


@pytest.mark.parametrize(
    ("raw", "mime"),
    [
        (b"\xff\xd8\xff\xdb", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"%PDF-1.7", "application/pdf"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
    ],
)
def test_what_it_is_stands_in_its_bytes(raw: bytes, mime: str) -> None:
    assert sniff(raw) == mime


@pytest.mark.parametrize(
    "raw", [b"GIF89a", b"<svg>", b"RIFF\x10\0\0\0WAVE", b"\x89PNG\n", b" %PDF-", b"MZ", b"\xff\xd8"]
)
def test_other_kinds_are_refused(store: AttachmentStore, raw: bytes) -> None:
    with pytest.raises(Fault) as refused:
        store.put(raw)
    assert code_of(refused) == "attachment.kind"


def test_nothing_and_too_much_are_refused(store: AttachmentStore) -> None:
    with pytest.raises(Fault) as empty:
        store.put(b"")
    with pytest.raises(Fault) as large:
        store.put(JPEG + bytes(MAX_BYTES))
    assert (code_of(empty), code_of(large)) == ("attachment.empty", "attachment.too_large")


def test_a_changed_or_missing_file_is_never_given_out(store: AttachmentStore) -> None:
    store.put(JPEG)
    store.path_of(HASH).write_bytes(JPEG + b"!")
    with pytest.raises(Fault) as changed:
        store.read(HASH)
    store.path_of(HASH).unlink()
    with pytest.raises(Fault) as missing:
        store.read(HASH)
    assert (code_of(changed), code_of(missing)) == ("attachment.changed", "attachment.missing")


def test_a_damaged_file_is_healed_when_the_same_is_brought_again(store: AttachmentStore) -> None:
    store.put(JPEG)
    store.path_of(HASH).write_bytes(JPEG[:3])
    store.put(JPEG)
    assert store.read(HASH) == JPEG


def test_the_order_is_write_sync_rename_sync_the_folder(
    store: AttachmentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may appear only when the bytes behind it are on the disk."""
    steps: list[str] = []
    target = store.path_of(HASH)
    sync, replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{handle}"))
        named = f"sync file, named {target.exists()}"
        steps.append(f"sync folder {path.name}" if path.is_dir() else named)
        sync(handle)

    def rename(old: Any, new: Any) -> None:
        steps.append("rename")
        assert Path(old).read_bytes() == JPEG
        replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", rename)
    store.put(JPEG)
    folder = f"sync folder {HASH[:2]}"
    made = "sync folder attachments"
    assert steps == [made, "sync file, named False", "rename", folder]
    store.put(JPEG)
    assert steps[4:] == [folder], "another process may not have synced the name yet"
    monkeypatch.undo()
    monkeypatch.setattr(os, "fsync", lambda _handle: (_ for _ in ()).throw(OSError(errno.EIO, "")))
    with pytest.raises(Fault) as refused:
        store.put(JPEG)
    assert code_of(refused) == "storage.cannot_write"


@pytest.mark.parametrize(
    ("error", "code"),
    [(errno.ENOSPC, "storage.disk_full"), (errno.EROFS, "storage.cannot_write")],
)
def test_a_write_that_breaks_off_leaves_nothing(
    store: AttachmentStore, monkeypatch: pytest.MonkeyPatch, error: int, code: str
) -> None:
    write = os.write

    def half(handle: int, raw: Any) -> int:
        write(handle, bytes(raw)[:4])
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(Fault) as refused:
        store.put(JPEG)
    assert code_of(refused) == code
    assert list(store.path_of(HASH).parent.iterdir()) == []
    monkeypatch.undo()
    store.put(JPEG)
    assert store.read(HASH) == JPEG


def test_a_leftover_of_a_killed_process_is_no_attachment(store: AttachmentStore) -> None:
    target = store.path_of(HASH)
    target.parent.mkdir(parents=True)
    (target.parent / f".{HASH}.4711.part").write_bytes(JPEG[:2])
    with pytest.raises(Fault) as missing:
        store.read(HASH)
    assert code_of(missing) == "attachment.missing"
    store.put(JPEG)
    assert store.read(HASH) == JPEG


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "attachments").write_bytes(b"a file in the way")
    with pytest.raises(Fault) as refused:
        AttachmentStore(tmp_path / "attachments").put(JPEG)
    assert code_of(refused) == "storage.cannot_write"
