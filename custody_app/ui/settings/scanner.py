"""Scanner test: what really arrives, and in plain words what to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout

from custody_app.domain.tag import LENGTH, grouped
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.scanning.code import GarbledScan
from custody_app.ui.settings.presenter import ScanFault, ScanReading, read_scan
from custody_app.ui.settings.section import Section
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.fields import Field, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

RAW_MAX = 200


class _TestField(TextField):
    """An ordinary text field, input method and all; Enter shows what is in it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the line, as a scanner does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


class ScannerSection(Section):
    """Scan anything; nothing is recorded in the ledger and nothing is repaired."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            translate(
                "settings",
                "Scan any label here. The page shows what arrived, character by character, and "
                "what to do if it is not right. Nothing is recorded.",
            ),
        )
        self._site = desk.frame.site_code
        self._input = _TestField(max_length=RAW_MAX, name="scanner_test")
        self._input.setPlaceholderText(translate("settings", "Scan here, or type and press Enter"))
        self._input.returnPressed.connect(self._on_line)
        self._verdict = Pill()
        self._advice = Label("", "body", wrap=True)
        self._facts: dict[str, Label] = {}
        self.body.addWidget(self._test_card())
        self.body.addWidget(self._sheet_card())
        self.body.addStretch(1)
        desk.scans.garbled.connect(self._on_garbled)
        self.show_reading(None)

    def _test_card(self) -> Card:
        card = Card(translate("settings", "Test"))
        card.body.addWidget(Field(translate("settings", "What the scanner types"), self._input))
        card.body.addLayout(row(self._verdict, None))
        card.body.addWidget(self._advice)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setColumnStretch(1, 1)
        words = {
            "raw": translate("settings", "Arrived"),
            "digits": translate("settings", "Digits"),
            "check": translate("settings", "Check digits"),
            "kind": translate("settings", "Stands on"),
            "strange": translate("settings", "Other characters"),
        }
        for line, (key, text) in enumerate(words.items()):
            self._facts[key] = Label("", "mono", wrap=True, selectable=True)
            grid.addWidget(Label(text, "muted"), line, 0)
            grid.addWidget(self._facts[key], line, 1)
        card.body.addLayout(grid)
        return card

    def _sheet_card(self) -> Card:
        card = Card(translate("settings", "How to set the scanner up"))
        for number, line in enumerate(set_up_lines(), 1):
            card.body.addWidget(Label(f"{number}. {line}", wrap=True, selectable=True))
        cards = Button(
            translate("settings", "Print test codes"), icon="printer",
            clicked=lambda: self.desk.navigate("settings", section="papers"),
        )  # fmt: skip
        card.body.addLayout(row(None, cards))
        return card

    def _on_line(self) -> None:
        text = self._input.text()
        self._input.clear()
        self.show_reading(read_scan(text))

    def on_scan(self, code: ScannedCode) -> bool:
        """A good scan, wherever the focus was."""
        self._input.clear()
        self.show_reading(read_scan(code.raw))
        return True

    def _on_garbled(self, scan: GarbledScan) -> None:
        if self.isVisible():
            self._input.clear()
            self.show_reading(read_scan(scan.raw))

    def show_reading(self, reading: ScanReading | None) -> None:
        """Fill the card; None is before the first scan."""
        self._verdict.setVisible(reading is not None)
        if reading is None:
            self._advice.setText(translate("settings", "Nothing was scanned yet."))
            return
        foreign = bool(reading.site) and reading.site != self._site
        good = reading.is_good and not foreign
        self._verdict.set_state(
            translate("settings", "The scanner is set up right")
            if good
            else translate("settings", "Not right"),
            Tone.GOOD if good else Tone.BAD,
        )
        advice = advices()[reading.fault]
        if foreign:
            advice = translate(
                "settings", "A code of another centre (site {site}); this centre is {own}."
            ).format(site=reading.site, own=self._site)
        self._advice.setText(advice)
        self._show_facts(reading)

    def _show_facts(self, reading: ScanReading) -> None:
        count = translate("settings", "{count} of {wanted}").format(
            count=len(reading.digits), wanted=LENGTH
        )
        shown = grouped(reading.digits) if len(reading.digits) == LENGTH else reading.digits
        is_right = reading.kind is not None
        self._facts["raw"].setText(reading.raw)
        self._facts["digits"].setText(f"{shown}   ({count})")
        self._facts["check"].setText(
            translate("settings", "right") if is_right else translate("settings", "wrong")
        )
        kind = word("tag_kind", str(int(reading.kind))) if reading.kind else "–"
        self._facts["kind"].setText(kind)
        self._facts["strange"].setText(
            "  ".join(reading.code_points) or translate("settings", "none")
        )


def advices() -> dict[ScanFault, str]:
    """What to do, in plain words."""
    return {
        ScanFault.NONE: translate("settings", "All 18 digits arrived as printed."),
        ScanFault.EMPTY: translate(
            "settings", "Only the Enter key arrived. Check the cable and the label."
        ),
        ScanFault.INPUT_METHOD: translate(
            "settings",
            "The input method changed the characters. Switch it to English, or set the scanner's "
            "prefix to F9: then no input method can touch a scan.",
        ),
        ScanFault.FULL_WIDTH: translate(
            "settings",
            "The digits came as full-width characters. The program can read them; still, switch "
            "the input method to half width.",
        ),
        ScanFault.LETTERS: translate(
            "settings",
            "Letters or signs arrived. This is no label of a custody centre, or the scanner is "
            "set to another keyboard; set it to “USB keyboard, United States”.",
        ),
        ScanFault.LENGTH: translate(
            "settings",
            "The number of digits is not 18. Scan the whole bar code from a hand's breadth away; "
            "if it happens again, slow the scanner down (delay between characters 5 ms).",
        ),
        ScanFault.CHECK: translate(
            "settings",
            "The check digits are wrong: digits were lost, doubled or misread. Clean the label "
            "and scan again; if it happens again, print the label anew.",
        ),
    }


def set_up_lines() -> tuple[str, ...]:
    """The set-up sheet of a keyboard scanner, line by line."""
    return (
        translate("settings", "Connection: USB keyboard (HID); a serial scanner works as well."),
        translate("settings", "Keyboard of the scanner: United States."),
        translate("settings", "Code types: Code 128 and QR code; switch all others off."),
        translate("settings", "End of a scan (suffix): Enter."),
        translate("settings", "Begin of a scan (prefix): the key F9, if the scanner can send it."),
        translate("settings", "Delay between characters: 0 to 5 ms; no letter conversion."),
        translate("settings", "Sound: on. Then scan a label here; it must say “set up right”."),
    )
