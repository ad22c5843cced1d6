"""Personal effects at a shown window: taken in, out and back, given back, moved to a case."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractButton, QApplication

from custody_app.domain.effects import LineState
from custody_app.domain.state.effects import EffectsState
from custody_app.queries.cases import find_cases
from custody_app.queries.effects import effects_slips
from custody_app.queries.find_items import find_items
from custody_app.queries.forms import find_forms
from custody_app.queries.states import state_of
from custody_app.ui.effects.page import EffectsPage
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.widgets.person_picker import PersonChoice
from tests.ui.centre.window import Window

PERSON = "钱某"


def choose(window: Window, field: Any, key: str) -> None:
    person = window.person(key)
    field.editor.set_chosen(PersonChoice(person.id, person.badge_no, person.name, person.unit_name))


def slip_of(window: Window, page: EffectsPage) -> EffectsState:
    return window.read(state_of, EffectsState, page._slip)


def papers_closed(window: Window) -> None:
    window.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    window.close_dialogs()


def received(window: Window, case: str = "") -> EffectsPage:
    page = window.go("effects")
    assert isinstance(page, EffectsPage)
    button = page.findChild(QAbstractButton, "receive_effects_button")
    assert button is not None
    button.click()
    form: Any = window.form()
    form.fields["person"].editor.setText(PERSON)
    form.fields["place"].editor.setText("SW-03")
    form.fields["case"].editor.setText(case)
    choose(window, form.fields["officer"], "zhang")
    lines = form.fields["lines"].editor
    lines.set_cell("1", "name", "皮带")
    lines.set_cell("2", "name", "人民币")
    lines.set_cell("2", "number", "12元")
    form.submit()
    assert form.isVisible()
    lines.set_cell("2", "number", "12.50")
    lines.choose("2", "unit", "CNY")
    lines.set_cell("3", "name", "门禁卡")
    form.submit()
    papers_closed(window)
    row = window.read(effects_slips, text=PERSON).rows[0]
    page.open_slip(row.id)
    window.settle()
    return page


def test_taken_in_out_and_back_then_given_back_before_a_second_person(window: Window) -> None:
    page = received(window)
    slip = slip_of(window, page)
    assert [line.name for line in slip.lines] == ["皮带", "人民币", "门禁卡"]
    assert window.read(find_forms, kind="effects_slip").rows
    row = window.read(effects_slips, text=PERSON).rows[0]
    assert row.due_at is not None
    page.start("take_out")
    form: Any = window.form()
    for n in (1, 3):
        form.fields[f"line_{n}"].editor.setChecked(False)
    choose(window, form.fields["who"], "zhang")
    form.fields["purpose"].editor.setText("辨认")
    form.submit()
    papers_closed(window)
    assert slip_of(window, page).taken_out == 1
    page.start("put_back")
    form = window.form()
    choose(window, form.fields["who"], "zhang")
    form.submit()
    window.until(lambda: slip_of(window, page).taken_out == 0)
    page.start("give_back")
    form = window.form()
    form.submit()
    window.settle()
    window.confirm_as("second")
    papers_closed(window)
    assert not slip_of(window, page).is_open
    assert window.read(effects_slips, is_open=False, text=PERSON).rows
    assert window.read(effects_slips, text=PERSON).rows == ()


def test_a_line_that_belongs_to_a_case_becomes_a_thing_of_its_list(window: Window) -> None:
    laptop = window.item("笔记本电脑", custody="S42")
    page = received(window, laptop.case_number)
    page.start("seize")
    form: Any = window.form()
    form.fields["line_3"].editor.set_value("general")
    choose(window, form.fields["who"], "zhang")
    form.submit()
    papers_closed(window)
    slip = slip_of(window, page)
    assert [line.state for line in slip.lines] == [
        LineState.IN_LOCKER, LineState.IN_LOCKER, LineState.SEIZED,
    ]  # fmt: skip
    thing = slip.lines[2].item
    assert thing is not None
    rows = window.read(find_items, limit=300).rows
    assert next(row for row in rows if row.id == thing).case_id == laptop.case_id


def test_a_slip_without_a_case_asks_for_it_and_a_wrong_one_is_told(window: Window) -> None:
    page = received(window)
    page.start("seize")
    form: Any = window.form()
    form.fields["case"].editor.setText("没有这个案件")
    form.submit()
    window.settle()
    assert window.said
    page.start("seize")
    form = window.form()
    form.fields["case"].editor.setText(window.read(find_cases, limit=9).rows[-1].number)
    form.submit()
    window.until(lambda: "list" in window.form().fields)
    window.close_dialogs()


def test_lines_go_to_the_temporary_store_and_empty_choices_are_refused(window: Window) -> None:
    page = received(window)
    page.start("store")
    form: Any = window.form()
    form.fields["place"].editor.setText("SW-03")
    choose(window, form.fields["who"], "zhang")
    form.fields["reason"].editor.setPlainText("是否涉案尚不清楚")
    form.submit()
    window.settle()
    assert form._refusal.isVisible()
    form.reject()
    window.settle()
    page.start("take_out")
    form = window.form()
    for n in (1, 2, 3):
        form.fields[f"line_{n}"].editor.setChecked(False)
    choose(window, form.fields["who"], "zhang")
    form.fields["purpose"].editor.setText("辨认")
    form.submit()
    window.settle()
    assert form._refusal.isVisible()
    assert slip_of(window, page).left == 3


def test_today_leads_to_the_slip_that_is_late(window: Window) -> None:
    shown: Any = window.go("today")
    card = next(card for card in shown._shown if card.code == "effects")
    assert card.rows[0].tone == "bad"
    shown._go(card.rows[0].way)
    window.settle()
    assert isinstance(window.page, EffectsPage)
    assert window.page.view is not None
    assert window.page.view.state.name == card.rows[0].title
