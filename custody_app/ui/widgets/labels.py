"""Labels that never read data as markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class Label(QLabel):
    """Plain text; ``role`` picks the type: body, title, section, muted, small, figure, strong."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Another type for the same label."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)


class ElidedLabel(Label):
    """One line that ends in … when there is no room; the whole text is in the tip."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        self._whole = text
        super().__init__(text, role, parent=parent)
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Keep the whole text and show what fits."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: object) -> None:
        """Fit the text again."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # QResizeEvent, untouched
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width() - 2, 0)
        )
        super().setText(shown if self.width() > 0 else self._whole)
        set_tip(self, self._whole if shown != self._whole else "")


def set_tip(widget: QWidget | QAction, text: str) -> None:
    """A tool tip that is never read as markup."""
    widget.setToolTip(f"<span>{escape(text)}</span>" if text else "")


def button_text(text: str) -> str:
    """Text for a button or menu: & is a letter, no mnemonic."""
    return text.replace("&", "&&")


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a dynamic property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
