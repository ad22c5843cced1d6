"""Files into the store of attachments: picked by hand, or dropped into the watched folder."""

from __future__ import annotations

from pathlib import Path

from custody_app.domain.parts import Attached
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.runtime.faults import Fault
from custody_app.storage.attachment_store import MAX_BYTES, AttachmentStore

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".pdf"})
TAKEN = "taken"
WAITING_MAX = 200


@dataclass(frozen=True, slots=True)
class Inbox:
    """The folder a document camera or scanner writes to, and any other file."""

    folder: Path
    store: AttachmentStore

    def waiting(self) -> list[tuple[Path, int]]:
        """Files that lie there with their sizes, oldest first.

        A file that is still being written has another size at the next look.
        """
        found: list[tuple[int, Path, int]] = []
        try:
            for path in self.folder.iterdir():
                if path.suffix.lower() in SUFFIXES and path.is_file():
                    facts = path.stat()
                    if facts.st_size:
                        found.append((facts.st_mtime_ns, path, facts.st_size))
        except OSError:
            return []
        return [(path, size) for _at, path, size in sorted(found)[:WAITING_MAX]]

    def keep(self, path: Path, kind: AttachmentKind = AttachmentKind.PHOTO) -> Attached:
        """Store a copy of a file.

        Raises:
            Fault: ``attachment.unreadable``, ``attachment.too_large``, ``attachment.kind``,
                ``storage.*``.
        """
        try:
            if path.stat().st_size > MAX_BYTES:
                raise Fault("attachment.too_large", limit=MAX_BYTES // 1024 // 1024)
            raw = path.read_bytes()
        except OSError as error:
            raise Fault(
                "attachment.unreadable", file=path.name, detail=error.strerror or ""
            ) from error
        digest, size, mime = self.store.put(raw)
        return Attached(digest, size, mime, kind, path.name)

    def take(self, path: Path, kind: AttachmentKind = AttachmentKind.PHOTO) -> Attached:
        """Store a file of the watched folder, then move it aside into ``taken``.

        Raises:
            Fault: as ``keep``.
        """
        kept = self.keep(path, kind)
        self.move_aside(path, kept.h[:12])
        return kept

    def move_aside(self, path: Path, mark: str) -> None:
        """Out of the watched folder into ``taken``; ``mark`` begins its name there.

        Raises:
            Fault: ``storage.cannot_write``.
        """
        aside = self.folder / TAKEN
        try:
            aside.mkdir(exist_ok=True)
            path.replace(aside / f"{mark}-{path.name}")
        except OSError as error:
            raise Fault(
                "storage.cannot_write", detail=error.strerror or "", file=path.name
            ) from error
