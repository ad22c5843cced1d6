"""Numbers of things, holders, cases and units that look wrong."""

from __future__ import annotations

from custody_app.domain.law.doubts import (
    doubts_in,
    doubts_of_case,
    doubts_of_holder,
    doubts_of_unit,
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
