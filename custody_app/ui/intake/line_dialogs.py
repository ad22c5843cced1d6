"""Dialogs about one line or list: take apart, exception of the clock, corrected list."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from custody_app.domain.commands.intake import ExceptHandOverClock, FileCorrectedList, SplitItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId, SeizureId
from custody_app.domain.law.doubts import judge_of
from custody_app.domain.moments import Day
from custody_app.domain.parts import Identifiers
from custody_app.domain.quantity import COUNT_UNITS, Amount
from custody_app.domain.rules.measured import IDENTIFIED
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import ClockException, Custody
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, words
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.intake.line_entry import NUMBERS_OF
from custody_app.ui.intake.officers_editor import people_finder
from custody_app.ui.kinds import kinds_of
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.times import moment_of_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field, NoteField, TextField
from custody_app.ui.widgets.person_picker import PersonPicker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custody_app.ui.desk import Desk

WIDTH = 560
NUMBER_LINES = 8


def parts_of(item: ItemState, count_text: str, numbers_text: str) -> SplitItem:
    """The parts: so many of one each, or quantities with commas; numbers one a line.

    Raises:
        RuleBroken: ``quantity.*``, ``intake.split_count`` when it is no count.
    """
    there = item.balance.stored if item.custody is Custody.IN_STORE else item.balance.open
    pieces = [piece.strip() for piece in count_text.replace("，", ",").split(",") if piece.strip()]
    if len(pieces) == 1:
        if not pieces[0].isascii() or not pieces[0].isdigit() or len(pieces[0]) > 3:
            raise RuleBroken("intake.split_count", count=0, limit=200)
        quantities = even_parts(there, int(pieces[0]))
    else:
        quantities = tuple(Amount(piece, there.u) for piece in pieces)
    lines = [line.strip() for line in numbers_text.splitlines() if line.strip()]
    identifiers: tuple[Identifiers, ...] = ()
    if lines:
        names = NUMBERS_OF.get(item.category, ("serial_no",))
        identifiers = tuple(Identifiers(**{names[0]: line}) for line in lines)
    return SplitItem(item=item.id, quantities=quantities, identifiers=identifiers)


def even_parts(there: Amount, count: int) -> tuple[Amount, ...]:
    """As even as whole numbers allow; weights and money are split to two decimals.

    Where the quantity has more decimals, so have its parts: nothing is lost by rounding.
    """
    if count < 1:
        return ()
    decimals = max(2, len(there.n.partition(".")[2])) if there.u not in COUNT_UNITS else 0
    whole = int(there.value.scaleb(decimals))
    share, rest = divmod(whole, count)
    parts = [Decimal(share + (1 if at < rest else 0)) for at in range(count)]
    return tuple(Amount(f"{part.scaleb(-decimals):f}", there.u) for part in parts)


def ask_split(desk: Desk, item: ItemState) -> FormDialog:
    """One line becomes several things."""
    there = item.balance.stored if item.custody is Custody.IN_STORE else item.balance.open

    def go(values: Values, dialog: FormDialog) -> None:
        command = parts_of(item, values["count"], values["numbers"])
        if item.category in IDENTIFIED and not command.identifiers:
            lines = dialog.fields["numbers"]
            lines.set_mistake(translate("intake", "Each thing has its own number."))
            return
        two = item.custody is Custody.IN_STORE and kinds_of(desk).two_people(item)
        question = Question(
            translate(
                "intake", "Line {line} is taken apart into {count} {count:thing|things}."
            ).format(line=item.line, count=len(command.quantities)),
            who=Who.SECOND if two else Who.NOBODY,
        )
        dialog.ask_and_record(question, command)

    sentence = translate("intake", "{line} {name}: {number} {unit}").format(
        line=item.line, name=item.name, number=there.n, unit=unit_word(there.u, there.n)
    )
    sheet = Sheet(
        translate("intake", "Take apart"),
        _split_entries(item, there),
        sentence=sentence,
        button=translate("intake", "Take apart"),
        width=WIDTH,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _split_entries(item: ItemState, there: Amount) -> tuple[Entry, ...]:
    names = NUMBERS_OF.get(item.category, ("serial_no",))
    count = TextField(there.n if there.u in COUNT_UNITS else "2", max_length=400, name="parts")
    return (
        text_entry(
            "count",
            translate("intake", "Into how many things"),
            count,
            needed=True,
            hint=translate("intake", "A number of even parts, or quantities like 5,5,2."),
        ),
        text_entry(
            "numbers",
            translate("intake", "Their numbers, one a line"),
            NoteField(lines=NUMBER_LINES, judge=judge_of(names[0]), name="part_numbers"),
            hint=translate("intake", "In the order of the parts: {name}.").format(
                name=_number_word(names[0])
            ),
        ),
        text_entry("reason", translate("intake", "Reason"), TextField(max_length=200)),
    )


def _number_word(name: str) -> str:
    said = {
        "imei": translate("intake", "IMEI"),
        "plate": translate("intake", "Number plate"),
        "bank_card": translate("intake", "Card no."),
        "fineness": translate("intake", "Fineness"),
    }
    return said.get(name, translate("intake", "Serial no."))


def ask_exception(desk: Desk, items: Sequence[ItemState]) -> FormDialog:
    """One of the three lawful exceptions of the 24 hours, for all open lines."""
    finder = partial(people_finder, Reader(desk.core.reader))
    approver = PersonPicker(finder, desk.tasks, name="exception_approver")
    due = Field(
        translate("intake", "New due time"), DateField(with_time=True, name="exception_due")
    )
    approver_field = Field(translate("intake", "Approved by (urgent test)"), approver)
    entries = (
        choice_entry(
            "exception",
            translate("intake", "Exception"),
            list(words("clock_exception").items()),
        ),
        Entry("due_at", due),
        Entry("approver", approver_field),
        note_entry("note", translate("intake", "Reason"), needed=False),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        person = values["approver"]
        commands = [
            ExceptHandOverClock(
                item=item.id,
                exception=ClockException(values["exception"]),
                due_at=moment_of_text(values["due_at"]),
                approver=PersonId(person.person_id) if person is not None else None,
                note=values["note"],
            )
            for item in items
        ]
        dialog.record(*commands)

    sheet = Sheet(
        translate("intake", "Exception of the 24 hours"),
        entries,
        sentence=translate(
            "intake", "For {count} {count:line|lines} of this list (Document 21 of 2015, art. 13)."
        ).format(count=len(items)),
        width=WIDTH,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def ask_corrected_list(desk: Desk, seizure: str, today: str) -> FormDialog:
    """The corrected list came in; the signed one stays."""
    entries = (
        text_entry(
            "list_no",
            translate("intake", "Number of the corrected list"),
            TextField(max_length=80, name="corrected_no"),
            needed=True,
        ),
        Entry(
            "received_on",
            Field(translate("intake", "Received on"), DateField(today, name="corrected_on")),
            True,
        ),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            FileCorrectedList(
                seizure=SeizureId(seizure),
                list_no=values["list_no"],
                received_on=Day(values["received_on"]),
            )
        )

    sheet = Sheet(
        translate("intake", "Corrected list"),
        entries,
        sentence=translate("intake", "The signed list is never overwritten; both are kept."),
        width=WIDTH,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog
