"""Faster than anybody types."""

from __future__ import annotations

import pytest

from custody_app.scanning.pace import Pace


def pace_of(*moments: int) -> Pace:
    pace = Pace()
    for moment in moments:
        pace.key(moment)
    return pace


@pytest.mark.parametrize(
    ("moments", "is_machine"),
    [
        ((), False),
        ((100,), False),
        ((100, 110, 120), True),
        ((100, 100, 100), True),
        ((100, 190, 280), False),
        ((0, 0, 0), False),
        ((100, 0, 110), False),
    ],
)
def test_the_time_between_keys_tells(moments: tuple[int, ...], is_machine: bool) -> None:
    assert pace_of(*moments).is_machine is is_machine


def test_a_key_held_down_is_no_machine() -> None:
    pace = pace_of(100, 110)
    pace.key(120, is_repeat=True)
    assert not pace.is_machine


def test_a_new_run_begins_anew() -> None:
    pace = pace_of(100, 190)
    pace.reset()
    pace.key(10_000)
    pace.key(10_010)
    assert (pace.is_machine, pace.count) == (True, 2)
