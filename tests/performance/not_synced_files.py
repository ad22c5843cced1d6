"""Control: attachments written without fsync, which must be empty or gone after a power cut."""

from __future__ import annotations

import sys
from pathlib import Path

from custody_app.cli import main
from custody_app.storage import attachment_store


def write_carelessly(target: Path, raw: bytes, mode: int = 0o644) -> None:
    """As programs usually write a file."""
    target.write_bytes(raw)
    target.chmod(mode)


def make_carelessly(folder: Path) -> None:
    """As programs usually make a folder."""
    folder.mkdir(parents=True, exist_ok=True)


def weaken() -> None:
    """Let attachments be answered for before the disk has them."""
    setattr(attachment_store, "write_durably", write_carelessly)  # noqa: B010
    setattr(attachment_store, "make_folder", make_carelessly)  # noqa: B010


if __name__ == "__main__":
    weaken()
    sys.exit(main())
