"""Bytes of a serial scanner to scans."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.tag import Tag, TagKind
from custody_app.scanning.code import Found, GarbledScan, ScannedCode, ScanSource, ScanTrouble
from custody_app.scanning.serial_line import LONGEST, SerialFrames, read_serial
from custody_app.scanning.serial_ports import BAUDS, Port, SerialChoice, choice_of, device_of

CODE = Tag(TagKind.ITEM, 5301, 1, 26, 123).code()
OTHER = Tag(TagKind.ITEM, 5301, 1, 26, 124).code()


def digits_of(found: Sequence[Found]) -> list[str]:
    return [one.digits for one in found if isinstance(one, ScannedCode)]


@given(st.sampled_from([b"\r", b"\n", b"\r\n", b"\x03", b"\r\n\r\n"]), st.data())
def test_however_the_bytes_are_cut_the_scans_are_the_same(end: bytes, data: st.DataObject) -> None:
    stream = end.join([CODE.encode(), b"\x02" + OTHER.encode(), CODE.encode()]) + end
    frames, found = SerialFrames(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += frames.feed(stream[:size])
        stream = stream[size:]
    assert digits_of(found) == [CODE, OTHER, CODE]
    assert len(found) == 3
    assert not frames.is_waiting


def test_a_scanner_without_a_suffix_is_read_after_a_silence() -> None:
    frames = SerialFrames()
    assert frames.feed(CODE[:7].encode()) == []
    assert frames.feed(CODE[7:].encode()) == []
    assert frames.is_waiting
    assert frames.silence() == [ScannedCode(CODE, CODE, ScanSource.SERIAL)]
    assert frames.silence() == []


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("6901234567892", ScanTrouble.LENGTH),
        (f"{CODE[:-1]}{(int(CODE[-1]) + 1) % 10}", ScanTrouble.CHECK),
        ("custody", ScanTrouble.FOREIGN),
        ("]E06901234567892", ScanTrouble.LENGTH),
        ("AB\x1dCD", ScanTrouble.CONTROL),
        ("中文", ScanTrouble.INPUT_METHOD),
    ],
)
def test_what_is_no_code_is_told_as_it_came(text: str, trouble: ScanTrouble) -> None:
    assert read_serial(text) == GarbledScan(text, trouble, ScanSource.SERIAL)


@pytest.mark.parametrize(("mark", "symbology"), [("]C0", "Code128"), ("]Q1", "QRCode")])
def test_an_identifier_in_front_names_the_symbology(mark: str, symbology: str) -> None:
    raw = f"{mark}{CODE}"
    assert read_serial(raw) == ScannedCode(CODE, raw, ScanSource.SERIAL, symbology)


@given(st.binary(max_size=300))
def test_noise_never_makes_a_code(noise: bytes) -> None:
    frames = SerialFrames()
    found = [*frames.feed(noise), *frames.silence()]
    assert digits_of(found) == []


def test_an_endless_line_is_told_once_and_the_next_scan_is_read() -> None:
    frames = SerialFrames()
    found = [one for _ in range(5) for one in frames.feed(b"x" * (LONGEST - 1))]
    found += frames.feed(b"\r" + CODE.encode() + b"\r")
    assert [type(one) for one in found] == [GarbledScan, ScannedCode]
    assert digits_of(found) == [CODE]


USB = "0c2e:0901:S1"


@pytest.mark.parametrize(
    ("choice", "ports", "exists", "device"),
    [
        (SerialChoice(), [Port("COM3")], False, ""),
        (SerialChoice("COM3"), [Port("COM3")], False, "COM3"),
        (SerialChoice("COM3"), [Port("COM4")], False, ""),
        (SerialChoice("/dev/pts/7"), [], True, "/dev/pts/7"),
        (SerialChoice("COM3", USB), [Port("COM5", "", USB)], False, "COM5"),
        (SerialChoice("COM3", USB), [Port("COM1", "", USB), Port("COM3", "", USB)], False, "COM3"),
        (SerialChoice("COM3", USB), [Port("COM3", "", "other")], True, ""),
    ],
)
def test_a_scanner_is_found_where_it_is_plugged_in_now(
    choice: SerialChoice, ports: list[Port], exists: bool, device: str
) -> None:
    assert device_of(choice, ports, exists=exists) == device


@pytest.mark.parametrize(
    ("plain", "choice"),
    [
        ({}, SerialChoice()),
        ({"device": "COM3", "usb": USB, "baud": 115_200}, SerialChoice("COM3", USB, 115_200)),
        ({"device": None, "baud": 300}, SerialChoice(baud=BAUDS[0])),
    ],
)
def test_a_kept_choice(plain: dict[str, object], choice: SerialChoice) -> None:
    assert choice_of(plain) == choice
