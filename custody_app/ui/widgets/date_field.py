"""A typed ISO date or moment; quicker at the counter than a calendar, and never ambiguous."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtWidgets import QWidget

from custody_app.runtime.i18n import translate
from custody_app.scanning.wedge import fold
from custody_app.ui.widgets.fields import TextField

_PARTS = re.compile(r"^(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?:\D+(\d{1,2})\D(\d{1,2}))?\D*$")
_SOLID = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}))?$")


class DateField(TextField):
    """Takes 2026-11-24, 20261124, 2026/11/24 and 2026年11月24日; with ``with_time`` also 09:30."""

    def __init__(
        self,
        text: str = "",
        *,
        with_time: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            text,
            placeholder="2026-01-31 09:30" if with_time else "2026-01-31",
            max_length=24,
            name=name,
            parent=parent,
        )
        self._with_time = with_time
        self.editingFinished.connect(self._tidy)

    def value(self) -> str:
        """``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM`` (local time); empty when it is no date."""
        return iso_of(self.text(), with_time=self._with_time)

    def mistake(self) -> str:
        """What is wrong, or an empty text."""
        if not self.text().strip() or self.value():
            return ""
        if self._with_time:
            return translate("widgets", "Type a date and time like 2026-01-31 09:30.")
        return translate("widgets", "Type a date like 2026-01-31.")

    def _tidy(self) -> None:
        value = self.value()
        if value:
            self.setText(value.replace("T", " "))


def iso_of(text: str, *, with_time: bool = False) -> str:
    """A typed date as ISO 8601, local; empty when it is none. A missing time is midnight."""
    typed = fold(text).replace("\uff1a", ":").strip()
    found = _SOLID.match(typed) or _PARTS.match(typed)
    if found is None:
        return ""
    year, month, day, hour, minute = (int(part) if part else 0 for part in found.groups())
    try:
        moment = datetime(year, month, day, hour, minute)
    except ValueError:
        return ""
    return moment.isoformat(timespec="minutes") if with_time else moment.date().isoformat()
