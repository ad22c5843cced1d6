"""A laboratory's paper explains a sample and a renewed seal; what is missing beside them counts."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.events.item import ItemFrozen, ItemReturned, ItemSampled, SealChanged
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.laboratory import before_sampling
from custody_app.domain.vocabulary import FreezeReason, SealState, WeightKind
from tests.builders import COURT, CUSTODIAN_2, LABORATORY, a_centre
from tests.domain.rules.asking import BEFORE_DUE, lent
from tests.domain.rules.test_check_in import a_loan_of_drugs, back, grams_net


def test_a_documented_sample_is_entered_with_its_paper_and_stops_nothing() -> None:
    world = a_centre()
    drugs = a_loan_of_drugs(world)
    two = [CUSTODIAN_2]
    facts: dict[str, Any] = {"weights": grams_net("4.30"), "sampled": Amount("1.20", "g")}
    world.when(back(drugs, **facts), confirmers=two, now=BEFORE_DUE).refused(
        "return.lab_paper_missing"
    )
    paper = facts | {"lab_paper_no": "昆公鉴〔2026〕31号", "laboratory": LABORATORY}
    answer = world.when(back(drugs, **paper), confirmers=two, now=BEFORE_DUE)
    answer.then(ItemReturned, ItemSampled).saying(difference=False, quantity=Amount("5.50", "g"))
    state = world.item(drugs)
    assert (state.frozen, state.unacknowledged) == (None, ())
    assert (state.balance.stored.n, state.balance.consumed.n) == ("4.30", "1.20")
    assert (state.balance.lost.is_zero, state.balance.adds_up) == (True, True)
    assert state.weight(WeightKind.NET) == Amount("4.30", "g")


def test_what_is_missing_beside_the_sample_is_still_a_difference() -> None:
    world = a_centre()
    drugs = a_loan_of_drugs(world)
    short = back(
        drugs, weights=grams_net("3.00"), sampled=Amount("1.20", "g"), lab_paper_no="31号",
        difference_note="另少1.3克",
    )  # fmt: skip
    answer = world.when(short, confirmers=[CUSTODIAN_2], now=BEFORE_DUE)
    answer.then(ItemReturned, ItemSampled, ItemFrozen)
    assert world.item(drugs).frozen is FreezeReason.WEIGHT_DIFFERS


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"sampled": Amount("0", "g")}, "quantity.zero"),
        ({"sampled": Amount("9", "g")}, "return.sample_too_much"),
        ({"sampled": Amount("1", "g"), "weights": ()}, "return.sample_unweighed"),
        ({"seal_renewed": True}, "return.laboratory_missing"),
        ({"seal_renewed": True, "laboratory": LABORATORY}, "return.seal_not_renewed"),
        ({"laboratory": COURT}, "return.not_a_laboratory"),
    ],
)
def test_what_the_laboratory_s_paper_must_say(values: dict[str, Any], code: str) -> None:
    world = a_centre()
    drugs = a_loan_of_drugs(world)
    facts = {"weights": grams_net("5.50"), "lab_paper_no": "31号"} | values
    world.when(back(drugs, **facts), confirmers=[CUSTODIAN_2], now=BEFORE_DUE).refused(code)


def test_a_seal_renewed_by_a_named_laboratory_stops_nothing() -> None:
    world = a_centre()
    item = world.stored(accepted={"seal_no": "F-1"})
    lent(world, item, seal_no="F-1")
    renewed = back(
        item, seal_no="F-2", seal_renewed=True, laboratory=LABORATORY, lab_paper_no="31号"
    )
    answer = world.when(renewed, now=BEFORE_DUE).then(ItemReturned, SealChanged)
    answer.saying(difference=False, seal_no="F-2")
    changed = answer.events[1]
    assert isinstance(changed, SealChanged)
    assert (changed.opened_seal_no, changed.new_seal_no) == ("F-1", "F-2")
    assert (changed.laboratory, changed.paper_no) == (LABORATORY, "31号")
    state = world.item(item)
    assert (state.seal, state.seal_no, state.frozen) == (SealState.SEALED, "F-2", None)


def test_a_sample_by_weight_is_no_loss_of_pieces() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("3", "件"))
    lent(world, item)
    loan = world.item(item).loan
    assert loan is not None
    three, gram = Amount("3", "件"), Amount("1", "g")
    assert before_sampling(three, gram, loan) == three
