"""Which police agency stands above which, by the region in the codes of their units (GB/T 2260)."""

from __future__ import annotations

from custody_app.domain.state.registers import UnitState
from custody_app.domain.vocabulary import UnitKind

REGION = 6
"""A code starts with six digits: two of the province, two of the city, two of the county."""


def is_next_higher(higher: UnitState, lower: UnitState) -> bool:
    """The first is of the police agency one level above that of the second.

    Codes from which no region can be read show no level.
    """
    above = _region_above(lower.code[:REGION])
    return higher.kind is UnitKind.POLICE and bool(above) and higher.code[:REGION] == above


def _region_above(region: str) -> str:
    """Of a county its city, of a city its province; empty for a province or no region."""
    if len(region) < REGION or not (region.isascii() and region.isdigit()):
        return ""
    province, city, county = region[:2], region[2:4], region[4:]
    if county != "00":
        return f"{province}{city}00"
    return f"{province}0000" if city != "00" else ""
