"""Which of the texts that decoders report is believed."""

from __future__ import annotations

import pytest

from custody_app.domain.tag import Tag, TagKind
from custody_app.scanning.code import ScanSource
from custody_app.scanning.sighting import BARS, QR, WHOLE, Reading, Sighting, joined, judge

CODE = Tag(TagKind.ITEM, 5301, 1, 26, 7).code()
OTHER = Tag(TagKind.FORM, 5301, 1, 26, 8).code()
WRONG = CODE[:-1] + str((int(CODE[-1]) + 1) % 10)
SLIP = "SPCC1:" + "2345672345" * 17
HERE, BESIDE = (0.0, 0.0, 100.0, 40.0), (300.0, 0.0, 400.0, 40.0)


def seen(
    text: str,
    symbology: str = QR,
    reader: str = "zxing",
    retouch: str = WHOLE,
    box: tuple[float, float, float, float] = HERE,
) -> Sighting:
    return Sighting(text, symbology, reader, retouch, box)


def test_our_code_is_believed_once_with_its_symbology() -> None:
    reading = judge([seen(CODE), seen(CODE, BARS, box=BESIDE)])
    assert [(one.digits, one.source, one.symbology) for one in reading.codes] == [
        (CODE, ScanSource.IMAGE, QR)
    ]


def test_two_codes_side_by_side_are_both_believed() -> None:
    assert judge([seen(CODE), seen(OTHER, box=BESIDE)]).texts == (CODE, OTHER)


@pytest.mark.parametrize("symbology", [QR, BARS])
@pytest.mark.parametrize("text", [OTHER, "SF1002003004"])
def test_readers_that_disagree_are_not_believed(symbology: str, text: str) -> None:
    reading = judge([seen(CODE, symbology), seen(text, symbology, "zbar")])
    assert reading.texts == ()
    assert set(reading.disputed) == {CODE, text}


def test_what_the_check_digits_refute_is_no_opinion() -> None:
    reading = judge([seen(WRONG, BARS, "zbar"), seen(CODE, BARS)])
    assert reading.texts == (CODE,)
    assert reading.foreign == (WRONG,)


@pytest.mark.parametrize("way", [("zbar", WHOLE), ("zbar", "half"), ("zxing", "half")])
def test_bars_of_a_weaker_sighting_ask_for_a_second(way: tuple[str, str]) -> None:
    once = seen(CODE, BARS, *way)
    assert judge([once]).texts == ()
    assert judge([once]).unsure == (CODE,)
    assert judge([once, once]).texts == ()
    assert judge([once, seen(CODE, BARS, "zxing", "near")]).texts == (CODE,)


def test_a_checkpoint_is_no_code_and_only_a_qr_carries_it() -> None:
    assert judge([seen(SLIP)]).checkpoints == (SLIP,)
    assert judge([seen(SLIP)]).codes == ()
    assert judge([seen(SLIP, BARS)]).texts == ()


@pytest.mark.parametrize(
    "text", ["", "1", CODE + "0", "https://example.org", "SPCC1:", "SPCC1:abc", "９" * 18, "\x00"]
)
def test_everything_else_is_foreign(text: str) -> None:
    assert judge([seen(text)]) == Reading(foreign=(text,))


def test_pages_are_joined_each_text_once() -> None:
    one, two = [seen(CODE), seen(SLIP, box=BESIDE)], [seen(OTHER), seen(CODE, box=BESIDE)]
    first, second = judge(one), judge(two)
    whole = joined([first, second])
    assert [code.digits for code in whole.codes] == [CODE, OTHER]
    assert whole.checkpoints == (SLIP,)
