"""A bank statement laid beside the money ledger: dry run first, then recorded in counts."""

from __future__ import annotations

from custody_app.domain.commands.money import RecordReconciliation
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Day
from custody_app.domain.reconciliation import Move, Reconciliation, reconcile
from custody_app.domain.rules.money import DISCREPANCIES_MAX
from custody_app.domain.statement import Columns, Statement, guessed_columns, read_statement
from custody_app.domain.values import dataclass
from custody_app.queries.money import entries_between
from custody_app.queries.reader import Reader
from custody_app.services.statement_file import StatementFile


@dataclass(frozen=True, slots=True)
class Laid:
    """What came out of laying a file beside the ledger; nothing is recorded yet."""

    file: StatementFile
    columns: Columns
    unit: str
    statement: Statement
    here: tuple[Move, ...]
    result: Reconciliation

    @property
    def days(self) -> tuple[Day, Day]:
        """The period of the statement."""
        days = self.statement.days
        assert days is not None
        return days


def lay_beside(
    read: Reader, file: StatementFile, unit: str, columns: Columns | None = None
) -> Laid:
    """Read the statement and compare it with what the ledger says of its days.

    Raises:
        RuleBroken: ``statement.columns`` when the columns are not known, ``statement.no_moves``.
    """
    found = columns or guessed_columns(file.rows)
    if found is None:
        raise RuleBroken("statement.columns")
    statement = read_statement(file.rows, found, unit)
    days = statement.days
    if days is None:
        raise RuleBroken("statement.no_moves", count=len(statement.bad))
    here = tuple(
        Move(row.day, row.fen, row.receipt_no, row.pos)
        for row in read(entries_between, unit=unit, first=days[0], last=days[1])
        if row.fen
    )
    return Laid(file, found, unit, statement, here, reconcile(here, statement.moves))


def recorded(laid: Laid, note: str = "") -> RecordReconciliation:
    """The command that records what came out.

    Raises:
        RuleBroken: ``statement.bad_rows`` while rows of the file could not be read.
    """
    if laid.statement.bad:
        raise RuleBroken("statement.bad_rows", count=len(laid.statement.bad))
    first, last = laid.days
    result = laid.result
    return RecordReconciliation(
        sha256=laid.file.sha256,
        unit=laid.unit,
        first_day=first,
        last_day=last,
        lines=len(laid.statement.moves),
        entries=len(laid.here),
        matched=len(result.matched),
        differing=len(result.differing),
        only_here=len(result.only_here),
        only_there=len(result.only_there),
        found=result.discrepancies(laid.unit)[:DISCREPANCIES_MAX],
        note=note,
    )
