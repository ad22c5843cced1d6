"""Memory: column widths, filters and the like per person, in one file of the centre's folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

SAVE_AFTER_MS = 800
LARGEST_FILE = 2_000_000


class Memory(QObject):
    """Remembers small JSON values; a broken file is forgotten, never an error."""

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._person = ""
        self._kept: dict[str, dict[str, object]] = _load(path)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def set_person(self, badge_no: str) -> None:
        """From now on remember for this person."""
        self._person = badge_no

    def get(self, key: str) -> dict[str, object]:
        """What was kept under the key; empty when nothing."""
        return self._read(f"{self._person}/{key}")

    def get_shared(self, key: str) -> dict[str, object]:
        """What was kept for everybody at this window."""
        return self._read(f"/{key}")

    def put(self, key: str, value: dict[str, object]) -> None:
        """Keep; written to disk a moment later."""
        self._keep(f"{self._person}/{key}", value)

    def put_shared(self, key: str, value: dict[str, object]) -> None:
        """Keep for everybody at this window."""
        self._keep(f"/{key}", value)

    def _read(self, full: str) -> dict[str, object]:
        found = self._kept.get(full, {})
        return found if isinstance(found, dict) else {}

    def _keep(self, full: str, value: dict[str, object]) -> None:
        if self._kept.get(full) != value:
            self._kept[full] = value
            self._timer.start()

    def save(self) -> None:
        """Write now; a full or read-only disk only costs the memory."""
        self._timer.stop()
        if self._path is None:
            return
        fresh = self._path.with_suffix(".new")
        try:
            fresh.write_text(
                json.dumps(self._kept, ensure_ascii=False, default=str), encoding="utf-8"
            )
            os.replace(fresh, self._path)
        except OSError:
            self._path = None


def _load(path: Path | None) -> dict[str, dict[str, object]]:
    if path is None:
        return {}
    try:
        if path.stat().st_size > LARGEST_FILE:
            return {}
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
