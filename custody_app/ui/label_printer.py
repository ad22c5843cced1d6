"""The label printer of this PC, as the window keeps it for everybody who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.documents.labels.stock import read_stock, stock_names
from custody_app.documents.labels.streams import Dialect
from custody_app.runtime.i18n import language, translate
from custody_app.services.label_printing.printer import LabelPrinter, Route, printer_of

if TYPE_CHECKING:
    from custody_app.ui.memory import Memory

MEMORY = "label_printer"


def kept_printer(memory: Memory) -> LabelPrinter:
    """The printer that was set up; one without address when none was."""
    return printer_of(memory.get_shared(MEMORY))


def keep_printer(memory: Memory, printer: LabelPrinter) -> None:
    """Keep it for everybody at this PC."""
    memory.put_shared(MEMORY, printer.plain())


def said(printer: LabelPrinter) -> str:
    """The printer and its paper in words."""
    paper = read_stock(printer.stock).words[language()] if printer.stock in stock_names() else ""
    return translate("label_printer", "{printer}, {paper}").format(
        printer=printer.address, paper=paper
    )


def route_words() -> list[tuple[str, str]]:
    """The ways to a printer."""
    return [
        (Route.NETWORK.value, translate("label_printer", "Network (port 9100)")),
        (Route.QUEUE.value, translate("label_printer", "Print queue of this PC, raw")),
        (Route.FILE.value, translate("label_printer", "Device or folder")),
    ]


def dialect_words() -> list[tuple[str, str]]:
    """What printers speak."""
    return [
        (Dialect.TSPL.value, translate("label_printer", "TSPL (most brands)")),
        (Dialect.ZPL.value, translate("label_printer", "ZPL (Zebra)")),
        (Dialect.ZPL_PLAIN.value, translate("label_printer", "ZPL plain (others)")),
    ]


def roll_words() -> list[tuple[str, str]]:
    """The papers that can lie in a label printer."""
    stocks = [read_stock(name) for name in stock_names()]
    return [(stock.name, stock.words[language()]) for stock in stocks if stock.is_roll]
