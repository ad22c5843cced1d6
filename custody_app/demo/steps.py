"""The first day as its file tells it: who does what when, short forms taken apart into commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from custody_app.demo.calendar import Calendar
from custody_app.demo.cast import Cast, read_demo_file

PUT_AWAY = "PutAway"
"""Short form: label, prove the label, put away; for each pair of a thing and its place."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the day.

    Attributes:
        name: what later lines call its answer.
        at: time of the day.
        officer: badge number of who works.
        second: badge number of who confirms.
        args: as ``custody exec`` takes them, with references such as ``$list.seizure``, dates such
            as ``@-1 21:40`` and pictures such as ``{"picture": "phone"}``.
    """

    name: str
    at: str
    officer: str
    command: str
    args: Mapping[str, Any]
    second: str = ""

    def with_dates(self, calendar: Calendar) -> Step:
        """The same step with the dates of a real day."""
        return replace(self, args=calendar.filled_in(dict(self.args)))


def read_day(cast: Cast) -> tuple[Step, ...]:
    """The steps of the day in their order.

    Raises:
        Fault: ``resources.unreadable``.
    """
    steps = []
    for number, row in enumerate(read_demo_file("day.toml")["step"], start=1):
        steps += list(_steps(number, row, cast))
    return tuple(steps)


def _steps(number: int, row: dict[str, Any], cast: Cast) -> Iterator[Step]:
    named = Step(
        name=row.get("name", f"step-{number}"),
        at=row["at"],
        officer=cast.member(row["by"]).badge,
        command=row["do"],
        args=row.get("args", {}),
        second=cast.member(row["second"]).badge if "second" in row else "",
    )
    if named.command != PUT_AWAY:
        yield named
        return
    for position, (thing, code, place) in enumerate(row["things"]):
        target = {"container": place} if place.startswith("$") else {"place": place}
        for command, args in (
            ("LabelItem", {}),
            ("ProveLabel", {"code": code}),
            ("MoveItem", target),
        ):
            yield replace(
                named,
                name=f"{named.name}-{position}-{command.lower()}",
                command=command,
                args={"item": thing, **args},
            )
