"""Deadlines of a thing are started, made longer and stopped from its card."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from custody_app.domain.moments import moment_of
from custody_app.domain.state.registers import CaseState
from custody_app.domain.state.running import RecordedClock
from custody_app.domain.vocabulary import Measure
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.rules import rules_in_force
from custody_app.queries.states import state_of
from custody_app.ui.items.clock_actions import LONG, ask_clock, deadline_names, long_terms
from custody_app.ui.items.presenter import actions_of
from custody_app.ui.times import local_text
from custody_app.ui.viewer import viewer_of
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import ChoiceField
from custody_app.ui.widgets.person_picker import PersonChoice, PersonPicker
from tests.ui.centre.window import Window


def ask(window: Window, row: ItemRow, what: str) -> None:
    now = local_text(moment_of(window.core.clock.now()))
    ask_clock(window.desk, window.state(row.id), now, what, window.page)
    window.form()


def type_into(window: Window, name: str, text: str) -> None:
    field = window.form().findChild(QWidget, name)
    assert field is not None, name
    field.setFocus()
    window.type_in(text)


def set_choice(window: Window, deadline: str) -> None:
    choice = window.form().findChild(ChoiceField, "deadline")
    assert choice is not None
    choice.set_value(deadline)


def set_day(window: Window, day: str) -> None:
    field = window.form().findChild(DateField, "clock_until")
    assert field is not None
    field.setText(day)


def test_a_deadline_is_started_and_stopped_from_the_card(window: Window) -> None:
    window.go("items")
    row = window.item("")
    ask(window, row, "start")
    choice = window.form().findChild(ChoiceField, "deadline")
    assert choice is not None
    choice.set_value("D06")
    assert choice.currentText() == "D06 与案件无关的退还"
    window.form().submit()
    assert window.state(row.id).clocks == ()
    type_into(window, "reason", "经查与案件无关，办案单位书面通知")
    window.form().submit()
    window.until(lambda: [one.deadline for one in window.state(row.id).clocks] == ["D06"])
    ask(window, row, "stop")
    type_into(window, "reason", "已退还本人")
    window.form().submit()
    window.until(lambda: window.state(row.id).clocks == ())


def test_a_named_end_is_asked_for_and_the_refusal_stands_in_the_dialog(window: Window) -> None:
    window.go("items")
    row = window.item("")
    ask(window, row, "start")
    set_choice(window, "D25")
    type_into(window, "reason", "入库申请载明")
    window.form().submit()
    window.settle()
    assert window.form().isVisible()
    assert window.state(row.id).clocks == ()
    set_day(window, "2027-06-30")
    window.form().submit()
    window.until(lambda: [one.until for one in window.state(row.id).clocks] == ["2027-06-30"])
    state = window.state(row.id)
    case = window.read(state_of, kind=CaseState, id_=state.case)
    codes = {one.code for one in actions_of(state, viewer_of(window.desk, case))}
    assert {"start_clock", "extend_clock", "stop_clock"} <= codes


def test_a_named_end_is_moved_by_the_head_who_approved_it(window: Window) -> None:
    window.go("items")
    row = window.item("")
    ask(window, row, "start")
    set_choice(window, "D25")
    type_into(window, "reason", "入库申请载明")
    set_day(window, "2027-06-30")
    window.form().submit()
    window.until(lambda: window.state(row.id).clocks != ())
    ask(window, row, "extend")
    picker = window.form().findChild(PersonPicker)
    assert picker is not None
    head = window.person("police_head")
    picker.set_chosen(PersonChoice(head.id, head.badge_no, head.name))
    set_day(window, "2027-12-31")
    type_into(window, "clock_paper", "昆公延字〔2026〕8号")
    type_into(window, "reason", "案件尚未审结")
    window.form().submit()
    window.until(lambda: [one.until for one in window.state(row.id).clocks] == ["2027-12-31"])


def test_deadlines_that_run_by_themselves_are_not_offered(window: Window) -> None:
    window.go("items")
    ask(window, window.item(""), "start")
    choice = window.form().findChild(ChoiceField, "deadline")
    assert choice is not None
    offered = {choice.itemData(at) for at in range(choice.count())}
    assert {"D06", "D13", "D25"} <= offered
    assert not offered & {"D01", "D05", "D08", "D26", "D03", "D10", f"D09{LONG}"}
    assert deadline_names(window.read(rules_in_force))["D06"].startswith("D06")
    window.close_dialogs()


def test_d09_of_a_complex_case_is_offered_for_what_is_frozen(window: Window) -> None:
    window.go("items")
    state = window.state(window.item("").id)
    rules = window.read(rules_in_force)
    assert long_terms(rules, state) == []
    frozen = replace(state, measure=Measure.FREEZE)
    ((key, said),) = long_terms(rules, frozen)
    assert (key, said[:3]) == (f"D09{LONG}", "D09")
    started = replace(frozen, clocks=(RecordedClock("D09", state.taken_at, is_long=True),))
    assert long_terms(rules, started) == []
