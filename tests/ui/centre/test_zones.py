"""A move to another kind of zone at the window: why, and which head lets it go there (T08)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from custody_app.domain.commands.registers import ConfirmRule, RegisterContainer
from custody_app.domain.commands.store import MoveItem
from custody_app.domain.ids import ContainerId, ItemId, PlaceId
from custody_app.domain.rules.zones import APPROVAL
from custody_app.domain.vocabulary import ContainerKind
from custody_app.queries.holdings import find_place, place_containers
from custody_app.queries.names import containers_of
from custody_app.scanning.basket import Doing
from custody_app.ui.person_field import choice_of
from tests.living import signer_of
from tests.ui.centre.window import Window

SAFE = "G-06"


def scan_to_safe(window: Window, page: str) -> Any:
    """A key is scanned, then a place under dual custody."""
    shown = window.go(page)
    window.scan(window.item("钥匙").code, window.read(find_place, text=SAFE)[0].label_code)
    return shown


def confirm_rule(window: Window) -> None:
    legal = signer_of(window.core, "legal")
    window.core.custody.handle(ConfirmRule(rule=APPROVAL, basis="中心规定第8条"), signer=legal)
    window.settle()


def lies_in_safe(window: Window) -> bool:
    return window.item("钥匙").place_code == SAFE


def test_places_ask_why_and_who_and_then_move(window: Window) -> None:
    confirm_rule(window)
    scan_to_safe(window, "places")
    form: Any = window.form()
    form.submit()
    assert form.fields["reason"].has_mistake
    form.fields["reason"].editor.setPlainText("防潮")
    form.submit()
    window.settle()
    assert not lies_in_safe(window), "the head has not let it go"
    form.fields["head"].editor.set_chosen(choice_of(window.person("head")))
    form.submit()
    window.settle()
    window.confirm_as("head")
    window.until(lambda: lies_in_safe(window))


def test_the_counter_asks_why_in_the_row(window: Window) -> None:
    page = scan_to_safe(window, "counter")
    (line,) = page.presenter.shown_look.lines
    assert (line.codes, line.to_read) == (("move.zone_reason",), True)
    page.scan_line.setFocus()
    window.press(Qt.Key.Key_Return)
    assert window.focus is page.detail.note
    shown = [key for key, field in page.detail._fields.items() if field.isVisibleTo(page)]
    assert shown == ["note"], "a move has nothing to read"
    window.type_in("防潮")
    window.until(lambda: page.presenter.shown_look.lines[0].is_ready)
    page.scan_line.setFocus()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: lies_in_safe(window))


def test_the_head_confirms_at_the_counter_as_the_second_person(window: Window) -> None:
    confirm_rule(window)
    page = scan_to_safe(window, "counter")
    page.scan_line.setFocus()
    window.press(Qt.Key.Key_Return)
    window.type_in("防潮")
    window.until(lambda: page.presenter.shown_look.lines[0].is_ready)
    assert page.presenter.shown_look.needs_second
    page.scan_line.setFocus()
    window.press(Qt.Key.Key_Return)
    window.confirm_as("head")
    window.until(lambda: lies_in_safe(window))


def test_a_box_says_why_it_moves_at_the_counter_too(window: Window) -> None:
    clerk, key = signer_of(window.core, "clerk"), window.item("钥匙")
    shelf = PlaceId(key.place_id)
    make = RegisterContainer(kind=ContainerKind.BOX, name="钥匙盒", place=shelf)
    box = ContainerId(window.core.custody.handle(make, signer=clerk).first("container"))
    put = MoveItem(item=ItemId(key.id), container=box)
    window.core.custody.handle(put, signer=clerk)
    page = window.go("counter")
    window.scan(
        window.read(containers_of, [box])[box].code,
        window.read(find_place, text=SAFE)[0].label_code,
    )
    (line,) = page.presenter.shown_look.lines
    assert (line.row.doing, line.codes) == (Doing.MOVE_BOX, ("move.zone_reason",))
    page.scan_line.setFocus()
    window.press(Qt.Key.Key_Return)
    assert window.focus is page.detail.note
    window.type_in("防潮")
    window.until(lambda: page.presenter.can_confirm)
    page.scan_line.setFocus()
    window.press(Qt.Key.Key_Return)
    (safe,) = window.read(find_place, text=SAFE)
    window.until(lambda: len(window.read(place_containers, place=safe.id)) == 1)
