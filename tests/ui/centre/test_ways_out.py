"""The dialog that asks for a disposal shows which ways are open and why the others are not."""

from __future__ import annotations

from typing import Any

from custody_app.domain.commands.store import PlaceHold
from custody_app.domain.ids import ItemId
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import Custody, Disposal
from custody_app.queries.find_items import find_items
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.states import state_of
from custody_app.ui.disposal_request import ask_disposal
from custody_app.ui.widgets.buttons import Button
from tests.living import signer_of
from tests.ui.centre.window import Window


def of_one_case(window: Window) -> list[ItemRow]:
    """Two ordinary things of one case whose measure still holds."""
    rows = window.read(find_items, limit=200).rows
    found: dict[str, list[ItemRow]] = {}
    for row in rows:
        state = window.state(row.id)
        free = state.custody is Custody.IN_STORE and not (state.holds or state.frozen)
        if free and row.category == "general" and not row.matters:
            found.setdefault(row.case_id, []).append(row)
    return next(rows for rows in found.values() if len(rows) > 1)[:2]


def asking(window: Window, items: list[str]) -> tuple[Any, list[str]]:
    made: list[str] = []
    ask_disposal(window.desk, items, made.append)
    window.settle()
    return window.form(), made


def shown(form: Any) -> dict[str, str]:
    """Way -> what the list says of it."""
    table = form.fields["way"].editor.table
    _way, state = table.model.columns
    return {one.disposal.value: state.text(one) for one in table.model.held()}


def test_a_way_that_needs_a_paper_is_asked_for_with_its_number(window: Window) -> None:
    row = of_one_case(window)[0]
    form, made = asking(window, [row.id])
    said = shown(form)
    assert (said["return_to_owner"], said["sale"]) == ("须凭文书", "可以")
    assert said["authority_store"] == "不可"
    field = form.fields["way"].editor
    assert field.table.pick_where(lambda one: one.disposal is Disposal.RETURN_TO_OWNER)
    form.fields["recipient"].editor.setText("朱丽娜")
    form.fields["reason"].editor.setPlainText("查明与案件无关")
    form.submit()
    assert form.fields["paper"].has_mistake
    form.fields["paper"].editor.setText("昆公（五华）不扣字〔2026〕12号")
    form.submit()
    window.settle()
    window.dialog().findChildren(Button, "confirm_button")[0].click()
    window.until(lambda: bool(made))
    request = window.read(state_of, ApprovalRequest, made[0])
    assert (request.disposal, request.recipient) == (Disposal.RETURN_TO_OWNER, "朱丽娜")


def test_a_closed_way_cannot_be_pressed_and_what_closes_it_can_be_left_out(window: Window) -> None:
    held, free = of_one_case(window)
    hold = PlaceHold(item=ItemId(held.id), reason="申诉未决")
    window.core.custody.handle(hold, signer=signer_of(window.core, "supervisor"))
    form, _made = asking(window, [held.id, free.id])
    assert set(shown(form).values()) == {"不可"}
    assert not form.button.isEnabled()
    field = form.fields["way"].editor
    assert field.closed_items() == {held.id}
    form.findChildren(Button, "leave_out_button")[0].click()
    window.settle()
    rest = window.form()
    assert rest is not form
    assert shown(rest)["sale"] == "可以"
    assert rest.button.isEnabled()
    rest.reject()
