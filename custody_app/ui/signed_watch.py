"""SignedWatch: scans of signed papers in the watched folder file themselves by their code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from custody_app.runtime.i18n import translate
from custody_app.services.inbox import Inbox
from custody_app.services.signed_copies import Copy, SignedCopies, SignedPaper
from custody_app.ui.inbox_watch import InboxWatch

if TYPE_CHECKING:
    from custody_app.domain.commands.registers import FileSignedForm
    from custody_app.ui.desk import Desk


class SignedWatch(QObject):
    """Looks while somebody is at the window who may file; what cannot be filed is told once."""

    def __init__(self, desk: Callable[[], Desk], parent: QObject | None = None) -> None:
        super().__init__(parent)
        now = desk()
        self._desk = desk
        filers = now.core.custody.permissions.roles("FileSignedForm")
        self._filers = frozenset(role.value for role in filers)
        inbox = Inbox(now.core.folder.inbox, now.core.attachments)
        self.copies = SignedCopies(inbox, now.core.reader)
        self._told: set[tuple[Path, Copy]] = set()
        self._watch = InboxWatch(inbox, now.tasks, self, takes_papers=True, is_everywhere=True)
        self._watch.arrived.connect(self._on_arrived)
        now.session.officer_changed.connect(lambda _officer: self.follow())
        now.session.lock_changed.connect(lambda _locked: self.follow())
        self.follow()

    def follow(self) -> None:
        """Watch only while the window is open for somebody who may file."""
        officer = self._desk().session.officer
        self._watch.set_on(
            officer is not None and officer.login is not None and bool(officer.roles & self._filers)
        )

    def _on_arrived(self, paths: list[Path]) -> None:
        copies = self.copies
        self._desk().tasks.read(
            lambda: copies.papers(paths), self._sort, owner=self, question="signed"
        )

    def _sort(self, papers: tuple[SignedPaper, ...]) -> None:
        filed: set[str] = set()
        for paper in papers:
            if paper.what is Copy.AWAITED and paper.form not in filed:
                filed.add(paper.form)
                self._file(paper)
            elif paper.parts:
                self._split(paper)
            elif (paper.path, paper.what) not in self._told:
                self._told.add((paper.path, paper.what))
                self._desk().notices.warning(left_text(paper))

    def _file(self, paper: SignedPaper) -> None:
        desk, copies = self._desk(), self.copies

        def kept(command: FileSignedForm) -> None:
            desk.record(command, owner=self, then=lambda _outcome: self._filed(paper))

        desk.tasks.write(lambda: copies.keep(paper), kept, owner=self)

    def _split(self, paper: SignedPaper) -> None:
        desk, copies = self._desk(), self.copies
        text = translate(
            "dialogs",
            "“{file}” held {count} {count:paper|papers} and was taken apart by their codes.",
        ).format(file=paper.path.name, count=len(paper.parts))
        desk.tasks.write(
            lambda: copies.split(paper), lambda _none: desk.notices.info(text), owner=self
        )

    def _filed(self, paper: SignedPaper) -> None:
        desk, copies = self._desk(), self.copies
        text = translate("dialogs", "The signed copy of {number} is filed.")
        desk.notices.success(text.format(number=paper.numbers[0]))
        desk.tasks.write(lambda: copies.put_aside(paper), owner=self)


def left_text(paper: SignedPaper) -> str:
    """Why a scanned paper stays in the watched folder."""
    texts = {
        Copy.SIGNED_ALREADY: translate(
            "dialogs", "“{file}”: the signed copy of {numbers} is filed already."
        ),
        Copy.NOT_AWAITED: translate(
            "dialogs", "“{file}”: {numbers} was confirmed by PIN and awaits no signed copy."
        ),
        Copy.VOIDED: translate("dialogs", "“{file}”: {numbers} is void."),
        Copy.UNKNOWN: translate(
            "dialogs", "“{file}”: no paper of this centre has the code {numbers}."
        ),
        Copy.SEVERAL: translate(
            "dialogs",
            "“{file}” shows several papers ({numbers}) and not every page tells whose it is;"
            " scan each paper by itself.",
        ),
    }
    numbers = translate("dialogs", ", ").join(paper.numbers)
    further = translate("dialogs", "It stays in the watched folder.")
    return f"{texts[paper.what].format(file=paper.path.name, numbers=numbers)} {further}"
