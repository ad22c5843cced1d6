"""The only door to Pillow's filters: busy places of a picture, and ways to make them readable.

Shrinking averages grain away and makes blur small against a module; sharpening at that size then
costs a hundredth of what it costs at full size; growing again gives the decoders smooth edges.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from custody_app.domain.values import dataclass
from custody_app.scanning.decoder_door import View

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFilter import Kernel

    from custody_app.scanning.sighting import Box

PLACES = 3
"""Busy places looked at: the two codes of a label and one that is none."""
MARGIN = 24
CELL = 32
"""Side of a cell of the map of busy places, in pixels."""
SHRINK = 4
"""The map is made from a picture shrunk so often, which averages grain away."""
STEP = 2
"""How far apart light and dark are compared, in pixels of the shrunk picture."""
CELLS_LEAST = 3
HALF_WAY = 0.5
LEVELS = 256
FLOOR, SHARE = 32, 0.75
"""Room above and below the levels, so that what is sharpened is not cut off at once."""


def shrunk(view: View, times: int) -> View:
    """A smaller picture of the same."""
    picture = view.picture.reduce(times)
    return View(picture, f"{view.retouch} /{times}", view.scale / times, view.left, view.top)


def cut(view: View, box: Box, retouch: str) -> View:
    """A part of the original at full size, with a margin."""
    left, top = max(0, round(box[0]) - MARGIN), max(0, round(box[1]) - MARGIN)
    right = min(view.picture.width, round(box[2]) + MARGIN)
    bottom = min(view.picture.height, round(box[3]) + MARGIN)
    part = view.picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    return View(part, retouch, 1.0, left, top)


def busy_boxes(picture: Picture) -> list[Box]:
    """Places with much change of light and dark, the busiest first."""
    from PIL import ImageChops

    if min(picture.size) < CELL:
        return []
    small = picture.reduce(SHRINK)
    across = ImageChops.difference(small, ImageChops.offset(small, STEP, 0))
    down = ImageChops.difference(small, ImageChops.offset(small, 0, STEP))
    change = ImageChops.lighter(across, down).reduce(CELL // SHRINK)
    cells = change.tobytes()
    ranked = sorted(cells)
    usual, most = ranked[len(ranked) // 2], ranked[-max(1, len(ranked) // 50)]
    least = usual + (most - usual) * HALF_WAY
    busy = {number for number, level in enumerate(cells) if level > usual and level >= least}
    found = []
    for patch in _patches(busy, change.width):
        if len(patch) < CELLS_LEAST:
            continue
        columns = [number % change.width for number in patch]
        rows = [number // change.width for number in patch]
        box = (
            min(columns) * CELL,
            min(rows) * CELL,
            min((max(columns) + 1) * CELL, picture.width),
            min((max(rows) + 1) * CELL, picture.height),
        )
        found.append((sum(cells[number] - usual for number in patch), box))
    found.sort(reverse=True)
    return [box for _weight, box in found[:PLACES]]


def _patches(busy: set[int], columns: int) -> Iterator[list[int]]:
    """Cells that touch, together."""
    left = set(busy)
    while left:
        patch = [left.pop()]
        for number in patch:
            column = number % columns
            near = [number - columns, number + columns]
            near += [number - 1] * (column > 0) + [number + 1] * (column < columns - 1)
            for other in near:
                if other in left:
                    left.discard(other)
                    patch.append(other)
        yield patch


# -- retouching ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Retouch:
    """One way to make a part readable.

    Attributes:
        shrink: averaged down so many times first.
        work: what is done at that size.
        grow: enlarged so many times afterwards.
        cost: in passes of a decoder over the part.
    """

    name: str
    shrink: int
    grow: int
    work: Callable[[Picture], Picture]
    cost: float = 1.0

    def __call__(self, part: View) -> View:
        """The part, retouched."""
        from PIL import Image, ImageOps

        picture = part.picture.reduce(self.shrink) if self.shrink > 1 else part.picture
        picture = self.work(ImageOps.autocontrast(picture, 1))
        if self.grow > 1:
            size = (picture.width * self.grow, picture.height * self.grow)
            picture = picture.resize(size, Image.Resampling.BICUBIC)
        scale = part.scale / self.shrink * self.grow
        return View(picture, self.name, scale, part.left, part.top)


def _as_it_is(picture: Picture) -> Picture:
    return picture


def _sharpened(radius: float, percent: int) -> Callable[[Picture], Picture]:
    def work(picture: Picture) -> Picture:
        from PIL import ImageFilter

        return picture.filter(ImageFilter.UnsharpMask(radius, percent, 0))

    return work


def _unblurred(radius: float, times: int) -> Callable[[Picture], Picture]:
    """Landweber's iteration: what a blur of this shape would have changed is put back."""

    def work(picture: Picture) -> Picture:
        from PIL import ImageChops

        blur = _disc(radius)
        seen = picture.point([FLOOR + round(level * SHARE) for level in range(LEVELS)])
        guess = seen
        for _ in range(times):
            again = guess.filter(blur)
            more = ImageChops.subtract(seen, again).filter(blur)
            less = ImageChops.subtract(again, seen).filter(blur)
            for _ in "ab":
                guess = ImageChops.subtract(ImageChops.add(guess, more), less)
        return guess

    return work


@functools.cache
def _disc(radius: float) -> Kernel:
    """A lens out of focus: an even disc, in pixels."""
    from PIL import ImageFilter

    near = [step / 10 for step in (-4, -2, 0, 2, 4)]
    square = [
        sum(math.hypot(x + dx, y + dy) <= radius for dx in near for dy in near)
        for y in range(-2, 3)
        for x in range(-2, 3)
    ]
    return ImageFilter.Kernel((5, 5), square, scale=sum(square))


RETOUCHES = (
    Retouch("half", 2, 2, _as_it_is, 1.5),
    Retouch("third, sharp", 3, 3, _sharpened(1.0, 600), 1.5),
    Retouch("third, unblurred", 3, 3, _unblurred(5 / 3, 4), 3.0),
    Retouch("third, smooth", 3, 2, _sharpened(1.0, 150)),
    Retouch("plain", 1, 1, _as_it_is),
    Retouch("half, sharp", 2, 2, _sharpened(3.0, 300), 1.5),
    Retouch("doubled", 1, 2, _as_it_is, 4.0),
    Retouch("third, unblurred more", 3, 3, _unblurred(5 / 3, 10), 5.0),
    Retouch("half, unblurred", 2, 2, _unblurred(5 / 2, 6), 6.0),
)
"""In the order in which they bring most for their time; measured in docs/decoding.md."""

ZBAR_AFTER = 1
"""The retouch after which zbar looks at the whole picture once, at half its size."""
CLOSER = (
    Retouch("near, doubled", 1, 2, _as_it_is, 4.0),
    Retouch("near, half", 2, 2, _as_it_is, 1.5),
    Retouch("near, sharp", 1, 1, _sharpened(2.0, 150)),
)
"""Ways to see bars a second time."""
