"""Printed labels: which copy went to which printer, so that no number is burnt a second time.

Append-only, apart from the ledger: what a printer did is a fact of this station.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from sqlalchemy import Connection, Engine

from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.storage.engine import faults_told
from custody_app.storage.tables.local import label_print

AT_ONCE = 500


class Outcome(StrEnum):
    """What became of a label; only what surely never left may be printed again as it is."""

    BEGUN = "begun"
    SENT = "sent"
    CONFIRMED = "confirmed"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class PrintRow:
    """The last that is known of one label."""

    code: str
    at: Moment
    printer: str
    outcome: Outcome


def write_prints(
    engine: Engine, codes: Sequence[str], *, at: str, printer: str, outcome: Outcome
) -> None:
    """Keep what became of these labels; ``at``, when the job began, ties its rows together."""
    if not codes:
        return
    rows = [
        {"code": code, "at": at, "printer": printer, "outcome": outcome.value} for code in codes
    ]
    with faults_told(), engine.begin() as connection:
        connection.execute(label_print.insert(), rows)


def read_prints(connection: Connection, codes: Sequence[str]) -> dict[str, PrintRow]:
    """The last row of each of these labels that has left, or may have left, for a printer."""
    jobs: dict[str, dict[Moment, PrintRow]] = {}
    for code, at, printer, outcome in _rows(connection, codes):
        of_code = jobs.setdefault(code, {})
        if outcome == Outcome.NOT_SENT:
            # What one job takes back does not unprint what another job printed before.
            of_code.pop(at, None)
        else:
            of_code[at] = PrintRow(code, at, printer, Outcome(outcome))
    return {code: list(of_code.values())[-1] for code, of_code in jobs.items() if of_code}


def _rows(connection: Connection, codes: Sequence[str]) -> Iterator[tuple[str, Moment, str, str]]:
    for start in range(0, len(codes), AT_ONCE):
        some = tuple(codes[start : start + AT_ONCE])
        marks = ", ".join("?" * len(some))
        rows = connection.exec_driver_sql(
            "SELECT code, at, printer, outcome FROM label_print"
            f" WHERE code IN ({marks}) ORDER BY code, n",
            some,
        )
        for row in rows:
            yield row[0], row[1], row[2], row[3]
