"""The measurements of sizes run from end to end, on a centre small enough for every run."""

from __future__ import annotations

from pathlib import Path

import pytest

from custody_app.runtime.paths import CentreDir
from tests.performance import counter, kunming, small
from tests.performance.asking import baskets_of
from tests.performance.measuring import Sheet, begin, drop_from_cache, percentile, sync_times

EASY = 1_000.0
"""Goals in seconds that a busy machine meets too; the real ones are for a quiet one."""


def test_a_goal_that_is_missed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = Sheet("a title")
    sheet.times("quick enough", [0.01] * 100, goal=0.1)
    assert sheet.show() == 0
    sheet.times("too slow in the end", [0.01] * 98 + [0.2, 0.2], goal=0.1)
    sheet.below("too much", 401, 400, "MB")
    assert sheet.show() == 1
    shown = capsys.readouterr().out
    assert "| too slow in the end | p50 10.0 ms, p95 10.0 ms, p99 200.0 ms" in shown
    assert shown.count("**no**") == 2


def test_percentiles_are_those_of_the_sorted_values() -> None:
    values = [float(one) for one in range(100, 0, -1)]
    assert [percentile(values, at) for at in (0.5, 0.95, 0.99)] == [51, 96, 100]
    assert percentile([7.0], 0.99) == 7


def test_the_machine_is_told_with_its_disk(tmp_path: Path) -> None:
    names = [one.name for one in begin("x", tmp_path).figures]
    assert {"processor", "memory", "one fdatasync of 4 KB", "versions"} <= set(names)
    assert len(sync_times(tmp_path)) == 100
    assert list(tmp_path.iterdir()) == []


def test_dropping_files_leaves_their_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    drop_from_cache([path, tmp_path / "none"])
    assert path.read_bytes() == b"content"


def test_nothing_lies_twice_in_a_basket() -> None:
    codes = ["a", "b", "a", "a", *map(str, range(25))]
    assert [len(basket) for basket in baskets_of(codes)] == [2, 1, 20, 6]


@pytest.fixture
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (
        (small, "FIRST_ROWS_S"), (small, "SCAN_S"), (kunming, "FIRST_LIST_S"),
        (kunming, "SEARCH_S"), (kunming, "PAGE_S"), (kunming, "BYTES_PER_EVENT"),
        (counter, "BASKET_S"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, EASY * 10)
    # The other tests of this run need the interpreter in memory.
    monkeypatch.setattr(small, "program_files", list)


def test_a_large_centre_is_measured_from_end_to_end(
    few_things: CentreDir, easy: None, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data", str(few_things.root), "--starts", "1", "--scans", "12", "--searches", "20"]
    assert kunming.main(words) == 0
    shown = capsys.readouterr().out
    for what in ("start to first rows, cold", "search of 2 Chinese", "verify: everything"):
        assert what in shown
    assert "searches that did not find the text they came from | 0 | 0 | yes" in shown


def test_the_counter_is_measured_from_end_to_end(
    few_things: CentreDir, easy: None, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data", str(few_things.root), "--scans", "3", "--baskets", "1"]
    assert counter.main(words) == 0
    assert "last key to painted row, durable" in capsys.readouterr().out
