"""The wizard of the first run: what to open, who the first people are, where backups go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QStackedLayout, QVBoxLayout, QWidget

from custody_app.demo.production import make_demo
from custody_app.domain.errors import RuleBroken
from custody_app.messages import told_all
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import (
    DEFAULT_LANGUAGE,
    SOURCE_LANGUAGE,
    language,
    set_language,
    translate,
)
from custody_app.runtime.paths import CentreDir
from custody_app.services.set_up import SetUp, is_other_disk, set_up
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import TickField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.pdf_preview import PdfPreview
from custody_app.ui.wizard.centre_form import CentreForm

WIDTH, HEIGHT = 1180, 780
ROOM = 0.94
SEAL = 2
"""The page of the recovery sheet."""
OTHER_LANGUAGE = 2
"""The dialog's answer that asks for itself in the other language."""


class FirstRunWizard(QDialog):
    """Three steps: choose, fill in, seal the recovery sheet."""

    def __init__(self, folder: CentreDir, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._tasks = tasks
        self.setWindowTitle(translate("wizard", "Seized property custody"))
        room = QGuiApplication.primaryScreen().availableSize() * ROOM
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.page)
        layout.setSpacing(SPACE.large)
        self._trouble = Label("", "mistake", wrap=True)
        self._stack = QStackedLayout()
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._trouble)
        self._trouble.hide()
        self._form = CentreForm()
        self._preview = PdfPreview(tasks)
        self._sealed = TickField(
            translate(
                "wizard", "The sheet is printed, sealed in an envelope and signed over the flap"
            ),
            name="sealed",
        )
        self._done = Button(
            translate("wizard", "Open the centre"), Kind.PRIMARY, clicked=self.accept, name="done"
        )
        self._stack.addWidget(self._choice_page())
        self._stack.addWidget(self._form_page())
        self._stack.addWidget(self._seal_page())
        self._new.setFocus()

    def reject(self) -> None:
        """Esc and the window's cross; not while the code is shown that is never shown again."""
        if self._stack.currentIndex() == SEAL:
            self._tell(
                translate("wizard", "Print and seal the sheet first; the code is not shown again.")
            )
            return
        super().reject()

    def _choice_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setSpacing(SPACE.large)
        other = Button(
            translate("shell", "中文"), Kind.QUIET, clicked=lambda: self.done(OTHER_LANGUAGE),
            name="language_button",
        )  # fmt: skip
        layout.addLayout(row(Label(translate("wizard", "Welcome"), "title"), None, other))
        where = translate("wizard", "No centre lies in this folder yet: {folder}")
        layout.addWidget(Label(where.format(folder=self._folder.root), "muted", wrap=True))
        new = Card(translate("wizard", "A new centre"))
        new.body.addWidget(
            Label(
                translate(
                    "wizard", "For real work. You need the first three people and ten minutes."
                ),
                wrap=True,
            )
        )
        self._new = Button(
            translate("wizard", "Set up a new centre"), Kind.PRIMARY, clicked=self._fill_in,
            name="new_centre",
        )  # fmt: skip
        new.body.addLayout(row(self._new, None))
        layout.addWidget(new)
        demo = Card(translate("wizard", "A demonstration centre"))
        demo.body.addWidget(
            Label(
                translate(
                    "wizard",
                    "To try everything: people, places, cases and a first day lived through. "
                    "Every page of paper says DEMO.",
                ),
                wrap=True,
            )
        )
        self._demo = Button(
            translate("wizard", "Make a demonstration centre"), clicked=self._make_demo, name="demo"
        )
        demo.body.addLayout(row(self._demo, None))
        layout.addWidget(demo)
        layout.addStretch(1)
        return page

    def _fill_in(self) -> None:
        self._stack.setCurrentIndex(1)
        self._form.setFocus()

    def _form_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Label(translate("wizard", "A new centre"), "title"))
        layout.addWidget(self._form, 1)
        self._make = Button(
            translate("wizard", "Set up the centre"),
            Kind.PRIMARY,
            clicked=self._make_centre,
            name="set_up",
        )
        back = Button(
            translate("wizard", "Back"), clicked=lambda: self._stack.setCurrentIndex(0), name="back"
        )
        layout.addLayout(row(None, back, self._make))
        return page

    def _seal_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Label(translate("wizard", "The sealed recovery sheet"), "title"))
        layout.addWidget(
            Label(
                translate(
                    "wizard",
                    "This code is shown only now and stored nowhere. Without it the signing key of "
                    "this workstation cannot be brought back from a backup.",
                ),
                wrap=True,
            )
        )
        layout.addWidget(self._preview, 1)
        self._done.setEnabled(False)
        self._sealed.toggled.connect(self._done.setEnabled)
        layout.addLayout(row(self._sealed, None, self._done))
        return page

    def _make_centre(self) -> None:
        trouble = self._form.mistake()
        if trouble:
            self._tell(trouble)
            return
        plan, target = self._form.plan(), self._form.backup_target()
        is_same = bool(target) and not is_other_disk(self._folder.root, self._form.backup_path())
        if is_same and not self._form.confirm_same_disk():
            self._tell(
                translate(
                    "wizard",
                    "The backup folder lies on the same disk as the centre. Choose another "
                    "disk, or tick that you accept this.",
                )
            )
            return
        self._wait(self._make)
        self._run(lambda: set_up(self._folder, plan, SystemClock(), target), self._show_sheet)

    def _make_demo(self) -> None:
        self._wait(self._demo)
        self._run(lambda: make_demo(self._folder), lambda _: self.accept())

    def _show_sheet(self, made: object) -> None:
        assert isinstance(made, SetUp)
        self._trouble.hide()
        self._preview.show_pdf(made.recovery_pdf, translate("wizard", "Recovery sheet"))
        self._stack.setCurrentIndex(SEAL)

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        self._tasks.write(work, then, self._failed, owner=self)

    def _wait(self, button: Button) -> None:
        button.setEnabled(False)
        self._tell(translate("wizard", "One moment, this takes a few seconds …"), is_bad=False)

    def _failed(self, error: Exception) -> None:
        self._make.setEnabled(True)
        self._demo.setEnabled(True)
        if isinstance(error, RuleBroken | Fault):
            self._tell("\n".join(told.message for told in told_all(error)))
            return
        raise error

    def _tell(self, text: str, *, is_bad: bool = True) -> None:
        self._trouble.set_role("mistake" if is_bad else "muted")
        self._trouble.setText(text)
        self._trouble.show()


def run_wizard(folder: CentreDir, tasks: Tasks | None = None) -> bool:
    """Ask what to open; True when a centre lies in the folder afterwards."""
    tasks = tasks or Tasks()
    while (done := FirstRunWizard(folder, tasks).exec()) == OTHER_LANGUAGE:
        set_language(SOURCE_LANGUAGE if language() != SOURCE_LANGUAGE else DEFAULT_LANGUAGE)
    return done == QDialog.DialogCode.Accepted and folder.db.is_file()
