"""The counter, by scanner and keyboard, on a real centre."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from custody_app.domain import tag
from custody_app.domain.tag import Tag, TagKind
from custody_app.domain.vocabulary import Custody, FormKind
from custody_app.queries.forms import find_forms
from custody_app.queries.holdings import find_place
from custody_app.queries.item_history import item_history
from custody_app.runtime.clock import SystemClock
from custody_app.scanning.basket import Doing
from custody_app.services.baskets import Baskets
from custody_app.services.scan_journal import ScanJournal
from custody_app.ui.counter.page import CounterPage
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.fields import TextField
from tests.living import CAST
from tests.ui.centre.window import Window

SEAL = "F20260007"
"""The seal under which the demonstration's laptop went out."""


def counter(window: Window) -> CounterPage:
    page = window.go("counter")
    assert isinstance(page, CounterPage)
    return page


def doings(page: CounterPage) -> list[Doing]:
    return [line.row.doing for line in page.presenter.shown_look.lines]


def enter(window: Window) -> None:
    window.press(Qt.Key.Key_Return)


def papers(window: Window, kind: FormKind) -> int:
    return len(window.read(find_forms, kind=kind.value).rows)


def close_paper(window: Window) -> PaperDialog:
    dialog = window.dialog()
    assert isinstance(dialog, PaperDialog)
    dialog.accept()
    window.settle()
    return dialog


def place_code(window: Window, code: str) -> str:
    return window.read(find_place, text=code)[0].label_code


def laptop(window: Window) -> str:
    return window.item("笔记本电脑", custody="S42").code


def test_what_comes_back_is_compared_explained_signed_and_papered(window: Window) -> None:
    page = counter(window)
    item = window.item("笔记本电脑", custody="S42")
    window.scan(item.code)
    (line,) = page.presenter.shown_look.lines
    assert (line.row.doing, line.is_ready) == (Doing.RETURN, False)
    window.scan(window.person("zhang").code, place_code(window, "A-01-02"))
    assert page.presenter.first_to_read() == item.id
    page.scan_line.setFocus()
    enter(window)
    assert window.program.window.focusWidget() is page.detail.seal
    window.type_in("F-OTHER")
    window.until(lambda: item.id in page.presenter.readings)
    assert not page.presenter.can_confirm
    page.detail.seal.clear()
    window.type_in(SEAL)
    window.until(lambda: page.presenter.can_confirm)
    page.scan_line.setFocus()
    before = papers(window, FormKind.RETURN_SLIP)
    enter(window)
    window.confirm_as("zhang")
    window.until(lambda: not page.presenter.is_open)
    state = window.state(item.id)
    assert (state.custody, state.difference) == (Custody.IN_STORE, False)
    close_paper(window)
    assert papers(window, FormKind.RETURN_SLIP) == before + 1
    assert window.program.window.focusWidget() is page.scan_line


def test_a_difference_that_was_explained_stops_the_thing(window: Window) -> None:
    page = counter(window)
    item = window.item("笔记本电脑", custody="S42")
    window.scan(window.person("zhang").code, item.code)
    page.rows.pick(item.id)
    page.detail.focus_first()
    window.type_in("F-OTHER")
    page.detail.note.setFocus()
    window.type_in("封签在鉴定机构更换，未告知")
    enter(window)
    window.until(lambda: page.presenter.can_confirm)
    page.confirm()
    window.confirm_as("zhang")
    window.until(lambda: not page.presenter.is_open)
    state = window.state(item.id)
    assert state.frozen is not None
    assert state.difference


def test_asked_for_approved_on_the_spot_and_handed_out_by_two(window: Window) -> None:
    page = counter(window)
    drug = window.item("白色晶体")
    window.scan(drug.code, window.person("duan").code)
    assert doings(page) == [Doing.NO_APPROVAL]
    page.approving.ask()
    form = window.form()
    form.fields["reason"].editor.setPlainText("补充检验")  # type: ignore[attr-defined]
    form.submit()
    window.until(lambda: bool(page.presenter.shown_look.requests))
    page.approving.approve_here(page.presenter.shown_look.requests[0])
    window.confirm_as("guandu_head")
    window.until(lambda: doings(page) == [Doing.OUT])
    page.rows.pick(drug.id)
    page.detail.focus_first()
    window.type_in(window.state(drug.id).seal_no)
    window.until(lambda: page.presenter.can_confirm)
    assert page.presenter.shown_look.needs_second
    page.confirm()
    window.confirm_as("duan")
    window.confirm_as("second")
    window.until(lambda: not page.presenter.is_open)
    state = window.state(drug.id)
    assert state.custody is Custody.ON_LOAN
    assert state.loan is not None
    assert state.loan.borrower == window.person("duan").id
    last = window.read(item_history, item=drug.id)[-1]
    assert {person.name for person in last.countersigned} == {
        CAST.member("duan").name,
        CAST.member("second").name,
    }
    close_paper(window)


def test_somebody_else_s_pin_does_not_confirm_for_the_officer(window: Window) -> None:
    page = counter(window)
    item = window.item("笔记本电脑", custody="S42")
    window.scan(window.person("zhang").code, item.code)
    page.rows.pick(item.id)
    page.detail.focus_first()
    window.type_in(SEAL)
    window.until(lambda: page.presenter.can_confirm)
    page.confirm()
    dialog = window.dialog()
    badge = dialog.findChild(TextField, "second_badge_edit")
    assert badge is not None
    assert badge.text() == CAST.member("zhang").badge
    window.confirm_as("liu")
    assert window.state(item.id).custody is Custody.ON_LOAN
    assert dialog.isVisible()


def test_anybody_may_bring_a_thing_back(window: Window) -> None:
    page = counter(window)
    item = window.item("笔记本电脑", custody="S42")
    window.scan(item.code)
    page.person.brought_edit.setText("张父")
    page.person.brought_edit.editingFinished.emit()
    window.settle()
    page.rows.pick(item.id)
    page.detail.focus_first()
    window.type_in(SEAL)
    window.until(lambda: page.presenter.can_confirm)
    page.confirm()
    window.until(lambda: not page.presenter.is_open)
    assert window.state(item.id).custody is Custody.IN_STORE
    close_paper(window)


def test_things_and_places_move_without_anybody_at_the_counter(window: Window) -> None:
    page = counter(window)
    key, bank = window.item("钥匙"), window.item("充电宝")
    window.scan(key.code, place_code(window, "A-01-02"), bank.code)
    assert doings(page) == [Doing.MOVE, Doing.FOUND]
    page.scan_line.setFocus()
    enter(window)
    window.until(lambda: not page.presenter.is_open)
    assert window.item("钥匙").place_code == "A-01-02"
    assert window.item("充电宝").place_code == "A-01-01"
    assert any("移位1件" in text for text in window.said)


def test_a_refused_row_says_why_with_the_article_and_can_be_taken_out(window: Window) -> None:
    page = counter(window)
    crowbar = window.item("撬棍", custody="S21")
    key = window.item("钥匙")
    window.scan(crowbar.code, key.code)
    assert doings(page) == [Doing.TO_INTAKE, Doing.FOUND]
    page.rows.pick(crowbar.id)
    page.rows.table.view.setFocus()
    window.press(Qt.Key.Key_Delete)
    window.until(lambda: doings(page) == [Doing.FOUND])


def test_foreign_and_unknown_codes_stay_on_a_list_until_dealt_with(window: Window) -> None:
    page = counter(window)
    window.scan(
        Tag(TagKind.ITEM, 9999, 1, 26, 1).code(), Tag(TagKind.ITEM, 5301, 1, 26, 9001).code()
    )
    journal = ScanJournal(window.core.writer, window.core.reader, window.core.clock)
    assert len(journal.unread()) == 2
    window.until(page.unread.isVisible)
    page.unread._answer(journal.unread()[0])
    form = window.form()
    form.fields["answer"].editor.setPlainText("外单位标签，已退回")  # type: ignore[attr-defined]
    form.submit()
    window.until(lambda: len(journal.unread()) == 1)
    assert doings(page) == [Doing.UNKNOWN, Doing.UNKNOWN]
    assert not page.presenter.can_confirm


def test_command_cards_repeat_the_place_and_carry_out(window: Window) -> None:
    page = counter(window)
    centre = tag.parse(window.item("钥匙").code)[0]

    def card(serial: int) -> str:
        return Tag(TagKind.COMMAND, centre.site, centre.station, 0, serial).code()

    window.scan(card(1))
    assert any("指令卡" in text for text in window.said)
    window.scan(window.item("钥匙").code, place_code(window, "A-01-02"), card(1))
    window.until(lambda: not page.presenter.is_open)
    window.scan(window.item("充电宝").code, card(5))
    assert doings(page) == [Doing.MOVE]
    window.scan(card(2))
    assert not page.presenter.is_open
    assert window.item("充电宝").place_code == "A-01-01"


def test_the_basket_survives_language_and_crash(window: Window) -> None:
    page = counter(window)
    window.scan(laptop(window), window.person("zhang").code)
    window.program.window.set_language("en")
    window.settle()
    page = window.page
    assert isinstance(page, CounterPage)
    window.until(lambda: doings(page) == [Doing.RETURN])
    core = window.core
    kept = Baskets(core.writer, core.reader, core.clock).load(window.person("clerk").id)
    assert kept is not None
    assert kept["person"] == window.person("zhang").id
    again = CounterPage(window.desk)
    window.qtbot.addWidget(again)
    window.desk.notices.clear()
    again.on_shown()
    window.settle()
    (strip,) = window.said
    assert "basket" in strip
    again.presenter.restore(kept)
    assert again.presenter.basket == page.presenter.basket
    page.clear()
    window.settle()
    assert Baskets(core.writer, core.reader, core.clock).load(window.person("clerk").id) is None


def test_an_approval_on_paper_names_its_approver_and_carries_the_scan(
    window: Window, tmp_path: Path
) -> None:
    page = counter(window)
    window.scan(window.item("钥匙").code, window.person("zhang").code)
    page.approving.ask()
    form = window.form()
    form.fields["reason"].editor.setPlainText("辨认")  # type: ignore[attr-defined]
    form.submit()
    window.until(lambda: bool(page.presenter.shown_look.requests))
    request = page.presenter.shown_look.requests[0]
    page.approving.print_form(request)
    close_paper(window)
    page.approving.on_paper(request)
    form = window.form()
    form.submit()
    assert form.fields["approver"].has_mistake
    picker = form.fields["approver"].editor
    head = CAST.member("wuhua_head")
    picker.edit.setText(head.badge)  # type: ignore[attr-defined]
    picker._ask()  # type: ignore[attr-defined]
    window.settle()
    scan = tmp_path / "signed.png"
    scan.write_bytes(PNG)
    form.fields["files"].editor.add_paths([scan])  # type: ignore[attr-defined]
    window.settle()
    form.submit()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: doings(page) == [Doing.OUT])
    approved = page.presenter.shown_look.requests[0]
    assert approved.paper is not None
    assert approved.approver == window.person("wuhua_head").id


def test_a_visitor_is_registered_and_signs_on_paper(window: Window) -> None:
    page = counter(window)
    item = window.item("笔记本电脑", custody="S42")
    window.scan(item.code)
    page.approving.register("998877")
    form = window.form()
    form.fields["name"].editor.setText("来访䶮")  # type: ignore[attr-defined]
    form.submit()
    window.until(lambda: page.presenter.shown_look.person is not None)
    person = page.presenter.shown_look.person
    assert person is not None
    assert (person.name, person.badge_no, person.account_open) == ("来访䶮", "998877", False)
    assert not page.presenter.asks_person


def test_a_slip_of_the_power_cut_is_typed_in_with_both_times(window: Window) -> None:
    page = counter(window)
    item = window.item("笔记本电脑", custody="S42")
    window.scan(item.code, window.person("zhang").code)
    then = window.core.clock.now().astimezone() - timedelta(hours=2)
    page.bar.late.setChecked(True)
    page.bar.late_at.setText(f"{then:%Y-%m-%d %H:%M}")
    page.bar.late_at.editingFinished.emit()
    page.rows.pick(item.id)
    page.detail.focus_first()
    window.type_in(SEAL)
    window.until(lambda: page.presenter.can_confirm)
    page.confirm()
    window.until(lambda: not page.presenter.is_open)
    last = window.read(item_history, item=item.id)[-1]
    assert last.late_why == "power_cut"
    assert last.happened_at < last.recorded_at
    assert not page.bar.late.isChecked()


def test_typed_numbers_and_names_work_as_well_as_scans(window: Window) -> None:
    page = counter(window)
    for text in (CAST.member("zhang").badge, "SQ2026110001", "没有这样的东西"):
        page.scan_line.setFocus()
        page.scan_line.setText(text)
        enter(window)
    person = page.presenter.shown_look.person
    assert person is not None
    assert person.name == CAST.member("zhang").name
    assert any("没有这样的东西" in text for text in window.said)


class EarlyClock(SystemClock):
    """A computer whose battery was empty."""

    def now(self) -> datetime:
        return super().now() - timedelta(days=400)


def test_a_clock_that_stands_behind_is_confirmed_by_two(window: Window) -> None:
    page = counter(window)
    window.scan(window.item("钥匙").code)
    window.core.custody.clock = EarlyClock()
    page.confirm()
    window.settle()
    assert page.presenter.is_open
    (button,) = [
        one for one in window.desk.notices.findChildren(Button) if one.text() == "确认时间"
    ]
    button.click()
    form = window.form()
    form.fields["reason"].editor.setPlainText("主板电池失效")  # type: ignore[attr-defined]
    form.submit()
    window.confirm_as("second")
    window.until(lambda: QApplication.activeModalWidget() is None)
    page.confirm()
    window.until(lambda: not page.presenter.is_open)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cf500f000386018060f8cf500000000049454e44ae426082"
)
"""One pixel."""


def test_every_row_of_a_whole_case_comes_by_its_code(window: Window) -> None:
    page = counter(window)
    window.scan(window.person("zhang").code)
    case = window.item("笔记本电脑", custody="S42").case_number
    page.scan_line.setFocus()
    page.scan_line.setText(case)
    enter(window)
    assert doings(page) == [Doing.RETURN]
