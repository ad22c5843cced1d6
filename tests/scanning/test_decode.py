"""Codes read from pictures and PDFs; broken, huge and foreign files answered with a code."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from custody_app.documents.barcodes import bars, qr, qr_text
from custody_app.domain.tag import Tag, TagKind
from custody_app.runtime.faults import Fault
from custody_app.scanning import image_door
from custody_app.scanning.decode import decode_image
from custody_app.scanning.decoder_door import View, by_zbar

CODE = Tag(TagKind.ITEM, 5301, 1, 26, 7).code()
CHECKPOINT = "SPCC1:" + "2345672345" * 17


def picture(modules: object, scale: int, height: int = 1) -> Image.Image:
    columns, rows, bits = modules.columns, modules.rows, modules.bits  # type: ignore[attr-defined]
    dark = Image.frombytes("1", (columns, rows), bits).point(lambda bit: 255 - bit)
    dark = dark.convert("L").resize(
        (columns * scale, rows * scale * height), Image.Resampling.NEAREST
    )
    whole = Image.new("L", (dark.width + 30 * scale, dark.height + 30 * scale), 255)
    whole.paste(dark, (15 * scale, 15 * scale))
    return whole


@pytest.mark.parametrize("scale", [2, 3, 6])
def test_both_codes_are_read(scale: int) -> None:
    assert decode_image(picture(bars(CODE), scale, 40)) == [CODE]
    assert decode_image(picture(qr(CODE), scale)) == [CODE]


def test_a_checkpoint_is_read() -> None:
    assert decode_image(picture(qr_text(CHECKPOINT), 3)) == [CHECKPOINT]


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_files_of_the_known_formats(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"scan.{kind}"
    picture(qr(CODE), 5).convert("RGB").save(path)
    assert decode_image(path) == [CODE]


def test_pages_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    first, second = picture(qr(CODE), 5), picture(bars(CODE), 3, 40)
    first.save(path, save_all=True, append_images=[second, picture(qr_text(CHECKPOINT), 5)])
    assert decode_image(path) == [CODE, CHECKPOINT]


def test_turned_and_blurred_pictures(tmp_path: Path) -> None:
    turned = picture(qr(CODE), 6).rotate(33, expand=True, fillcolor=255)
    assert decode_image(turned.filter(ImageFilter.GaussianBlur(2))) == [CODE]


def test_a_picture_without_codes() -> None:
    assert decode_image(Image.new("L", (400, 300), 255)) == []


def test_zbar_gives_its_own_opinion() -> None:
    pytest.importorskip("pyzbar.pyzbar", exc_type=ImportError)
    assert [one.text for one in by_zbar(View(picture(qr(CODE), 5)))] == [CODE]


def fault_of(path: Path) -> Fault:
    with pytest.raises(Fault) as fault:
        decode_image(path)
    return fault.value


def test_foreign_formats_are_refused(tmp_path: Path) -> None:
    gif = tmp_path / "scan.gif"
    picture(qr(CODE), 5).save(gif)
    text = tmp_path / "scan.png"
    text.write_text("no picture", encoding="utf-8")
    (tmp_path / "empty.png").touch()
    for path in (gif, text, tmp_path / "empty.png"):
        assert fault_of(path).code == "image.unknown_format"


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_cut_off_files_are_faults(tmp_path: Path, kind: str) -> None:
    whole = tmp_path / f"whole.{kind}"
    picture(qr(CODE), 20).convert("RGB").save(whole)
    content = whole.read_bytes()
    for share in (0.1, 0.5, 0.9):
        cut = tmp_path / f"cut.{kind}"
        cut.write_bytes(content[: int(len(content) * share)])
        assert fault_of(cut).code in {"image.unreadable", "image.unknown_format"}


def test_a_cut_off_pdf_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    assert fault_of(path).code == "image.unreadable"


@pytest.mark.parametrize("side", [7100, 12000, 20000])
def test_huge_pictures_are_refused_before_they_are_unpacked(tmp_path: Path, side: int) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (side, side)).save(path)
    assert fault_of(path).code == "image.too_large"


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    page = Image.new("L", (10, 10), 255)
    page.save(path, save_all=True, append_images=[page] * image_door.PDF_PAGES_MAX)
    assert fault_of(path).code == "image.too_many_pages"


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "none.png").code == "image.unreadable"
