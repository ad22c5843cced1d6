"""What the intake page reads of the record; called off the window's thread."""

from __future__ import annotations

import re
from dataclasses import field

from custody_app.domain.law.codes import Certainty
from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.domain.moments import Moment
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import SeizureState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Custody
from custody_app.queries.cases import CaseRow, SeizureRow, case_folder, seizure_folder
from custody_app.queries.find_items import find_items
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.kinds import kinds_in_force
from custody_app.queries.names import PersonRef
from custody_app.queries.reader import Reader
from custody_app.queries.running_clocks import RunningClock, case_clocks
from custody_app.queries.states import states_of

NOTHING_SAID = CategoryRule(category=Category.GENERAL, certainty=Certainty.OURS)
"""Of a kind the pack does not speak of."""
LINES_MAX = 2_000
PAGE = 500


@dataclass(frozen=True, slots=True)
class LineView:
    """One line: its state and its row with the names of its places."""

    state: ItemState
    row: ItemRow
    rule: CategoryRule = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class IntakeView:
    """A case, its lists, the list that is worked on, and deadlines of the case near or over."""

    case: CaseRow
    officers: tuple[PersonRef, ...]
    lists: tuple[SeizureRow, ...]
    seizure: SeizureState | None = None
    list_officers: tuple[PersonRef, ...] = ()
    lines: tuple[LineView, ...] = field(default=())
    clocks: tuple[RunningClock, ...] = ()

    def line(self, item: str) -> LineView | None:
        """A line by its item."""
        return next((line for line in self.lines if line.state.id == item), None)


def read_intake(read: Reader, case: str, seizure: str, now: Moment) -> IntakeView:
    """The case and, when one is named, the list with its lines.

    Raises:
        RuleBroken: ``case.unknown``, ``seizure.unknown``.
    """
    folder = read(case_folder, case=case)
    clocks = read(case_clocks, case=case, now=now)
    if not seizure:
        return IntakeView(folder.row, folder.officers, folder.seizures, clocks=clocks)
    found = read(seizure_folder, seizure=seizure)
    rows = _rows(read, seizure)
    states = read(states_of, ItemState, [row.id for row in rows])
    kinds = read(kinds_in_force)
    lines = [
        LineView(states[row.id], row, kinds.of(row.category))
        for row in rows
        if row.id in states and states[row.id].custody is not Custody.SPLIT_UP
    ]
    lines.sort(key=lambda line: line_key(line.row.line))
    return IntakeView(
        folder.row,
        folder.officers,
        folder.seizures,
        found.state,
        found.officers,
        tuple(lines),
        clocks,
    )


def _rows(read: Reader, seizure: str) -> list[ItemRow]:
    rows: list[ItemRow] = []
    after = None
    while len(rows) < LINES_MAX:
        page = read(
            find_items,
            filters=ItemFilters(seizure=seizure),
            sort="n",
            descending=False,
            after=after,
            limit=PAGE,
        )
        rows += page.rows
        after = page.after
        if after is None:
            break
    return rows


def line_key(line: str) -> tuple[tuple[int, int, str], ...]:
    """``3-2`` stands between ``3`` and ``10``; what is not on the list comes last."""
    extra = line.startswith("+")
    parts = re.split(r"[-.]", line.lstrip("+"))
    keys = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
    return ((1 if extra else 0, 0, ""), *keys)
