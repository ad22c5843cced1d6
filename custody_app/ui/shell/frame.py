"""The frame: navigation, title and scan line, notices, pages, status bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from custody_app.runtime.i18n import translate
from custody_app.ui.notices import Notices
from custody_app.ui.shell.navigation import Growing, Navigation, PageEntry, title_of
from custody_app.ui.shell.page_stack import PageStack
from custody_app.ui.shell.status_bar import StatusBar
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import IconButton
from custody_app.ui.widgets.cards import Pill
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.scan_field import ScanLineEdit

NARROW_BELOW = 1_100
SCAN_WIDTH = 360


class Frame(Growing):
    """Everything around the page; knows nothing of custody."""

    typed = Signal(str)
    file_pressed = Signal()
    camera_pressed = Signal()

    def __init__(
        self,
        heading: str,
        is_demo: bool,
        entries: Sequence[PageEntry],
        notices: Notices,
        pages: PageStack,
        status: StatusBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._had_keyboard: QWidget | None = None
        self.navigation = Navigation(heading, entries)
        self.notices = notices
        self.pages = pages
        self.status = status
        self._title = Label("", "title")
        self._title.setObjectName("page_title")
        self.scan_line = ScanLineEdit(
            translate("shell", "Scan a code, or type a number and press Enter")
        )
        self.scan_line.setObjectName("scan_line")
        self.scan_line.setFixedWidth(SCAN_WIDTH)
        self.scan_line.setMinimumHeight(SPACE.control)
        self.scan_line.setAccessibleName(translate("shell", "Scan line"))
        self.scan_line.submitted.connect(self.typed)
        demo = Pill(translate("shell", "DEMO"), Tone.CAUTION)
        demo.setObjectName("demo_mark")
        self._lay_out(demo)
        demo.setVisible(is_demo)
        pages.page_changed.connect(self._on_page_changed)
        notices.keyboard_left.connect(self.give_keyboard)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.width_changed.connect(lambda width: self.navigation.set_narrow(width < NARROW_BELOW))

    def _lay_out(self, demo: QWidget) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.gap)
        header.setSpacing(SPACE.medium)
        self._title.setMinimumHeight(SPACE.control)
        header.addWidget(self._title)
        header.addWidget(demo, 0, Qt.AlignmentFlag.AlignVCenter)
        header.addStretch(1)
        header.addWidget(self.scan_line)
        from_file = translate("shell", "Scan codes in a picture or PDF")
        by_camera = translate("shell", "Scan with the camera")
        header.addWidget(
            IconButton("image", from_file, self.file_pressed.emit, name="scan_file_button")
        )
        header.addWidget(
            IconButton("camera", by_camera, self.camera_pressed.emit, name="scan_camera_button")
        )
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(header)
        right.addWidget(self.notices)
        right.addWidget(self.pages, 1)
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.navigation)
        upper.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)

    def give_keyboard(self) -> None:
        """The page has the keys where it wants them, else the scan line: they never go nowhere."""
        page, focus = self.pages.page(), self.window().focusWidget()
        is_inside = page is not None and focus is not None and page.isAncestorOf(focus)
        if is_inside or (page is not None and page.take_keyboard()):
            return
        if not self.scan_line.isHidden():
            self.scan_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """What had the keyboard went or was switched off, and Qt gave it to the next in line."""
        is_ours = new is None or self.isAncestorOf(new)
        if not is_ours or not self._is_in_front():
            return
        if old is not None and isValid(old) and self.isAncestorOf(old):
            is_lost = new is None or not (old.isVisible() and old.isEnabled())
        else:
            # back from a dialog: not to what had the keyboard before it
            is_lost = new is not self._had_keyboard
        self._had_keyboard = new or self._had_keyboard
        if is_lost:
            QTimer.singleShot(0, self, self._give_lost)

    def _is_in_front(self) -> bool:
        """Not a dialog; ``isActiveWindow`` is also true of the window behind one."""
        has_dialog = QApplication.activeModalWidget() is not None
        return not has_dialog and QApplication.activeWindow() is self.window()

    def _give_lost(self) -> None:
        if self._is_in_front():
            self.give_keyboard()

    def _on_page_changed(self, page_id: str) -> None:
        self._title.setText(title_of(page_id))
        self.navigation.mark(page_id)
        page = self.pages.page()
        self.scan_line.setVisible(page is None or not page.has_own_scan_line)
