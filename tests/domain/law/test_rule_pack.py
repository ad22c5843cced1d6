"""Rule packs: the shipped one is whole, contradictions are told, a centre's own lies on top."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.law.codes import Act, Certainty
from custody_app.domain.law.pack_making import laid_over, rule_pack
from custody_app.domain.law.routes import Situation
from custody_app.domain.law.rule_pack import RequiredField, RulePack
from custody_app.domain.law.terms import Term, TermUnit
from custody_app.domain.record import from_plain, to_plain
from custody_app.domain.vocabulary import CaseKind, Category, Disposal, Grade, Rank
from custody_app.services.large_centre.cast import CARE
from tests.domain.law.packs import NATIONAL, shipped


def broken(plain: dict[str, Any]) -> set[str]:
    with pytest.raises(RuleBroken) as refused:
        rule_pack(plain)
    return {one.code for one in all_broken(refused.value)}


def entry(**more: Any) -> dict[str, Any]:
    return {
        "id": "X01", "zh": "本地期限", "en": "Local term", "starts": "intake", "length": 10,
        "unit": "days", "chased": [{"role": "custodian", "after_days": 0}], "article": "本中心规定",
        "certainty": "I", **more,
    }  # fmt: skip


def kind(**more: Any) -> dict[str, Any]:
    return {"category": "book", "article": "本中心规定", "certainty": "I", **more}


def pack(**more: Any) -> dict[str, Any]:
    return {"name": "own", "version": "1", "zh": "本中心", "en": "Own", **more}


def test_the_national_pack_has_every_deadline_act_and_two_person_kind() -> None:
    assert [one.id for one in NATIONAL.deadlines] == [f"D{n:02d}" for n in range(1, 35)]
    assert {one.act for one in NATIONAL.approvals} == set(Act)
    kinds = {one.category: one for one in NATIONAL.categories}
    assert {kind: rule.least_grade for kind, rule in kinds.items() if rule.two_people} == CARE
    assert {kind.value for kind, rule in kinds.items() if rule.contraband} == {
        "drugs", "firearm", "ammunition", "obscene", "counterfeit", "hazardous"
    }  # fmt: skip


def test_a_pack_survives_its_way_through_plain_data() -> None:
    assert from_plain(RulePack, to_plain(NATIONAL), "pack") == NATIONAL


def test_lengths_and_long_lengths() -> None:
    freeze = NATIONAL.deadline("D09")
    assert freeze.term == Term(6, TermUnit.MONTHS)
    assert freeze.long_term == Term(1, TermUnit.YEARS)
    seizure = NATIONAL.deadline("D08")
    assert seizure.long_term == seizure.term == Term(30, TermUnit.DAYS)
    assert seizure.extensions[0].term == Term(30, TermUnit.DAYS)
    assert NATIONAL.deadline("D05").term is None


def test_the_level_of_the_kind_of_case_wins() -> None:
    assert NATIONAL.level(Act.EARLY_SALE, CaseKind.CRIMINAL).rank is Rank.PRINCIPAL_HEAD
    assert NATIONAL.level(Act.EARLY_SALE, CaseKind.ADMINISTRATIVE).rank is Rank.POLICE_HEAD
    assert NATIONAL.level(Act.CALL_OUT, CaseKind.CRIMINAL).rank is Rank.UNIT_HEAD


def test_what_a_kind_asks_for() -> None:
    assert RequiredField.VIN in NATIONAL.category(Category.VEHICLE).required
    nothing = NATIONAL.category(Category.GENERAL)
    assert (nothing.required, nothing.two_people) == ((), False)


def test_every_kind_of_thing_has_its_place_in_the_national_pack() -> None:
    assert {one.category for one in NATIONAL.categories} == set(Category)
    assert all(one.storage_zh and one.storage_en for one in NATIONAL.categories)
    drugs = NATIONAL.category(Category.DRUGS)
    assert drugs.until_judgment and drugs.authority_store and drugs.weighed
    assert drugs.authority_zh == "公安机关禁毒部门"


def test_two_people_are_asked_for_from_valuable_on() -> None:
    own = rule_pack(pack(categories=[kind(two_people=True), kind(category="knife")]))
    assert own.category(Category.BOOK).least_grade is Grade.VALUABLE
    assert own.category(Category.KNIFE).least_grade is Grade.NORMAL


def test_an_unknown_deadline_or_level_is_told() -> None:
    with pytest.raises(RuleBroken) as refused:
        NATIONAL.deadline("D99")
    assert refused.value.code == "rulepack.no_deadline"
    with pytest.raises(RuleBroken) as refused:
        rule_pack(pack()).level(Act.SALE, CaseKind.CRIMINAL)
    assert refused.value.code == "rulepack.no_level"


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        (pack(name=""), "rulepack.no_name"),
        (pack(version="x" * 41), "rulepack.no_name"),
        (pack(deadlines=[entry(), entry()]), "rulepack.twice"),
        (pack(deadlines=[entry(article=" ")]), "rulepack.no_article"),
        (pack(deadlines=[entry(chased=[])]), "rulepack.nobody_chased"),
        (pack(deadlines=[entry(warn_days=-1)]), "rulepack.warn_days"),
        (pack(deadlines=[entry(warn_days=10**12)]), "rulepack.warn_days"),
        (pack(deadlines=[entry(length=5000)]), "rulepack.term_length"),
        (pack(deadlines=[entry(length=11, unit="years")]), "rulepack.term_length"),
        (pack(deadlines=[entry(id="loan")]), "rulepack.deadline_id"),
        (pack(deadlines=[entry(id="D99")]), "rulepack.deadline_id"),
        (pack(deadlines=[entry(id="D26", length=0, unit="", enabled=True)]), "rulepack.no_length"),
        (pack(deadlines=[entry(long_length=1, long_unit="weeks")]), "rulepack.term_unit"),
        (pack(deadlines=[entry(long_length=1, long_unit="days")]), "rulepack.long_is_shorter"),
        (pack(deadlines=[entry(length=0, unit="", long_length=1, long_unit="years")]),
         "rulepack.extends_nothing"),
        (
            pack(deadlines=[entry(extensions=[{"length": 1, "unit": "days", "times": 10**9}])]),
            "rulepack.extends_nothing",
        ),
        (pack(deadlines=[entry(unit="weeks")]), "rulepack.term_unit"),
        (
            pack(deadlines=[entry(extensions=[{"length": 1, "unit": "days", "times": 0}])]),
            "rulepack.extends_nothing",
        ),
        (pack(deadlines=[entry(length=0)]), "rulepack.extends_nothing"),
        (pack(approvals=[{"act": "sale", "rank": "unit_head", "certainty": "R"}]),
         "rulepack.no_article"),
        (
            pack(approvals=[
                {"act": "sale", "rank": "unit_head", "certainty": "I"},
                {"act": "sale", "rank": "police_head", "certainty": "I"},
            ]),
            "rulepack.twice",
        ),
        (
            pack(categories=[
                {"category": "cash", "certainty": "I"}, {"category": "cash", "certainty": "I"},
            ]),
            "rulepack.twice",
        ),
        (pack(categories=[kind(article="", certainty="R")]), "rulepack.no_article"),
        (pack(categories=[kind(required=["colour"])]), "input.not_one_of"),
        (pack(categories=[kind(category="submarine")]), "input.not_one_of"),
        (pack(categories=[kind(lodging="moon")]), "input.not_one_of"),
        (pack(categories=[kind(refused_without=["net"])]), "rulepack.refuses_unasked"),
        (pack(categories=[kind(required=["denominations"])]), "rulepack.denominations_of_goods"),
        (pack(categories=[kind(contraband=True, early_sale=True)]), "rulepack.sold_contraband"),
        (pack(categories=[kind(until_judgment=True, early_sale=True)]),
         "rulepack.sold_contraband"),
        (pack(categories=[kind(grade="special")]), "rulepack.grade_without_two"),
        (pack(categories=[kind(authority_store=True, authority_zh="禁毒部门")]),
         "rulepack.store_of_nobody"),
        (pack(deadlines=[entry(certainty="sure")]), "input.not_one_of"),
        (pack(deadlines=[entry(colour="red")]), "input.unknown_field"),
        (pack(deadlines="none"), "input.wrong_type"),
        ({"name": "own"}, "input.missing_field"),
    ],
)  # fmt: skip
def test_a_pack_that_contradicts_itself_is_refused(plain: dict[str, Any], code: str) -> None:
    assert code in broken(plain)


def test_every_mistake_is_told_at_once() -> None:
    many = pack(name="", deadlines=[entry(article="", warn_days=-1), entry()])
    assert broken(many) == {
        "rulepack.no_name", "rulepack.no_article", "rulepack.warn_days", "rulepack.twice"
    }  # fmt: skip


def test_an_own_pack_wins_where_it_speaks_and_keeps_the_rest() -> None:
    local = entry(id="D23", length=7, article="重庆市规定")
    level = {"act": "with_case", "rank": "police_head", "certainty": "I"}
    knife = {"category": "knife", "two_people": True, "certainty": "I"}
    own = rule_pack(
        pack(over="national", deadlines=[local, entry()], approvals=[level], categories=[knife])
    )
    both = laid_over(NATIONAL, own)
    assert both.name == "own"
    assert both.deadline("D23").term == Term(7, TermUnit.DAYS)
    assert both.deadline("D23").certainty is Certainty.OURS
    assert both.deadline("D01") == NATIONAL.deadline("D01")
    assert both.deadline("X01").zh == "本地期限"
    assert both.level(Act.WITH_CASE, CaseKind.CRIMINAL).rank is Rank.POLICE_HEAD
    assert both.category(Category.KNIFE).two_people
    assert len(both.deadlines) == 35


def test_an_own_pack_must_lie_over_the_one_that_is_there() -> None:
    with pytest.raises(RuleBroken) as refused:
        laid_over(NATIONAL, rule_pack(pack(over="other")))
    assert refused.value.code == "rulepack.over_another"


def test_the_shipped_file_is_small_enough_for_the_record() -> None:
    assert len(repr(shipped("national"))) < 64 * 1024


def route(**more: Any) -> dict[str, Any]:
    return {
        "situation": "worthless", "ways": ["destruction"], "attach_zh": "清单", "attach_en": "List",
        "certainty": "I", **more,
    }  # fmt: skip


def test_the_national_decision_table_names_every_situation_and_way() -> None:
    assert {one.situation for one in NATIONAL.routes} == set(Situation)
    assert {way for one in NATIONAL.routes for way in one.ways} == set(Disposal)


def test_a_decision_table_that_contradicts_itself_is_refused() -> None:
    read = route(certainty="R")
    sold = route(situation="contraband", ways=["sale"])
    assert broken(pack(routes=[route(), route()])) == {"rulepack.twice"}
    assert broken(pack(routes=[route(ways=["sale", "sale"])])) == {"rulepack.twice"}
    assert broken(pack(routes=[read])) == {"rulepack.no_article"}
    assert broken(pack(routes=[sold])) == {"rulepack.route_sells_contraband"}


def test_a_row_of_a_centre_replaces_the_national_one() -> None:
    own = rule_pack(pack(over="national", routes=[route(case_kind="administrative")]))
    laid = laid_over(NATIONAL, own)
    (row,) = [one for one in laid.routes if one.situation is Situation.WORTHLESS]
    assert (row.attach_en, len(laid.routes)) == ("List", len(NATIONAL.routes))
