"""Frames of 1280 x 720 with the project's own labels, degraded class by class; seeded."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pypdfium2
from PIL import Image, ImageDraw
from PIL.Image import Image as Picture

from custody_app.documents.labels.container_label import ContainerLabel
from custody_app.documents.labels.item_label import ItemLabel
from custody_app.documents.labels.label_sheet import label_sheet
from custody_app.documents.labels.place_label import PlaceLabel
from custody_app.documents.labels.stock import read_stock
from custody_app.domain.quantity import Amount
from custody_app.domain.tag import Tag, TagKind
from tests.performance import degrade

FRAME = (1280, 720)
STOCKS = ("thermal_60x40", "thermal_40x30")
LABELS = 60
SOURCE_DPI = 610
NAMES = (
    "黑色华为手机",
    "白色晶体一袋",
    "现金人民币",
    "银行卡三张",
    "刀具",
    "笔记本电脑",
    "车钥匙",
    "账本",
)
PAPER, INK = 232, 28


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture and what stands in it."""

    picture: Picture
    code: str
    box: tuple[float, float, float, float] = (0, 0, 0, 0)


@functools.cache
def label_pictures(seed: int) -> tuple[tuple[Picture, str, float], ...]:
    """Labels as printed, with their codes and their widths in millimetres."""
    random = Random(f"labels {seed}")
    found = []
    for stock_name in STOCKS:
        stock = read_stock(stock_name)
        labels: list[ItemLabel | ContainerLabel | PlaceLabel] = []
        for _ in range(LABELS // len(STOCKS)):
            labels.append(_label(random))
        document = pypdfium2.PdfDocument(label_sheet(labels, stock))
        for page, label in zip(document, labels, strict=True):
            drawn = page.render(scale=SOURCE_DPI / 72, grayscale=True).to_pil()
            found.append((drawn.convert("L"), label.code18, stock.label[0] * 25.4 / 72))
        document.close()
    return tuple(found)


def _label(random: Random) -> ItemLabel | ContainerLabel | PlaceLabel:
    def code(kind: TagKind) -> str:
        station, year = random.randrange(1, 100), random.randrange(24, 40)
        serial = random.randrange(1, 1_000_000)
        tag = Tag(kind, random.randrange(1, 10_000), station, year, serial)
        return tag.code(random.randint(1, 9))

    name = random.choice(NAMES)
    kind = random.choice((TagKind.ITEM, TagKind.CONTAINER, TagKind.PLACE))
    if kind is TagKind.ITEM:
        amount = Amount(str(random.randint(1, 99)), "件")
        return ItemLabel(
            code18=code(kind), name=name, no=f"3-{random.randint(1, 40)}", quantity=amount
        )
    if kind is TagKind.CONTAINER:
        return ContainerLabel(
            code18=code(kind), name=name, seal_no=f"{random.randint(1, 10**7):07d}"
        )
    return PlaceLabel(code18=code(kind), name=name, path="主楼一层／甲区")


@dataclass(frozen=True, slots=True)
class View:
    """How the label lies before the camera.

    Attributes:
        scale: pixels a millimetre.
        turn: degrees in the plane.
        tilt: degrees out of the plane, around an axis of its own.
        crumple: how far paper is moved, in millimetres.
    """

    scale: float = 13.0
    turn: float = 0.0
    tilt: float = 0.0
    crumple: float = 0.0


def lay(random: Random, seed: int, view: View) -> Frame:
    """A label on a desk, seen so; nothing yet went wrong."""
    label, code, width_mm = random.choice(label_pictures(seed))
    label = degrade.contrast(label, INK, PAPER)
    if view.crumple:
        label = degrade.crumple(label, random, view.crumple * label.width / width_mm)
    ground = desk(random)
    high_mm = width_mm * label.height / label.width
    corners = _corners(random, view, width_mm, high_mm)
    wide = max(abs(x) for x, _ in corners)
    high = max(abs(y) for _, y in corners)
    x = FRAME[0] / 2 + random.uniform(-1, 1) * max(0.0, FRAME[0] / 2 - wide - 4)
    y = FRAME[1] / 2 + random.uniform(-1, 1) * max(0.0, FRAME[1] / 2 - high - 4)
    placed = [(x + dx, y + dy) for dx, dy in corners]
    # Shrunk with averaging first: the lens averages too, a bare bicubic would leave stairs.
    ratio = label.width / (width_mm * view.scale)
    if ratio > 1.5:
        size = (round(label.width / ratio * 1.25), round(label.height / ratio * 1.25))
        label = label.resize(size, Image.Resampling.BOX)
    plan = _plane(placed, [(0, 0), (label.width, 0), label.size, (0, label.height)])
    seen = label.transform(FRAME, Image.Transform.PERSPECTIVE, plan, degrade.BICUBIC)
    mask = Image.new("L", FRAME, 0)
    ImageDraw.Draw(mask).polygon(placed, fill=255)
    ground.paste(seen, (0, 0), mask)
    return Frame(ground, code, (x - wide, y - high, x + wide, y + high))


def desk(random: Random) -> Picture:
    """What lies below: soft light, and things with edges."""
    ground = Image.frombytes("L", (8, 5), random.randbytes(40)).resize(FRAME, degrade.BICUBIC)
    low = random.randint(20, 120)
    ground = degrade.contrast(ground, low, low + random.randint(20, 70))
    drawn = ImageDraw.Draw(ground)
    for _ in range(12):
        x, y = random.randrange(FRAME[0]), random.randrange(FRAME[1])
        size = (random.randint(10, 220), random.randint(4, 120))
        drawn.rectangle((x, y, x + size[0], y + size[1]), fill=random.randint(10, 230))
    return ground


def _corners(
    random: Random, view: View, width_mm: float, high_mm: float
) -> list[tuple[float, float]]:
    """Corners of the label around its middle, in pixels, through a lens 250 mm away."""
    axis = random.uniform(0, 360)
    tilt, turn = math.radians(view.tilt), math.radians(view.turn)
    found = []
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x, y = sx * width_mm / 2, sy * high_mm / 2
        a = math.radians(axis)
        along, across = x * math.cos(a) + y * math.sin(a), -x * math.sin(a) + y * math.cos(a)
        depth, across = across * math.sin(tilt), across * math.cos(tilt)
        x, y = (
            along * math.cos(a) - across * math.sin(a),
            along * math.sin(a) + across * math.cos(a),
        )
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        near = view.scale * 250 / (250 + depth)
        found.append((x * near, y * near))
    return found


def _plane(seen: list[tuple[float, float]], source: list[tuple[float, float]]) -> tuple[float, ...]:
    """The eight numbers that carry seen points back to the source (Gauss, eight equations)."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        best = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        first = rows[column]
        for row in range(8):
            if row != column:
                share = rows[row][column] / first[column]
                rows[row] = [a - share * b for a, b in zip(rows[row], first, strict=True)]
    return tuple(rows[number][8] / rows[number][number] for number in range(8))


def _shot(frame: Frame, random: Random, grain: float, picture: Picture | None = None) -> Frame:
    """What the camera stores: its grain, its compression."""
    taken = degrade.noise(picture or frame.picture, grain, random)
    return Frame(degrade.compressed(taken, random.randint(75, 92)), frame.code)


def clean(random: Random, seed: int) -> Frame:
    """As a steady hand takes it."""
    view = View(random.uniform(11, 14), random.uniform(-6, 6), random.uniform(0, 12))
    return _shot(lay(random, seed, view), random, 3)


def small(random: Random, seed: int) -> Frame:
    """From far away: 1.6 to 2.1 pixels a module of the bars."""
    view = View(random.uniform(6.5, 8.5), random.uniform(-6, 6), random.uniform(0, 12))
    return _shot(lay(random, seed, view), random, 3)


def defocused(random: Random, seed: int) -> Frame:
    """A lens out of focus: discs with a radius of 4 to 6 pixels."""
    view = View(random.uniform(11, 14), random.uniform(-6, 6), random.uniform(0, 12))
    frame = lay(random, seed, view)
    return _shot(frame, random, 3, degrade.defocus(frame.picture, random.uniform(4, 6)))


def motion_blurred(random: Random, seed: int) -> Frame:
    """Moved by 8 to 13 pixels in any direction while the shutter was open."""
    view = View(random.uniform(11, 14), random.uniform(-6, 6), random.uniform(0, 12))
    frame = lay(random, seed, view)
    length, way = random.uniform(8, 13), random.uniform(0, 180)
    return _shot(frame, random, 3, degrade.motion(frame.picture, length, way))


def noisy(random: Random, seed: int) -> Frame:
    """A dark room: grain with a deviation of 30 to 50 gray levels."""
    view = View(random.uniform(11, 14), random.uniform(-6, 6), random.uniform(0, 12))
    return _shot(lay(random, seed, view), random, random.uniform(30, 50))


def rotated(random: Random, seed: int) -> Frame:
    """Turned in any direction."""
    view = View(random.uniform(8.5, 10.5), random.uniform(0, 360), random.uniform(0, 12))
    return _shot(lay(random, seed, view), random, 4)


def perspective(random: Random, seed: int) -> Frame:
    """Seen from the side: 40 to 60 degrees."""
    view = View(random.uniform(11, 14), random.uniform(-20, 20), random.uniform(40, 60))
    return _shot(lay(random, seed, view), random, 4)


def low_contrast(random: Random, seed: int) -> Frame:
    """Faded print: ink and paper 12 to 30 gray levels apart, a shadow across."""
    view = View(random.uniform(11, 14), random.uniform(-6, 6), random.uniform(0, 12))
    frame = lay(random, seed, view)
    black = random.uniform(70, 150)
    faded = degrade.contrast(frame.picture, black, black + random.uniform(12, 30) * 1.25)
    return _shot(frame, random, 1.5, degrade.uneven_light(faded, random, 0.3))


def glared(random: Random, seed: int) -> Frame:
    """A lamp mirrored on the label."""
    view = View(random.uniform(11, 14), random.uniform(-6, 6), random.uniform(0, 12))
    frame = lay(random, seed, view)
    left, top, right, bottom = frame.box
    centre = (random.uniform(left, right), random.uniform(top, bottom))
    lit = degrade.glare(frame.picture, random, centre, random.uniform(120, 260))
    return _shot(frame, random, 3, lit)


def crumpled(random: Random, seed: int) -> Frame:
    """A crushed bag: paper moved by up to 1.2 mm, creases shaded."""
    view = View(
        random.uniform(11, 14),
        random.uniform(-6, 6),
        random.uniform(0, 12),
        random.uniform(0.5, 1.2),
    )
    return _shot(lay(random, seed, view), random, 3)


def hard(random: Random, seed: int) -> Frame:
    """Several at once: turned, tilted, out of focus, moved, faded, shaded and grainy."""
    view = View(random.uniform(11, 14), random.uniform(-25, 25), random.uniform(10, 30))
    frame = lay(random, seed, view)
    seen = degrade.contrast(frame.picture, random.uniform(30, 80), random.uniform(150, 210))
    seen = degrade.uneven_light(seen, random, random.uniform(0.2, 0.5))
    seen = degrade.defocus(seen, random.uniform(2.5, 4.5))
    seen = degrade.motion(seen, random.uniform(4, 9), random.uniform(0, 180))
    return _shot(frame, random, random.uniform(5, 10), seen)


CLASSES: dict[str, Callable[[Random, int], Frame]] = {
    "clean": clean,
    "small": small,
    "defocus": defocused,
    "motion": motion_blurred,
    "noise": noisy,
    "rotation": rotated,
    "perspective": perspective,
    "low contrast": low_contrast,
    "glare": glared,
    "crumple": crumpled,
    "hard": hard,
}


def frame(class_name: str, number: int, seed: int) -> Frame:
    """One frame of a class; the same number and seed give the same frame."""
    return CLASSES[class_name](Random(f"{seed} {class_name} {number}"), seed)
