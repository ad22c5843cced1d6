"""printer and status: settings that come back, and what printers say of themselves."""

from __future__ import annotations

import pytest

from custody_app.documents.labels.streams import Dialect, Heat
from custody_app.services.label_printing.printer import LabelPrinter, Route, printer_of
from custody_app.services.label_printing.status import Trouble, is_whole, question, trouble_of

FULL = LabelPrinter(
    route=Route.QUEUE,
    address="Gprinter GP-1324D",
    dialect=Dialect.ZPL_PLAIN,
    dpi=300,
    darkness=11,
    speed=3,
    stock="thermal_40x30",
)


def test_a_printer_comes_back_as_it_was_kept() -> None:
    assert printer_of(FULL.plain()) == FULL
    assert FULL.is_set_up
    assert FULL.heat == Heat(11, 3)
    assert not printer_of({}).is_set_up


@pytest.mark.parametrize(
    "broken",
    [
        {"dpi": "200"},
        {"darkness": "16"},
        {"speed": "0"},
        {"port": "70000"},
        {"port": "x"},
        {"route": "fax"},
        {"dialect": None},
    ],
)
def test_what_is_no_printer_becomes_the_default(broken: dict[str, object]) -> None:
    assert printer_of({**FULL.plain(), **broken}) == LabelPrinter()


@pytest.mark.parametrize(
    ("darkness", "steps"), [(8, (5, 8, 11)), (0, (0, 3, 6)), (15, (9, 12, 15))]
)
def test_a_strip_has_three_different_steps(darkness: int, steps: tuple[int, int, int]) -> None:
    assert LabelPrinter(darkness=darkness).strip() == steps


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (0x00, None),
        (0x20, None),
        (0x01, Trouble.HEAD_OPEN),
        (0x02, Trouble.PAPER_JAM),
        (0x04, Trouble.OUT_OF_PAPER),
        (0x05, Trouble.OUT_OF_PAPER),
        (0x08, Trouble.OUT_OF_RIBBON),
        (0x10, Trouble.PAUSED),
        (0x80, Trouble.OTHER),
    ],
)
def test_tspl_says_it_in_one_byte(said: int, trouble: Trouble | None) -> None:
    assert trouble_of(bytes([said]), Dialect.TSPL) is trouble


@pytest.mark.parametrize(
    ("first", "second", "trouble"),
    [
        (b"030,0,0,0319", b"000,0,0,0,0,2", None),
        (b"030,1,0,0319", b"000,0,0,0,0,2", Trouble.OUT_OF_PAPER),
        (b"030,0,1,0319", b"000,0,0,0,0,2", Trouble.PAUSED),
        (b"030,0,0,0319", b"000,0,1,0,0,2", Trouble.HEAD_OPEN),
        (b"030,0,0,0319", b"000,0,0,1,0,2", Trouble.OUT_OF_RIBBON),
        (b"030,1,1,0319", b"000,0,1,0,0,2", Trouble.OUT_OF_PAPER),
        (b"", b"", None),
    ],
)
def test_zpl_says_it_in_three_strings(first: bytes, second: bytes, trouble: Trouble | None) -> None:
    answer = b"\x02" + first + b"\x03\r\n\x02" + second + b"\x03\r\n\x021234,0\x03\r\n"
    assert is_whole(answer, Dialect.ZPL)
    assert not is_whole(answer[:-8], Dialect.ZPL)
    assert trouble_of(answer, Dialect.ZPL) is trouble


def test_each_is_asked_in_its_language() -> None:
    assert question(Dialect.TSPL) == b"\x1b!?"
    assert question(Dialect.ZPL) == question(Dialect.ZPL_PLAIN) == b"~HS\r\n"
    assert is_whole(b"\x00", Dialect.TSPL)
    assert not is_whole(b"", Dialect.TSPL)
