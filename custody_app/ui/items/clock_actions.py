"""Dialogs of legal clocks: start a deadline of the rule pack for a thing, extend it, stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.commands.clocks import ExtendClock, StartClock, StopClock
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Day
from custody_app.domain.rules.clocks import BY_THEMSELVES
from custody_app.domain.state.clock_steps import FREEZES
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.rules_in_force import RulesState
from custody_app.domain.vocabulary import Measure
from custody_app.queries.reader import Reader
from custody_app.queries.rules import rules_in_force
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.items.request_actions import picker
from custody_app.ui.items.store_actions import WIDE, called
from custody_app.ui.times import moment_of_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field, TextField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

Choices = list[tuple[str, str]]
LONG = "+"
"""Behind the id of a deadline: its length in a major or complex case."""


def ask_clock(desk: Desk, state: ItemState, now: str, what: str, owner: QWidget) -> None:
    """Read the rule pack off the window's thread, then open the dialog that was asked for."""
    read = Reader(desk.core.reader)

    def opened(rules: RulesState | None) -> None:
        names = deadline_names(rules)
        running = [(one.deadline, names.get(one.deadline, one.deadline)) for one in state.clocks]
        if what == "start":
            taken = {one.deadline for one in state.clocks} | BY_THEMSELVES
            taken |= frozenset() if state.measure is Measure.FREEZE else FREEZES
            free = [(id_, name) for id_, name in names.items() if id_ not in taken]
            _ask_start(desk, state, now, free + long_terms(rules, state))
        elif what == "extend":
            _ask_extend(desk, state, running)
        else:
            _ask_stop(desk, state, running)

    desk.tasks.read(lambda: read(rules_in_force), opened, owner=owner)


def deadline_names(rules: RulesState | None) -> dict[str, str]:
    """The deadlines that are in force, by id, in words."""
    deadlines = rules.pack.deadlines if rules is not None else ()
    is_chinese = language() == DEFAULT_LANGUAGE
    return {
        one.id: f"{one.id} {one.zh if is_chinese else one.en}" for one in deadlines if one.enabled
    }


def long_terms(rules: RulesState | None, state: ItemState) -> Choices:
    """Deadlines of a freeze that run longer in a major or complex case, if nobody started them."""
    if state.measure is not Measure.FREEZE:
        return []
    started = {one.deadline for one in state.clocks}
    names = deadline_names(rules)
    said = translate("clocks", "{deadline} (major or complex case)")
    return [
        (f"{one.id}{LONG}", said.format(deadline=names[one.id]))
        for one in (rules.pack.deadlines if rules is not None else ())
        if one.long_length and one.enabled and one.id not in started
    ]


def _ask_start(desk: Desk, state: ItemState, now: str, choices: Choices) -> None:
    entries = (
        choice_entry("deadline", translate("clocks", "Deadline"), choices),
        Entry("on", Field(translate("clocks", "Runs from"),
                          DateField(now, with_time=True, name="clock_since")), True),
        Entry("until", Field(translate("clocks", "Last day, where a paper names it"),
                             DateField(name="clock_until"))),
        _paper(),
        Entry("approver", Field(translate("clocks", "Approved by (major or complex case)"),
                                picker(desk, "clock_approver"))),
        note_entry("reason", translate("clocks", "Reason"), span=2),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        approver = values["approver"]
        dialog.record(
            StartClock(
                item=state.id,
                deadline=values["deadline"].removesuffix(LONG),
                long=values["deadline"].endswith(LONG),
                approver=PersonId(approver.person_id) if approver else None,
                since=moment_of_text(values["on"]) or state.taken_at,
                until=Day(values["until"]) if values["until"] else None,
                paper_no=values["paper"],
                reason=values["reason"],
            )
        )

    _open(desk, state, translate("clocks", "Start a deadline"), entries, go)


def _ask_extend(desk: Desk, state: ItemState, running: Choices) -> None:
    entries = (
        choice_entry("deadline", translate("clocks", "Deadline"), running),
        Entry("until", Field(translate("clocks", "Last day, where a paper names it"),
                             DateField(name="clock_until"))),
        Entry("approver", Field(translate("clocks", "Approved by"),
                                picker(desk, "clock_approver")), True),
        _paper(needed=True),
        note_entry("reason", translate("clocks", "Reason"), span=2),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            ExtendClock(
                item=state.id,
                deadline=values["deadline"],
                until=Day(values["until"]) if values["until"] else None,
                approver=PersonId(values["approver"].person_id),
                paper_no=values["paper"],
                reason=values["reason"],
            )
        )

    _open(desk, state, translate("clocks", "Extend a deadline"), entries, go)


def _ask_stop(desk: Desk, state: ItemState, running: Choices) -> None:
    entries = (
        choice_entry("deadline", translate("clocks", "Deadline"), running),
        _paper(),
        note_entry("reason", translate("clocks", "What was done"), span=2),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            StopClock(
                item=state.id,
                deadline=values["deadline"],
                paper_no=values["paper"],
                reason=values["reason"],
            )
        )

    _open(desk, state, translate("clocks", "Stop a deadline"), entries, go)


def _paper(*, needed: bool = False) -> Entry:
    editor = TextField(max_length=80, name="clock_paper")
    return text_entry("paper", translate("clocks", "Paper no."), editor, needed=needed)


def _open(
    desk: Desk,
    state: ItemState,
    title: str,
    entries: tuple[Entry, ...],
    go: Callable[[Values, FormDialog], object],
) -> None:
    sheet = Sheet(title, entries, sentence=called(state), columns=2, width=WIDE)
    FormDialog(desk, sheet, go).open()
