"""Labels a second: to PDF, TSPL and ZPL, against the naive way in the same run.

``python3 dev.py bench labels --count 2000``. Every batch is read back by sample, as in the program;
the naive way (python-barcode and qrcode to PNG, PNG into the PDF) is not, and draws one line of
text.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import qrcode
from barcode.codex import Code128
from barcode.writer import ImageWriter
from qrcode.constants import ERROR_CORRECT_Q
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from custody_app.documents.labels.item_label import ItemLabel
from custody_app.documents.labels.label_sheet import label_sheet
from custody_app.documents.labels.raster import label_pictures
from custody_app.documents.labels.stock import Stock, read_stock
from custody_app.documents.labels.streams import Dialect, Heat, stream
from custody_app.domain.quantity import Amount
from custody_app.domain.tag import Tag, TagKind
from custody_app.services.paper.reading_back import read_pictures, refuse_unreadable

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
GOAL_PDF, GOAL_STREAM, GOAL_RATIO = 1_000, 200, 20
NAIVE = 30
TURNS = 3


def made(count: int) -> list[ItemLabel]:
    """Labels that differ in everything."""
    return [
        ItemLabel(
            code18=Tag(TagKind.ITEM, 5301, 1, 26, number).code(1 + number % 3),
            name=f"{NAMES[number % len(NAMES)]} {number}",
            no=f"{number % 9}-{number}",
            quantity=Amount(str(number % 50 + 1), "件"),
        )
        for number in range(1, count + 1)
    ]


def to_pdf(labels: Sequence[ItemLabel], stock: Stock) -> int:
    """As the press does it."""
    pdf = label_sheet(labels, stock)
    refuse_unreadable(pdf, [label.code18 for label in labels], stock)
    return len(pdf)


def to_stream(labels: Sequence[ItemLabel], stock: Stock, dialect: Dialect) -> int:
    """As the press does it."""
    codes = [label.code18 for label in labels]
    pictures = read_pictures(label_pictures(labels, stock), codes, stock)
    return sum(len(stream(picture, stock, dialect, Heat())) for picture in pictures)


def naive(labels: Sequence[ItemLabel]) -> int:
    """A PNG of each code, drawn into a PDF."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(170, 113))
    for label in labels:
        bars = io.BytesIO()
        Code128(label.code18, writer=ImageWriter()).write(bars)
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q)
        code.add_data(label.code18)
        square = io.BytesIO()
        code.make_image().save(square)
        canvas.drawImage(ImageReader(bars), 5, 5, 160, 40)
        canvas.drawImage(ImageReader(square), 5, 50, 60, 60)
        canvas.drawString(70, 80, label.code18)
        canvas.showPage()
    canvas.save()
    return len(target.getvalue())


@dataclass(frozen=True, slots=True)
class Rate:
    """Labels a second of processor time, by the clock, and bytes a label."""

    worked: float
    clock: float
    size: float


def rate(work: Callable[[], int], count: int) -> Rate:
    """One run; the clock counts what other programs took, so processor time is judged."""
    start, worked = time.perf_counter(), time.process_time()
    size = work()
    worked, clock = time.process_time() - worked, time.perf_counter() - start
    return Rate(count / worked, count / clock, size / count)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure in turns, so that a busy machine is busy for all; the median counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1_000)
    options = parser.parse_args(argv)
    labels = made(options.count)
    sheet, roll = read_stock("a4_3x8"), read_stock("thermal_60x40")
    fine, finest = read_stock("thermal_60x40", 300), read_stock("thermal_60x40", 600)
    few = labels[:NAIVE]
    ways: list[tuple[str, float, Sequence[ItemLabel], Callable[[Sequence[ItemLabel]], int]]] = [
        ("naive PNG into PDF", 0, few, naive),
        ("PDF, A4 3x8", GOAL_PDF, labels, lambda some: to_pdf(some, sheet)),
        ("PDF, roll 60x40", GOAL_PDF, labels, lambda some: to_pdf(some, roll)),
    ]
    for name, stock in (("203", roll), ("300", fine), ("600", finest)):
        for dialect in Dialect:
            ways.append(
                (
                    f"{dialect.value}, 60x40 at {name} dpi",
                    GOAL_STREAM if dialect is not Dialect.ZPL_PLAIN else 0,
                    labels,
                    lambda some, stock=stock, dialect=dialect: to_stream(some, stock, dialect),  # type: ignore[misc]
                )
            )
    for _, _, some, work in ways:
        work(some[:60])
    found: dict[str, list[Rate]] = {name: [] for name, _, _, _ in ways}
    for _ in range(TURNS):
        for name, _, some, work in ways:
            found[name].append(rate(lambda work=work, some=some: work(some), len(some)))  # type: ignore[misc]
    return _told([(name, goal) for name, goal, _, _ in ways], found)


def _told(goals: Sequence[tuple[str, float]], found: dict[str, list[Rate]]) -> int:
    middle = {
        name: sorted(rates, key=lambda rate: rate.worked)[TURNS // 2]
        for name, rates in found.items()
    }
    slow = middle[goals[0][0]].worked
    missed = []
    print(
        f"{'way':30} {'labels/s of CPU':>16} {'times':>6} {'by the clock':>13} {'bytes each':>11}"
    )
    for name, goal in goals:
        one = middle[name]
        print(
            f"{name:30} {one.worked:16.0f} {one.worked / slow:6.1f} {one.clock:13.0f}"
            f" {one.size:11.0f}"
        )
        wanted = max(goal, GOAL_RATIO * slow) if goal == GOAL_PDF else goal
        if one.worked < wanted:
            missed.append(f"{name}: wanted {wanted:.0f}")
    print("missed: " + "; ".join(missed) if missed else "all goals met")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
