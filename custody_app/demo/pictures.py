"""Small drawn pictures of things and papers, stored as photos and scans of the demonstration."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from custody_app.storage.key_files import write_durably

SIZE = (640, 480)
TABLE = (214, 208, 196)
DARK = (52, 58, 66)
LIGHT = (238, 236, 230)
GOLD = (206, 164, 58)
RED = (178, 44, 40)
QUALITY = 78
PARTS_MAX = 12
Colour = tuple[int, int, int]


def draw_picture(folder: Path, name: str, motif: str) -> Path:
    """Draw one picture as JPEG into a folder and return where it lies.

    Args:
        folder: where to.
        name: file name without its ending; the grain of the table follows from it.
        motif: ``phone``, ``cash``, ``bag``, ``knife``, ``vehicle``, ``bars``, ``books``, ``box``,
            ``fire`` or ``paper``; any other gives a box.
    """
    image = Image.new("RGB", SIZE, LIGHT if motif == "paper" else TABLE)
    draw = ImageDraw.Draw(image)
    random = Random(name)
    if motif == "paper":
        _paper(draw, random)
    else:
        _ruler(draw)
        _MOTIFS.get(motif, _box)(draw, random)
    raw = io.BytesIO()
    image.save(raw, "JPEG", quality=QUALITY)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.jpg"
    write_durably(path, raw.getvalue())
    return path


def _ruler(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((20, 440, 620, 464), fill=LIGHT, outline=DARK)
    for number in range(61):
        height = 14 if number % 10 == 0 else 7
        draw.line((20 + number * 10, 440, 20 + number * 10, 440 + height), fill=DARK)


def _phone(draw: ImageDraw.ImageDraw, random: Random) -> None:
    left = 230 + random.randrange(-40, 40)
    draw.rounded_rectangle((left, 70, left + 180, 410), 24, fill=DARK)
    draw.rounded_rectangle((left + 12, 90, left + 168, 386), 10, fill=(84, 120, 150))
    draw.ellipse((left + 80, 392, left + 100, 406), fill=LIGHT)


def _cash(draw: ImageDraw.ImageDraw, random: Random) -> None:
    for number in range(PARTS_MAX):
        top, left = 110 + number * 18, 120 + random.randrange(60)
        draw.rectangle((left, top, left + 340, top + 120), fill=(204, 92, 84), outline=RED)
        draw.ellipse((left + 40, top + 25, left + 110, top + 95), outline=LIGHT, width=3)


def _bag(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.polygon(((200, 90), (440, 90), (470, 410), (170, 410)), fill=(228, 232, 234), outline=DARK)
    draw.rectangle((200, 90, 440, 120), fill=RED)
    for _ in range(240):
        x, y = random.randrange(220, 420), random.randrange(260, 390)
        draw.rectangle((x, y, x + 4, y + 4), fill=(252, 252, 252), outline=(190, 196, 200))


def _knife(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.polygon(((90, 250), (380, 200), (380, 270)), fill=(186, 190, 196), outline=DARK)
    draw.rounded_rectangle((380, 205, 560, 265), 16, fill=(70, 46, 34))


def _vehicle(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.rounded_rectangle((90, 230, 560, 350), 30, fill=(220, 224, 230), outline=DARK, width=3)
    draw.polygon(((170, 230), (230, 150), (430, 150), (490, 230)), fill=(120, 150, 176))
    for left in (150, 420):
        draw.ellipse((left, 310, left + 86, 396), fill=DARK)
    draw.rectangle((270, 300, 390, 330), fill=(32, 84, 170), outline=LIGHT)


def _bars(draw: ImageDraw.ImageDraw, random: Random) -> None:
    for number in range(9):
        left, top = 130 + number % 3 * 130, 110 + number // 3 * 100
        draw.rounded_rectangle((left, top, left + 110, top + 70), 8, fill=GOLD, outline=DARK)
        draw.rectangle((left + 30, top + 28, left + 80, top + 42), outline=(140, 104, 20))


def _books(draw: ImageDraw.ImageDraw, random: Random) -> None:
    for number in range(PARTS_MAX):
        left = 100 + number * 36
        height = 220 + random.randrange(30)
        shade = 90 + random.randrange(80)
        draw.rectangle((left, 410 - height, left + 32, 410), fill=(shade, 70, 60), outline=LIGHT)


def _box(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.polygon(((140, 190), (320, 130), (510, 190), (320, 250)), fill=(206, 172, 128))
    draw.polygon(((140, 190), (320, 250), (320, 420), (140, 360)), fill=(184, 148, 104))
    draw.polygon(((510, 190), (320, 250), (320, 420), (510, 360)), fill=(164, 128, 88))


def _fire(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.rectangle((140, 300, 500, 430), fill=DARK)
    for _ in range(60):
        x, y = random.randrange(160, 480), random.randrange(120, 300)
        draw.ellipse((x, y, x + 36, y + 60), fill=(236, 120 + random.randrange(80), 40))


def _paper(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.rectangle((150, 10, 490, 470), fill=(252, 252, 250), outline=DARK)
    for number in range(16):
        draw.line((180, 70 + number * 20, 460 - random.randrange(90), 70 + number * 20), fill=DARK)
    draw.ellipse((360, 350, 450, 440), outline=RED, width=5)
    draw.arc((190, 390, 300, 440), 180, 20, fill=DARK, width=3)


_MOTIFS = {
    "phone": _phone, "cash": _cash, "bag": _bag, "knife": _knife, "vehicle": _vehicle,
    "bars": _bars, "books": _books, "fire": _fire,
}  # fmt: skip
