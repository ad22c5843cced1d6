"""Numbers of things, holders, cases and units that look wrong."""

from __future__ import annotations

from custody_app.domain.law.doubts import (
    doubts_in,
    doubts_of_account,
    doubts_of_case,
    doubts_of_holder,
    doubts_of_paper,
    doubts_of_unit,
    judge_of,
)
from custody_app.domain.law.identifiers import Doubt, NumberKind
from custody_app.domain.parts import Identifiers


def test_each_number_of_a_thing_is_judged_by_its_own_check() -> None:
    good = Identifiers(imei="490154203237518", vin="1M8GDM9AXKP042788", plate="云A12345")
    assert doubts_in(good) == {}
    wrong = Identifiers(imei="490154203237519", vin="1M8GDM9A1KP042788", serial_no="?")
    found = doubts_in(wrong)
    assert {field: doubt.kind for field, doubt in found.items()} == {
        "imei": NumberKind.IMEI,
        "vin": NumberKind.VIN,
    }
    assert found["imei"].expected == "8"
    assert doubts_in(None) == {}


def test_a_holder_is_a_person_or_an_organisation() -> None:
    assert doubts_of_holder("11010519491231002X") == ()
    assert doubts_of_holder("91350100M000100Y43") == ()
    (person,) = doubts_of_holder("110105194912310021")
    assert (person.kind, person.expected) == (NumberKind.ID_CARD, "X")
    (firm,) = doubts_of_holder("91350100M000100Y44")
    assert (firm.kind, firm.expected) == (NumberKind.UNIFIED_CODE, "3")
    assert doubts_of_holder("") == ()


def test_local_case_numbers_and_short_unit_codes_are_not_judged() -> None:
    assert doubts_of_case("昆公（五华）立字〔2026〕3021号") == ()
    assert doubts_of_case("A5201142100002016030007") == ()
    assert doubts_of_case("A5201142100002016130007")[0].doubt is Doubt.DATE
    assert doubts_of_unit("530102XZ") == ()
    assert doubts_of_unit("530114210000") == ()
    assert doubts_of_unit("990114210000")[0].doubt is Doubt.REGION


def test_each_field_has_its_judge_and_a_serial_number_none() -> None:
    imei = judge_of("imei2")
    assert imei is not None
    assert imei("490154203237519")[0].expected == "8"
    assert judge_of("serial_no") is None


def test_only_identity_cards_are_judged_as_such() -> None:
    wrong = "110105194912310021"
    for called in ("", "居民身份证", "临时身份证", "Identity card"):
        assert [one.expected for one in doubts_of_paper(called, wrong)] == ["X"]
    assert doubts_of_paper("护照", "E12345678") == ()
    assert doubts_of_paper("身份证", "E12345678")


def test_only_an_account_that_is_a_card_is_judged() -> None:
    assert doubts_of_account("6222 0212 3456 7890 128") == ()
    assert doubts_of_account("6222021234567890127")[0].kind is NumberKind.BANK_CARD
    assert doubts_of_account("2502010519200012345") == ()
    assert doubts_of_account("62-0001") == ()
