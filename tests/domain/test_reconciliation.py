"""Statement against ledger: every planted difference is found, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.moments import Day
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import (
    Finding,
    Move,
    Reconciliation,
    normal_receipt,
    reconcile,
)

LINES = 10_000
BUDGET_S = 5.0


def move(day: int, fen: int, receipt: str = "", ref: int = 0) -> Move:
    return Move(Day(f"2026-03-{day:02d}"), fen, receipt, ref)


def counts(found: Reconciliation) -> tuple[int, int, int, int]:
    return (
        len(found.matched), len(found.differing), len(found.only_here), len(found.only_there),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("here", "there", "wanted"),
    [
        ([move(1, 100, "A")], [move(1, 100, " a ")], (1, 0, 0, 0)),
        ([move(1, 100, "A")], [move(1, 101, "A")], (0, 1, 0, 0)),
        ([move(1, 100, "A")], [move(2, 100, "A")], (0, 1, 0, 0)),
        ([move(1, 100, "A")], [move(1, 100, "B")], (0, 0, 1, 1)),
        ([move(1, 100)], [move(1, 100, "B")], (1, 0, 0, 0)),
        ([move(1, 100, "A")], [move(1, 100)], (1, 0, 0, 0)),
        ([move(1, 100)], [move(1, -100)], (0, 0, 1, 1)),
        ([move(1, 100)], [move(4, 100)], (0, 1, 0, 0)),
        ([move(1, 100)], [move(5, 100)], (0, 0, 1, 1)),
        ([move(1, 100, "A", 1)] * 1, [move(1, 100, "A", 1), move(1, 100, "A", 2)], (1, 0, 0, 1)),
        ([move(1, 100, "A", 1), move(1, 100, "A", 2)], [move(1, 100, "A")], (1, 0, 1, 0)),
        ([move(1, 60, "A", 1), move(1, 40, "A", 2)], [move(1, 100, "A")], (1, 0, 0, 0)),
        ([move(1, 60, "A", 1), move(1, 30, "A", 2)], [move(1, 100, "A")], (0, 1, 0, 0)),
        ([], [], (0, 0, 0, 0)),
    ],
)
def test_small_books(
    here: list[Move], there: list[Move], wanted: tuple[int, int, int, int]
) -> None:
    assert counts(reconcile(here, there)) == wanted


def test_what_differs_is_told() -> None:
    (pair,) = reconcile([move(1, 100, "A")], [move(1, 101, "A")]).differing
    assert (pair.amount_differs, pair.day_differs) == (True, False)
    (told,) = reconcile([], [move(3, -250, "B")]).discrepancies("CNY")
    assert (told.finding, told.there, told.out_there, told.day_there) == (
        Finding.ONLY_THERE, Amount("2.50", "CNY"), True, "2026-03-03",
    )  # fmt: skip
    (pair,) = reconcile([move(1, 100)], [move(2, 100)]).differing
    assert (pair.amount_differs, pair.day_differs) == (False, True)
    assert normal_receipt(" hd 1 ") == "HD1"


MOVES = st.lists(
    st.builds(move, st.integers(1, 6), st.integers(-3, 3), st.sampled_from(["", "A", "B"])),
    max_size=12,
).map(lambda moves: [Move(m.day, m.fen, m.receipt_no, at) for at, m in enumerate(moves)])


@given(MOVES, MOVES, st.randoms(use_true_random=False))
def test_every_move_is_told_once_in_whatever_order(
    here: list[Move], there: list[Move], chance: random.Random
) -> None:
    found = reconcile(here, there)
    pairs = (*found.matched, *found.differing)
    mine = [one.ref for pair in pairs for one in pair.here] + [m.ref for m in found.only_here]
    theirs = [one.ref for pair in pairs for one in pair.there] + [m.ref for m in found.only_there]
    assert (sorted(mine), sorted(theirs)) == (list(range(len(here))), list(range(len(there))))
    assert not any(pair.amount_differs or pair.day_differs for pair in found.matched)
    mixed = [chance.sample(side, len(side)) for side in (here, there)]
    assert reconcile(*mixed) == found


@given(MOVES)
def test_a_list_agrees_with_itself(moves: list[Move]) -> None:
    found = reconcile(moves, moves)
    assert found.agrees
    assert sum(len(pair.here) for pair in found.matched) == len(moves)


def test_ten_thousand_lines_with_planted_differences(
    record_property: Callable[[str, object], None],
) -> None:
    chance = random.Random(20260302)
    here = [
        move(chance.randint(1, 28), chance.choice((1, -1)) * chance.randint(1, 10**8),
             f"HD{at:06d}" if at % 10 else "", at)
        for at in range(LINES)
    ]  # fmt: skip
    there = [Move(one.day, one.fen, one.receipt_no, one.ref) for one in here]
    numbered = [at for at in range(LINES) if at % 10]
    planted = chance.sample(numbered, 180)
    amounts, days, ours, theirs, twice = (
        set(planted[:50]), set(planted[50:90]), set(planted[90:120]), set(planted[120:150]),
        set(planted[150:]),
    )  # fmt: skip
    for at in amounts:
        there[at] = Move(there[at].day, there[at].fen + 1, there[at].receipt_no, at)
    for at in days:
        other = Day("2026-03-29")
        there[at] = Move(other, there[at].fen, there[at].receipt_no, at)
    lines = [one for one in there if one.ref not in ours]
    lines += [Move(there[at].day, there[at].fen, there[at].receipt_no, LINES + at) for at in twice]
    entries = [one for one in here if one.ref not in theirs]
    chance.shuffle(lines)
    start = perf_counter()
    found = reconcile(entries, lines)
    seconds = perf_counter() - start
    record_property("reconcile_10000_lines_s", f"{seconds:.3f}")
    amount_found = {pair.here[0].ref for pair in found.differing if pair.amount_differs}
    day_found = {pair.here[0].ref for pair in found.differing if pair.day_differs}
    assert (amount_found, day_found) == (amounts, days)
    assert {one.ref for one in found.only_here} == ours
    assert {one.ref for one in found.only_there} == theirs | {LINES + at for at in twice}
    assert len(found.matched) == LINES - len(amounts) - len(days) - len(ours) - len(theirs)
    assert seconds < BUDGET_S
