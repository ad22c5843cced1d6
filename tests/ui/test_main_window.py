"""The window: signing in, locking, taking over, scans to the page in front, language and look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from custody_app.domain.errors import RuleBroken
from custody_app.domain.tag import Tag, TagKind
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import translate
from custody_app.scanning.code import GarbledScan, ScannedCode, ScanTrouble
from custody_app.ui.app import WindowProgram
from custody_app.ui.desk import Desk
from custody_app.ui.memory import Memory
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import ThemeName
from tests.ui.conftest import CLERK, OTHER, FrameCore, RecordingPage

CODE = Tag(TagKind.ITEM, 5301, 1, 26, 123).code()
BADGE = Tag(TagKind.BADGE, 5301, 1, 26, 17).code()


def child(program: WindowProgram, kind: type[QWidget], name: str) -> QWidget:
    found = program.window.findChild(kind, name)
    assert isinstance(found, QWidget)
    return found


def fill(program: WindowProgram, badge: str, secret: str) -> None:
    edit = child(program, QLineEdit, "badge_edit")
    assert isinstance(edit, QLineEdit)
    if edit.isVisible():
        edit.setText(badge)
    field = child(program, QLineEdit, "secret_edit")
    assert isinstance(field, QLineEdit)
    field.setText(secret)
    QTest.keyClick(field, Qt.Key.Key_Return)


def settle(program: WindowProgram, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.tasks.running == 0)


def page(program: WindowProgram, page_id: str) -> RecordingPage:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = program.window.findChild(RecordingPage, f"{page_id}_page")
    assert isinstance(found, RecordingPage)
    return found


def sign_in(program: WindowProgram, qtbot: QtBot, badge: str = CLERK.badge_no) -> None:
    fill(program, badge, "correct horse")
    qtbot.waitUntil(lambda: program.session.officer is not None)
    settle(program, qtbot)


def test_nothing_opens_before_someone_signed_in(program: WindowProgram) -> None:
    program.window.desk.navigate("items")
    assert program.window.findChild(RecordingPage, "items_page") is None


def test_badge_and_password_open_today(program: WindowProgram, qtbot: QtBot) -> None:
    sign_in(program, qtbot)
    assert program.session.officer == CLERK
    assert page(program, "today").isVisible()
    assert not program.window.findChildren(QWidget, "nav_settings")


def test_a_wrong_password_is_told_beside_the_field(program: WindowProgram, qtbot: QtBot) -> None:
    fill(program, CLERK.badge_no, "wrong")
    settle(program, qtbot)
    assert program.session.officer is None
    assert child(program, QLineEdit, "secret_edit").property("mistaken")


def renew(program: WindowProgram, qtbot: QtBot, new: str, again: str) -> None:
    for name, text in (("secret_edit", new), ("again_edit", again)):
        edit = child(program, QLineEdit, name)
        assert isinstance(edit, QLineEdit)
        assert edit.isVisible()
        edit.setText(text)
    QTest.keyClick(child(program, QLineEdit, "again_edit"), Qt.Key.Key_Return)
    settle(program, qtbot)


def test_an_old_password_is_changed_before_anything_opens(
    program: WindowProgram, core: FrameCore, qtbot: QtBot
) -> None:
    core.people[CLERK.badge_no] = replace(CLERK, password_left=0)
    fill(program, CLERK.badge_no, "correct horse")
    settle(program, qtbot)
    assert program.session.officer is None
    assert not child(program, QLineEdit, "badge_edit").isVisible()
    for new, again in (("Erhai-2026-Moon", "other"), ("short", "short")):
        renew(program, qtbot, new, again)
        assert (program.session.officer, core.renewed) == (None, [])
    renew(program, qtbot, "Erhai-2026-Moon", "Erhai-2026-Moon")
    qtbot.waitUntil(lambda: program.session.officer is not None)
    settle(program, qtbot)
    assert core.renewed == [(CLERK.badge_no, "Erhai-2026-Moon")]
    assert page(program, "today").isVisible()
    assert program.window.desk.notices.sentences == []


def test_the_change_of_a_password_may_be_left_without_coming_in(
    program: WindowProgram, core: FrameCore, qtbot: QtBot
) -> None:
    core.people[CLERK.badge_no] = replace(CLERK, password_left=-3)
    fill(program, CLERK.badge_no, "correct horse")
    settle(program, qtbot)
    QTest.keyClick(child(program, QLineEdit, "secret_edit"), Qt.Key.Key_Escape)
    assert program.session.officer is None
    assert child(program, QLineEdit, "badge_edit").isVisible()
    assert not child(program, QLineEdit, "again_edit").isVisible()


def test_two_weeks_before_a_password_ends_it_is_told(
    program: WindowProgram, core: FrameCore, qtbot: QtBot
) -> None:
    core.people[CLERK.badge_no] = replace(CLERK, password_left=14)
    sign_in(program, qtbot)
    (sentence,) = program.window.desk.notices.sentences
    assert "14" in sentence.text


def test_a_scanned_badge_fills_the_number_and_opens_nothing(
    program: WindowProgram, qtbot: QtBot
) -> None:
    program.scans.receive(ScannedCode(BADGE, BADGE))
    settle(program, qtbot)
    edit = child(program, QLineEdit, "badge_edit")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == BADGE
    assert program.session.officer is None


def test_a_scan_goes_to_the_page_in_front_else_to_the_counter(
    program: WindowProgram, desk: Desk, core: FrameCore, qtbot: QtBot
) -> None:
    today = page(program, "today")
    program.scans.receive(ScannedCode(CODE, CODE))
    assert today.scans == []
    settle(program, qtbot)
    assert today.scans == [CODE]
    today.takes = False
    program.scans.receive(ScannedCode(CODE, CODE))
    settle(program, qtbot)
    counter = page(program, "counter")
    assert counter.isVisible()
    assert counter.shown == [{"code": ScannedCode(CODE, CODE, scan=2)}]
    assert core.journal == [(CODE, CODE)] * 2


def test_what_is_typed_into_the_scan_line_goes_to_the_page_else_to_items(
    program: WindowProgram, desk: Desk, qtbot: QtBot
) -> None:
    today = page(program, "today")
    today.takes = False
    line = child(program, QLineEdit, "scan_line")
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "A3201")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert today.typed == ["A3201"]
    assert page(program, "items").shown == [{"text": "A3201"}]


def test_a_spoilt_scan_asks_for_another(
    program: WindowProgram, desk: Desk, core: FrameCore, qtbot: QtBot
) -> None:
    program.scans.receive(GarbledScan("为在026", ScanTrouble.INPUT_METHOD))
    settle(program, qtbot)
    assert core.journal == [("为在026", "")]
    assert [sentence.text for sentence in desk.notices.sentences] == ["输入法干扰，请重扫。"]


def test_a_refusal_nobody_handled_is_shown_with_its_article(
    program: WindowProgram, desk: Desk, qtbot: QtBot
) -> None:
    def work() -> None:
        raise RuleBroken("check_out.self_approval")

    desk.tasks.write(work)
    settle(program, qtbot)
    assert [sentence.article for sentence in desk.notices.sentences] == ["第14条"]


def test_locking_holds_scans_and_a_pin_opens_again(
    program: WindowProgram, desk: Desk, core: FrameCore, qtbot: QtBot
) -> None:
    program.window.lock()
    settle(program, qtbot)
    program.scans.receive(ScannedCode(CODE, CODE))
    assert page(program, "today").scans == []
    fill(program, "", "000000")
    settle(program, qtbot)
    assert program.session.is_locked
    fill(program, "", "135790")
    qtbot.waitUntil(lambda: not program.session.is_locked)
    settle(program, qtbot)
    assert page(program, "today").isVisible()
    offer = "锁定期间扫描了 1 个条码。"
    assert [sentence.text for sentence in desk.notices.sentences] == [offer]
    (take,) = (it for it in program.window.findChildren(QPushButton) if it.text() == "现在处理")
    take.click()
    settle(program, qtbot)
    assert page(program, "today").scans == [CODE]
    assert core.answers == [(1, "taken")]


def test_a_scan_that_cannot_be_kept_is_told_and_not_acted_upon(
    program: WindowProgram, desk: Desk, core: FrameCore, qtbot: QtBot
) -> None:
    core.journal_fails = Fault("storage.full")
    program.scans.receive(ScannedCode(CODE, CODE))
    settle(program, qtbot)
    assert page(program, "today").scans == []
    assert desk.notices.sentences[0].text == "刚才的扫描未能保存，未作处理。"
    core.journal_fails = None
    program.scans.receive(ScannedCode(CODE, CODE))
    settle(program, qtbot)
    assert page(program, "today").scans == [CODE]


@pytest.mark.parametrize("way", ["lock", "take_over"])
def test_scans_wait_while_nobody_is_at_the_window(
    program: WindowProgram, desk: Desk, core: FrameCore, qtbot: QtBot, way: str
) -> None:
    getattr(program.window, way)()
    program.scans.receive(ScannedCode(CODE, CODE))
    program.scans.receive(ScannedCode(CODE, CODE))
    settle(program, qtbot)
    assert len(core.journal) == 2
    waiting = child(program, QLabel, "waiting_scans")
    assert isinstance(waiting, QLabel)
    assert waiting.isVisible()
    assert "2" in waiting.text()


def test_the_tone_comes_after_the_scan_was_kept(
    program: WindowProgram, desk: Desk, core: FrameCore, qtbot: QtBot
) -> None:
    heard: list[tuple[str, int]] = []
    program.sounds.heard.connect(lambda tone: heard.append((tone, len(core.journal))))
    program.scans.receive(ScannedCode(CODE, CODE))
    qtbot.waitUntil(lambda: len(heard) == 1)
    program.scans.receive(GarbledScan("x", ScanTrouble.FOREIGN))
    qtbot.waitUntil(lambda: len(heard) == 2)
    core.journal_fails = Fault("storage.full")
    program.scans.receive(ScannedCode(CODE, CODE))
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [("done", 1), ("refused", 2), ("refused", 2)]
    assert child(program, QWidget, "status_heard").isVisible()


def test_another_person_takes_over_and_gives_it_back_as_it_was(
    program: WindowProgram, desk: Desk, qtbot: QtBot
) -> None:
    desk.navigate("counter")
    page(program, "counter").kept = {"basket": [CODE]}
    program.window.take_over()
    fill(program, OTHER.badge_no, "135790")
    qtbot.waitUntil(lambda: program.session.officer == OTHER)
    assert program.window.findChildren(QWidget, "nav_settings")
    program.window.desk.navigate("counter")
    assert page(program, "counter").kept == {}
    program.window.take_over()
    fill(program, CLERK.badge_no, "135790")
    qtbot.waitUntil(lambda: program.session.officer == CLERK)
    settle(program, qtbot)
    assert page(program, "counter").kept == {"basket": [CODE]}
    assert page(program, "counter").isVisible()


def test_escape_leaves_taking_over(program: WindowProgram, desk: Desk) -> None:
    program.window.take_over()
    QTest.keyClick(child(program, QLineEdit, "badge_edit"), Qt.Key.Key_Escape)
    assert program.session.officer == CLERK
    assert page(program, "today").isVisible()


def test_language_and_look_change_while_running_and_pages_keep_their_state(
    program: WindowProgram, desk: Desk, qtbot: QtBot
) -> None:
    desk.navigate("items")
    page(program, "items").kept = {"search": "张三"}
    desk.set_language("en")
    program.window.desk.set_theme("dark")
    settle(program, qtbot)
    qtbot.waitUntil(lambda: len(program.window.findChildren(RecordingPage)) == 1)
    assert translate("shell", "Items") == "Items"
    assert look().name is ThemeName.DARK
    assert page(program, "items").kept == {"search": "张三"}
    assert page(program, "items").isVisible()


def test_pages_open_by_key(program: WindowProgram, desk: Desk, qtbot: QtBot) -> None:
    program.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is program.window)
    QTest.keyClick(program.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert page(program, "items").isVisible()


def test_commits_reach_the_page_in_front_now_and_the_others_when_they_come(
    program: WindowProgram, desk: Desk
) -> None:
    desk.navigate("items")
    desk.bus.publish("changes")
    assert page(program, "items").changes == ["changes"]
    assert page(program, "today").changes == []
    desk.navigate("today")
    assert page(program, "today").changes == [None]


def test_a_commit_of_another_process_is_noticed(
    program: WindowProgram, desk: Desk, core: FrameCore, qtbot: QtBot
) -> None:
    qtbot.wait(1_700)
    core.mark = 2
    qtbot.waitUntil(lambda: page(program, "today").changes == [None], timeout=5_000)


def test_every_control_of_the_frame_is_reached_by_tab(program: WindowProgram, desk: Desk) -> None:
    buttons = program.window.findChildren(QPushButton)
    shown = [button for button in buttons if button.isVisible() and button.isEnabled()]
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in shown)


def test_what_lies_half_typed_on_a_page_outlives_the_program(
    program: WindowProgram, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    program.memory.set_person(CLERK.badge_no)
    page(program, "today").kept = {"note": "半句话"}
    program.window.close()
    again = Memory(tmp_path / "window.json")
    again.set_person(CLERK.badge_no)
    assert again.get("pages") == {"today": {"note": "半句话"}}


def test_nothing_is_recorded_when_nobody_is_signed_in(desk: Desk) -> None:
    desk.record(owner=desk.notices)
    assert [sentence.text for sentence in desk.notices.sentences] == ["sign_in.needed"]


def test_the_memory_survives_a_restart_and_a_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    memory = Memory(path)
    memory.set_person("530017")
    memory.put("table/items", {"widths": {"no": 120}})
    memory.save()
    again = Memory(path)
    again.set_person("530017")
    assert again.get("table/items") == {"widths": {"no": 120}}
    again.set_person("530018")
    assert again.get("table/items") == {}
    path.write_text("{broken", encoding="utf-8")
    assert Memory(path).get("table/items") == {}


def test_no_part_ever_shows_as_a_window_of_its_own(
    program: WindowProgram, desk: Desk, qtbot: QtBot
) -> None:
    desk.set_language("en")
    settle(program, qtbot)
    tops = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert tops == [program.window]
    assert program.window.isActiveWindow()
