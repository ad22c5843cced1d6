"""Scans reach the program whatever has the focus, and leave no trace in the field they ran into."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from custody_app.domain.tag import Tag, TagKind
from custody_app.scanning.code import Found, GarbledScan, ScannedCode, ScanTrouble
from custody_app.ui.scan_bridge import ScanBridge
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.fields import ChoiceField, NoteField, TextField
from custody_app.ui.widgets.scan_field import ScanLineEdit

CODE = Tag(TagKind.ITEM, 5301, 1, 26, 123).code()
BADGE = Tag(TagKind.BADGE, 5301, 1, 26, 17).code()
FOREIGN = Tag(TagKind.ITEM, 4403, 1, 26, 123).code()


class Bench:
    """A window with every kind of focus, and what the bridge told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clicks = 0
        self.submitted: list[str] = []
        self.window = QWidget()
        self.text = TextField("已有文字")
        self.note = NoteField("第一行\n第二行")
        self.choice = ChoiceField([("a", "甲"), ("b", "乙")])
        self.button = Button("按钮", clicked=self.click)
        self.scan = ScanLineEdit()
        self.scan.submitted.connect(self.submitted.append)
        layout = QVBoxLayout(self.window)
        for part in (self.text, self.note, self.choice, self.button, self.scan):
            layout.addWidget(part)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.bridge = ScanBridge("5301")
        self.codes: list[ScannedCode] = []
        self.garbled: list[GarbledScan] = []
        self.seen: list[tuple[str, str]] = []
        self.bridge.scanned.connect(self.codes.append)
        self.bridge.garbled.connect(self.garbled.append)
        self.bridge.keep_by(self.keep)

    def keep(self, found: Found, _waits: bool, then: Callable[[int], None]) -> None:
        digits = found.digits if isinstance(found, ScannedCode) else ""
        self.seen.append((found.raw, digits))
        then(len(self.seen))

    def click(self) -> None:
        self.clicks += 1

    def focus(self, part: QWidget, qtbot: QtBot) -> None:
        part.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is part)

    def shoot(self, text: str, *, prefix: bool = False, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """As a scanner types: into whatever has the focus at each key."""
        keys = [Qt.Key.Key_F9] if prefix else []
        for key in keys:
            QTest.keyClick(self.target(), key)
        for char in text:
            QTest.keyClicks(self.target(), char)
        QTest.keyClick(self.target(), end)

    def target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def digits(self) -> list[str]:
        return [code.digits for code in self.codes]


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(qtbot)
    made.bridge.start(qapp)
    yield made
    made.bridge.stop(qapp)


def test_a_scan_into_a_text_field_is_taken_and_the_text_put_back(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.focus(bench.text, qtbot)
    bench.text.setCursorPosition(2)
    bench.shoot(CODE)
    assert bench.digits() == [CODE]
    assert bench.text.text() == "已有文字"
    assert bench.text.cursorPosition() == 2


def test_digits_typed_by_hand_before_the_scan_stay(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.text, qtbot)
    bench.text.clear()
    QTest.keyClicks(bench.text, "12")
    bench.shoot(CODE)
    assert bench.digits() == [CODE]
    assert bench.text.text() == "12"


def test_a_scan_into_a_note_is_taken_and_makes_no_line(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.note, qtbot)
    bench.shoot(CODE)
    assert bench.digits() == [CODE]
    assert bench.note.toPlainText() == "第一行\n第二行"


def test_a_scan_on_a_button_does_not_press_it(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.button, qtbot)
    bench.shoot(CODE)
    assert bench.digits() == [CODE]
    assert bench.clicks == 0


def test_a_scan_on_a_choice_is_taken(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.choice, qtbot)
    bench.shoot(CODE, end=Qt.Key.Key_Tab)
    assert bench.digits() == [CODE]


def test_a_line_feed_ends_a_scan_too(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.text, qtbot)
    QTest.keyClicks(bench.text, CODE)
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, bench.text, Qt.Key.Key_unknown, "\n", Qt.KeyboardModifier.NoModifier
    )
    assert bench.digits() == [CODE]
    assert bench.text.text() == "已有文字"


def test_the_scan_line_reads_codes_and_hands_on_what_is_typed(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.scan, qtbot)
    bench.shoot(CODE)
    bench.shoot("A320102026")
    assert bench.digits() == [CODE]
    assert bench.submitted == ["A320102026"]
    assert bench.scan.text() == ""


@pytest.mark.parametrize("place", ["text", "note", "choice", "button", "scan"])
def test_the_prefix_works_everywhere_and_gives_the_focus_back(
    bench: Bench, qtbot: QtBot, place: str
) -> None:
    part: QWidget = getattr(bench, place)
    bench.focus(part, qtbot)
    bench.shoot(FOREIGN, prefix=True)
    assert bench.digits() == [FOREIGN]
    assert QApplication.focusWidget() is part
    assert bench.text.text() == "已有文字"
    assert bench.clicks == 0


def test_a_spoilt_scan_is_told_and_journalled(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.text, qtbot)
    bench.shoot("wz2026nihao", prefix=True)
    assert not bench.codes
    assert [scan.trouble for scan in bench.garbled] == [ScanTrouble.FOREIGN]
    assert bench.seen == [("wz2026nihao", "")]
    assert bench.text.text() == "已有文字"


def test_full_width_digits_from_an_input_method_are_folded(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.text, qtbot)
    for char in CODE:
        event = QInputMethodEvent()
        event.setCommitString(chr(ord(char) + 0xFEE0))
        QApplication.sendEvent(bench.text, event)
    QTest.keyClick(bench.text, Qt.Key.Key_Return)
    assert bench.digits() == [CODE]
    assert bench.text.text() == "已有文字"


def compose(field: QWidget, commit: str, *steps: str) -> None:
    """As an input method does it: what is being composed, then what was picked."""
    for step in steps:
        QApplication.sendEvent(field, QInputMethodEvent(step, []))
    event = QInputMethodEvent()
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("place", ["text", "note"])
def test_a_scan_that_picked_a_candidate_leaves_the_field_as_before(
    bench: Bench, qtbot: QtBot, place: str
) -> None:
    part: QWidget = getattr(bench, place)
    bench.focus(part, qtbot)
    compose(part, "章", "z", "zh", "zhang")
    bench.shoot(CODE[1:])
    assert [scan.trouble for scan in bench.garbled] == [ScanTrouble.INPUT_METHOD]
    assert bench.text.text() == "已有文字"
    assert bench.note.toPlainText() == "第一行\n第二行"


def test_a_candidate_that_comes_after_the_scan_that_picked_it_goes_too(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.focus(bench.text, qtbot)
    QApplication.sendEvent(bench.text, QInputMethodEvent("zhang", []))
    bench.shoot(CODE[1:])
    compose(bench.text, "长")
    qtbot.waitUntil(lambda: bench.text.text() == "已有文字")
    assert [scan.trouble for scan in bench.garbled] == [ScanTrouble.INPUT_METHOD]
    compose(bench.text, "好", "hao")
    QTest.qWait(400)
    assert bench.text.text() == "已有文字好"


def test_what_was_composed_and_typed_on_before_a_scan_stays(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.text, qtbot)
    bench.text.setCursorPosition(4)
    compose(bench.text, "章", "zhang")
    bench.shoot(CODE)
    assert bench.text.text() == "已有文字章"
    QTest.keyClicks(bench.text, "A")
    bench.shoot(CODE[1:])
    assert bench.digits() == [CODE]
    assert [scan.trouble for scan in bench.garbled] == [ScanTrouble.INPUT_METHOD]
    assert bench.text.text() == "已有文字章A"


def test_an_identity_number_stays_in_its_field(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.text, qtbot)
    bench.text.clear()
    bench.shoot("530102199003071235")
    assert not bench.codes
    assert bench.text.text() == "530102199003071235"


def test_a_dialog_may_claim_the_scans(bench: Bench, qtbot: QtBot) -> None:
    taken: list[str] = []

    def take(code: ScannedCode) -> None:
        taken.append(code.digits)

    bench.bridge.claim(take)
    bench.focus(bench.text, qtbot)
    bench.shoot(CODE)
    bench.bridge.release(take)
    bench.shoot(BADGE)
    assert taken == [CODE]
    assert bench.digits() == [BADGE]


def test_scans_while_locked_are_held_and_offered(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.text, qtbot)
    bench.bridge.set_locked(True)
    bench.shoot(CODE)
    assert not bench.codes
    assert bench.seen == [(CODE, CODE)]
    with qtbot.waitSignal(bench.bridge.held) as held:
        bench.bridge.set_locked(False)
    assert held.args == [1]
    bench.bridge.deliver_held()
    assert bench.digits() == [CODE]


def test_escape_ends_a_prefix_without_a_scan(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.text, qtbot)
    QTest.keyClick(bench.text, Qt.Key.Key_F9)
    assert QApplication.focusWidget() is not bench.text
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is bench.text


def test_no_scan_is_lost_whatever_has_the_focus(bench: Bench, qtbot: QtBot) -> None:
    chance = random.Random(20261124)
    parts: list[QWidget] = [bench.text, bench.note, bench.choice, bench.button, bench.scan]
    sent: list[str] = []
    for serial in range(60):
        part = chance.choice(parts)
        bench.focus(part, qtbot)
        before = [bench.text.text(), bench.note.toPlainText()]
        code = Tag(TagKind.ITEM, 5301, 1, 26, serial).code()
        bench.shoot(code, prefix=chance.random() < 0.5)
        sent.append(code)
        assert [bench.text.text(), bench.note.toPlainText()] == before
    assert bench.digits() == sent
    assert bench.clicks == 0
    assert not bench.garbled


def test_a_plain_text_edit_of_a_page_is_restored_too(bench: Bench, qtbot: QtBot) -> None:
    edit = QPlainTextEdit("清单\n")
    layout = bench.window.layout()
    assert layout is not None
    layout.addWidget(edit)
    bench.focus(edit, qtbot)
    bench.shoot(CODE)
    assert edit.toPlainText() == "清单\n"


class Machine(QObject):
    """Keys as the system delivers them: to the window, with shortcuts and with a time.

    One key a turn of the event loop and no delay; whatever has the focus by then gets it.
    """

    def __init__(self, window: QWidget, between: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._window = window
        self._between = between
        self._keys: list[tuple[Qt.Key | str, Qt.KeyboardModifier]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def key(
        self, key: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Machine:
        self._keys.append((key, held))
        return self

    def scan(self, text: str, *, prefix: bool = True, ends: int = 1) -> Machine:
        if prefix:
            self.key(Qt.Key.Key_F9)
        for char in text:
            self.key(char)
        for _ in range(ends):
            self.key(Qt.Key.Key_Return)
        return self

    def run(self, qtbot: QtBot) -> None:
        self._keys.reverse()
        self._timer.start(0)
        qtbot.waitUntil(lambda: not self._keys, timeout=60_000)
        self._timer.stop()

    def _turn(self) -> None:
        if not self._keys:
            return
        self._between()
        key, held = self._keys.pop()
        click: Callable[..., None] = QTest.keyClick
        click(self._window.windowHandle(), key, held)


@pytest.fixture
def machine(bench: Bench) -> Machine:
    return Machine(bench.window)


@pytest.mark.parametrize("place", ["text", "note", "choice", "button", "scan"])
def test_carriage_return_and_line_feed_are_one_end(
    bench: Bench, machine: Machine, qtbot: QtBot, place: str
) -> None:
    part: QWidget = getattr(bench, place)
    entered: list[int] = []
    bench.scan.returnPressed.connect(lambda: entered.append(1))
    for prefix in (True, False):
        bench.focus(part, qtbot)
        machine.scan(CODE, prefix=prefix, ends=2).run(qtbot)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is part)
    assert bench.digits() == [CODE, CODE]
    assert (bench.clicks, entered, bench.garbled) == (0, [], [])
    assert bench.note.toPlainText() == "第一行\n第二行"


def test_keys_inside_a_scan_act_on_nothing(bench: Bench, machine: Machine, qtbot: QtBot) -> None:
    acted: list[str] = []
    for keys in ("F4", "Ctrl+L", "Ctrl+2"):
        QShortcut(QKeySequence(keys), bench.window, lambda it=keys: acted.append(it))
    control = Qt.KeyboardModifier.ControlModifier
    bench.focus(bench.text, qtbot)
    machine.scan(CODE[:5], ends=0).key(Qt.Key.Key_F4).key(Qt.Key.Key_L, control)
    machine.key(Qt.Key.Key_Left).key(Qt.Key.Key_Delete).key(Qt.Key.Key_2, control)
    machine.scan(CODE[5:], prefix=False).run(qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is bench.text)
    assert acted == []
    assert [one.trouble for one in bench.garbled] == [ScanTrouble.CONTROL]
    assert "<F4>" in bench.garbled[0].raw
    assert (bench.codes, bench.text.text()) == ([], "已有文字")
    QTest.keyClick(bench.window.windowHandle(), Qt.Key.Key_F4)
    assert acted == ["F4"]


def test_a_code_of_several_lines_is_told_once_and_types_nothing(
    bench: Bench, machine: Machine, qtbot: QtBot
) -> None:
    bench.focus(bench.button, qtbot)
    machine.scan("BEGIN:VCARD").scan("FN:zhang", prefix=False).scan("END", prefix=False)
    machine.run(qtbot)
    qtbot.waitUntil(lambda: len(bench.garbled) == 2)
    assert [one.trouble for one in bench.garbled] == [ScanTrouble.FOREIGN, ScanTrouble.LINES]
    assert bench.garbled[1].raw.split() == ["FN:zhang", "END"]
    assert bench.clicks == 0
    qtbot.waitUntil(lambda: QApplication.focusWidget() is bench.button)


def test_a_code_of_three_thousand_characters_is_told(
    bench: Bench, machine: Machine, qtbot: QtBot
) -> None:
    bench.focus(bench.text, qtbot)
    machine.scan("A1" * 1_500).scan(CODE).run(qtbot)
    assert [one.trouble for one in bench.garbled] == [ScanTrouble.FOREIGN]
    assert bench.digits() == [CODE]
    assert bench.text.text() == "已有文字"


def test_what_a_machine_types_into_the_scan_line_is_kept_and_told(
    bench: Bench, machine: Machine, qtbot: QtBot
) -> None:
    bench.focus(bench.scan, qtbot)
    machine.scan("6901234567892", prefix=False).run(qtbot)
    assert bench.seen == [("6901234567892", "")]
    assert (bench.submitted, bench.scan.text()) == ([], "")


def test_a_scan_reaches_the_program_while_a_menu_is_open_or_nothing_has_the_focus(
    bench: Bench, machine: Machine, qtbot: QtBot
) -> None:
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    machine.scan(CODE).run(qtbot)
    menu = QMenu(bench.window)
    menu.addAction("甲")
    menu.popup(bench.window.mapToGlobal(bench.window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    machine.scan(BADGE).run(qtbot)
    menu.close()
    assert bench.digits() == [CODE, BADGE]


def test_a_focus_that_moves_in_the_middle_of_a_scan_loses_nothing(
    bench: Bench, qtbot: QtBot
) -> None:
    parts = [bench.text, bench.note, bench.button, bench.scan, bench.choice]
    for at in range(1, 18):
        for first in parts:
            second = parts[(parts.index(first) + at) % len(parts)]
            bench.focus(first, qtbot)
            QTest.keyClicks(first, CODE[:at])
            second.setFocus()
            bench.shoot(CODE[at:])
    assert bench.digits() == [CODE] * 17 * len(parts)
    assert bench.text.text() == "已有文字"
    assert bench.note.toPlainText() == "第一行\n第二行"
    assert (bench.scan.text(), bench.submitted, bench.clicks) == ("", [], 0)


@pytest.mark.parametrize("prefix", [True, False])
def test_alt_codes_are_told(bench: Bench, qtbot: QtBot, prefix: bool) -> None:
    bench.focus(bench.text, qtbot)
    if prefix:
        QTest.keyClick(bench.text, Qt.Key.Key_F9)
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    for digit in "049053051":
        event = QKeyEvent(QEvent.Type.KeyPress, int(Qt.Key(ord(digit))), held, "")
        QCoreApplication.sendEvent(bench.target(), event)
    bench.shoot("")
    assert [one.trouble for one in bench.garbled] == [ScanTrouble.ALT_CODES]
    assert bench.text.text() == "已有文字"


def test_a_scanner_without_an_end_key_is_read_after_a_silence(
    bench: Bench, machine: Machine, qtbot: QtBot
) -> None:
    bench.focus(bench.text, qtbot)
    machine.scan(CODE, ends=0).scan(BADGE, ends=0).run(qtbot)
    qtbot.waitUntil(lambda: bench.digits() == [CODE, BADGE])
    qtbot.waitUntil(lambda: QApplication.focusWidget() is bench.text)


@pytest.mark.parametrize("prefix", [True, False])
def test_a_thousand_scans_without_a_pause_while_the_focus_jumps(
    bench: Bench, qtbot: QtBot, prefix: bool
) -> None:
    chance = random.Random(20261126)
    parts: list[QWidget] = [bench.text, bench.note, bench.choice, bench.button, bench.scan]

    def jump() -> None:
        if chance.random() < 0.05:
            chance.choice(parts).setFocus()

    machine = Machine(bench.window, jump)
    bench.focus(bench.text, qtbot)
    sent = [Tag(TagKind.ITEM, 5301, 1, 26, serial).code() for serial in range(1_000)]
    for code in sent:
        machine.scan(code, prefix=prefix)
    machine.run(qtbot)
    qtbot.waitUntil(lambda: len(bench.seen) >= len(sent))
    assert bench.seen == [(code, code) for code in sent]
    assert bench.digits() == sent
    assert [one.scan for one in bench.codes] == list(range(1, 1_001))
    assert (bench.clicks, bench.submitted, bench.garbled) == (0, [], [])
    assert bench.text.text() == "已有文字"
    assert bench.note.toPlainText() == "第一行\n第二行"
