"""Codes out of pictures and files: zxing-cpp, then zbar, then retouched parts, under a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from custody_app.runtime.faults import Fault
from custody_app.scanning import decoder_door, image_door, retouch_door
from custody_app.scanning.decoder_door import View
from custody_app.scanning.sighting import Reading, Sighting, joined, judge

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FRAME_S = 0.075
"""For one frame of a camera; the cap of 100 ms less one step that takes longer than foreseen."""
PAGE_S = 1.0
"""For one page or photo of a file; files are read off the window's thread and nobody aims."""
PAGE_PIXELS = 3_000_000
"""Larger photos are looked at shrunk first."""

_PDF_MARK = b"%PDF-"
_FIRST_GUESS_S = 5e-9
"""For one pixel and one pass of zxing-cpp, until the first pass told how fast this machine is."""
_ZBAR_COST = 5.0
"""Of zbar, in passes of zxing-cpp over the same pixels."""


@dataclass(slots=True)
class _Look:
    """One picture being read: what was seen, and how much time is left."""

    view: View
    seconds: float
    clock: Callable[[], float] = perf_counter
    seen: list[Sighting] = field(default_factory=list)
    doubted: set[str] = field(default_factory=set)
    pace: float = _FIRST_GUESS_S
    started: float = 0.0

    def __post_init__(self) -> None:
        self.started = self.clock()

    def has_time(self, pixels: float) -> bool:
        """Whether a step of so many pixel passes ends in time, at the pace seen so far."""
        return self.clock() - self.started + pixels * self.pace < self.seconds

    def first_pass(self, view: View) -> None:
        """zxing-cpp over all of it; also tells the pace."""
        begun = self.clock()
        self.seen += decoder_door.by_zxing(view)
        self.pace = max(self.pace, (self.clock() - begun) / max(view.pixels, 1))

    def zxing(self, view: View, cost: float = 1.0) -> None:
        """zxing-cpp, when there is time."""
        if self.has_time(view.pixels * cost):
            self.seen += decoder_door.by_zxing(view)

    def zbar(self, view: View) -> None:
        """zbar, when there is time."""
        if self.has_time(view.pixels * _ZBAR_COST):
            self.seen += decoder_door.by_zbar(view)

    @property
    def reading(self) -> Reading:
        """What is believed so far."""
        return judge(self.seen)

    @property
    def is_done(self) -> bool:
        """Whether there is something believed, and nothing waits for a second sighting."""
        reading = self.reading
        return bool(reading.texts) and not reading.unsure


def read_frame(
    picture: Picture, seconds: float = FRAME_S, clock: Callable[[], float] = perf_counter
) -> Reading:
    """One frame of a camera: stops at the first code that is believed.

    Args:
        picture: the frame.
        seconds: no step is begun that is not expected to end within.
        clock: what they are measured by.

    Raises:
        Fault: ``image.too_large``.
    """
    image_door.refuse_large(picture.size, "")
    look = _Look(View(image_door.gray(picture)), seconds, clock)
    look.first_pass(look.view)
    if not look.is_done:
        _insist(look)
    return look.reading


def read_page(picture: Picture, seconds: float = PAGE_S) -> Reading:
    """One page or photo of a file: all codes of it, by both decoders.

    Raises:
        Fault: ``image.too_large``.
    """
    image_door.refuse_large(picture.size, "")
    look = _Look(View(image_door.gray(picture)), seconds)
    times = 1
    while look.view.pixels / (times * times) > PAGE_PIXELS:
        times += 1
    smaller = retouch_door.shrunk(look.view, times) if times > 1 else look.view
    look.first_pass(smaller)
    if times > 1:
        look.zxing(look.view)
    look.zbar(retouch_door.shrunk(smaller, 2))
    if not look.is_done:
        look.zbar(smaller)
        _insist(look)
    return look.reading


def read_file(path: Path) -> Reading:
    """All codes of a picture, or of the pages of a PDF.

    Raises:
        Fault: ``image.unreadable``, ``image.unknown_format``, ``image.too_large``,
            ``image.too_many_pages``, ``image.too_heavy``.
    """
    return joined(read_pages(path))


def read_pages(path: Path) -> Iterator[Reading]:
    """The same, page by page.

    Raises:
        Fault: as ``read_file``.
    """
    return (read_page(picture) for picture in _pictures(path))


def decode_image(source: Path | Picture) -> list[str]:
    """Our codes and checkpoint texts in a picture or in the pages of a PDF, each once.

    Raises:
        Fault: as ``read_file``.
    """
    reading = read_file(source) if isinstance(source, Path) else read_page(source)
    return list(reading.texts)


def _insist(look: _Look) -> None:
    """Busy places, retouched one way after the other, until a code is believed or time is up."""
    parts = [
        retouch_door.cut(look.view, box, "part")
        for box in retouch_door.busy_boxes(look.view.picture)
    ]
    for number, retouch in enumerate(retouch_door.RETOUCHES):
        for part in parts:
            if not look.has_time(part.pixels * retouch.cost):
                continue
            look.seen += decoder_door.by_zxing(retouch(part))
            if _settled(look):
                return
        if number == retouch_door.ZBAR_AFTER:
            look.zbar(retouch_door.shrunk(look.view, 2))
            if _settled(look):
                return
    look.zbar(look.view)
    _settled(look)


def _settled(look: _Look) -> bool:
    """Whether reading can end; bars seen once are looked at again from closer by."""
    for text in look.reading.unsure:
        if text in look.doubted:
            continue
        look.doubted.add(text)
        seen = next(one for one in look.seen if one.text == text)
        near = retouch_door.cut(look.view, seen.box, "near")
        for view in (near, *(retouch(near) for retouch in retouch_door.CLOSER)):
            look.zbar(view)
            look.zxing(view)
            if text not in look.reading.unsure:
                break
    return look.is_done


def _pictures(path: Path) -> Iterator[Picture]:
    try:
        with path.open("rb") as file:
            start = file.read(len(_PDF_MARK))
    except OSError as error:
        raise Fault("image.unreadable", name=path.name) from error
    if start == _PDF_MARK:
        yield from image_door.pdf_pages(path)
    else:
        yield image_door.open_picture(path)
