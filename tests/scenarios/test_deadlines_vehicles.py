"""D20, D21 and D27 as a centre meets them: they start by themselves where the record knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from custody_app.domain.moments import later, time_of
from custody_app.queries.deadlines import sweep
from custody_app.queries.reader import Reader
from tests.scenarios.test_deadlines import CHINA, LIMIT, Term
from tests.scenarios.test_deadlines import term as term

CAR = "$thing.item"
VEHICLE: dict[str, Any] = {
    "name": "小型轿车",
    "category": "vehicle",
    "quantity": {"n": "1", "u": "辆"},
    "identifiers": {"vin": "LFV2A21KXJ3108264", "plate": "云A7K32N"},
}
ON = "\n".join(
    f"""
[[deadlines]]
id = "{id_}"
zh = "{id_}"
en = "{id_}"
starts = "{starts}"
length = {length}
unit = "{unit}"
chased = [{{role = "case_officer", after_days = 0}}]
article = "道路交通事故处理程序规定 第39条、第58条"
certainty = "R"
enabled = true
"""
    for id_, starts, length, unit in (
        ("D20", "measure", 24, "hours"),
        ("D21", "report", 5, "days"),
        ("D33", "notice", 30, "days"),
        ("D34", "notice", 3, "months"),
    )
)
TRAFFIC = f'name = "traffic"\nversion = "1"\nzh = "交警"\nen = "Traffic"\nover = "national"\n{ON}'


@pytest.fixture
def traffic(term: Term) -> Iterator[Term]:
    """A centre of the traffic police, which lets its own deadlines run."""
    term.core.folder.rulepacks.mkdir()
    (term.core.folder.rulepacks / "traffic.toml").write_text(TRAFFIC, encoding="utf-8")
    term.does("head", "AdoptRulePack", file="traffic", reason="交通管理涉案车辆")
    yield term


def test_d20_a_detained_vehicle_reaches_the_unit_within_24_hours(traffic: Term) -> None:
    traffic.measures("thing", "detain", kind="administrative", **VEHICLE)
    taken = traffic.item(CAR).taken_at
    late = traffic.is_late_only_after("thing", "D20", later(taken, hours=24))
    assert late.cleared_by == ("AcceptItem", "StopClock")
    by_hand = {"item": CAR, "deadline": "D20", "since": taken, "reason": "扣留"}
    assert traffic.refused("clerk", "StartClock", **by_hand) == ["clock.by_itself"]
    traffic.takes_in(place="Y-01")
    assert traffic.due("thing", "D20") is None


def test_d20_of_a_criminal_case_is_started_from_the_card(traffic: Term) -> None:
    traffic.measures("thing", "seize", **VEHICLE)
    assert traffic.due("thing", "D20") is None
    since = traffic.starts("D20")
    assert traffic.due("thing", "D20") == later(since, hours=24)


def test_d21_owner_told_in_five_days_then_thirty_days_then_three_months(traffic: Term) -> None:
    traffic.measures("thing", "detain", kind="administrative", **VEHICLE)
    traffic.takes_in(place="Y-01")

    def steps(step: str, paper: str) -> None:
        day = time_of(traffic.now).astimezone(CHINA).date().isoformat()
        traffic.does(
            "clerk", "RecordAccidentStep", item=CAR, step=step, done_on=day, paper_no=paper
        )

    fixed = traffic.now
    steps("report_fixed", "痕检字1号")
    traffic.is_late_only_after("thing", "D21", traffic.last_day(fixed, days=5))
    traffic.passes(days=4)
    told = traffic.now
    steps("owner_told", "通知1号")
    assert traffic.due("thing", "D21") is None
    traffic.is_late_only_after("thing", "D33", traffic.last_day(told, days=30))
    early = {"item": CAR, "step": "notice_published", "paper_no": "公告1号"}
    today = time_of(traffic.now).astimezone(CHINA).date().isoformat()
    refused = traffic.refused("clerk", "RecordAccidentStep", **early, done_on=today)
    assert refused == ["vehicle.notice_early"]
    traffic.passes(days=40)
    notice = traffic.now
    steps("notice_published", "公告1号")
    traffic.is_late_only_after("thing", "D34", traffic.last_day(notice, months=3))


def test_d27_a_vehicle_is_looked_after_every_ninety_days(term: Term) -> None:
    term.measures("thing", "seize", **VEHICLE)
    assert term.due("thing", "D27") is None
    term.takes_in(place="Y-01")
    intake = term.item(CAR).intake_at
    assert intake is not None
    late = term.is_late_only_after("thing", "D27", term.last_day(intake, days=90))
    assert late.cleared_by == ("MaintainVehicle",)
    by_hand = {"item": CAR, "deadline": "D27", "since": term.now, "reason": "维护"}
    assert term.refused("clerk", "StartClock", **by_hand) == ["clock.by_itself"]
    term.passes(days=80)
    told = Reader(term.core.reader)(sweep, now=term.now, limit=LIMIT)
    assert not [one for one in told if one.deadline == "D27"]
    term.passes(days=8)
    told = Reader(term.core.reader)(sweep, now=term.now, limit=LIMIT)
    assert [one.is_late for one in told if one.deadline == "D27"] == [False]
    done = term.now
    term.does("clerk", "MaintainVehicle", item=CAR, maintained_at=done, tasks=["engine"])
    end = term.last_day(done, days=90)
    assert term.due("thing", "D27") == end
    assert time_of(end).astimezone(CHINA).date() > date.fromisoformat(done[:10])
