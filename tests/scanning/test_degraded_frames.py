"""A few frames of every class of dev.py bench decode: combined never below either library."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from time import thread_time

import pytest
from PIL import Image

from custody_app.scanning.decode import read_frame
from custody_app.scanning.decoder_door import View, by_zbar, by_zxing
from tests.performance import label_frames, other_frames
from tests.performance.decode import wilson

FEW = 3
SEED = 7
ENOUGH_S = 2.0
"""The order of steps is measured here, not the machine."""


@pytest.mark.parametrize("name", list(label_frames.CLASSES))
def test_combined_reads_what_either_library_reads_and_nothing_wrong(name: str) -> None:
    for number in range(FEW):
        made = label_frames.frame(name, number, SEED)
        found = read_frame(made.picture, ENOUGH_S).texts
        alone = [*by_zxing(View(made.picture)), *by_zbar(View(made.picture))]
        assert set(found) <= {made.code}
        if made.code in {one.text for one in alone}:
            assert found == (made.code,)


def test_blurred_frames_that_both_libraries_miss_are_read() -> None:
    rescued = 0
    for number in range(12):
        made = label_frames.frame("hard", number, SEED)
        if not by_zxing(View(made.picture)) and not by_zbar(View(made.picture)):
            rescued += read_frame(made.picture, ENOUGH_S).texts == (made.code,)
    assert rescued >= 2


@pytest.mark.parametrize("number", range(len(other_frames.OTHER)))
def test_pictures_without_our_codes_give_none(number: int) -> None:
    assert read_frame(other_frames.frame(number, SEED), ENOUGH_S).texts == ()


def test_no_step_is_begun_when_time_is_up() -> None:
    seconds = count()
    busy = other_frames.frame(4, SEED)

    def spent(clock: Callable[[], float]) -> float:
        begun = thread_time()
        read_frame(busy, 0.08, clock)
        return thread_time() - begun

    assert spent(lambda: float(next(seconds))) < spent(lambda: 0.0) / 2


def test_a_blank_frame_has_no_busy_places() -> None:
    assert read_frame(Image.new("L", (1280, 720), 200)).texts == ()


def test_the_interval_of_the_bench() -> None:
    low, high = wilson(367, 400)
    assert (round(low, 3), round(high, 3)) == (0.886, 0.941)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(400, 400)[1] == 1.0
