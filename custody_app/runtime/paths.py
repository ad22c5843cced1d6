"""Where the program's resources lie, and what a centre's folder holds."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resources_dir() -> Path:
    """Icons, fonts, words, forms: beside the program, packed or in the source tree."""
    return _shipped("resources")


def migrations_dir() -> Path:
    """Alembic's scripts: beside the program, packed or in the source tree."""
    return _shipped("migrations")


def _shipped(name: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / name
    packed = _PACKAGE / f"_{name}"
    return packed if packed.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class CentreDir:
    """The folder of one centre; nothing outside it is written."""

    root: Path

    @property
    def rulepacks(self) -> Path:
        """The centre's own rule packs and calendars."""
        return self.root / "rulepacks"

    @property
    def db(self) -> Path:
        """The database."""
        return self.root / "centre.db"

    @property
    def attachments(self) -> Path:
        """Photos and papers by their SHA-256."""
        return self.root / "attachments"

    @property
    def printed(self) -> Path:
        """PDFs of issued papers."""
        return self.root / "printed"

    @property
    def keys(self) -> Path:
        """Wrapped private keys, readable by the owner only."""
        return self.root / "keys"

    @property
    def inbox(self) -> Path:
        """Watched folder of document camera and scanner."""
        return self.root / "inbox"

    @property
    def backups(self) -> Path:
        """Backups when no other target is set."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Logs of the program."""
        return self.root / "logs"

    @property
    def settings_file(self) -> Path:
        """Settings of this installation."""
        return self.root / "settings.toml"

    @property
    def lock_file(self) -> Path:
        """Held by restore, rebuild and upgrade, which need the centre alone."""
        return self.root / "centre.lock"


def default_root() -> Path:
    """Where a centre's folder lies when nobody says otherwise."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "custody"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "custody"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "custody"
