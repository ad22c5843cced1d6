"""What a camera, a hand and a crease do to a picture of a label; seeded, by Pillow alone."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from PIL.Image import Image as Picture

BICUBIC = Image.Resampling.BICUBIC


def _mean(pictures: Sequence[tuple[Picture, float]]) -> Picture:
    """The weighted mean, pairwise, so that rounding does not add up."""
    left = list(pictures)
    while len(left) > 1:
        pairs = []
        for (one, a), (other, b) in zip(left[::2], left[1::2], strict=False):
            pairs.append((Image.blend(one, other, b / (a + b)), a + b))
        left = pairs + (left[-1:] if len(left) % 2 else [])
    return left[0][0]


def defocus(picture: Picture, radius: float) -> Picture:
    """A lens out of focus: every point becomes an even disc of this radius in pixels."""
    rows = []
    for dy in range(-int(radius), int(radius) + 1):
        half = math.sqrt(radius * radius - dy * dy)
        row = picture.filter(ImageFilter.BoxBlur((half, 0)))
        rows.append((ImageChops.offset(row, 0, dy), 2 * half + 1))
    return _mean(rows)


def motion(picture: Picture, length: float, degrees: float) -> Picture:
    """A hand that moved while the shutter was open: an even line of this length in pixels."""
    steps = max(2, math.ceil(length) + 1)
    dx, dy = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    away = [(number / (steps - 1) - 0.5) * length for number in range(steps)]
    return _mean(
        [(ImageChops.offset(picture, round(dx * one), round(dy * one)), 1.0) for one in away]
    )


def noise(picture: Picture, sigma: float, random: Random) -> Picture:
    """Grain of a dark room; the sum of four even draws is as good as normal."""
    size = picture.size
    count = size[0] * size[1]
    draws = [(Image.frombytes("L", size, random.randbytes(count)), 1.0) for _ in range(4)]
    grain = _mean(draws)
    # Four even draws of 0..255 have the deviation 36.8 around 127.5.
    gain = sigma / 36.8
    more = grain.point([max(0, round((level - 127.5) * gain)) for level in range(256)])
    less = grain.point([max(0, round((127.5 - level) * gain)) for level in range(256)])
    return ImageChops.subtract(ImageChops.add(picture, more), less)


def contrast(picture: Picture, black: float, white: float) -> Picture:
    """Faded print or dim light: 0 becomes black, 255 becomes white."""
    return picture.point([round(black + (white - black) * level / 255) for level in range(256)])


def uneven_light(picture: Picture, random: Random, depth: float) -> Picture:
    """A shadow that falls softly across; the darkest spot loses this share."""
    shade = Image.frombytes("L", (4, 3), random.randbytes(12))
    shade = shade.point([round(255 * (1 - depth * (1 - level / 255))) for level in range(256)])
    return ImageChops.multiply(picture, shade.resize(picture.size, BICUBIC))


def glare(picture: Picture, random: Random, centre: tuple[float, float], size: float) -> Picture:
    """A lamp mirrored on the foil: an ellipse of white that fades out, paler all around."""
    spot = Image.radial_gradient("L").point([max(0, 255 - level * 2) for level in range(256)])
    spot = spot.point([min(255, level * 2) for level in range(256)])
    wide = round(size * random.uniform(1.2, 2.4))
    spot = spot.resize((wide, round(size)), BICUBIC)
    spot = spot.rotate(random.uniform(0, 180), BICUBIC, expand=True)
    light = Image.new("L", picture.size, round(random.uniform(10, 40)))
    corner = (round(centre[0] - spot.width / 2), round(centre[1] - spot.height / 2))
    light.paste(ImageChops.add(spot, Image.new("L", spot.size, 20)), corner, spot)
    return ImageChops.screen(picture, light)


def crumple(picture: Picture, random: Random, depth: float) -> Picture:
    """Paper that was crushed: every spot moved by up to depth pixels, creases shaded."""
    columns, rows = 9, 7
    wide, high = picture.width / columns, picture.height / rows
    moved = {
        (column, row): (
            column * wide + random.uniform(-depth, depth) * (0 < column < columns),
            row * high + random.uniform(-depth, depth) * (0 < row < rows),
        )
        for column in range(columns + 1)
        for row in range(rows + 1)
    }
    mesh = []
    for column in range(columns):
        for row in range(rows):
            box = (
                round(column * wide),
                round(row * high),
                round((column + 1) * wide),
                round((row + 1) * high),
            )
            corners = [(column, row), (column, row + 1), (column + 1, row + 1), (column + 1, row)]
            mesh.append((box, tuple(part for one in corners for part in moved[one])))
    bent = picture.transform(picture.size, Image.Transform.MESH, mesh, BICUBIC)
    shade = Image.frombytes(
        "L",
        (columns * 2, rows * 2),
        bytes(random.randint(110, 255) for _ in range(columns * rows * 4)),
    )
    bent = ImageChops.multiply(bent, shade.resize(picture.size, Image.Resampling.BILINEAR))
    crease = ImageDraw.Draw(bent)
    for _ in range(4):
        ends = [(random.uniform(0, picture.width), random.uniform(0, picture.height)) for _ in "ab"]
        crease.line(ends, fill=random.choice((90, 235)), width=2)
    return bent


def compressed(picture: Picture, quality: int) -> Picture:
    """As a camera stores it."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    stored = Image.open(file)
    stored.load()
    return stored


Degrade = Callable[[Picture, Random], Picture]
