"""InboxWatch: tells when a whole new file lies in the watched folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal

from custody_app.services.inbox import Inbox
from custody_app.services.signed_copies import form_codes

if TYPE_CHECKING:
    from custody_app.ui.tasks import Tasks

LOOK_MS = 1_500


class InboxWatch(QObject):
    """Looks every second and a half while it is on; a growing file waits until it stops growing.

    Whoever wants photos is not given papers that bear the code of a form. The watch that files
    papers from anywhere rests while a dialog is open that asks for a paper.
    """

    arrived = Signal(object)
    asking: ClassVar[WeakSet[InboxWatch]] = WeakSet()

    def __init__(
        self,
        inbox: Inbox,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        takes_papers: bool = False,
        is_everywhere: bool = False,
    ) -> None:
        super().__init__(parent)
        self._inbox = inbox
        self._tasks = tasks
        self._takes_papers = takes_papers
        self._is_everywhere = is_everywhere
        self._seen: dict[Path, int] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def set_on(self, on: bool) -> None:
        """Watch, or leave the files alone."""
        if self._takes_papers and not self._is_everywhere:
            (self.asking.add if on else self.asking.discard)(self)
        if on and not self._timer.isActive():
            self._timer.start()
            self.look()
        elif not on:
            self._timer.stop()

    def look(self) -> None:
        """Look now."""
        if not (self._is_everywhere and self.asking):
            self._tasks.read(self._waiting, self._on_looked, owner=self, question="inbox")

    def _waiting(self) -> list[tuple[Path, int]]:
        found = self._inbox.waiting()
        if self._takes_papers:
            return found
        return [(path, size) for path, size in found if not form_codes(path)]

    def _on_looked(self, found: list[tuple[Path, int]]) -> None:
        ready = [path for path, size in found if self._seen.get(path) == size]
        self._seen = {path: size for path, size in found if path not in ready}
        if ready and self._timer.isActive():
            self.arrived.emit(ready)
