"""Every button of every page before every role: enabled exactly where the table gives the right."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from custody_app.domain.commands import COMMANDS
from custody_app.domain.rules.clocks import NOTICE
from custody_app.domain.state.running import RecordedClock
from custody_app.domain.vocabulary import Custody, FreezeReason, Rank, Role
from custody_app.queries.cases import find_cases
from custody_app.services.permission_table import permission_table
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.items.presenter import actions_of
from custody_app.ui.page_commands import BUTTONS
from custody_app.ui.settings.page import SECTIONS
from custody_app.ui.shell.navigation import PAGES
from custody_app.ui.viewer import Viewer
from custody_app.ui.widgets.buttons import Judged
from tests import builders as b
from tests.living import CAST
from tests.scenarios.matrix import rows
from tests.ui.centre.window import Window

ROWS = rows()
BY_THEIR_PAGE = ("item_", "approval_", "vehicle_", "effects_")
"""Beginnings of the names of buttons that are made for one thing and judged before its case."""
WITHOUT_COMMAND = frozenset(
    {
        "", "alert_button", "back_up", "case_chip", "check_slip_button", "choose_slip_button",
        "choose_statement_button", "clear_basket_button", "clear_button", "clear_filters",
        "close_card", "columns_button", "command_cards_button", "compare_rule_pack", "copy_about",
        "doctor_advice", "doctor_again", "doctor_codes", "doctor_nothing", "empty_state_button",
        "export_button", "hear_done", "hear_look", "hear_refused", "open_card_button",
        "open_data_folder", "open_vehicle_button", "own_password", "own_pin", "place_labels_button",
        "print_badge", "print_command_cards", "print_pdf_button", "print_place_labels",
        "print_test_strip", "put_down_button", "remove_row_button", "save_pdf_button",
        "serial_look", "show_more_button", "statement_columns_button", "take_darkness_button",
        "undecide_button", "unlock", "verify_button",
    }
)  # fmt: skip
"""They look, lead elsewhere, print again, or change what is not on the record."""
NOT_ALWAYS_THERE = frozenset(
    {"approve_here_button", "approve_paper_button", "print_approval_button",
     "container_move_button", "container_seal_button", "make_owed_papers_button"}
)  # fmt: skip
"""Made only for a request in the basket, or in the dialog of a container."""
ELSEWHERE = {
    "ConfirmClock": "asked by the window when the clock went back",
    "ConfirmApproval": "Approvals",
    "RevokeApproval": "Approvals",
    "CorrectInspection": "the card of a vehicle",
    "MaintainVehicle": "the card of a vehicle",
    "LinkToVehicle": "the card of a vehicle",
    "RecordAccidentStep": "the card of a vehicle",
    "TakeOutEffects": "personal effects",
    "PutBackEffects": "personal effects",
    "ReturnEffects": "personal effects",
    "MoveEffectsToSeizure": "personal effects",
    "MoveEffectsToTemporaryStore": "personal effects",
}
"""Commands whose buttons are made for one thing by another page than that of the items."""


@pytest.fixture
def counted(capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    said: list[str] = []
    yield lambda what, count: said.append(f"permission matrix, {what}: {count} combinations")
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(said) + "\n")


def become(window: Window, *roles: Role) -> None:
    """The head of custody sits there, with other roles than the own."""
    head = CAST.member("head")
    session = window.core.sign_in.with_pin(head.badge, head.pin)
    officer = replace(officer_of(session), roles=frozenset(role.value for role in roles))
    window.program.session.set_officer(officer)


def fronts(window: Window) -> Iterator[tuple[str, dict[str, object]]]:
    """Every page, each section of the settings, and a case in front of the intake."""
    case = window.read(find_cases, limit=1).rows[0]
    for entry in PAGES:
        if entry.page_id == "settings":
            for key, _icon, _section in SECTIONS:
                yield entry.page_id, {"section": key}
        else:
            yield entry.page_id, {}
    yield "intake", {"case": case.id}
    yield "items", {"item_id": window.item("钥匙").id}
    yield "vehicles", {"item_id": window.item("两轮摩托车").id}


def buttons_of(page: Any) -> list[Any]:
    return [one for one in page.findChildren(QAbstractButton) if isinstance(one, Judged)]


def has_right(role: Role, command: str, *, ours: bool) -> bool:
    """The cell, read as a spreadsheet shows it."""
    cell = ROWS[command][role.value]
    return cell in ("yes", "paper") or (cell in ("own", "unit") and ours)


def test_every_button_is_judged_or_gives_no_command(window: Window) -> None:
    become(window, Role.CUSTODY_HEAD)
    window.program.window.rebuild()
    window.settle()
    seen: dict[str, set[str]] = {}
    for page_id, args in fronts(window):
        page = window.go(page_id, **args)
        seen.setdefault(page_id, set()).update(one.objectName() for one in buttons_of(page))
    for page_id, names in seen.items():
        judged = set(BUTTONS.get(page_id, ()))
        unknown = {
            name for name in names - judged - WITHOUT_COMMAND
            if not name.startswith(BY_THEIR_PAGE)
        }  # fmt: skip
        assert unknown == set(), page_id
        assert judged - names - NOT_ALWAYS_THERE == set(), page_id


def test_every_button_of_every_page_is_enabled_as_the_table_says(
    window: Window, counted: Any
) -> None:
    become(window, Role.CUSTODY_HEAD)
    window.program.window.rebuild()
    window.settle()
    count = 0
    for page_id, args in fronts(window):
        page = window.go(page_id, **args)
        ours = page_id != "intake" or not args
        for role in Role:
            become(window, role)
            page.judge_buttons()
            for one in buttons_of(page):
                commands = BUTTONS.get(page_id, {}).get(one.objectName(), ())
                wanted = not commands or any(has_right(role, c, ours=ours) for c in commands)
                assert (one.refusal == "") is wanted, (page_id, one.objectName(), role)
                assert wanted or not one.isEnabled(), (page_id, one.objectName(), role)
                assert wanted or one.refusal.split()[0] in one.toolTip()
                count += bool(commands)
        become(window, Role.CUSTODY_HEAD)
    counted("buttons of the pages", count)
    assert count > len(Role) * sum(len(names) for names in BUTTONS.values()) * 9 // 10


def test_a_forbidden_button_stays_grey_when_its_page_is_ready(window: Window) -> None:
    become(window, Role.AUDIT_ADMIN)
    window.program.window.rebuild()
    window.settle()
    page = window.go("places")
    button = next(one for one in buttons_of(page) if one.objectName() == "count_place_button")
    button.setEnabled(True)
    assert not button.isEnabled()
    become(window, Role.CUSTODIAN)
    page.judge_buttons()
    assert button.isEnabled()
    assert button.toolTip() != ""


def test_every_command_has_its_place_on_a_screen() -> None:
    placed = {name for page in BUTTONS.values() for names in page.values() for name in names}
    everybody = Viewer(permission_table())
    world = b.a_centre()
    thing = world.world.item(world.stored())
    clocks = (RecordedClock(NOTICE, b.NOW),)
    for custody in Custody:
        for state in (
            replace(thing, custody=custody, holds=1, clocks=clocks),
            replace(thing, custody=custody, copy=0, frozen=FreezeReason.COUNT_DIFFERS,
                    unacknowledged=(Rank.UNIT_HEAD,)),
        ):  # fmt: skip
            placed |= {action.command for action in actions_of(state, everybody)}
    assert set(COMMANDS) - placed == set(ELSEWHERE)
