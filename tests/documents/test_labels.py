"""Labels: names verbatim, codes that read back on every stock, demonstration marked."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.documents.labels.badge_label import BadgeLabel
from custody_app.documents.labels.command_card import CommandCard
from custody_app.documents.labels.container_label import ContainerLabel
from custody_app.documents.labels.item_label import ItemLabel
from custody_app.documents.labels.label_sheet import label_sheet
from custody_app.documents.labels.place_label import PlaceLabel
from custody_app.documents.labels.stock import read_stock, stock_names
from custody_app.domain.errors import RuleBroken
from custody_app.domain.quantity import Amount
from custody_app.domain.tag import TagKind, grouped
from custody_app.domain.vocabulary import ContainerKind, Grade, PlaceKind
from custody_app.runtime.faults import Fault
from tests.documents.reading import codes, pictures, squeezed, text_by_pdfium
from tests.documents.samples import MARKUP, RARE_NAME, code


def labels(*, demo: bool = False, name: str = RARE_NAME) -> list[Any]:
    return [
        ItemLabel(
            code18=code(TagKind.ITEM, 1, 2),
            name=name,
            no="3-12",
            quantity=Amount("360.00", "g"),
            case_no="A5301020100002026110007",
            demo=demo,
        ),
        PlaceLabel(
            code18=code(TagKind.PLACE, 2),
            name=name,
            path="主楼一层／甲区",
            kind=PlaceKind.SAFE,
            dual_custody=True,
            demo=demo,
        ),
        ContainerLabel(
            code18=code(TagKind.CONTAINER, 3),
            name=name,
            kind=ContainerKind.BAG,
            grade=Grade.VALUABLE,
            seal_no="0008123",
            demo=demo,
        ),
        BadgeLabel(code18=code(TagKind.BADGE, 4), name=name, badge_no="012345", demo=demo),
        CommandCard(code18=code(TagKind.COMMAND, 5), command=name, explanation=name, demo=demo),
    ]


@pytest.mark.parametrize("stock", stock_names())
def test_names_and_digits_come_out_verbatim(stock: str) -> None:
    text = "".join(text_by_pdfium(label_sheet(labels(), read_stock(stock))))
    assert squeezed(text).count(RARE_NAME) >= 5
    assert grouped(code(TagKind.ITEM, 1, 2)) in text
    assert "第2张" in text


@pytest.mark.parametrize("stock", stock_names())
@pytest.mark.parametrize("dpi", [203, 300])
def test_both_codes_of_every_label_read_back(stock: str, dpi: int) -> None:
    made = labels(demo=True)
    found = set()
    for page in pictures(label_sheet(made, read_stock(stock)), dpi):
        found |= codes(page)
    assert {label.code18 for label in made} == {text for _, text in found}
    assert {(kind, label.code18) for label in made for kind in ("Code128", "QRCode")} == found


@pytest.mark.parametrize("stock", stock_names())
def test_modules_stand_on_whole_dots(stock: str) -> None:
    paper = read_stock(stock)
    for grid in (paper.qr, paper.bars):
        assert grid.module / grid.dot == pytest.approx(grid.dots_per_module)


def test_demonstration_labels_say_so() -> None:
    text = squeezed("".join(text_by_pdfium(label_sheet(labels(demo=True), read_stock("a4_3x8")))))
    assert text.count("演示DEMO") == 5


def test_used_positions_are_skipped_and_pages_turn() -> None:
    stock = read_stock("a4_3x8")
    pages = text_by_pdfium(label_sheet(labels() * 5, stock, skip=1))
    assert len(pages) == 2
    assert squeezed(pages[1]).count("5301") == 2


def test_equal_labels_give_equal_bytes() -> None:
    stock = read_stock("thermal_60x40")
    assert label_sheet(labels(), stock) == label_sheet(labels(), stock)


def test_markup_prints_as_the_text_it_is() -> None:
    text = "".join(text_by_pdfium(label_sheet(labels(name=MARKUP), read_stock("a4_2x7"))))
    assert squeezed(text).count(squeezed(MARKUP)) >= 5


def test_a_very_long_name_is_visibly_shortened() -> None:
    made = label_sheet(labels(name="长名称手机" * 60), read_stock("thermal_40x30"))
    assert "…" in "".join(text_by_pdfium(made))


def test_a_wrong_code_is_never_printed() -> None:
    wrong = ItemLabel(code18="153010126000001199", name="手机")
    with pytest.raises(RuleBroken):
        label_sheet([wrong], read_stock("a4_3x8"))


def test_a_missing_glyph_is_refused() -> None:
    with pytest.raises(Fault) as refused:
        label_sheet(labels(name="\U0002ebf0"), read_stock("a4_3x8"))
    assert refused.value.facts["codepoint"] == "U+2EBF0"


def test_an_unknown_stock_is_a_fault() -> None:
    with pytest.raises(Fault) as fault:
        read_stock("../../secret")
    assert fault.value.code == "documents.no_such_stock"
