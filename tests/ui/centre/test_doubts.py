"""A number that looks wrong is told beside its field at once, in one wording, and stops nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from custody_app.domain.state.effects import EffectsState
from custody_app.domain.state.registers import CaseState
from custody_app.queries.cases import find_cases
from custody_app.queries.effects import effects_slips
from custody_app.queries.money import accounts
from custody_app.queries.people import units
from custody_app.queries.states import state_of
from custody_app.runtime.i18n import set_language, translate
from custody_app.ui.counter.dialogs import register_visitor
from custody_app.ui.effects.deposit_dialog import DepositDialog
from custody_app.ui.effects.dialogs import ask_give_back
from custody_app.ui.intake.case_dialogs import ask_new_case
from custody_app.ui.intake.header_form import HeaderForm
from custody_app.ui.intake.quick_row import QuickRow
from custody_app.ui.items.notice_actions import ask_claim
from custody_app.ui.money.payment_dialogs import pay_on_judgment
from custody_app.ui.widgets.fields import Field, TextField
from tests.ui.centre.window import Window

WRONG_ID, RIGHT_ID = "110105194912310021", "11010519491231002X"
WRONG_CASE = "A5301020000002026130001"
WRONG_UNIT = "990102000000"
WRONG_CARD = "6222021234567890127"
TODAY = "2026-11-26"


def below(field: Field) -> str:
    """What stands below the editor."""
    return field._below.text() if not field._below.isHidden() else ""


def told(field: Field, number: str) -> str:
    editor = field.editor
    assert isinstance(editor, TextField)
    editor.setText(number)
    assert not field.has_mistake
    assert bool(editor.property("doubtful")) == (field._below.property("role") == "doubt")
    return below(field) if editor.property("doubtful") else ""


def _slip(window: Window) -> EffectsState:
    return window.read(state_of, EffectsState, window.read(effects_slips).rows[0].id)


def _ignore(*_given: object) -> None:
    """What would follow is not tested here."""


DIALOGS: dict[str, tuple[Callable[[Window], Any], str, str]] = {
    "new case": (
        lambda at: ask_new_case(at.desk, tuple(at.read(units)), "", _ignore), "number", WRONG_CASE,
    ),
    "visitor's unit": (
        lambda at: register_visitor(at.desk, (), "", _ignore), "new_code", WRONG_UNIT,
    ),
    "claimant": (
        lambda at: ask_claim(at.desk, at.state(at.item("钥匙").id), TODAY), "id_no", WRONG_ID,
    ),
    "person of effects": (lambda at: _shown(DepositDialog(at.desk).dialog), "id_no", WRONG_ID),
    "recipient of effects": (lambda at: ask_give_back(at.desk, _slip(at)), "id_no", WRONG_ID),
    "account": (
        lambda at: pay_on_judgment(at.desk, at.read(accounts).rows[0]), "account", WRONG_CARD,
    ),
}  # fmt: skip


def _shown(dialog: Any) -> Any:
    dialog.open()
    return dialog


@pytest.mark.parametrize("name", DIALOGS)
def test_the_field_says_it_at_once_and_takes_it_back(window: Window, name: str) -> None:
    ask, key, wrong = DIALOGS[name]
    dialog = ask(window)
    field = dialog.fields[key]
    hint = below(field)
    assert "按所填保存" in told(field, wrong)
    assert told(field, "") == ""
    assert below(field) == hint
    dialog.reject()


def test_the_same_in_english_and_another_paper_is_not_judged(window: Window) -> None:
    set_language("en")
    dialog: Any = _shown(DepositDialog(window.desk).dialog)
    field = dialog.fields["id_no"]
    wanted = translate("widgets", "Check digit does not fit, {expected} would; kept as typed.")
    assert told(field, WRONG_ID) == wanted.format(expected="X")
    dialog.fields["id_kind"].editor.setText("Passport")
    assert below(field) == ""
    dialog.fields["id_kind"].editor.setText("Identity card")
    assert below(field).startswith("Check digit")
    assert told(field, RIGHT_ID) == ""
    dialog.reject()


def test_a_doubtful_case_number_is_recorded_all_the_same(window: Window) -> None:
    case = window.read(find_cases, limit=50).rows[0]
    page = window.go("intake", case=case.id)
    button = page.findChild(QAbstractButton, "change_case_button")
    button.click()
    form: Any = window.form()
    assert told(form.fields["number"], WRONG_CASE)
    form.fields["reason"].editor.setPlainText("取得正式案号")
    form.submit()
    window.until(lambda: window.read(state_of, CaseState, case.id).number == WRONG_CASE)


def test_a_list_and_its_lines_say_it_in_the_same_words(window: Window) -> None:
    holder = HeaderForm(window.desk)._fields["holder_id_no"]
    said = told(holder, WRONG_ID)
    row = QuickRow()
    row.category.set_value("phone")
    row._on_category("phone")
    imei = row._fields["imei"]
    assert told(imei, "490154203237519") == said.replace("X", "8")
    imei.set_mistake("这是必填项")
    assert imei.has_mistake
    assert below(imei) == "这是必填项"
    imei.set_mistake("")
    assert "按所填保存" in below(imei)


def test_a_scanned_number_is_judged_like_a_typed_one(window: Window) -> None:
    page = window.go("settings", section="units")
    page.section._ask()
    field: Any = window.form().fields["code"]
    field.editor.setText(WRONG_UNIT)
    assert "按所填保存" in below(field)
    field.editor.setText("530102000000")
    assert "12" in below(field)
