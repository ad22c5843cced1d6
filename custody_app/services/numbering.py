"""Codes and printed numbers without gaps or repeats; each station counts its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment, time_of
from custody_app.domain.state.registers import CentreState
from custody_app.domain.tag import Tag, TagKind
from custody_app.storage.serials import last_of

PREFIX_OF_SERIES: dict[str, str] = {
    "case": "LS",
    "request": "SQ",
    "intake_list": "RK",
    "receipt": "HZ",
    "refusal_notice": "JS",
    "hand_over_sheet": "YJ",
    "store_transfer": "YK",
    "entrust_list": "WT",
    "check_out_slip": "JD",
    "return_slip": "GH",
    "transfer_list": "YS",
    "authority_change": "HY",
    "release_list": "FH",
    "destruction_list": "XH",
    "disposal_voucher": "CZ",
    "authority_store_list": "YB",
    "custody_form": "BG",
    "call_out_approval": "JP",
    "disposal_approval": "CP",
    "shift_sheet": "JB",
    "disposal_report": "BB",
    "inspection_sheet": "CX",
    "maintenance_sheet": "WH",
    "vehicle_week": "CT",
    "place_contents": "KW",
    "move_slip": "TZ",
    "count_sheet": "PD",
    "blank_slip": "KB",
    "recovery_sheet": "HF",
    "correction_notice": "GZ",
    "difference_notice": "CY",
    "inquiry_result": "HC",
    "public_notice": "GG",
    "money_receipt": "KS",
    "money_ledger": "KZ",
    "money_reconciliation": "DZ",
    "effects": "SC",
    "effects_slip": "SB",
    "effects_out": "SY",
    "label_sheet": "BQ",
}
"""Series -> the letters that start its numbers, after the field's own slips (RK, CK, TZ …)."""
SERIAL_MAX = 999_999


@dataclass(slots=True)
class Numbering:
    """Gives out numbers inside one transaction; what is not recorded is given out again."""

    connection: Connection
    centre: CentreState
    now: Moment
    zone_minutes: int
    given: dict[str, int] = field(default_factory=dict)

    def next_tag(self, kind: TagKind) -> str:
        """The next free 15-digit number of a kind of code.

        Raises:
            RuleBroken: ``tag.used_up`` after a million of a kind at one station in one year.
        """
        year = self._local_year() % 100
        empty = Tag(kind, self.centre.site, self.centre.station, year, 0)
        serial = self._next(empty.base[:9])
        if serial > SERIAL_MAX:
            raise RuleBroken("tag.used_up", year=year)
        return Tag(kind, self.centre.site, self.centre.station, year, serial).base

    def next_number(self, series: str) -> str:
        """The next number of a series: ``RK2026110001`` is the first intake list of a month."""
        local = time_of(self.now) + timedelta(minutes=self.zone_minutes)
        prefix = f"{PREFIX_OF_SERIES[series]}{local:%Y%m}"
        return f"{prefix}{self._next(prefix):04d}"

    def _next(self, series: str) -> int:
        """Events raise the stored serial.

        A rule that takes several numbers counts on in ``given``.
        """
        last = max(self.given.get(series, 0), last_of(self.connection, series))
        self.given[series] = last + 1
        return last + 1

    def _local_year(self) -> int:
        return (time_of(self.now) + timedelta(minutes=self.zone_minutes)).year
