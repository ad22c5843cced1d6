"""What a kind of thing asks for and nobody said."""

from __future__ import annotations

import pytest

from custody_app.domain.law.required import (
    REFUSAL_OF,
    Known,
    missing_of,
    still_missing,
)
from custody_app.domain.law.rule_pack import RequiredField
from custody_app.domain.parts import Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import Category, RefusalReason, WeightKind
from tests.builders import some_cash
from tests.domain.law.packs import NATIONAL

F = RequiredField
GROSS = Weight(WeightKind.GROSS, Amount("15.20", "g"))


def test_drugs_ask_for_both_weights_a_seal_and_a_photo() -> None:
    rule = NATIONAL.category(Category.DRUGS)
    assert missing_of(rule, Known()) == (F.GROSS, F.NET, F.SEAL_NO, F.PHOTO)
    known = Known(weights=(GROSS,), seal_no="F-1", photographed=True)
    assert missing_of(rule, known) == (F.NET,)


def test_numbers_are_asked_of_a_single_thing_only_and_may_be_unreadable() -> None:
    rule = NATIONAL.category(Category.PHONE)
    assert missing_of(rule, Known()) == (F.IMEI,)
    assert missing_of(rule, Known(), single=False) == ()
    assert missing_of(rule, Known(identifiers=Identifiers(unreadable="屏幕碎裂"))) == ()


@pytest.mark.parametrize(
    ("field", "known"),
    [
        (F.DENOMINATIONS, Known(cash=some_cash())),
        (F.PACKAGING, Known(care_note="原厂铁桶")),
        (F.ARRANGEMENT, Known(care_note="圆通山动物园代养")),
        (F.SEAL_NO, Known(seal_no="F-2")),
        (F.GROSS, Known(weights=(GROSS,))),
        (F.FINENESS, Known(identifiers=Identifiers(fineness="Au999.9"))),
    ],
)
def test_what_was_supplied_later_is_missing_no_more(field: RequiredField, known: Known) -> None:
    assert still_missing((field, F.PHOTO), known) == (F.PHOTO,)


def test_a_thing_without_its_field_has_its_reason_for_refusing() -> None:
    assert REFUSAL_OF[F.SEAL_NO] is RefusalReason.MEDIUM_UNSEALED
    assert REFUSAL_OF[F.VIN] is RefusalReason.NO_VEHICLE_RECORD
    assert REFUSAL_OF[F.PACKAGING] is RefusalReason.HAZARDOUS_PACKAGING
