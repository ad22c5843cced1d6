"""The lists of the page of personal effects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.effects import LineState
from custody_app.domain.moments import Moment
from custody_app.domain.state.effects import EffectsLine
from custody_app.queries.effects import EffectsRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.effects.presenter import due_text
from custody_app.ui.item_columns import amount_text
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

TONES = {LineState.IN_LOCKER: Tone.INFO, LineState.TAKEN_OUT: Tone.CAUTION}


def slip_table(desk: Desk, now: Callable[[], Moment]) -> RecordTable[EffectsRow]:
    """Slips, those that wait or those that are closed."""

    def tone(found: EffectsRow) -> Tone:
        return Tone.BAD if due_text(found, now())[1] else Tone.NEUTRAL

    columns: list[Column[EffectsRow]] = [
        Column("number", translate("effects", "Slip no."), lambda r: r.number, 130,
               is_strong=True),
        Column("name", translate("effects", "Person"), lambda r: r.name, 80),
        Column("locker", translate("effects", "Locker"), lambda r: r.place_code, 80),
        Column("waiting", translate("effects", "Waiting"), lambda r: f"{r.waiting}/{r.lines}", 80,
               is_number=True),
        Column("due", translate("effects", "24 hours"), lambda r: due_text(r, now())[0], 170,
               tone),
        Column("received", translate("effects", "Taken in at"),
               lambda r: local_text(r.received_at), 140),
        Column("case", translate("effects", "Case"), lambda r: r.case_number, 220),
        Column("closed", translate("effects", "Closed at"), lambda r: local_text(r.closed_at),
               140),
    ]  # fmt: skip
    empty = EmptyState(
        translate("effects", "No slip is on this list."),
        translate("effects", "Take in what a person carried that is no case property."),
        icon="backpack",
    )
    return RecordTable("effects_slips", columns, desk.tasks, desk.memory, empty=empty)


def line_table(desk: Desk) -> RecordTable[EffectsLine]:
    """The lines of the slip that is open."""
    columns: list[Column[EffectsLine]] = [
        Column("n", translate("effects", "Line"), lambda r: str(r.n), 60, is_number=True),
        Column("name", translate("effects", "Name"), lambda r: r.name, 110, is_strong=True),
        Column("quantity", translate("effects", "Quantity"),
               lambda r: amount_text(r.quantity), 110, is_number=True),
        Column("state", translate("effects", "State"),
               lambda r: word("effects_line", r.state.value), 160,
               lambda r: TONES.get(r.state, Tone.GOOD)),
        Column("feature", translate("effects", "Features"), lambda r: r.feature, 160),
        Column("mark", translate("effects", "Number on it"), lambda r: r.mark, 110),
        Column("seal", translate("effects", "Seal no."), lambda r: r.seal_no, 110),
        Column("remark", translate("effects", "Remark"), lambda r: r.remark, 120),
    ]  # fmt: skip
    empty = EmptyState(translate("effects", "This slip has no line."), icon="backpack")
    return RecordTable(
        "effects_lines_of", columns, desk.tasks, desk.memory, empty=empty, footer=False
    )
