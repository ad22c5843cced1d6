"""The label printer of this PC: where it is, what it speaks, how dark it burns, its test strip."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from custody_app.documents.labels.streams import DARKEST
from custody_app.runtime.i18n import translate
from custody_app.services.label_printing.printer import (
    DPIS,
    SPEEDS,
    LabelPrinter,
    Route,
    printer_of,
)
from custody_app.ui.label_printer import (
    dialect_words,
    keep_printer,
    kept_printer,
    roll_words,
    route_words,
)
from custody_app.ui.printing_door import printer_names
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk


class LabelPrinterCard(Card):
    """What is chosen is kept at once, for everybody at this PC."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("label_printer", "Label printer of this PC"))
        self._desk = desk
        self._burnt: dict[str, int] = {}
        self._read: set[str] = set()
        self._make_editors(kept_printer(desk.memory))
        self._make_grid()
        self._told = Label("", "muted", wrap=True, selectable=True)
        self._told.hide()
        self._pills = [Pill() for _ in LabelPrinter().strip()]
        self._take = Button(
            "", Kind.SECONDARY, "check", self._take_lightest, name="take_darkness_button"
        )
        for widget in (*self._pills, self._take):
            widget.hide()
        self._strip = Button(
            translate("label_printer", "Print test strip"),
            Kind.SECONDARY,
            "printer",
            self._print_strip,
            name="print_test_strip",
        )
        self.body.addWidget(self._told)
        self.body.addLayout(row(*self._pills, self._take, None, self._strip))
        self._show_route()

    def _make_editors(self, printer: LabelPrinter) -> None:
        self._route = ChoiceField(route_words(), value=printer.route.value, name="printer_route")
        self._address = TextField(printer.address, max_length=200, name="printer_address")
        self._port = TextField(
            str(printer.port), max_length=5, name="printer_port", check=_mistake_of_port
        )
        self._choices = {
            "dialect": ChoiceField(
                dialect_words(), value=printer.dialect.value, name="printer_dialect"
            ),
            "dpi": ChoiceField(_numbers(DPIS), value=str(printer.dpi), name="printer_dpi"),
            "stock": ChoiceField(roll_words(), value=printer.stock, name="printer_stock"),
            "darkness": ChoiceField(
                _numbers(range(DARKEST + 1)), value=str(printer.darkness), name="printer_darkness"
            ),
            "speed": ChoiceField(_numbers(SPEEDS), value=str(printer.speed), name="printer_speed"),
        }
        for choice in self._choices.values():
            choice.chosen.connect(lambda _code: self._keep())
        self._route.chosen.connect(lambda _code: self._show_route())
        self._address.textEdited.connect(lambda _text: self._keep())
        self._port.textEdited.connect(lambda _text: self._keep())

    def _make_grid(self) -> None:
        grid = FormGrid(3)
        self._address_field = Field("", self._address)
        grid.add(Field(translate("label_printer", "Connected by"), self._route))
        grid.add(self._address_field)
        grid.add(Field(translate("label_printer", "Port"), self._port))
        words = {
            "dialect": translate("label_printer", "Language"),
            "dpi": translate("label_printer", "Dots an inch"),
            "stock": translate("label_printer", "Label paper in it"),
            "darkness": translate("label_printer", "Darkness (0 to 15)"),
            "speed": translate("label_printer", "Speed (inches a second)"),
        }
        for name, said in words.items():
            grid.add(Field(said, self._choices[name]))
        self.body.addWidget(grid)

    def _show_route(self) -> None:
        route = self._route.value()
        words = {
            Route.NETWORK.value: translate("label_printer", "Address of the printer"),
            Route.QUEUE.value: translate("label_printer", "Name of the print queue"),
            Route.FILE.value: translate("label_printer", "Device or folder"),
        }
        hints = {
            Route.NETWORK.value: translate("label_printer", "For example 192.168.1.50"),
            Route.QUEUE.value: _queues() if route == Route.QUEUE.value else "",
            Route.FILE.value: translate("label_printer", "For example /dev/usb/lp0"),
        }
        self._address_field.set_word(words[route])
        self._address.setPlaceholderText(hints[route])
        self._port.setEnabled(route == Route.NETWORK.value)
        self._keep()

    def printer(self) -> LabelPrinter:
        """The printer as chosen."""
        port = self._port.value()
        said: dict[str, object] = {name: one.value() for name, one in self._choices.items()}
        return printer_of(
            said
            | {"route": self._route.value(), "address": self._address.value()}
            | ({"port": port} if port and not _mistake_of_port(port) else {})
        )

    def _keep(self) -> None:
        keep_printer(self._desk.memory, self.printer())
        self._strip.setEnabled(self.printer().is_set_up)

    def _print_strip(self) -> None:
        printer, press, lang = self.printer(), self._desk.core.labels, self._desk.language
        self._strip.setEnabled(False)
        self._tell(translate("label_printer", "Sending to the label printer …"))
        self._desk.tasks.read(
            lambda: press.send_test_strip(printer, lang),
            lambda codes: self._on_strip(codes, printer),
            self._on_broken,
            owner=self,
        )

    def _on_strip(self, codes: tuple[str, ...], printer: LabelPrinter) -> None:
        self._strip.setEnabled(True)
        self._burnt = dict(zip(codes, printer.strip(), strict=True))
        self._read = set()
        self._tell(
            translate(
                "label_printer",
                "Scan the three labels here. The lightest that reads at once is the best: it keeps "
                "the head and does not smear.",
            )
        )
        self._show_pills()

    def _on_broken(self, error: Exception) -> None:
        self._strip.setEnabled(True)
        self._tell(self._desk.notices.explain(error), is_bad=True)

    def on_scan(self, code: ScannedCode) -> bool:
        """One of the three labels was scanned."""
        if code.digits not in self._burnt:
            return False
        self._read.add(code.digits)
        self._show_pills()
        return True

    def _show_pills(self) -> None:
        for pill, (code, darkness) in zip(self._pills, self._burnt.items(), strict=True):
            is_read = code in self._read
            text = (
                translate("label_printer", "{darkness} reads")
                if is_read
                else translate("label_printer", "{darkness} not scanned")
            )
            pill.set_state(text.format(darkness=darkness), Tone.GOOD if is_read else Tone.NEUTRAL)
            pill.show()
        text = translate("label_printer", "Burn at {darkness} from now on")
        self._take.set_text(text.format(darkness=self._lightest()))
        self._take.setVisible(bool(self._read))

    def _lightest(self) -> int:
        return min((self._burnt[code] for code in self._read), default=0)

    def _take_lightest(self) -> None:
        self._choices["darkness"].set_value(str(self._lightest()))
        self._keep()

    def _tell(self, text: str, *, is_bad: bool = False) -> None:
        self._told.set_role("mistake" if is_bad else "muted")
        self._told.setText(text)
        self._told.show()


def _numbers(numbers: Iterable[int]) -> list[tuple[str, str]]:
    return [(str(number), str(number)) for number in numbers]


def _queues() -> str:
    return translate("label_printer", ", ").join(printer_names())


def _mistake_of_port(text: str) -> str:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65_536:
        return ""
    return translate("label_printer", "A number from 1 to 65535.")
