"""Frames without a code of ours: desks, text, other symbologies, foreign codes; seeded."""

from __future__ import annotations

from random import Random

import zxingcpp
from PIL import Image, ImageDraw
from PIL.Image import Image as Picture

from custody_app.domain.tag import Tag, TagKind
from tests.performance import degrade, label_frames

NAME = "without"
OTHER = (
    "Aztec", "DataMatrix", "PDF417", "Code39", "Code93", "Codabar", "ITF", "EAN13", "UPCA",
    "QRCode", "Code128", "MicroQRCode", "MaxiCode",
)  # fmt: skip


def frame(number: int, seed: int) -> Picture:
    """One frame; every third has no code at all, the others one that is none of ours."""
    random = Random(f"{seed} {NAME} {number}")
    desk = label_frames.desk(random)
    _write(desk, random)
    if number % 3:
        code = symbol(random, OTHER[number % len(OTHER)])
        turned = code.rotate(random.uniform(-10, 10), degrade.BICUBIC, expand=True, fillcolor=255)
        desk.paste(turned, (random.randint(0, 700), random.randint(0, 300)))
    if number % 4 == 1:
        desk = degrade.defocus(desk, random.uniform(1, 3))
    if number % 4 == 2:
        desk = degrade.motion(desk, random.uniform(3, 8), random.uniform(0, 180))
    return degrade.noise(desk, random.uniform(1, 15), random)


def symbol(random: Random, name: str) -> Picture:
    """A code of another kind; where the kind is ours, its text is not."""
    ours = Tag(TagKind.ITEM, 5301, 1, 26, random.randrange(1, 1_000_000)).code()
    texts = {
        "EAN13": f"{random.randrange(10**12):012d}",
        "UPCA": f"{random.randrange(10**11):011d}",
        "Codabar": f"A{ours}B",
        "MicroQRCode": ours[:10],
        "QRCode": random.choice(["https://example.org/" + ours, wrong(ours, random), ours + "0"]),
        "Code128": random.choice([wrong(ours, random), "SF" + ours[:12], ours[:16]]),
    }
    kind = getattr(zxingcpp.BarcodeFormat, name)
    made = zxingcpp.create_barcode(texts.get(name, ours), kind)
    image = made.to_image(scale=random.randint(3, 5))
    height, width = image.shape
    picture = Image.frombytes("L", (width, height), memoryview(image).tobytes())  # type: ignore[arg-type]
    return picture if height > 60 else picture.resize((width, 120), Image.Resampling.NEAREST)


def wrong(code: str, random: Random) -> str:
    """One of our codes with one digit changed, as a misread has."""
    place = random.randrange(len(code))
    return code[:place] + str((int(code[place]) + random.randint(1, 9)) % 10) + code[place + 1 :]


def _write(picture: Picture, random: Random) -> None:
    drawn = ImageDraw.Draw(picture)
    for _ in range(20):
        words = " ".join(str(random.randrange(10**6)) for _ in range(4))
        spot = (random.randrange(1000), random.randrange(680))
        drawn.text(spot, words, fill=random.randint(0, 255), font_size=random.randint(10, 32))
