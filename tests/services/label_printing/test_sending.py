"""sending and lines: a real loopback printer that answers, is slow, runs out, cuts off half way."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from custody_app.documents.labels.streams import Dialect
from custody_app.runtime.faults import Fault
from custody_app.services.label_printing.lines import DeviceLine, Patience
from custody_app.services.label_printing.printer import LabelPrinter, Route
from custody_app.services.label_printing.sending import PrintBroken, Sent, open_line, send_labels
from tests.services.label_printing.printer_server import QUICK, READY_TSPL, PrinterServer, served

READY_ZPL = (
    b"\x02030,0,0,0319,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,6,0,00000000,1,000\x03\r\n"
    b"\x021234,0\x03\r\n"
)
OUT_ZPL = READY_ZPL.replace(b"030,0,", b"030,1,", 1)
LABELS = [bytes([65 + n]) * 300 for n in range(5)]
WHOLE = b"".join(LABELS)


def send(
    server: PrinterServer, dialect: Dialect = Dialect.TSPL, patience: Patience = QUICK
) -> Sent:
    printer = LabelPrinter(address="127.0.0.1", port=server.port, dialect=dialect)
    line = open_line(printer, "labels.prn", patience)
    try:
        return send_labels(line, printer, LABELS, patience)
    finally:
        line.close()


@pytest.mark.parametrize(
    ("dialect", "ready"), [(Dialect.TSPL, READY_TSPL), (Dialect.ZPL, READY_ZPL)]
)
def test_a_printer_that_answers_is_asked_before_and_after_each(
    dialect: Dialect, ready: bytes
) -> None:
    with served(PrinterServer(answers=(ready,))) as server:
        assert send(server, dialect) == Sent(5, 5)
        assert server.done.wait(10)
    assert server.got == WHOLE
    assert server.asked == 6


def test_a_silent_printer_that_closes_politely_has_everything() -> None:
    with served(PrinterServer()) as server:
        assert send(server) == Sent(5, 5)
    assert server.got == WHOLE


def test_a_silent_printer_that_keeps_the_line_was_sent_all_and_nothing_is_sure() -> None:
    patience = Patience(connect=5, first_answer=0.1, answer=2, send=5, goodbye=0.1)
    with served(PrinterServer(reads_all=False)) as server:
        assert send(server, patience=patience) == Sent(5, 0)


def test_out_of_paper_before_the_first_label_prints_nothing() -> None:
    with served(PrinterServer(answers=(b"\x04",))) as server, pytest.raises(PrintBroken) as broken:
        send(server)
    assert broken.value.code == "printer.out_of_paper"
    assert (broken.value.sure, broken.value.begun) == (0, 0)
    assert server.got == b""


@pytest.mark.parametrize(
    ("dialect", "ready", "out"),
    [(Dialect.TSPL, READY_TSPL, b"\x04"), (Dialect.ZPL_PLAIN, READY_ZPL, OUT_ZPL)],
)
def test_paper_that_ends_in_the_middle_stops_the_rest(
    dialect: Dialect, ready: bytes, out: bytes
) -> None:
    with (
        served(PrinterServer(answers=(ready, ready, ready, out))) as server,
        pytest.raises(PrintBroken) as broken,
    ):
        send(server, dialect)
    assert broken.value.code == "printer.out_of_paper"
    assert (broken.value.sure, broken.value.begun) == (3, 3)
    assert server.got == b"".join(LABELS[:3])


def test_a_cut_in_the_middle_says_what_surely_arrived() -> None:
    half = PrinterServer(answers=(READY_TSPL,), cut_after=750)
    with served(half) as server, pytest.raises(PrintBroken) as broken:
        send(server)
    assert broken.value.code == "printer.cut_off"
    assert (broken.value.sure, broken.value.begun) == (2, 3)
    assert broken.value.facts["doubtful"] == 1
    assert server.got[:600] == b"".join(LABELS[:2])
    assert len(server.got) == 750


def test_a_cut_of_a_silent_printer_makes_nothing_sure() -> None:
    with served(PrinterServer(cut_after=750)) as server, pytest.raises(PrintBroken) as broken:
        send(server)
    assert broken.value.code == "printer.cut_off"
    assert broken.value.sure == 0
    assert broken.value.begun >= 3


def test_a_printer_that_falls_silent_is_not_believed() -> None:
    def silent(number: int) -> None:
        if number == 3:
            server.answers = ()

    server = PrinterServer(answers=(READY_TSPL,), on_question=silent)
    patience = Patience(connect=5, first_answer=1, answer=0.2, send=5, goodbye=0.2)
    with served(server), pytest.raises(PrintBroken) as broken:
        send(server, patience=patience)
    assert (broken.value.sure, broken.value.begun) == (1, 2)


def test_a_slow_printer_is_waited_for() -> None:
    """It thinks before every answer, shorter than patience lasts."""

    def slow(_number: int) -> None:
        server.release.wait(0.05)

    server = PrinterServer(answers=(READY_TSPL,), on_question=slow)
    with served(server):
        assert send(server) == Sent(5, 5)


def test_no_printer_at_the_address_prints_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    printer = LabelPrinter(address="127.0.0.1", port=port)
    with pytest.raises(Fault) as fault:
        open_line(printer, "x", QUICK)
    assert fault.value.code == "printer.not_ready"


def test_a_label_that_cannot_be_made_stops_with_what_was_sent_before() -> None:
    def streams() -> object:
        yield LABELS[0]
        raise Fault("label.does_not_read", code="1")

    with served(PrinterServer(answers=(READY_TSPL,))) as server:
        printer = LabelPrinter(address="127.0.0.1", port=server.port)
        line = open_line(printer, "x", QUICK)
        with pytest.raises(PrintBroken) as broken:
            send_labels(line, printer, streams(), QUICK)  # type: ignore[arg-type]
        line.close()
    assert broken.value.code == "label.does_not_read"
    assert (broken.value.sure, broken.value.begun, broken.value.facts["code"]) == (1, 1, "1")


def test_a_folder_gets_one_whole_file(tmp_path: Path) -> None:
    printer = LabelPrinter(route=Route.FILE, address=str(tmp_path))
    line = open_line(printer, "labels.prn")
    assert list(tmp_path.iterdir()) == []
    assert send_labels(line, printer, LABELS) == Sent(5, 5)
    assert (tmp_path / "labels.prn").read_bytes() == WHOLE


def test_a_folder_that_went_away_has_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    printer = LabelPrinter(route=Route.FILE, address=str(folder))
    line = open_line(printer, "labels.prn")
    folder.rmdir()
    with pytest.raises(PrintBroken) as broken:
        send_labels(line, printer, LABELS)
    assert broken.value.code == "storage.cannot_write"
    assert (broken.value.sure, broken.value.begun) == (0, 0)


@pytest.mark.parametrize("name", ["missing", "plain.txt"])
def test_only_a_device_or_a_folder_is_written_to(tmp_path: Path, name: str) -> None:
    (tmp_path / "plain.txt").write_text("keep")
    with pytest.raises(Fault) as fault:
        open_line(LabelPrinter(route=Route.FILE, address=str(tmp_path / name)), "x")
    assert fault.value.code == "printer.not_ready"
    assert (tmp_path / "plain.txt").read_text() == "keep"


def test_a_device_is_written_through(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    line = DeviceLine(path)
    line.send(WHOLE)
    assert path.read_bytes() == WHOLE
    assert line.ask(b"?", bool, 0) == b""
    assert line.finish() is False
    line.close()
