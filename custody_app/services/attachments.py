"""Files that a script names: stored from a path, or looked up again by their hash."""

from __future__ import annotations

import re
from pathlib import Path

from custody_app.domain.parts import Attached
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.runtime.faults import Fault
from custody_app.services.inbox import Inbox
from custody_app.services.plain_text import plain_text
from custody_app.storage.attachment_store import AttachmentStore, sniff

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file by its path, and what it is."""

    path: str
    kind: AttachmentKind = AttachmentKind.OTHER
    name: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was stored before."""

    file: Attached


@dataclass(frozen=True, slots=True)
class FileShelf:
    """Where the files of commands from outside end up."""

    store: AttachmentStore
    folder: Path

    def keep(self, asked: NamedFile | StoredFile) -> Attached:
        """The file as it is recorded; it is durable when this returns.

        Raises:
            RuleBroken: ``input.bad_text``.
            Fault: ``attachment.*``, ``storage.*``.
        """
        if isinstance(asked, StoredFile):
            return self._again(asked.file)
        path = Path(_plain_name(asked.path))
        try:
            ordinary = path.is_file()
        except OSError as error:
            raise Fault(
                "attachment.unreadable", file=path.name, detail=error.strerror or ""
            ) from error
        if not ordinary:
            raise Fault("attachment.unreadable", file=path.name or asked.path, detail="")
        kept = Inbox(self.folder, self.store).keep(path, asked.kind)
        return Attached(kept.h, kept.n, kept.mime, asked.kind, asked.name or kept.name)

    def _again(self, file: Attached) -> Attached:
        if not _SHA256.match(file.h):
            raise Fault("attachment.missing", sha256=file.h[:12])
        raw = self.store.read(file.h)
        return Attached(file.h, len(raw), sniff(raw), file.kind, file.name)


def _plain_name(path: str) -> str:
    """A path that can be recorded and asked of the system.

    Raises:
        RuleBroken: ``input.bad_text``.
    """
    plain_text(path)
    return path
