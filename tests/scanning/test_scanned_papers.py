"""Signed copies scanned back: turned over, crooked, gray, 150 to 300 dpi, several codes a page."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageFilter

from custody_app.documents.render import render
from custody_app.domain.tag import TagKind
from custody_app.scanning.decode import read_file, read_page
from tests.documents.reading import pictures
from tests.documents.samples import CHINESE, Samples, code
from tests.performance.degrade import contrast, noise

PRINTER_DPI = 600
FORM = code(TagKind.FORM, 1)


@functools.cache
def printed() -> tuple[Image.Image, ...]:
    """A check-out slip as the laser printer lays it down."""
    return tuple(pictures(render(Samples(CHINESE).check_out_slip()), PRINTER_DPI))


def scanned(page: Image.Image, dpi: int, degrees: float, seed: int = 1) -> Image.Image:
    """What an office scanner makes of it."""
    size = (page.width * dpi // PRINTER_DPI, page.height * dpi // PRINTER_DPI)
    seen = page.resize(size, Image.Resampling.BOX)
    seen = seen.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    seen = seen.filter(ImageFilter.GaussianBlur(0.6))
    return noise(contrast(seen, 50, 235), 4, Random(seed))


def filed(folder: Path, pages: list[Image.Image], dpi: int) -> Path:
    """The scanner's PDF: pictures, compressed."""
    path = folder / "scan.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=dpi, quality=70)
    return path


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("degrees", [3.0, 178.0])
def test_a_crooked_or_turned_copy_tells_its_paper(tmp_path: Path, dpi: int, degrees: float) -> None:
    path = filed(tmp_path, [scanned(page, dpi, degrees) for page in printed()], dpi)
    assert FORM in read_file(path).texts


def test_the_checkpoint_beside_the_code_is_read_too(tmp_path: Path) -> None:
    path = filed(tmp_path, [scanned(printed()[0], 300, 0.0)], 300)
    reading = read_file(path)
    assert [one.digits for one in reading.codes][:1] == [FORM]
    assert len(reading.checkpoints) == 1


def test_every_code_of_a_page_is_told() -> None:
    receipt = Samples(CHINESE).receipt()
    other = replace(receipt, head=replace(receipt.head, code18=code(TagKind.FORM, 2)))
    sheet = Image.new("L", (2480, 3508), 255)
    for number, page in enumerate((printed()[0], pictures(render(other), PRINTER_DPI)[0])):
        half = page.crop((0, 0, page.width, 3400))
        sheet.paste(half.resize((2480, 1700), Image.Resampling.BOX), (0, 1750 * number))
    found = read_page(sheet).codes
    assert {one.digits for one in found} >= {FORM, code(TagKind.FORM, 2)}
