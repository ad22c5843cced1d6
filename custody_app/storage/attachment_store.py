"""Photos and papers by their SHA-256 in a folder; written in the safe order, checked when read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from custody_app.runtime.faults import Fault
from custody_app.storage.key_files import make_folder, settle_name, write_durably

MAX_BYTES = 50 * 1024 * 1024
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"%PDF-", "application/pdf", ".pdf"),
)


def sniff(raw: bytes) -> str:
    """The media type by content, never by name.

    Raises:
        Fault: ``attachment.kind`` when it is neither JPEG, PNG, WebP nor PDF.
    """
    for magic, mime, _ in _MAGIC:
        if raw.startswith(magic):
            return mime
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "image/webp"
    raise Fault("attachment.kind")


class AttachmentStore:
    """Files of one centre under ``attachments/ab/<sha256>``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, sha256: str) -> Path:
        """Where a file lies, or would lie."""
        return self._folder / sha256[:2] / sha256

    def put(self, raw: bytes) -> tuple[str, int, str]:
        """Keep a file; (SHA-256 in hex, size, media type). It is durable when this returns.

        Raises:
            Fault: ``attachment.empty``, ``attachment.too_large``, ``attachment.kind``,
            ``storage.*``.
        """
        if not raw:
            raise Fault("attachment.empty")
        if len(raw) > MAX_BYTES:
            raise Fault("attachment.too_large", limit=MAX_BYTES // 1024 // 1024)
        mime = sniff(raw)
        sha256 = hashlib.sha256(raw).hexdigest()
        target = self.path_of(sha256)
        if _holds(target, raw):
            settle_name(target)
        else:
            make_folder(target.parent)
            write_durably(target, raw)
        return sha256, len(raw), mime

    def read(self, sha256: str) -> bytes:
        """The file, proven to be the one recorded.

        Raises:
            Fault: ``attachment.missing``, ``attachment.changed``.
        """
        try:
            raw = self.path_of(sha256).read_bytes()
        except OSError as error:
            raise Fault("attachment.missing", sha256=sha256[:12]) from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise Fault("attachment.changed", sha256=sha256[:12])
        return raw


def _holds(target: Path, raw: bytes) -> bool:
    """Whether the file is there as it should be; a damaged one is written again."""
    try:
        return target.stat().st_size == len(raw) and target.read_bytes() == raw
    except OSError:
        return False
