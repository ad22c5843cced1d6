"""spool: the calls to winspool in order, with their sizes and failures; lp where there is one."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

import pytest

from custody_app.services.label_printing.lines import QueueLine
from custody_app.services.label_printing.printer import LabelPrinter, Route
from custody_app.services.label_printing.sending import PrintBroken, Sent, open_line, send_labels
from custody_app.services.label_printing.spool import (
    DocInfo,
    NotTaken,
    give_to_lp,
    give_to_windows,
)

JOB = bytes(range(256)) * 40
DENIED = 5


class Spooler:
    """Stands where winspool.drv stands; takes at most ``gulp`` bytes a call."""

    def __init__(self, fails: str = "", gulp: int = 4096) -> None:
        self.fails = fails
        self.gulp = gulp
        self.calls: list[str] = []
        self.taken = b""
        self.datatype = ""

    def _call(self, name: str) -> int:
        self.calls.append(name)
        return int(name != self.fails)

    def OpenPrinterW(self, name: str, handle: Any, defaults: None) -> int:
        assert name == "Zebra"
        handle._obj.value = 7
        return self._call("OpenPrinter")

    def StartDocPrinterW(self, handle: Any, level: int, info: Any) -> int:
        assert (handle.value, level) == (7, 1)
        self.datatype = info._obj.pDatatype
        return self._call("StartDocPrinter")

    def WritePrinter(self, handle: Any, content: bytes, size: int, written: Any) -> int:
        assert len(content) == size
        piece = content[: self.gulp]
        written._obj.value = len(piece)
        if not self._call("WritePrinter"):
            return 0
        self.taken += piece
        return 1

    def EndDocPrinter(self, handle: Any) -> int:
        return self._call("EndDocPrinter")

    def AbortPrinter(self, handle: Any) -> int:
        return self._call("AbortPrinter")

    def ClosePrinter(self, handle: Any) -> int:
        return self._call("ClosePrinter")


def test_windows_gets_the_bytes_raw_and_whole() -> None:
    spooler = Spooler()
    give_to_windows(spooler, lambda: 0, "Zebra", JOB)
    assert spooler.taken == JOB
    assert spooler.datatype == "RAW"
    assert spooler.calls == [
        "OpenPrinter", "StartDocPrinter", "WritePrinter", "WritePrinter", "WritePrinter",
        "EndDocPrinter", "ClosePrinter",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fails", "nothing_left", "last"),
    [
        ("OpenPrinter", True, "OpenPrinter"),
        ("StartDocPrinter", True, "ClosePrinter"),
        ("WritePrinter", False, "ClosePrinter"),
        ("EndDocPrinter", False, "ClosePrinter"),
    ],
)
def test_a_failing_call_is_told_and_the_handle_closed(
    fails: str, nothing_left: bool, last: str
) -> None:
    spooler = Spooler(fails)
    with pytest.raises(OSError) as error:
        give_to_windows(spooler, lambda: DENIED, "Zebra", JOB)
    assert error.value.errno == DENIED
    assert isinstance(error.value, NotTaken) is nothing_left
    assert spooler.calls[-1] == last
    assert ("AbortPrinter" in spooler.calls) is (fails == "WritePrinter")


def test_the_structure_is_that_of_windows() -> None:
    info = DocInfo("name", None, "RAW")
    assert (info.pDocName, info.pOutputFile, info.pDatatype) == ("name", None, "RAW")
    assert ctypes.sizeof(DocInfo) == 3 * ctypes.sizeof(ctypes.c_void_p)


@pytest.mark.parametrize(("fails", "begun"), [("OpenPrinter", 0), ("WritePrinter", 2)])
def test_what_may_have_left_a_queue_is_told(fails: str, begun: int) -> None:
    spooler = Spooler(fails)
    line = QueueLine(lambda job: give_to_windows(spooler, lambda: DENIED, "Zebra", job))
    printer = LabelPrinter(route=Route.QUEUE, address="Zebra")
    with pytest.raises(PrintBroken) as broken:
        send_labels(line, printer, [b"a", b"b"])
    assert (broken.value.sure, broken.value.begun) == (0, begun)


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program ``lp`` that keeps what it is given; a queue called ``gone`` is refused."""
    program = tmp_path / "lp"
    program.write_text(
        '#!/bin/sh\necho "$@" > "$0.args"\ncat > "$0.job"\n[ "$2" != gone ]\n', encoding="ascii"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return program


@pytest.mark.skipif(os.name == "nt", reason="lp belongs to CUPS")
def test_lp_gets_the_job_raw(lp: Path) -> None:
    printer = LabelPrinter(route=Route.QUEUE, address="zebra")
    assert send_labels(open_line(printer, "x"), printer, [JOB, b"end"]) == Sent(2, 0)
    assert lp.with_suffix(".job").read_bytes() == JOB + b"end"
    assert lp.with_suffix(".args").read_text().split()[:4] == ["-d", "zebra", "-o", "raw"]


@pytest.mark.skipif(os.name == "nt", reason="lp belongs to CUPS")
def test_a_queue_that_is_not_there_takes_nothing(lp: Path) -> None:
    with pytest.raises(NotTaken):
        give_to_lp("gone", JOB)


def test_without_lp_nothing_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotTaken):
        give_to_lp("zebra", JOB)
