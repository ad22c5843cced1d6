"""What had no place in the window: a later return, a changed and an archived case, an erasure."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from custody_app.domain.state.registers import CaseState
from custody_app.queries.cases import find_cases
from custody_app.queries.requests import find_requests
from custody_app.queries.states import state_of
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.items.loan_actions import approved_extension
from custody_app.ui.settings.erasure import ask_erasure
from tests.living import CAST
from tests.ui.centre.window import Window

LAPTOP = "笔记本电脑"


def as_person(window: Window, key: str) -> None:
    member = CAST.member(key)
    session = window.core.sign_in.with_pin(member.badge, member.pin)
    window.program.session.set_officer(officer_of(session))
    window.program.window.rebuild()
    window.settle()


def pick(window: Window, field: Any, key: str) -> None:
    field.editor.edit.setText(CAST.member(key).badge)
    field.editor._ask()
    window.settle()


def press(page: Any, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def test_a_loan_lasts_longer_from_asking_to_the_new_date(window: Window) -> None:
    laptop = window.item(LAPTOP, custody="S42")
    page = window.go("items", item_id=laptop.id)
    before = window.state(laptop.id).loan
    assert before is not None
    page._start("extend_loan")
    window.settle()
    assert window.said
    page._start("longer")
    form: Any = window.form()
    form.fields["due"].editor.setText("2031-01-31 09:30")
    pick(window, form.fields["requester"], "zhang")
    form.fields["reason"].editor.setPlainText("检验尚未完成")
    form.submit()
    window.until(lambda: bool(window.read(find_requests, kind="extension").rows))
    request = window.read(find_requests, kind="extension").rows[0]
    as_person(window, "wuhua_head")
    approvals = window.go("approvals", request=request.id)
    approvals.buttons["approve"].click()
    window.form().submit()
    window.settle()
    window.confirm_as("wuhua_head")
    window.settle()
    assert approved_extension(window.read, window.state(laptop.id)) is not None
    as_person(window, "clerk")
    page = window.go("items", item_id=laptop.id)
    page._start("extend_loan")
    window.dialog()
    window.press(Qt.Key.Key_Return)
    window.settle()
    after = window.state(laptop.id).loan
    assert after is not None
    assert after.due_at > before.due_at


def test_a_case_is_changed_and_not_archived_while_things_of_it_are_here(window: Window) -> None:
    case = window.read(find_cases, limit=50).rows[0]
    page = window.go("intake", case=case.id)
    press(page, "change_case_button")
    form: Any = window.form()
    form.submit()
    window.settle()
    assert form._refusal.isVisible()
    form.fields["name"].editor.setText("改名后的案件")
    form.submit()
    window.until(lambda: window.read(state_of, CaseState, case.id).name == "改名后的案件")
    open_one = next(row for row in window.read(find_cases, limit=50).rows if row.open_items)
    page = window.go("intake", case=open_one.id)
    press(page, "close_case_button")
    form = window.form()
    form.submit()
    window.settle()
    assert form._refusal.isVisible()
    assert not window.read(state_of, CaseState, open_one.id).closed


def test_personal_data_is_erased_by_order_with_the_audit_administrator(window: Window) -> None:
    as_person(window, "security")
    laptop = window.item(LAPTOP, custody="S42")
    assert window.state(laptop.id).features
    window.go("settings", section="people")
    dialog: Any = ask_erasure(window.desk)
    window.scan(laptop.code)
    assert dialog.values["kind"] == "item"
    dialog.submit()
    assert dialog.isVisible()
    dialog.fields["order"].editor.setText("昆公删〔2026〕1号")
    dialog.fields["description"].editor.setChecked(True)
    dialog.submit()
    window.settle()
    window.confirm_as("audit")
    window.until(lambda: not window.state(laptop.id).features)
