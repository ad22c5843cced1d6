"""A delivery of five things at the window, by keyboard and scanner, on a real centre."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from custody_app.domain import tag
from custody_app.domain.vocabulary import Custody, FormKind, SealState
from custody_app.queries.cases import case_folder
from custody_app.queries.forms import find_forms
from custody_app.queries.holdings import find_place
from custody_app.ui.intake.page import IntakePage
from custody_app.ui.label_dialog import LabelDialog
from custody_app.ui.notices import Action
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.widgets.fields import ChoiceField
from tests.living import CAST
from tests.ui.centre.window import Window

ROWS = (
    "序号\t名称\t类别\t数量\t单位\t特征\tIMEI\n"
    "1\t华为手机\t手机\t1\t部\tMate 60 黑色\t860000000000011\n"
    "2\t人民币现金\t现金\t12000\t元\t百元面额\t\n"
    "3\t弹簧刀\t管制器具\t2\t把\t\t\n"
    "4\t白色晶体\t毒品\t5.50\t克\t塑料袋封装\t\n"
    "5\t旧书\t图书音像制品\t3\t本\t\t\n"
)

CASH_FIELDS = 16
"""Denominations and the total, with room."""


def keys(window: Window, *pressed: str | Qt.Key) -> None:
    """Texts and keys into whatever has the focus."""
    for one in pressed:
        if isinstance(one, str):
            window.type_in(one)
        else:
            window.press(one)


def fill(window: Window, name: str, text: str) -> None:
    """A field that was reached, typed into."""
    field = named(window, name)
    field.setFocus()
    field.clear()  # type: ignore[attr-defined]
    field.insert(text)  # type: ignore[attr-defined]


def named(window: Window, name: str) -> QWidget:
    found = [
        widget
        for widget in QApplication.allWidgets()
        if widget.objectName() == name and widget.isVisible()
    ]
    assert found, name
    return found[0]


def press(window: Window, name: str) -> None:
    """A button that was reached, pressed with Space."""
    named(window, name).setFocus()
    window.press(Qt.Key.Key_Space)


@pytest.fixture
def page(window: Window) -> IntakePage:
    found = window.go("intake")
    assert isinstance(found, IntakePage)
    return found


def new_list(window: Window, page: IntakePage, *, hours_ago: int = 1) -> None:
    """A new case with a provisional number and the head of its list."""
    press(window, "new_case_button")
    fill(window, "new_case_name", "李某盗窃案")
    window.form().submit()
    window.until(lambda: page.is_heading)
    fill(window, "document_no", "五公（刑）扣字〔2026〕0099号")
    fill(window, "list_no", "2026-099")
    fill(window, "holder", "李某")
    fill(window, "witness", "王秀英")
    fill(window, "taken_place", "文林街")
    for key in ("zhang", "liu"):
        window.scan(window.person(key).code)
    taken = named(window, "taken_at")
    assert taken.text()  # type: ignore[attr-defined]
    if hours_ago > 24:
        taken.setText("2026-01-05 09:30")  # type: ignore[attr-defined]
    press(window, "record_list_button")
    window.until(lambda: not page.is_heading and page.bench.lines.is_typing)


def paste(window: Window, page: IntakePage) -> None:
    QGuiApplication.clipboard().setText(ROWS)
    press(window, "paste_button")
    window.dialog()
    use = named(window, "paste_cash_use")
    use.setFocus()
    keys(window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(window, "paste_go")
    window.until(lambda: len(page.presenter.lines) == 5)


def decide_all(window: Window, page: IntakePage) -> None:
    """Line by line: count, weigh, explain, Enter."""
    form = page.bench.thing.form
    page.bench.lines.show_quick(False)
    assert page.bench.picked == page.presenter.lines[0].state.id
    form.begin()
    keys(window, Qt.Key.Key_Return)
    keys(window, "120")
    knife = page.presenter.lines[2].state.id
    for _ in range(CASH_FIELDS):
        if page.bench.picked != knife:
            keys(window, Qt.Key.Key_Return)
    assert page.bench.picked == knife
    keys(window, "1", Qt.Key.Key_Return, "少一把", Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Return, control=True)
    keys(window, Qt.Key.Key_Return, "6.20", Qt.Key.Key_Return, "5.50", Qt.Key.Key_Return)
    keys(window, Qt.Key.Key_Return)
    keys(window, Qt.Key.Key_Return)


def confirm(window: Window, page: IntakePage) -> None:
    assert window.focus is named(window, "confirm_lines_button")
    keys(window, Qt.Key.Key_Space)
    window.confirm_as("second")
    window.until(lambda: not page.presenter.drafts and bool(page.presenter.to_label()))


def states(page: IntakePage) -> list[Any]:
    return [line.state for line in page.presenter.lines]


def place_code(window: Window, text: str) -> str:
    return window.read(find_place, text=text)[0].label_code


def code(state: Any) -> str:
    return tag.code_of(state.tag, state.copy)


def close_papers(window: Window) -> list[str]:
    """Every paper that opens one after another, closed with Esc."""
    titles = []
    while isinstance(QApplication.activeModalWidget(), PaperDialog):
        dialog = window.dialog()
        titles.append(dialog.windowTitle())
        window.press(Qt.Key.Key_Escape)
    return titles


def test_five_things_from_a_pasted_list_to_their_shelves(window: Window, page: IntakePage) -> None:
    new_list(window, page)
    paste(window, page)
    decide_all(window, page)
    assert len(page.presenter.drafts) == 5
    confirm(window, page)
    assert [state.custody for state in states(page)] == [Custody.IN_STORE] * 5
    assert [state.counted for state in states(page)] == [True] * 5
    assert states(page)[2].difference
    assert states(page)[2].balance.taken.n == "1"
    press(window, "print_labels_button")
    window.until(lambda: isinstance(QApplication.activeModalWidget(), LabelDialog))
    assert len(close_papers(window)) == 1
    safes = {"cash": "G-01", "drugs": "G-02"}
    for line in states(page):
        window.scan(code(line))
        assert window.state(line.id).label_proved
        window.scan(place_code(window, safes.get(line.category.value, "A-01-01")))
        assert not window.state(line.id).needs_place
    assert page.presenter.unshelved() == []
    press(window, "print_intake_list_button")
    window.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    close_papers(window)
    case = page.presenter.view.case.id if page.presenter.view else ""
    kinds = {row.kind for row in window.read(find_forms, case=case).rows}
    assert FormKind.INTAKE_LIST in kinds


def test_a_refused_line_gets_its_notice_and_may_come_again(
    window: Window, page: IntakePage
) -> None:
    new_list(window, page)
    quick = page.bench.lines.quick
    fill(window, "line_name", "木箱")
    quick.submit()
    window.until(lambda: len(page.presenter.lines) == 1)
    page.bench.lines.show_quick(False)
    form = page.bench.thing.form
    form._ways.setFocus()
    keys(window, Qt.Key.Key_Right, Qt.Key.Key_Right)
    page.bench.decide()
    press(window, "confirm_lines_button")
    window.dialog()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: states(page)[0].custody is Custody.REFUSED)
    press(window, "print_refusal_notice_button")
    window.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    close_papers(window)
    press(window, "brought_again_button")
    form.begin()
    keys(window, Qt.Key.Key_Return)
    press(window, "confirm_lines_button")
    window.dialog()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: states(page)[0].custody is Custody.IN_STORE)


def test_late_things_are_taken_in_with_their_reason(window: Window, page: IntakePage) -> None:
    new_list(window, page, hours_ago=100)
    fill(window, "line_name", "木箱")
    page.bench.lines.quick.submit()
    window.until(lambda: len(page.presenter.lines) == 1)
    page.bench.lines.show_quick(False)
    page.bench.thing.form.begin()
    keys(window, Qt.Key.Key_Return)
    assert window.focus is named(window, "late_note")
    press(window, "confirm_lines_button")
    assert QApplication.activeModalWidget() is None
    keys(window, "路途遥远")
    press(window, "confirm_lines_button")
    window.dialog()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: states(page)[0].custody is Custody.IN_STORE)


def test_without_a_second_the_cash_goes_sealed_into_the_safe(
    window: Window, page: IntakePage, tmp_path: Any
) -> None:
    new_list(window, page)
    quick = page.bench.lines.quick
    quick.category.set_value("cash")
    quick._on_category("cash")
    fill(window, "line_name", "现金")
    quick.amount.set_value("500", "CNY")
    quick.cash_use.set_value("to_bank")
    quick.submit()
    window.until(lambda: len(page.presenter.lines) == 1)
    page.bench.lines.show_quick(False)
    form = page.bench.thing.form
    sealed = named(window, "sealed_uncounted")
    sealed.setFocus()
    keys(window, Qt.Key.Key_Space)
    fill(window, "found_seal", "F20269999")
    page.bench.decide()
    assert page.presenter.drafts == {}
    picture = window.core.folder.inbox / "seal.png"
    picture.parent.mkdir(exist_ok=True)
    Image.new("RGB", (40, 30), "white").save(picture)
    window.until(lambda: bool(form.draft().files))
    assert not picture.exists()
    window.scan(place_code(window, "G-01"))
    page.bench.decide()
    assert len(page.presenter.drafts) == 1
    press(window, "confirm_lines_button")
    window.dialog()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: states(page)[0].custody is Custody.IN_STORE)
    state = states(page)[0]
    assert (state.counted, state.seal, state.is_uncounted) == (False, SealState.SEALED, True)
    assert not state.needs_place


def test_a_line_is_taken_apart_into_its_pieces(window: Window, page: IntakePage) -> None:
    new_list(window, page)
    fill(window, "line_name", "茅台酒")
    page.bench.lines.quick.amount.set_value("3", "瓶")
    page.bench.lines.quick.submit()
    window.until(lambda: len(page.presenter.lines) == 1)
    press(window, "split_button")
    fill(window, "parts", "3")
    window.form().submit()
    window.settle()
    window.dialog()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: len(page.presenter.lines) == 3)
    assert [state.line for state in states(page)] == ["1-1", "1-2", "1-3"]


def test_existing_stock_is_taken_over_seen_by_its_scan(window: Window, page: IntakePage) -> None:
    new_list(window, page)
    page.start_list(takeover=True)
    window.settle()
    fill(window, "document_no", "旧扣字〔2019〕7号")
    fill(window, "taken_at", "2019-03-04 10:00")
    press(window, "record_list_button")
    window.until(lambda: page.presenter.is_takeover)
    window.scan(place_code(window, "A-01-02"))
    fill(window, "line_name", "旧电视机")
    page.bench.lines.quick.submit()
    window.until(lambda: len(page.presenter.lines) == 1)
    state = states(page)[0]
    assert state.custody is Custody.IN_STORE
    assert state.last_seen_at is None
    press(window, "print_labels_button")
    window.until(lambda: isinstance(QApplication.activeModalWidget(), LabelDialog))
    close_papers(window)
    window.scan(code(states(page)[0]))
    window.until(lambda: window.state(state.id).last_seen_at is not None)


def test_language_and_look_lose_nothing(window: Window, page: IntakePage) -> None:
    new_list(window, page)
    paste(window, page)
    decide_all(window, page)
    window.program.window.set_language("en")
    window.settle()
    english = window.go("intake")
    assert isinstance(english, IntakePage)
    assert len(english.presenter.drafts) == 5
    assert english.presenter.drafts[states(english)[2].id].note == "少一把"


def test_what_was_taken_in_is_told_only_on_its_page_until_its_papers_are_made(
    window: Window, page: IntakePage
) -> None:
    new_list(window, page)
    paste(window, page)
    decide_all(window, page)
    confirm(window, page)

    def told() -> list[str]:
        return [text for text in window.said if "已接收入库 5 行" in text]

    first = told()
    assert len(first) == 1
    window.desk.notices.warning("别处的提醒")
    window.go("today")
    assert told() == []
    assert "别处的提醒" in window.said
    window.go("intake")
    window.desk.notices.success(first[0], Action("打印", lambda: None), of_page=True)
    press(window, "print_intake_list_button")
    window.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    close_papers(window)
    assert told() == []


def test_a_new_case_is_of_the_unit_of_its_officer_until_another_is_chosen(
    window: Window, page: IntakePage
) -> None:
    def unit() -> ChoiceField:
        found = named(window, "unit")
        assert isinstance(found, ChoiceField)
        return found

    duan, zhang = window.person("duan"), window.person("zhang")
    keys(window, "没有的案件", Qt.Key.Key_Return)
    window.form()
    others = [unit().itemData(at) for at in range(unit().count())]
    assert unit().value() not in ("", duan.unit_id)
    window.scan(duan.code)
    window.until(lambda: unit().value() == duan.unit_id)
    other = next(one for one in others if one not in (duan.unit_id, zhang.unit_id))
    unit().setFocus()
    while unit().value() != other:
        window.press(
            Qt.Key.Key_Down if others.index(other) > unit().currentIndex() else Qt.Key.Key_Up
        )
    window.scan(zhang.code)
    assert unit().value() == other
    fill(window, "new_case_name", "李某盗窃案")
    window.form().submit()
    window.until(lambda: page.is_heading)
    assert page.bar.picker.edit.text() == ""


def test_a_new_case_begins_with_the_unit_of_who_is_delivering(
    window: Window, page: IntakePage
) -> None:
    keys(window, "0233", Qt.Key.Key_Return)
    window.until(lambda: page.presenter.view is not None and not page.is_heading)
    duan = window.person("duan")
    window.scan(duan.code)
    press(window, "new_case_button")
    found = named(window, "unit")
    assert isinstance(found, ChoiceField)
    assert found.value() == duan.unit_id != found.itemData(0)


def test_a_visiting_officer_is_registered_at_the_window(window: Window, page: IntakePage) -> None:
    new_list(window, page)
    page.start_list(takeover=False)
    window.settle()
    page.header.officers.picker.edit.setText("539999")
    press(window, "register_officer_button")
    fill(window, "visitor_name", "外来民警")
    window.form().submit()
    officers = page.header.officers
    window.until(lambda: "外来民警" in [person.name for person in officers.people()])


def test_a_known_case_is_found_by_a_part_of_its_number(window: Window, page: IntakePage) -> None:
    keys(window, "0233", Qt.Key.Key_Return)
    window.until(lambda: page.presenter.view is not None)
    assert page.presenter.view is not None
    folder = window.read(case_folder, case=page.presenter.view.case.id)
    assert "0233" in folder.row.number
    assert CAST.name
