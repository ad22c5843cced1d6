"""The page registry and the navigation on the left."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import translate
from custody_app.ui.shell.page import Page
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.labels import ElidedLabel, button_text, set_tip

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the window.

    Attributes:
        page_id: stable name, also the package under ``custody_app.ui``.
        icon: Lucide file name.
        shortcut: key sequence that opens it.
        class_name: class in ``custody_app.ui.<page_id>.page``.
        roles: codes of the roles that see it; empty for everybody.
    """

    page_id: str
    icon: str
    shortcut: str
    class_name: str
    roles: frozenset[str] = frozenset()

    def build(self, desk: Desk) -> Page:
        """Import the page's module and build it; at the first visit, to open the window fast."""
        module = import_module(f"custody_app.ui.{self.page_id}.page")
        return cast(Page, getattr(module, self.class_name)(desk))


MONEY_ROLES = frozenset({"finance", "custody_head", "supervisor"})
PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", "layout-dashboard", "Ctrl+1", "TodayPage"),
    PageEntry("counter", "scan-barcode", "Ctrl+2", "CounterPage"),
    PageEntry("intake", "archive", "Ctrl+3", "IntakePage"),
    PageEntry("items", "boxes", "Ctrl+4", "ItemsPage"),
    PageEntry("places", "map-pin", "Ctrl+5", "PlacesPage"),
    PageEntry("approvals", "stamp", "Ctrl+D", "ApprovalsPage"),
    PageEntry("vehicles", "car", "Ctrl+E", "VehiclesPage"),
    PageEntry("effects", "backpack", "Ctrl+P", "EffectsPage"),
    PageEntry("transfers", "arrow-left-right", "Ctrl+6", "TransfersPage"),
    PageEntry("disposal", "gavel", "Ctrl+7", "DisposalPage"),
    PageEntry("money", "banknote", "Ctrl+M", "MoneyPage", MONEY_ROLES),
    PageEntry("reports", "printer", "Ctrl+8", "ReportsPage"),
    PageEntry("proof", "shield-check", "Ctrl+9", "ProofPage"),
    PageEntry("shift", "handshake", "Ctrl+0", "ShiftPage"),
    PageEntry("settings", "settings", "Ctrl+,", "SettingsPage"),
)
AT_THE_FOOT = frozenset({"settings"})


def title_of(page_id: str) -> str:
    """The page's word, in the language in use."""
    titles = {
        "today": translate("shell", "Today"),
        "counter": translate("shell", "Counter"),
        "intake": translate("shell", "Intake"),
        "items": translate("shell", "Items"),
        "places": translate("shell", "Places"),
        "approvals": translate("shell", "Approvals"),
        "vehicles": translate("shell", "Vehicles"),
        "effects": translate("shell", "Personal effects"),
        "transfers": translate("shell", "Transfers"),
        "disposal": translate("shell", "Disposal"),
        "money": translate("shell", "Money"),
        "reports": translate("shell", "Reports"),
        "proof": translate("shell", "Proof"),
        "shift": translate("shell", "Shift"),
        "settings": translate("shell", "Settings"),
    }
    return titles[page_id]


class _NavButton(QToolButton):
    """Icon and word; the icon changes colour with the state."""

    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self.word = title_of(entry.page_id)
        self.setObjectName(f"nav_{entry.page_id}")
        self.setProperty("role", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setText(f"  {button_text(self.word)}")
        self.setAccessibleName(self.word)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 20))
        self.setMinimumHeight(SPACE.row)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = entry.icon
        keys = QKeySequence(entry.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        set_tip(self, f"{self.word}  {keys}")
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, lit: bool) -> None:
        colors = look().colors
        color = colors.nav_active_text if lit else colors.nav_text
        self.setIcon(look().icon(self._icon, color))


class Navigation(QFrame):
    """The dark column on the left."""

    picked = Signal(str)

    def __init__(
        self, heading: str, entries: Sequence[PageEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "navigation")
        self._buttons: dict[str, _NavButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._heading = ElidedLabel(heading, "nav_heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.medium, SPACE.large, SPACE.medium, SPACE.medium)
        layout.setSpacing(3)
        layout.addWidget(self._heading)
        layout.addSpacing(SPACE.medium)
        for entry in (one for one in entries if one.page_id not in AT_THE_FOOT):
            layout.addWidget(self._button(entry))
        layout.addStretch(1)
        for entry in (one for one in entries if one.page_id in AT_THE_FOOT):
            layout.addWidget(self._button(entry))
        self.set_narrow(False)

    def _button(self, entry: PageEntry) -> _NavButton:
        button = _NavButton(entry)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        button.clicked.connect(lambda: self.picked.emit(entry.page_id))
        self._group.addButton(button)
        self._buttons[entry.page_id] = button
        return button

    def mark(self, page_id: str) -> None:
        """Light the button of the page in front."""
        if page_id in self._buttons:
            self._buttons[page_id].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, where the screen is small or the scale large."""
        self.setFixedWidth(SPACE.nav_narrow if narrow else SPACE.nav_width)
        self._heading.setVisible(not narrow)
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
            )


class Growing(QWidget):
    """A widget that tells its new width."""

    width_changed = Signal(int)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell."""
        super().resizeEvent(event)
        self.width_changed.emit(event.size().width())
