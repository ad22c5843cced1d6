"""Files that nobody would make in good faith: a code, a fault, never an end of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from custody_app.documents.barcodes import qr
from custody_app.domain.tag import Tag, TagKind
from custody_app.runtime.faults import Fault
from custody_app.scanning import image_door
from custody_app.scanning.decode import read_file
from tests.scanning.test_decode import picture

CODE = Tag(TagKind.ITEM, 5301, 1, 26, 7).code()


def code_picture(scale: int = 6) -> Image.Image:
    return picture(qr(CODE), scale)


def codes(path: Path) -> list[str]:
    return [one.digits for one in read_file(path).codes]


def fault_of(path: Path) -> str:
    with pytest.raises(Fault) as fault:
        read_file(path)
    return fault.value.code


def pdf(path: Path, box: str, content: bytes = b"") -> Path:
    """One page with nothing but drawing."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R>>" % box.encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    whole = b"%PDF-1.7\n"
    starts = []
    for number, part in enumerate(parts, 1):
        starts.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(whole)
    path.write_bytes(whole + b"xref\n0 5\n0000000000 65535 f \n" + table + end)
    return path


def test_one_pixel(tmp_path: Path) -> None:
    Image.new("L", (1, 1)).save(tmp_path / "dot.png")
    assert codes(tmp_path / "dot.png") == []


def test_sixteen_bits(tmp_path: Path) -> None:
    deep = code_picture().convert("I").point(lambda level: level * 200 + 900).convert("I;16")
    deep.save(tmp_path / "deep.png")
    with Image.open(tmp_path / "deep.png") as opened:
        assert opened.mode == "I;16"
    assert codes(tmp_path / "deep.png") == [CODE]


def test_colours_of_a_press(tmp_path: Path) -> None:
    code_picture().convert("CMYK").save(tmp_path / "press.jpg")
    assert codes(tmp_path / "press.jpg") == [CODE]


def test_black_on_nothing_is_black_on_paper(tmp_path: Path) -> None:
    clear = Image.new("RGBA", code_picture().size, (0, 0, 0, 0))
    clear.putalpha(code_picture().point(lambda level: 255 - level))
    clear.save(tmp_path / "clear.png")
    assert codes(tmp_path / "clear.png") == [CODE]


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_moving_pictures_are_their_first(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"moving.{kind}"
    blank = Image.new("L", code_picture().size, 255).convert("RGB")
    first = code_picture().convert("RGB")
    first.save(path, save_all=True, append_images=[blank] * 3)
    assert codes(path) == [CODE]


def test_a_photo_that_only_says_it_is_turned(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    code_picture().save(tmp_path / "turned.jpg", exif=turned)
    assert codes(tmp_path / "turned.jpg") == [CODE]


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 4096, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"]
)
def test_what_is_no_picture_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(content)
    assert fault_of(path) == "image.unknown_format"


def test_a_photo_of_forty_million_pixels(tmp_path: Path) -> None:
    large = Image.new("L", (7300, 5450), 180)
    large.paste(code_picture(20), (3000, 2000))
    large.save(tmp_path / "large.jpg", quality=60)
    assert codes(tmp_path / "large.jpg") == [CODE]


@pytest.mark.parametrize("box", ["0 0 1 10000000", "0 0 10000000 1", "0 0 0 0", "0 0 -5 nan"])
def test_pages_of_odd_sizes(tmp_path: Path, box: str) -> None:
    path = pdf(tmp_path / "odd.pdf", box)
    try:
        assert codes(path) == []
    except Fault as fault:
        assert fault.code in {"image.too_large", "image.unreadable"}


def test_a_page_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf(tmp_path / "long.pdf", "0 0 595 842", b"0 0 500 800 re f\n" * 4_000)
    assert codes(path) == []
    monkeypatch.setattr(image_door, "PDF_PAGE_S", 0.0)
    assert fault_of(path) == "image.too_heavy"


def test_a_pdf_with_a_huge_picture_inside_is_refused(tmp_path: Path) -> None:
    Image.new("1", (13_000, 12_000)).save(tmp_path / "inside.pdf")
    assert fault_of(tmp_path / "inside.pdf") == "image.too_large"


def test_a_pdf_of_many_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "heavy.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(image_door.PDF_BYTES_MAX + 1)
    assert fault_of(path) == "image.too_heavy"
