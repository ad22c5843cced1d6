"""Send labels one after another and know, whatever happens, which of them surely left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault
from custody_app.services.label_printing.lines import (
    DeviceLine,
    FolderLine,
    Line,
    NetworkLine,
    Patience,
    QueueLine,
)
from custody_app.services.label_printing.printer import LabelPrinter, Route
from custody_app.services.label_printing.spool import NotTaken, queue_writer
from custody_app.services.label_printing.status import is_whole, question, trouble_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sent:
    """What left.

    Attributes:
        total: labels sent.
        sure: of these, how many the printer surely has; the others were taken without an answer.
    """

    total: int
    sure: int


class PrintBroken(Fault):
    """Printing stopped.

    Attributes:
        sure: labels the printer surely has, from the first.
        begun: labels of which any byte may have left; one may lie there half printed.
    """

    def __init__(self, code: str, sure: int, begun: int, facts: Mapping[str, object]) -> None:
        super().__init__(code, **{**facts, "sure": sure, "doubtful": begun - sure})
        self.sure = sure
        self.begun = begun


def open_line(printer: LabelPrinter, file_name: str, patience: Patience | None = None) -> Line:
    """The way to this printer.

    Raises:
        Fault: ``printer.not_ready``: nothing left.
    """
    try:
        if printer.route is Route.NETWORK:
            return NetworkLine(printer.address, printer.port, patience or Patience())
        if printer.route is Route.QUEUE:
            return QueueLine(queue_writer(printer.address))
        path = Path(printer.address)
        return FolderLine(path / file_name) if path.is_dir() else _device(path)
    except (OSError, UnicodeError) as error:
        raise Fault("printer.not_ready", printer=printer.address) from error


def _device(path: Path) -> Line:
    """Only what is there: a mistyped name must not become a file full of bytes."""
    if not path.exists() or path.is_file():
        raise FileNotFoundError(path)
    return DeviceLine(path)


def send_labels(
    line: Line, printer: LabelPrinter, streams: Iterable[bytes], patience: Patience | None = None
) -> Sent:
    """Send labels; a printer that answers is asked before the first and after each of them.

    Raises:
        PrintBroken: ``printer.cut_off``, those of ``status.Trouble``.
        Fault: what the making of the labels raises, told apart from the printer's troubles.
    """
    return _Sending(line, printer, patience or Patience()).send(streams)


class _Sending:
    def __init__(self, line: Line, printer: LabelPrinter, patience: Patience) -> None:
        self._line = line
        self._printer = printer
        self._patience = patience
        self._begun = 0
        self._sure = 0

    def send(self, streams: Iterable[bytes]) -> Sent:
        """All of them."""
        talks = self._answers(self._patience.first_answer)
        try:
            for content in streams:
                self._begun += 1
                self._send(content, talks)
        except PrintBroken:
            raise
        except Fault as error:
            raise PrintBroken(error.code, self._sure, self._begun, error.facts) from error
        if not talks and self._at_work(self._line.finish):
            self._sure = self._begun
        return Sent(self._begun, self._sure)

    def _send(self, content: bytes, talks: bool) -> None:
        self._at_work(lambda: self._line.send(content))
        if talks:
            if not self._answers(self._patience.answer, received=True):
                raise self._broken("printer.cut_off")
            self._sure = self._begun

    def _answers(self, wait: float, *, received: bool = False) -> bool:
        """Ask; tells whether there was an answer, and stops where it tells of trouble."""
        dialect = self._printer.dialect
        answer = self._at_work(
            lambda: self._line.ask(question(dialect), lambda got: is_whole(got, dialect), wait)
        )
        if not answer:
            return False
        trouble = trouble_of(answer, dialect)
        if trouble is not None:
            # It answered after the label: the label lies in the printer and waits there.
            self._sure = self._begun if received else self._sure
            raise self._broken(trouble.value)
        return True

    def _at_work(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except NotTaken as error:
            self._begun = self._sure = 0
            raise self._broken("printer.not_ready") from error
        except Fault as error:
            # A file is whole or absent.
            raise PrintBroken(error.code, 0, 0, error.facts) from error
        except OSError as error:
            code = "printer.cut_off" if self._begun else "printer.not_ready"
            raise self._broken(code) from error

    def _broken(self, code: str) -> PrintBroken:
        return PrintBroken(code, self._sure, self._begun, {"printer": self._printer.address})
