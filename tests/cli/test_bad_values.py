"""Values that cannot be: dates to come, negative and huge quantities, codes of another centre."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from custody_app.domain.tag import code_of
from tests.cli.conftest import Run

UMBRELLAS = "153010126000002"


def asked(name: str, /, **args: Any) -> dict[str, Any]:
    return {"command": name, "args": args}


def listed(**more: Any) -> dict[str, Any]:
    """A line for the list of the old stock; only its value is wrong."""
    line = {"name": "伞", "category": "general", "quantity": {"n": "1", "u": "把"}} | more
    return asked("ListItem", seizure="0190a1b2-c3d4-7e5f-8a1b-0123456789ab", **line)


QUANTITIES: list[tuple[Any, str]] = [
    ({"n": "-1", "u": "把"}, "quantity.not_a_number"),
    ({"n": "1e3", "u": "把"}, "quantity.not_a_number"),
    ({"n": "１", "u": "把"}, "quantity.not_a_number"),
    ({"n": " 1", "u": "把"}, "quantity.not_a_number"),
    ({"n": "1.5", "u": "把"}, "quantity.whole_number"),
    ({"n": "1.0", "u": "把"}, "quantity.whole_number"),
    ({"n": "10.005", "u": "CNY"}, "quantity.cents"),
    ({"n": "1.2345678", "u": "g"}, "quantity.not_a_number"),
    ({"n": "NaN", "u": "把"}, "quantity.not_a_number"),
    ({"n": "9" * 400, "u": "把"}, "quantity.not_a_number"),
    ({"n": 1, "u": "把"}, "input.wrong_type"),
    ({"n": "1"}, "input.missing_field"),
    ("1", "input.wrong_type"),
    (None, "input.missing_field"),
]


def test_quantities_that_cannot_be(lived: Path, run: Run) -> None:
    lines = [listed(quantity=quantity) for quantity, _ in QUANTITIES]
    ran = run("exec", "--data", str(lived), by="clerk", lines=lines)
    assert list(ran.codes) == [code for _, code in QUANTITIES]
    assert all(one["refused"][0]["message"] for one in ran.answers)
    assert (ran.code, ran.err) == (1, "")


def test_times_that_cannot_be(lived: Path, run: Run) -> None:
    number = "昆公（五华）立字〔2019〕0077号"
    seizure = {
        "case": number, "measure": "seize", "document_no": "1", "officers": ["530211"],
        "holder": "x", "witness": "y", "place": "z",
    }  # fmt: skip
    times = [
        ("2199-01-01T00:00:00.000Z", "time.in_future"),
        ("2026-13-01T00:00:00.000Z", "input.not_a_moment"),
        ("2026-01-01", "input.not_a_moment"),
        ("0001-01-01T00:00:00.000Z", "input.not_a_moment"),
        ("９999-01-01T00:00:00.000Z", "input.not_a_moment"),
        ("yesterday", "input.not_a_moment"),
        (1234567890, "input.wrong_type"),
    ]
    lines = [asked("RecordSeizure", taken_at=at, **seizure) for at, _ in times]
    ran = run("exec", "--data", str(lived), by="clerk", lines=lines)
    assert ran.codes == [code for _, code in times]


def test_codes_of_another_centre_are_told_from_unknown_ones(lived: Path, run: Run) -> None:
    other = code_of("153020126000002")
    unknown = code_of("153010126999999")
    wrong = unknown[:-1] + str((int(unknown[-1]) + 1) % 10)
    lines = [asked("SeeItem", item=code) for code in (other, unknown, wrong, other[:17])]
    ran = run("exec", "--data", str(lived), by="clerk", lines=lines)
    assert ran.codes == ["tag.other_centre", "item.unknown", "tag.check", "item.unknown"]
    told = ran.answers[0]["refused"][0]["message"]
    assert "5302" in told


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<b>所</b>",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "%s%n{0}{name}",
    "$(reboot)`id`",
    "../../../etc/passwd",
    "'; DROP TABLE item_card; --",
    "a" * 200,
    "Z̸̧̢͎a̷l̵g̶o̴",
]


def test_hostile_text_is_recorded_and_comes_back_as_it_is(lived: Path, run: Run) -> None:
    lines = [
        asked("RegisterUnit", code=f"Q{n}", kind="police", name=text)
        for n, text in enumerate(HOSTILE)
    ]
    assert run("exec", "--data", str(lived), by="clerk", lines=lines).code == 0
    again = [asked("RegisterUnit", code=f"Q{n}", kind="police", name="x") for n in range(2)]
    ran = run("exec", "--data", str(lived), by="clerk", lines=again)
    assert ran.codes == ["unit.code_taken"] * 2
    assert run("verify", "--data", str(lived)).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("explode",), "cli.usage"),
        (("verify", "--explode"), "cli.usage"),
        (("print", "nonsense"), "cli.usage"),
        (("demo", "--seed", "x"), "cli.usage"),
        (("demo", "--open", "much"), "cli.usage"),
        (("demo", "--open", "0.5"), "cli.open_needs_size"),
        (("demo", "--open", "7", "--size", "50"), "demo.open_share"),
        (("demo", "--size", "-1"), "demo.size"),
        (("restore",), "cli.usage"),
    ],
)
def test_a_command_line_that_is_not_understood(
    tmp_path: Path, run: Run, words: tuple[str, ...], code: str
) -> None:
    ran = run(*words, "--data", str(tmp_path / "new"), "--json")
    assert ran.code == 2
    (refused,) = json.loads(ran.out)["refused"]
    assert refused["code"] == code
    assert refused["message"]
    assert f"[{code}]" in ran.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("receipt",), "form.no_items"),
        (("receipt", "--item", "nothing"), "item.unknown"),
        (("receipt", "--item", code_of("153020126000002")), "tag.other_centre"),
        (("place_contents", "--place", "Z-99"), "place.unknown"),
        (("call_out_approval", "--request", "SQ1"), "request.unknown"),
        (("disposal_report", "--since", "2026-13-45"), "input.not_a_day"),
        (("disposal_report",), "form.no_period"),
    ],
)
def test_papers_that_cannot_be_printed(
    lived: Path, run: Run, words: tuple[str, ...], code: str
) -> None:
    printed = set((lived / "printed").iterdir())
    ran = run("print", *words, "--data", str(lived), "--json", by="clerk")
    assert ran.code == 2, ran.err
    assert json.loads(ran.out)["refused"][0]["code"] == code
    assert "report number" not in ran.err
    assert set((lived / "printed").iterdir()) == printed
