"""The page of vehicles at a shown window: the sheet typed in, keys, upkeep, slots, why not."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from custody_app.domain.commands.outgoing import ReleaseItem
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import RequestId
from custody_app.domain.moments import later, moment_of
from custody_app.domain.vocabulary import FormKind, Recipient, SignedBy
from custody_app.queries.forms import find_forms
from custody_app.queries.today import today
from custody_app.queries.vehicles import View, parts_of_vehicle, sheets_out
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.disposal.departures import Handing, releases
from custody_app.ui.kinds import kinds_of
from custody_app.ui.leaving_lines import Leaving
from custody_app.ui.leaving_sheet import LeavingSheet
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.today.presenter import cards_of
from custody_app.ui.vehicles.page import LIST, SHEETS, YARD, VehiclesPage
from tests.living import CAST, signer_of
from tests.ui.centre.window import Window

CAR, BIKE = "小型轿车", "两轮摩托车"


def page_of(window: Window, **args: object) -> VehiclesPage:
    page = window.go("vehicles", **args)
    assert isinstance(page, VehiclesPage)
    return page


def opened(window: Window, name: str, custody: str = "S30") -> VehiclesPage:
    vehicle = window.item(name, custody=custody)
    page = page_of(window, item_id=vehicle.id)
    assert page.view is not None
    assert page.view.row.item.id == vehicle.id
    return page


def as_person(window: Window, key: str) -> None:
    member = CAST.member(key)
    session = window.core.sign_in.with_pin(member.badge, member.pin)
    window.program.session.set_officer(officer_of(session))
    window.program.window.rebuild()
    window.settle()


def button(page: VehiclesPage, code: str) -> QPushButton:
    found = page.card.findChild(QPushButton, f"vehicle_{code}_button")
    assert isinstance(found, QPushButton)
    return found


def start(window: Window, page: VehiclesPage, code: str) -> Any:
    button(page, code).click()
    window.settle()
    return window.form()


def fill(form: Any, **texts: str) -> None:
    for key, text in texts.items():
        editor = form.fields[key].editor
        if hasattr(editor, "set_value"):
            editor.set_value(text)
        elif hasattr(editor, "setPlainText"):
            editor.setPlainText(text)
        else:
            editor.setText(text)


def test_the_lists_show_what_each_vehicle_lacks(window: Window) -> None:
    page = page_of(window)
    shown = {found.item.name: found for found in page.table.model.held()}
    assert set(shown) == {CAR, BIKE}
    assert (shown[CAR].keys, shown[CAR].articles) == (1, 3)
    page.which.setCurrentIndex(page.which.findData(View.NO_KEY.value))
    window.settle()
    assert [found.item.name for found in page.table.model.held()] == [BIKE]
    page.which.setCurrentIndex(page.which.findData(View.GONE.value))
    window.settle()
    assert page.table.model.held() == ()
    assert page.table._empty.isVisible()


def test_a_printed_sheet_is_scanned_and_typed_in_with_its_articles(window: Window) -> None:
    opened(window, BIKE)
    window.core.custody.handle(
        IssueForm(kind=FormKind.INSPECTION_SHEET), signer=signer_of(window.core, "clerk")
    )
    window.settle()
    sheet = window.read(sheets_out)[0]
    window.scan(sheet.code)
    form = window.form()
    assert form.fields["at"].editor.hasFocus()
    window.press(Qt.Key.Key_Return)
    assert form.fields["plate"].editor.hasFocus()
    fill(form, make="豪爵", colour="红色", keys="一把")
    form.submit()
    assert form.fields["keys"].editor.hasFocus()
    fill(form, keys="0", vin="LFV2A21KXJ310826X", missing="拖移入场", note_left="镜架断")
    form.submit()
    assert form.fields["zone_left"].editor.hasFocus()
    fill(form, zone_left="broken")
    articles: Any = form.fields["articles"].editor
    articles.set_cell("1", "name", "头盔")
    articles.set_cell("2", "name", "车钥匙")
    articles.choose("2", "kind", "key")
    form.submit()
    window.settle()
    state = window.state(window.item(BIKE).id)
    assert state.vehicle is not None
    assert state.vehicle.inspection is not None
    assert state.vehicle.inspection.form == sheet.id
    assert state.is_doubtful
    parts = window.read(parts_of_vehicle, vehicle=state.id)
    assert {part.name for part in parts} == {"头盔", "车钥匙"}
    assert window.read(sheets_out)[0:1] != (sheet,)
    assert window.page.__class__.__name__ == "IntakePage"


def test_maintenance_needs_a_task_or_a_reason_and_starts_the_term_anew(window: Window) -> None:
    page = opened(window, BIKE)
    assert page.view is not None
    before = page.view.row.upkeep_at
    form = start(window, page, "maintain")
    form.submit()
    window.settle()
    assert form._refusal.isVisible()
    form.fields["task_tyres"].editor.setChecked(True)
    form.submit()
    window.settle()
    assert page.view.row.upkeep_at is not None and before is not None
    assert page.view.row.upkeep_at > before
    assert len(page.view.upkeeps) == 1


def test_a_free_slot_takes_the_open_vehicle_and_a_taken_one_opens_its_own(window: Window) -> None:
    page = opened(window, BIKE)
    page.tabs.setCurrentIndex(YARD)
    page.yard.tiles["Y-05"][0].click()
    window.settle()
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.item(BIKE).place_code == "Y-05"
    page.open_vehicle(window.item(CAR, custody="S42").id)
    window.settle()
    page.yard.tiles["Y-05"][0].click()
    window.settle()
    assert page.view is not None
    assert page.view.row.item.name == BIKE


def test_the_label_of_a_key_opens_its_vehicle_and_other_things_are_told(window: Window) -> None:
    page = page_of(window)
    key = window.item("车钥匙")
    window.scan(key.code)
    assert page.view is not None
    assert page.view.row.item.name == CAR
    window.scan(window.item("钥匙").code)
    assert page.view.row.item.name == CAR
    assert window.said


def test_who_may_not_is_told_why(window: Window) -> None:
    as_person(window, "zhang")
    page = opened(window, BIKE)
    maintain = button(page, "maintain")
    assert not maintain.isEnabled()
    assert maintain.toolTip()
    assert not page.type_button.isEnabled()


def test_blank_sheets_and_the_weekly_table_are_printed(window: Window) -> None:
    page = page_of(window)
    page.blank_button.click()
    form = window.form()
    fill(form, count="51")
    form.submit()
    assert window.form() is form
    fill(form, count="2")
    form.submit()
    window.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    window.close_dialogs()
    page.tabs.setCurrentIndex(SHEETS)
    window.settle()
    assert len(page.sheets.model.held()) >= 2
    page.week_button.click()
    window.form().submit()
    window.until(lambda: window.read(find_forms, kind="vehicle_week").rows != ())
    window.close_dialogs()
    page.tabs.setCurrentIndex(LIST)


def test_today_leads_to_a_vehicle_that_waits_for_its_maintenance(window: Window) -> None:
    now = later(moment_of(window.core.clock.now()), days=85)
    cards = {card.code: card for card in cards_of(window.read(today, now=now), now)}
    row = next(row for row in cards["upkeep"].rows if row.title.startswith(BIKE))
    shown: Any = window.go("today")
    shown._go(row.way)
    window.settle()
    assert isinstance(window.page, VehiclesPage)
    assert window.page.view is not None
    assert window.page.view.row.item.name == BIKE


def test_a_vehicle_on_the_sheet_of_what_leaves_asks_why_its_parts_stay(window: Window) -> None:
    car, laptop = window.item(CAR, custody="S42"), window.item("笔记本电脑", custody="S42")
    kinds = kinds_of(window.desk)
    things = [
        Leaving(row, window.state(row.id), row.quantity, kinds.of(row.category))
        for row in (car, laptop)
    ]
    assert "parts_note" not in LeavingSheet(things[1:]).sheet.value()[laptop.id]
    sheet = LeavingSheet(things[:1])
    sheet.sheet.set_cell(car.id, "parts_note", "钥匙随案移送")
    (line,) = sheet.lines()
    to = Handing(Recipient.OWNER, "赵六", "居民身份证", "", "行驶证", SignedBy.SIGNATURE, "", ())
    (release,) = releases(RequestId("request"), [line], to)
    assert isinstance(release, ReleaseItem)
    assert release.parts_note == "钥匙随案移送"
