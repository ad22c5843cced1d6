"""Kinds of things of a pack in words, and what changes between two packs."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.law.codes import Certainty
from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.domain.parts import GivenRight
from custody_app.domain.vocabulary import Category
from custody_app.ui.settings.rule_pack_kinds import (
    authority_text,
    care_text,
    handling_text,
    kind_changes,
    name_of_kind,
    required_text,
    storage_text,
)
from custody_app.ui.settings.rule_pack_ways import right_changes
from tests.domain.law.packs import NATIONAL

DRUGS = NATIONAL.category(Category.DRUGS)


def test_a_kind_in_words() -> None:
    assert name_of_kind(DRUGS) == "毒品"
    assert care_text(DRUGS).startswith("双人、不得变卖、每次交接复称")
    assert "净重" in required_text(DRUGS)
    assert required_text(NATIONAL.category(Category.HAZARDOUS)) == "包装情况*、照片"
    assert storage_text(DRUGS) == "毒品专库（柜），双人双锁"
    assert "复称" in handling_text(DRUGS)
    assert authority_text(DRUGS) == "公安机关禁毒部门"


def test_what_changes_is_told_line_by_line() -> None:
    knife = CategoryRule(category=Category.KNIFE, certainty=Certainty.OURS)
    book = CategoryRule(category=Category.BOOK, certainty=Certainty.OURS)
    before, after = (knife, book), (replace(knife, two_people=True), DRUGS)
    assert kind_changes(before, after) == [
        "图书音像制品：不再列出",
        "毒品：新增",
        "管制器具：无特别要求 → 双人",
    ]
    assert kind_changes((knife,), (replace(knife, storage_zh="刀具柜"),)) == [
        "管制器具：文字、存放或依据有变化"
    ]
    assert kind_changes(before, before) == []


def test_whose_rights_change_is_told_in_words() -> None:
    before = (GivenRight("MoveItem", "custodian case_officer=own", "ITEM_MOVED"),)
    after = (GivenRight("MoveItem", "custodian", "ITEM_MOVED"),)
    (line,) = right_changes(before, after)
    assert line.endswith("中心保管员、办案民警(本人案件) → 中心保管员"), line
    (gone,) = right_changes(before, ())
    assert gone.endswith("→ 无人")
    assert right_changes(before, before) == []
