"""Every form: verbatim, equal again, readable codes, whole on long lists, in one language."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from custody_app.documents.drawing import Page, Text
from custody_app.documents.fonts import shipped_fonts
from custody_app.documents.forms import BY_DOCUMENT, FORMS
from custody_app.documents.page import RIGHT, PageFrame
from custody_app.documents.render import refuse_unprintable, render, render_all
from custody_app.documents.wording import Wording
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.faults import Fault
from tests.documents.reading import codes, pictures, squeezed, text_by_pdfium, text_by_poppler
from tests.documents.samples import CHINESE, LATIN, MARKUP, RARE_NAME, Samples, code

KINDS = [kind for kind in FormKind if kind is not FormKind.LABEL_SHEET]
WITH_LINES = [
    FormKind.INTAKE_LIST,
    FormKind.CHECK_OUT_SLIP,
    FormKind.RETURN_SLIP,
    FormKind.TRANSFER_LIST,
    FormKind.RELEASE_LIST,
    FormKind.DESTRUCTION_LIST,
    FormKind.AUTHORITY_STORE_LIST,
    FormKind.DISPOSAL_VOUCHER,
    FormKind.PLACE_CONTENTS,
]
NAMELESS = {FormKind.BLANK_SLIP}
WITHOUT_TEXT = {FormKind.RECOVERY_SHEET, FormKind.RECEIPT, FormKind.RETURN_SLIP}
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
NOT_WORDS = {"IMEI", "SPCC", "SHA", "VIN", "UUID", "PIN", "media", "backup"}


def pages_of(document: object, lang: str = "zh_CN") -> list[Page]:
    say = Wording(lang)
    sheet = BY_DOCUMENT[type(document)].build(document, say)
    return PageFrame(sheet, shipped_fonts(), say, 2).pages()


def test_every_kind_of_form_is_registered() -> None:
    assert set(FORMS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_rare_names_come_out_verbatim(kind: FormKind, tmp_path: Path) -> None:
    data = replace(CHINESE, agency=f"{RARE_NAME}分局涉案财物管理中心")
    pdf = render(Samples(data).one(kind))
    whole = squeezed("".join(text_by_pdfium(pdf)))
    expected = [data.agency] if kind in NAMELESS else [data.agency, data.person]
    assert [name for name in expected if name not in whole] == []
    poppler = text_by_poppler(pdf, tmp_path)
    if poppler is not None:
        assert [name for name in expected if name not in squeezed("".join(poppler))] == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - NAMELESS))
def test_markup_prints_as_the_text_it_is(kind: FormKind) -> None:
    data = replace(CHINESE, person=f"张{MARKUP}", item=f"手机{MARKUP}", text=f"黑色{MARKUP}")
    whole = squeezed("".join(text_by_pdfium(render(Samples(data).one(kind)))))
    assert squeezed(MARKUP) in whole
    assert MARKUP.count("<") * whole.count(squeezed(MARKUP)) <= whole.count("<")


@pytest.mark.parametrize("kind", sorted(set(KINDS) - NAMELESS))
def test_a_missing_glyph_stops_the_paper(kind: FormKind) -> None:
    data = replace(CHINESE, person="张\U0002ebf0", item="\U0002ebf0", text="\U0002ebf0")
    with pytest.raises(Fault) as refused:
        render(Samples(data).one(kind))
    assert refused.value.code == "documents.no_glyph"
    assert refused.value.facts["codepoint"] == "U+2EBF0"


def test_a_text_is_checked_before_a_form_is_recorded() -> None:
    refuse_unprintable(CHINESE.person)
    with pytest.raises(Fault):
        refuse_unprintable("\ue863")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_equal_input_gives_equal_bytes(kind: FormKind, lang: str) -> None:
    first = render(Samples(CHINESE, demo=True).one(kind), lang)
    assert first == render(Samples(CHINESE, demo=True).one(kind), lang)
    assert first.startswith(b"%PDF-")
    assert b"Helvetica" not in first


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dpi", [203, 300])
def test_codes_read_back_from_every_page(kind: FormKind, dpi: int) -> None:
    document = Samples(CHINESE, demo=True, lines=4).one(kind)
    pages = pictures(render(document), dpi)
    for picture in pages:
        found = codes(picture)
        assert ("Code128", document.head.code18) in found
        assert ("QRCode", document.head.code18) in found
        texts = {text for _, text in found}
        if document.head.checkpoint and dpi == 300:
            assert document.head.checkpoint in texts
        assert {text for text in texts if text.startswith("1")} <= {
            code(TagKind.ITEM, number) for number in range(1, 5)
        }


@pytest.mark.parametrize(
    "kind",
    [FormKind.INTAKE_LIST, FormKind.CHECK_OUT_SLIP, FormKind.TRANSFER_LIST, FormKind.RELEASE_LIST],
)
def test_codes_of_the_things_read_back_from_the_list(kind: FormKind) -> None:
    found = {
        text
        for page in pictures(render(Samples(CHINESE).one(kind)), 300)
        for _, text in codes(page)
    }
    assert {code(TagKind.ITEM, number) for number in (1, 2, 3)} <= found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("demo", [True, False])
def test_demo_stands_on_every_page_of_a_demonstration(kind: FormKind, demo: bool) -> None:
    texts = text_by_pdfium(render(Samples(CHINESE, demo=demo, lines=30).one(kind)))
    assert [("演示DEMO" in squeezed(text)) for text in texts] == [demo] * len(texts)


@pytest.mark.parametrize("kind", WITH_LINES)
def test_three_hundred_lines_go_on_over_pages(kind: FormKind) -> None:
    document = Samples(CHINESE, lines=300).one(kind)
    texts = text_by_pdfium(render(document))
    assert len(texts) > 10
    for number, text in enumerate(texts, 1):
        assert f"第{number}页共{len(texts)}页" in squeezed(text)
        assert squeezed(CHINESE.number) in squeezed(text)
        assert "序号" in squeezed(text) or number == len(texts)
    whole = squeezed("".join(texts))
    drawn = [op.text for page in pages_of(document) for op in page.ops if isinstance(op, Text)]
    assert {str(number) for number in range(1, 301)} <= set(drawn)
    assert whole.count(squeezed(CHINESE.item)) >= 300


@pytest.mark.parametrize("kind", sorted(set(KINDS) - NAMELESS))
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_long_texts_wrap_and_nothing_is_cut_off(kind: FormKind, lang: str) -> None:
    data = replace(
        CHINESE,
        agency="云南省昆明市公安局五华分局" * 4,
        number="昆公五涉管字" * 8,
        person=RARE_NAME * 12,
        unit="刑事侦查大队" * 12,
        item="长名称手机" * 40,
        text="A" * 300 + "特征说明" * 250,
        place="主楼一层／甲区" * 20,
        paper="扣押决定书" * 30,
    )
    document = Samples(data).one(kind)
    fonts = shipped_fonts()
    pages = pages_of(document, lang)
    drawn = ""
    for page in pages:
        for op in page.ops:
            if isinstance(op, Text):
                drawn += op.text
                width = fonts.width(op.text.rstrip(" "), op.size, op.bold)
                assert op.x >= 0
                assert op.x + width <= page.width - RIGHT + 1
                assert 0 < op.y < page.height
    assert data.person in drawn
    assert data.number in drawn
    if kind not in WITHOUT_TEXT:
        assert drawn.count("特征说明") >= 240


@pytest.mark.parametrize("kind", KINDS)
def test_an_english_paper_has_no_chinese_left(kind: FormKind) -> None:
    texts = text_by_pdfium(render(Samples(LATIN).one(kind), "en"))
    assert HAN.findall("".join(texts)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_chinese_paper_has_no_english_left(kind: FormKind) -> None:
    texts = text_by_pdfium(render(Samples(CHINESE).one(kind), "zh_CN"))
    words = set(re.findall(r"[A-Za-z]{2,}", "".join(texts)))
    assert words - NOT_WORDS == set()


def test_several_papers_in_one_file() -> None:
    samples = Samples(CHINESE)
    pdf = render_all((samples.intake_list(), samples.receipt()))
    texts = [squeezed(text) for text in text_by_pdfium(pdf)]
    assert "涉案财物入库清单" in texts[0]
    assert "涉案财物接收回执单" in texts[-1]
    assert "第1页" in texts[-1]


def test_unused_rows_are_closed() -> None:
    text = squeezed("".join(text_by_pdfium(render(Samples(CHINESE).intake_list()))))
    assert "以下空白" in text


@pytest.mark.performance
def test_a_form_of_thirty_rows_is_quick() -> None:
    document = Samples(CHINESE, lines=30).intake_list()
    render(document)
    start = time.perf_counter()
    render(document)
    assert time.perf_counter() - start < 0.3
