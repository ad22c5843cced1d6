"""The result of the last verification, kept beside the record for the status bar."""

from __future__ import annotations

import json

from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.runtime.paths import CentreDir
from custody_app.storage.key_files import write_durably

FILE = "verification.json"


@dataclass(frozen=True, slots=True)
class Verification:
    """When the record was verified last, up to where, and whether it was whole."""

    at: Moment
    size: int
    is_whole: bool


def write_verification(folder: CentreDir, done: Verification) -> None:
    """Remember a verification."""
    raw = json.dumps({"at": done.at, "size": done.size, "is_whole": done.is_whole})
    write_durably(folder.root / FILE, raw.encode())


def read_verification(folder: CentreDir) -> Verification | None:
    """The last verification; None when there was none or its note is unreadable."""
    try:
        found = json.loads((folder.root / FILE).read_bytes())
        return Verification(Moment(str(found["at"])), int(found["size"]), bool(found["is_whole"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
