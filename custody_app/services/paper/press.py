"""LabelPress: labels and command cards as PDF under ``printed``, or straight to a label printer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from custody_app.documents.labels.blank_label import BlankLabel
from custody_app.documents.labels.command_card import CommandCard
from custody_app.documents.labels.label_sheet import label_sheet
from custody_app.documents.labels.raster import label_pictures
from custody_app.documents.labels.stock import DEFAULT_STOCK, Stock, read_stock
from custody_app.documents.labels.streams import Heat, stream
from custody_app.documents.labels.strip_label import StripLabel
from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import moment_of
from custody_app.domain.state.registers import CentreState, NumberRange
from custody_app.domain.tag import Tag, TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.world import World
from custody_app.runtime.clock import Clock
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language
from custody_app.runtime.paths import CentreDir
from custody_app.services.label_printing.lines import Line, Patience
from custody_app.services.label_printing.printer import LabelPrinter
from custody_app.services.label_printing.sending import PrintBroken, Sent, open_line, send_labels
from custody_app.services.paper.labels import Subject, labels_of
from custody_app.services.paper.reading_back import read_pictures, refuse_unreadable
from custody_app.storage.key_files import make_folder, write_durably
from custody_app.storage.label_store import Outcome, read_prints, write_prints
from custody_app.storage.state_store import StateStore

COUNTED = str(int(TagKind.ITEM))
"""Labels of things carry a copy number; the others are printed again as they are."""


@dataclass(frozen=True, slots=True)
class LabelPress:
    """Makes the labels of one centre.

    Attributes:
        centre: id of the centre.
    """

    folder: CentreDir
    writer: Engine
    reader: Engine
    clock: Clock
    centre: str

    def print(
        self,
        subjects: Sequence[Subject],
        stock: str = DEFAULT_STOCK,
        lang: str = DEFAULT_LANGUAGE,
        skip: int = 0,
    ) -> Path:
        """One PDF with the labels of these subjects; returns where it lies.

        Raises:
            RuleBroken: ``label.*``.
            Fault: ``label.does_not_read``, ``documents.*``, ``storage.*``.
        """
        return self._sheet(self._labels(subjects), read_stock(stock), lang, skip)

    def print_command_cards(
        self, words: Sequence[tuple[str, str]], stock: str = DEFAULT_STOCK
    ) -> Path:
        """Command cards with (command, explanation) in the order of their serials, from 1."""
        return self._sheet(self._command_cards(words), read_stock(stock), DEFAULT_LANGUAGE, 0)

    def print_blank(self, numbers: NumberRange, stock: str = DEFAULT_STOCK) -> Path:
        """Labels printed in advance as one PDF; they count as printed from now on.

        Raises:
            Fault: as ``print``.
        """
        labels = self._blank_labels(numbers)
        path = self._sheet(labels, read_stock(stock), DEFAULT_LANGUAGE, 0)
        codes = [label.code18 for label in labels]
        at = moment_of(self.clock.now())
        write_prints(self.writer, codes, at=at, printer=path.name, outcome=Outcome.SENT)
        return path

    def send_blank(
        self, numbers: NumberRange, printer: LabelPrinter, patience: Patience | None = None
    ) -> Sent:
        """Labels printed in advance, burnt by a label printer.

        Raises:
            Fault: as ``send``.
        """
        labels = self._blank_labels(numbers)
        return self._send(labels, printer, self._roll(printer), DEFAULT_LANGUAGE, patience)

    def printed(self, subjects: Sequence[Subject]) -> tuple[Subject, ...]:
        """Those of these things whose present copy was printed, or may have been."""
        things = [subject for subject in subjects if subject[0] == "item"]
        codes = [label.code18 for label in self._labels(things)] if things else []
        with self.reader.connect() as connection:
            gone = read_prints(connection, codes)
        return tuple(subject for subject, code in zip(things, codes, strict=True) if code in gone)

    def note_printed(self, subjects: Sequence[Subject], printer: str) -> None:
        """The PDF of these labels went to a printer or was saved."""
        codes = [label.code18 for label in self._labels(subjects)]
        at = moment_of(self.clock.now())
        write_prints(self.writer, codes, at=at, printer=printer, outcome=Outcome.SENT)

    def send(
        self,
        subjects: Sequence[Subject],
        printer: LabelPrinter,
        lang: str = DEFAULT_LANGUAGE,
        patience: Patience | None = None,
    ) -> Sent:
        """The labels of these subjects, burnt by a label printer; each copy of a thing once.

        Raises:
            RuleBroken: ``label.printed_already`` and the other ``label.*``.
            PrintBroken: it stopped; what may have left counts as printed from now on.
            Fault: ``printer.*``, ``documents.*``, ``label.does_not_read``; nothing was printed.
        """
        labels = self._labels(subjects)
        stock = self._roll(printer)
        with self.reader.connect() as connection:
            counted = [label.code18 for label in labels if label.code18.startswith(COUNTED)]
            gone = read_prints(connection, counted)
        if gone:
            first = tag.grouped(min(gone))
            raise RuleBroken("label.printed_already", count=len(gone), code=first)
        return self._send(labels, printer, stock, lang, patience)

    def send_command_cards(
        self,
        words: Sequence[tuple[str, str]],
        printer: LabelPrinter,
        patience: Patience | None = None,
    ) -> Sent:
        """Command cards, burnt by a label printer.

        Raises:
            Fault: as ``send``.
        """
        cards = self._command_cards(words)
        return self._send(cards, printer, self._roll(printer), DEFAULT_LANGUAGE, patience)

    def send_test_strip(
        self,
        printer: LabelPrinter,
        lang: str = DEFAULT_LANGUAGE,
        patience: Patience | None = None,
    ) -> tuple[str, ...]:
        """Three labels, each darker than the one before; their codes, lightest first.

        Raises:
            Fault: as ``send``.
        """
        stock, centre = self._roll(printer), self._centre()
        number = Tag(TagKind.ITEM, centre.site, centre.station, 0, 0)
        labels = [
            StripLabel(code18=number.code(step), darkness=darkness, step=step, demo=centre.demo)
            for step, darkness in enumerate(printer.strip(), 1)
        ]
        codes = tuple(label.code18 for label in labels)
        pictures = read_pictures(label_pictures(labels, stock, lang), codes, stock)
        heats = [Heat(darkness, printer.speed) for darkness in printer.strip()]
        streams = (
            stream(picture, stock, printer.dialect, heat)
            for picture, heat in zip(pictures, heats, strict=True)
        )
        line = self._line(printer, patience)
        try:
            send_labels(line, printer, streams, patience)
        finally:
            line.close()
        return codes

    def _send(
        self,
        labels: Sequence[Any],
        printer: LabelPrinter,
        stock: Stock,
        lang: str,
        patience: Patience | None,
    ) -> Sent:
        codes = [label.code18 for label in labels]
        at = moment_of(self.clock.now())

        def note(some: Sequence[str], outcome: Outcome) -> None:
            write_prints(self.writer, some, at=at, printer=printer.address, outcome=outcome)

        pictures = read_pictures(label_pictures(labels, stock, lang), codes, stock)
        streams = (stream(picture, stock, printer.dialect, printer.heat) for picture in pictures)
        line = self._line(printer, patience)
        try:
            # Written before the first byte leaves: after a crash all of them count as printed.
            note(codes, Outcome.BEGUN)
            sent = send_labels(line, printer, streams, patience)
        except PrintBroken as broken:
            note(codes[: broken.sure], Outcome.CONFIRMED)
            note(codes[broken.begun :], Outcome.NOT_SENT)
            raise
        finally:
            line.close()
        note(codes[: sent.sure], Outcome.CONFIRMED)
        note(codes[sent.sure :], Outcome.SENT)
        return sent

    def _line(self, printer: LabelPrinter, patience: Patience | None) -> Line:
        return open_line(printer, f"labels-{self._stamp()}.prn", patience)

    def _roll(self, printer: LabelPrinter) -> Stock:
        if not printer.is_set_up:
            raise Fault("printer.not_set_up")
        stock = read_stock(printer.stock, printer.dpi)
        if not stock.is_roll:
            raise Fault("printer.needs_roll", stock=stock.words[language()])
        return stock

    def _labels(self, subjects: Sequence[Subject]) -> list[Any]:
        with self.reader.connect() as connection:
            world = World(StateStore(connection))
            demo = world.get(CentreState, self.centre).demo
            return labels_of(world, subjects, demo=demo)

    def _centre(self) -> CentreState:
        with self.reader.connect() as connection:
            return World(StateStore(connection)).get(CentreState, self.centre)

    def _blank_labels(self, numbers: NumberRange) -> list[BlankLabel]:
        demo = self._centre().demo
        return [BlankLabel(code18=tag.code_of(base), demo=demo) for base in numbers.each()]

    def _command_cards(self, words: Sequence[tuple[str, str]]) -> list[CommandCard]:
        centre = self._centre()
        return [
            CommandCard(
                code18=Tag(TagKind.COMMAND, centre.site, centre.station, 0, serial).code(),
                command=command,
                explanation=explanation,
                demo=centre.demo,
            )
            for serial, (command, explanation) in enumerate(words, 1)
        ]

    def _sheet(self, labels: Sequence[Any], stock: Stock, lang: str, skip: int) -> Path:
        pdf = label_sheet(labels, stock, lang, skip=skip)
        refuse_unreadable(pdf, [label.code18 for label in labels], stock, skip)
        make_folder(self.folder.printed)
        path = self.folder.printed / f"labels-{self._stamp()}.pdf"
        write_durably(path, pdf)
        return path

    def _stamp(self) -> str:
        return f"{self.clock.now():%Y%m%d-%H%M%S%f}"
