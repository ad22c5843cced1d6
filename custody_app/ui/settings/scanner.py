"""Scanner: the doctor, how to set a scanner up, other devices, tones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent

from custody_app.runtime.i18n import translate
from custody_app.ui.settings.scanner_doctor import DoctorCard
from custody_app.ui.settings.scanner_serial import SerialCard
from custody_app.ui.settings.scanner_sounds import SoundCard
from custody_app.ui.settings.scanner_words import set_up_lines
from custody_app.ui.settings.section import Section
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk


class ScannerSection(Section):
    """What is scanned into the doctor's field is kept as a test and leads to nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            translate(
                "scanner",
                "Print the test codes and scan them one after the other: the doctor says in plain "
                "words what is wrong with the scanner. These scans are kept as tests; nothing "
                "follows from them.",
            ),
        )
        self.doctor = DoctorCard(desk)
        self.body.addWidget(self.doctor)
        self.body.addWidget(self._sheet_card())
        self.body.addWidget(SerialCard(desk))
        self.body.addWidget(SoundCard(desk))
        self.body.addStretch(1)

    def _sheet_card(self) -> Card:
        card = Card(translate("scanner", "Set up like this"))
        for number, line in enumerate(set_up_lines(), 1):
            card.body.addWidget(Label(f"{number}. {line}", wrap=True, selectable=True))
        return card

    def showEvent(self, event: QShowEvent) -> None:
        """Ready for a scan."""
        super().showEvent(event)
        self.doctor.trap.setFocus()

    def on_scan(self, code: ScannedCode) -> bool:
        """Scanned beside the field; from the next scan on the field has the focus again."""
        self.doctor.trap.setFocus()
        self.desk.notices.info(translate("scanner", "The field was not ready. Scan again."))
        return True
