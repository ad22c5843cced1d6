"""The first day of the demonstration, and the same day driven through the door for scripts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from custody_app.bootstrap import open_core
from custody_app.cli.execute import Door
from custody_app.cli.sign_in import Crew
from custody_app.demo.calendar import yesterday
from custody_app.demo.cast import read_cast
from custody_app.demo.day_clock import DayClock
from custody_app.demo.pictures import draw_picture
from custody_app.demo.production import SEED, DemoMade, make_demo, write_lines
from custody_app.demo.steps import read_day
from custody_app.domain.events import EVENTS
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.rebuild import rebuild
from custody_app.services.script.answer import Answer, filled_in
from custody_app.storage.core_packing import unpacked

NOT_OF_THE_DAY = frozenset(
    {
        "ACCOUNT_CLOSED", "APPROVAL_DELEGATED", "APPROVAL_CONFIRMED", "APPROVAL_REVOKED",
        "BLANK_LABELS_ISSUED", "CASE_CHANGED", "CASE_CLOSED",
        "CLOCK_STARTED", "CLOCK_EXTENDED", "CLOCK_STOPPED", "CENTRE_RESTORED",
        "CLOCK_JUMPED", "ITEM_LABEL_BOUND",
"FORM_VOIDED", "HAND_OVER_CLOCK_EXCEPTED", "HOLD_LIFTED",
        "ITEM_UNFROZEN", "NOTICE_CLAIMED", "KEY_ENROLLED",
        "MEASURE_CHANGED", "PERSONAL_DATA_ERASED", "PERSON_CHANGED", "PLACE_CLOSED",
        "REQUEST_REFUSED", "REQUEST_WITHDRAWN", "ROLES_SET", "RULE_CONFIRMED",
        "DELIVERY_WITHDRAWN", "ACCIDENT_STEP_RECORDED", "PARTS_LEFT_BEHIND",
    }
)  # fmt: skip
"""What an ordinary first day does not see."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[CentreDir, DemoMade]:
    folder = CentreDir(tmp_path_factory.mktemp("day") / "centre")
    return folder, make_demo(folder)


def types_of(folder: CentreDir) -> list[str]:
    core = open_core(folder)
    try:
        with core.reader.connect() as connection:
            rows = connection.exec_driver_sql("SELECT core FROM ledger_event ORDER BY pos")
            return [str(json.loads(unpacked(row[0]))["typ"]) for row in rows]
    finally:
        core.close()


def test_the_day_is_whole_and_its_rows_follow_from_it(made: tuple[CentreDir, DemoMade]) -> None:
    folder, told = made
    report = verify(folder)
    assert report.is_whole, report.findings
    assert report.events == told.events
    assert rebuild(folder, check=True).differences == ()


def test_the_day_shows_nearly_everything_that_can_happen(made: tuple[CentreDir, DemoMade]) -> None:
    folder, _ = made
    assert set(EVENTS) - set(types_of(folder)) <= NOT_OF_THE_DAY


def test_every_paper_was_printed_with_rare_names_and_the_word_demo(
    made: tuple[CentreDir, DemoMade],
) -> None:
    folder, told = made
    papers = sorted(folder.printed.glob("*.pdf"))
    assert len(papers) == told.papers
    texts = {path.name: pdf_text(path) for path in papers}
    together = "".join(texts.values())
    for name in ("李䶮", "王㛃", "张𬱖", "赵𠮷"):
        assert name in together
    assert [name for name, text in texts.items() if "演示" not in text and "DEMO" not in text] == []


def pdf_text(path: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_people_are_told_in_the_readme(made: tuple[CentreDir, DemoMade]) -> None:
    folder, _ = made
    text = (folder.root / "README.txt").read_text(encoding="utf-8")
    for member in read_cast(SEED).people:
        assert (member.pin in text) is True
        assert not member.pin or member.badge in text


def test_a_demonstration_is_made_in_an_empty_folder_only(
    made: tuple[CentreDir, DemoMade], tmp_path: Path
) -> None:
    folder, _ = made
    with pytest.raises(Fault, match=r"demo\.exists"):
        make_demo(folder)
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(Fault, match=r"demo\.folder_in_use"):
        make_demo(CentreDir(tmp_path))


def test_the_same_day_through_the_door_gives_the_same_events(
    made: tuple[CentreDir, DemoMade], prepared: Path, tmp_path: Path
) -> None:
    lived, told = made
    folder = CentreDir(tmp_path / "twin")
    shutil.copytree(prepared, folder.root)
    replay(folder, told.lines)
    by_hand = [typ for typ in types_of(lived) if typ != "BACKUP_DONE"]
    assert types_of(folder) == by_hand
    assert verify(folder).is_whole


def replay(folder: CentreDir, lines: Sequence[dict[str, Any]]) -> None:
    """Each line through the door of the people it was written for, references filled in."""
    core = open_core(folder)
    cast = read_cast(SEED)
    sessions = {m.badge: core.sign_in.with_pin(m.badge, m.pin) for m in cast.people if m.pin}
    answers: dict[str, Answer] = {}
    try:
        for line in lines:
            second = line.get("second")
            crew = Crew(sessions[line["officer"]], sessions[second] if second else None)
            told = filled_in(line, answers)
            answers[line["id"]] = Door(core, crew).answer(json.dumps(told).encode())
            assert answers[line["id"]]["ok"], (line, answers[line["id"]])
    finally:
        core.close()


def test_the_lines_can_be_written_to_a_file(
    made: tuple[CentreDir, DemoMade], tmp_path: Path
) -> None:
    _, told = made
    write_lines(tmp_path / "a" / "day.jsonl", told.lines)
    text = (tmp_path / "a" / "day.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line) for line in text.splitlines()] == list(told.lines)


def test_the_day_is_yesterday_in_china() -> None:
    calendar = yesterday(datetime(2026, 3, 1, 15, 59, tzinfo=UTC))
    assert calendar.day.isoformat() == "2026-02-28"
    assert yesterday(datetime(2026, 3, 1, 16, 0, tzinfo=UTC)).day.isoformat() == "2026-03-01"
    assert calendar.filled_in({"a": ["@-1 21:40", "@1", "〔{Y}〕", 7]}) == {
        "a": ["2026-02-27T13:40:00.000Z", "2026-03-01", "〔2026〕", 7]
    }


def test_the_clock_of_the_day_only_goes_forward_and_its_ids_follow_the_seed() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    clock, twin = DayClock(at, 7), DayClock(at, 7)
    ids = [clock.new_id() for _ in range(5000)]
    assert ids == [twin.new_id() for _ in range(5000)]
    assert ids == sorted(set(ids))
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    assert clock.now() == at
    assert DayClock(at, 8).new_id() != ids[0]


def test_pictures_follow_from_their_names(tmp_path: Path) -> None:
    motifs = ("phone", "cash", "bag", "knife", "vehicle", "bars", "books", "fire", "paper", "other")
    for motif in motifs:
        first = draw_picture(tmp_path, motif, motif).read_bytes()
        assert first.startswith(b"\xff\xd8\xff")
        assert draw_picture(tmp_path, motif, motif).read_bytes() == first


def test_short_forms_are_taken_apart() -> None:
    steps = read_day(read_cast(SEED))
    assert "PutAway" not in {step.command for step in steps}
    assert len({step.name for step in steps}) == len(steps)
    assert [step.at for step in steps] == sorted(step.at for step in steps)


def test_references_say_when_there_is_nothing() -> None:
    with pytest.raises(LookupError):
        filled_in("$nobody.item", {})
    assert filled_in(["$5", "a$b.item"], {}) == ["$5", "a$b.item"]
