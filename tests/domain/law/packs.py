"""The rule pack and calendar that ship with the program, as the tests of the law use them."""

from __future__ import annotations

import tomllib
from typing import Any

from custody_app.domain.law.calendar import WorkCalendar, YearDays, calendar_year
from custody_app.domain.law.pack_making import rule_pack
from custody_app.domain.record import from_plain
from custody_app.runtime.paths import resources_dir


def shipped(name: str) -> dict[str, Any]:
    """The plain data of one shipped file."""
    path = resources_dir() / "rulepacks" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _years() -> WorkCalendar:
    found = {}
    for path in sorted((resources_dir() / "rulepacks").glob("calendar_*.toml")):
        year = calendar_year(**shipped(path.stem))
        found[year.year] = year
    return WorkCalendar(found)


SHIPPED_CALENDAR = _years()
YEARS = tuple(
    from_plain(YearDays, shipped(path.stem))
    for path in sorted((resources_dir() / "rulepacks").glob("calendar_*.toml"))
)
"""The same years as the record keeps them."""
NATIONAL = rule_pack(shipped("national"))
