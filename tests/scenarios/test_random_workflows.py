"""Random workflows over the real rules: what must never come about, whatever is asked for.

The steps stand in ``random_work``, what they must never lead to in its ``*_watch`` modules.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.scenarios.random_work.workflow import WORKFLOWS, Workflow

MANY = 10_000
DEPARTURES = ("ItemCheckedOut", "ItemDestroyed", "ItemSold", "ItemHandedOver", "ItemPaidIn")
COMES_ABOUT = (
    *DEPARTURES, "ItemReturned", "ItemCameBack", "ItemWrittenOff", "ItemUnfrozen",
    "ItemSentToStore", "ItemReceivedFromStore", "ItemKeptTemporarily", "ItemEntrusted",
    "EntrustedVisited", "EntrustedReturned", "DeliveryAnnounced", "DeliveryWithdrawn",
    "NoticePublished", "NoticeClaimed", "PlaceCounted", "ItemFrozen", "DifferenceAcknowledged",
    "ApprovalDelegated", "ApprovalConfirmed", "ApprovalRevoked", "VehicleInspected",
    "InspectionCorrected", "VehicleMaintained", "ItemLinkedToVehicle", "PartsLeftBehind",
    "EffectsReceived", "EffectsTakenOut", "EffectsPutBack", "EffectsReturned", "EffectsSeized",
    "EffectsToTemporaryStore", "MoneyDeposited", "InterestAdded", "MoneyPaidOut", "MoneyRefunded",
    "MoneyCorrected", "MoneyReceiptAdded",
)  # fmt: skip
"""What happens in so many workflows; where it does not, they no longer say anything of it."""


def _run(examples: int) -> Counter[str]:
    """Play so many workflows; how often each kind of event came about in them."""
    came: Counter[str] = Counter()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(WORKFLOWS)
    def play(workflow: tuple[int, list[int]]) -> None:
        day, throws = workflow
        flow = Workflow()
        for throw in throws:
            flow.play(day, throw)
        came.update(flow.came)

    play()
    return came


@pytest.mark.parametrize("examples", [300, pytest.param(MANY, marks=pytest.mark.slow)])
@pytest.mark.timeout(1800)
def test_random_workflows_keep_the_law(examples: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody decides on or keeps their own, nothing is in two places, every fen is in the book."""
    began = time.monotonic()
    came = _run(examples)
    departures = sum(came[name] for name in DEPARTURES)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{examples} random workflows: {came.total()} events,"
            f" {came['RequestApproved']} approvals, {departures} departures,"
            f" {time.monotonic() - began:.1f} s\n"
        )
    assert min(came["RequestApproved"], departures) > examples // 20
    if examples == MANY:
        assert [name for name in COMES_ABOUT if not came[name]] == []
