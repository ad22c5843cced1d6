"""Reads a PDF back: its text by two independent readers, its pages as pictures, its codes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL.Image import Image


def text_by_pdfium(pdf: bytes) -> list[str]:
    """Text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        reader = page.get_textpage()
        texts.append(reader.get_text_range())
        reader.close()
        page.close()
    document.close()
    return texts


def text_by_poppler(pdf: bytes, folder: Path) -> list[str] | None:
    """Text of every page; None where poppler is not installed."""
    if shutil.which("pdftotext") is None:
        return None
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    found = subprocess.run(command, capture_output=True, check=True)
    return found.stdout.decode("utf-8").split("\f")[:-1]


def squeezed(text: str) -> str:
    """Without white space, because cells wrap."""
    return "".join(text.split())


def pictures(pdf: bytes, dpi: int) -> list[Image]:
    """Every page in gray."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return found


def codes(picture: Image) -> set[tuple[str, str]]:
    """(symbology, text) of all codes in a picture."""
    return {(code.format.name, code.text) for code in zxingcpp.read_barcodes(picture)}
