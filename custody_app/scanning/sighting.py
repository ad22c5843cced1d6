"""What decoders saw in a picture, and which of it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.values import dataclass
from custody_app.ledger.checkpoint import SLIP_PREFIX
from custody_app.scanning.code import ScannedCode, ScanSource

BARS, QR = "Code128", "QRCode"
WHOLE = "whole"
"""The picture as it came, nothing retouched."""

Box = tuple[float, float, float, float]

_SLIP = re.compile(re.escape(SLIP_PREFIX) + r"[A-Z2-7]{16,4096}")
_NOTE_SIGNED = "\n— "


@dataclass(frozen=True, slots=True)
class Sighting:
    """One code that one decoder reported.

    Attributes:
        symbology: ``Code128`` or ``QRCode``.
        reader: ``zxing`` or ``zbar``.
        retouch: what was done to the picture before; ``whole`` for nothing.
        box: left, top, right, bottom in the picture as it came.
    """

    text: str
    symbology: str
    reader: str
    retouch: str
    box: Box

    @property
    def is_code(self) -> bool:
        """Whether it is one of our 18 digits, check digits right."""
        try:
            tag.parse(self.text)
        except RuleBroken:
            return False
        return True

    @property
    def is_checkpoint(self) -> bool:
        """Whether it is the signed text of a checkpoint slip; its signature is judged elsewhere."""
        text = self.text
        signed = _SLIP.fullmatch(text) is not None or _NOTE_SIGNED in text
        return self.symbology == QR and signed

    @property
    def is_ours(self) -> bool:
        """Whether a custody centre printed it."""
        return self.is_code or self.is_checkpoint

    @property
    def is_misread(self) -> bool:
        """Whether it has our shape and wrong check digits, so that nothing can be meant by it."""
        digits = self.text.isascii() and self.text.isdigit()
        return digits and len(self.text) == tag.LENGTH and not self.is_code

    @property
    def is_sure(self) -> bool:
        """Whether it needs no second sighting.

        QR repairs itself, and zxing-cpp asks two rows of bars; bars from zbar or from a retouched
        picture have been seen to be wrong.
        """
        return self.symbology == QR or (self.reader == "zxing" and self.retouch == WHOLE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture says.

    Attributes:
        codes: our codes, each once, in the order found.
        checkpoints: texts of checkpoint slips.
        foreign: codes that are none of ours, for the list of unread codes.
        disputed: texts that two decoders read differently at one place; not believed.
        unsure: our codes that were seen once where two sightings are asked; not believed.
    """

    codes: tuple[ScannedCode, ...] = ()
    checkpoints: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything believed."""
        return (*(code.digits for code in self.codes), *self.checkpoints)


def judge(sightings: Sequence[Sighting]) -> Reading:
    """Believe our codes and checkpoints that nobody disputes."""
    disputed = {text for text, other in _disputes(sightings) for text in (text, other)}
    ours = {one.text: one for one in reversed(sightings) if one.is_ours}
    believed = [ours[text] for text in _texts(sightings) if text in ours and text not in disputed]
    unsure = [one for one in believed if not _is_confirmed(one.text, sightings)]
    kept = [one for one in believed if one not in unsure]
    return Reading(
        codes=tuple(
            ScannedCode(one.text, one.text, ScanSource.IMAGE, one.symbology)
            for one in kept
            if one.is_code
        ),
        checkpoints=tuple(one.text for one in kept if not one.is_code),
        foreign=tuple(
            text for text in _texts(sightings) if text not in ours and text not in disputed
        ),
        disputed=tuple(text for text in _texts(sightings) if text in disputed),
        unsure=tuple(one.text for one in unsure),
    )


def joined(readings: Iterable[Reading]) -> Reading:
    """What all pages of a file say, each text once."""
    pages = list(readings)
    codes = {code.digits: code for page in reversed(pages) for code in reversed(page.codes)}
    order = dict.fromkeys(code.digits for page in pages for code in page.codes)

    def once(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for page in pages for text in getattr(page, name)))

    return Reading(
        tuple(codes[digits] for digits in order),
        once("checkpoints"),
        once("foreign"),
        once("disputed"),
        once("unsure"),
    )


def _texts(sightings: Sequence[Sighting]) -> list[str]:
    return list(dict.fromkeys(one.text for one in sightings))


def _is_confirmed(text: str, sightings: Sequence[Sighting]) -> bool:
    seen = [one for one in sightings if one.text == text]
    ways = {(one.reader, one.retouch, one.symbology) for one in seen}
    return len(ways) > 1 or any(one.is_sure for one in seen)


def _disputes(sightings: Sequence[Sighting]) -> list[tuple[str, str]]:
    """Pairs of different texts at one place, one of them ours.

    What the check digits refute is no opinion; foreign codes are not believed anyway.
    """
    opinions = [one for one in sightings if not one.is_misread]
    return [
        (one.text, other.text)
        for number, one in enumerate(opinions)
        for other in opinions[number + 1 :]
        if one.text != other.text
        and one.symbology == other.symbology
        and (one.is_ours or other.is_ours)
        and (_middle_in(one.box, other.box) or _middle_in(other.box, one.box))
    ]


def _middle_in(one: Box, other: Box) -> bool:
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]
