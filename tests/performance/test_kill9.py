"""Killed processes: a few in every run, as many as was promised with ``-m crash``."""

from __future__ import annotations

from random import Random

import pytest

from custody_app.runtime.paths import CentreDir
from tests.performance.basket_life import Heard, baskets_killed
from tests.performance.exec_life import lost
from tests.performance.kill9 import exec_killed
from tests.performance.measuring import Figure


def missed(figures: list[Figure]) -> list[str]:
    return [f"{one.name}: {one.value}" for one in figures if not one.is_met]


def test_what_exec_answered_is_there_after_kills(few_things: CentreDir) -> None:
    assert missed(exec_killed(few_things, 2, Random(4))) == []


def test_what_the_counter_beeped_is_there_after_kills(few_things: CentreDir) -> None:
    assert missed(baskets_killed(few_things, 3, Random(4))) == []


def test_lost_events_and_wrong_hashes_are_noticed() -> None:
    answered = [(1, "a"), (2, "b"), (3, "c")]
    assert lost(answered, {1: "a", 2: "b", 3: "c", 4: "d"}) == []
    assert lost(answered, {1: "a", 2: "x"}) == [2, 3]


def test_a_basket_that_comes_back_otherwise_is_noticed() -> None:
    heard = Heard()
    heard.hear({"found": []})
    heard.hear({"beep": 1, "code": "A"})
    heard.hear({"kept": ["A"]})
    heard.hear({"found": ["A"]})
    heard.hear({"beep": 2, "code": "B"})
    heard.hear({"found": ["A", "B"]})
    assert heard.wrong == []
    heard.hear({"found": []})
    assert len(heard.wrong) == 1


@pytest.mark.crash
@pytest.mark.timeout(3_600)
def test_three_hundred_kills_of_exec(few_things: CentreDir) -> None:
    assert missed(exec_killed(few_things, 300, Random(9))) == []


@pytest.mark.crash
@pytest.mark.timeout(3_600)
def test_two_hundred_kills_at_the_counter(few_things: CentreDir) -> None:
    assert missed(baskets_killed(few_things, 200, Random(9))) == []
