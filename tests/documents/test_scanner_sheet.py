"""The page of test codes reads back, and both sheets say what they were given."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from custody_app.documents.scanner_sheet import Section, SheetCode, advice_page, codes_page
from custody_app.scanning.doctor import Step, contents

CODES = [
    SheetCode(text, step.value, "扫一次", is_qr=step is Step.QR)
    for step, text in contents(5301).items()
]


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_test_code_reads_back_in_its_order(dpi: int) -> None:
    content = codes_page("扫码枪检测页", "依次扫描。", CODES)
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    picture = document[0].render(scale=dpi / 72).to_pil().convert("L")
    found = sorted(zxingcpp.read_barcodes(picture), key=lambda one: one.position.top_left.y)
    assert [one.text for one in found] == [code.text for code in CODES]
    assert [one.format.name for one in found] == ["Code128"] * 5 + ["QRCode"]


def test_the_advice_is_on_the_paper_and_goes_on_to_another_page() -> None:
    sentences = tuple(f"第{n}条：后缀设为回车。" for n in range(60))
    content = advice_page("扫码枪设置单", "请照此设置。", [Section("设置", sentences)])
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 2
    text = "".join(page.extract_text() for page in pages)
    assert all(sentence in text for sentence in sentences)
