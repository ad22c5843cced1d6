"""The policy: defaults, entries laid over them, unknown names and wrong shapes refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.policy import SETTINGS, LabelProof, Policy, check_entry
from custody_app.domain.state.registers import PolicyValue
from custody_app.domain.vocabulary import Category


@pytest.mark.parametrize("name", SETTINGS)
def test_every_default_has_the_shape_it_asks_for(name: str) -> None:
    check_entry(name, SETTINGS[name].default)
    assert Policy().text(name) == SETTINGS[name].default


def test_an_entry_wins_over_the_default() -> None:
    policy = Policy((PolicyValue("weight_tolerance_g", "2"),))
    assert policy.number("weight_tolerance_g") == 2
    assert policy.weight_tolerance_g(Category.VALUABLES) == 2
    assert policy.weight_tolerance_g(Category.DRUGS) == Decimal("0.05")


def test_a_category_may_have_a_tolerance_of_its_own() -> None:
    policy = Policy((PolicyValue("weight_tolerance_by_category", "drugs=0.02 valuables=0.01"),))
    assert policy.weight_tolerance_g(Category.DRUGS) == Decimal("0.02")
    assert policy.weight_tolerance_g(Category.VALUABLES) == Decimal("0.01")
    assert policy.weight_tolerance_g(Category.GENERAL) == Decimal("0.5")
    assert policy.yes("label_before_shelf")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("no_such", "1", "policy.unknown_setting"),
        ("weight_tolerance_g", "-1", "policy.wrong_value"),
        ("weight_tolerance_g", "much", "policy.wrong_value"),
        ("weight_tolerance_g", "NaN", "policy.wrong_value"),
        ("weight_tolerance_g", "Infinity", "policy.wrong_value"),
        ("weight_tolerance_by_category", "gold=1", "policy.wrong_value"),
        ("weight_tolerance_by_category", "drugs", "policy.wrong_value"),
        ("weight_tolerance_by_category", "drugs=-1", "policy.wrong_value"),
        ("weight_tolerance_by_category", "drugs=1 drugs=2", "policy.wrong_value"),
        ("label_before_shelf", "maybe", "policy.wrong_value"),
    ],
)
def test_wrong_entries(name: str, value: str, code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        check_entry(name, value)
    assert caught.value.code == code


def test_labels_are_proved_as_the_kind_says() -> None:
    policy = Policy((PolicyValue("label_proof_by_category", "vehicle=none general=sample"),))
    assert policy.label_proof(Category.VEHICLE) is LabelProof.NONE
    assert policy.label_proof(Category.GENERAL) is LabelProof.SAMPLE
    assert policy.label_proof(Category.DRUGS) is LabelProof.EACH
    off = Policy((PolicyValue("label_before_shelf", "no"),))
    assert off.label_proof(Category.DRUGS) is LabelProof.NONE


@pytest.mark.parametrize("text", ["vehicle", "vehicle=often", "car=none", "phone=none phone=each"])
def test_a_table_of_proofs_that_does_not_read_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_entry("label_proof_by_category", text)
    assert refused.value.code == "policy.wrong_value"
    check_entry("label_proof_by_category", "")
