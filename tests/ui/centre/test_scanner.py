"""The scanner at the window of a real centre: doctor, files, camera, and what nobody understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from custody_app.documents.scanner_sheet import SheetCode, codes_page
from custody_app.domain.moments import moment_of
from custody_app.domain.tag import Tag, TagKind
from custody_app.messages import Told
from custody_app.queries.shift_summary import shift_summary
from custody_app.queries.today import today
from custody_app.scanning.code import GarbledScan, ScanTrouble
from custody_app.scanning.doctor import LETTERS, Fault, Step, contents
from custody_app.scanning.layouts import Layout, Side, arrives
from custody_app.services.paper.checkpoint_slip import SlipPress
from custody_app.services.scan_journal import ScanJournal, ScanRow
from custody_app.ui.camera_dialog import CameraDialog
from custody_app.ui.camera_door import Camera
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.scan_sources import open_camera_dialog, scan_file
from custody_app.ui.settings.scanner import ScannerSection
from custody_app.ui.sounds import SoundChoice
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.fields import ChoiceField, TextField, TickField
from tests.living import CAST
from tests.ui.centre.window import Window

FOREIGN = Tag(TagKind.ITEM, 4403, 1, 26, 123).code()
UNKNOWN = Tag(TagKind.ITEM, 5301, 1, 26, 999_999).code()
CLICK: Callable[..., None] = QTest.keyClick


def unread(window: Window) -> tuple[ScanRow, ...]:
    core = window.core
    return ScanJournal(core.writer, core.reader, core.clock).unread()


def journal(window: Window) -> list[tuple[str, str]]:
    with window.core.reader.connect() as connection:
        rows = connection.exec_driver_sql("SELECT source, raw FROM scan_journal ORDER BY n").all()
    return [(str(row[0]), str(row[1])) for row in rows]


def section(window: Window) -> ScannerSection:
    found = window.go("settings", section="scanner").section
    assert isinstance(found, ScannerSection)
    found.doctor.trap.setFocus()
    window.until(found.doctor.trap.hasFocus)
    return found


def type_scan(window: Window, text: str, *, prefix: bool = True, end: bool = True) -> None:
    handle = window.program.window.windowHandle()
    for key in [Qt.Key.Key_F9] * prefix:
        CLICK(handle, key)
    for char in text:
        CLICK(handle, char)
    for key in [Qt.Key.Key_Return] * end:
        CLICK(handle, key)


def press(window: Window, name: str) -> None:
    button = window.program.window.findChild(Button, name)
    assert button is not None
    button.click()
    window.settle()


def test_a_good_scanner_walks_through_by_keys_alone_and_its_scans_are_kept_as_tests(
    window: Window,
) -> None:
    doctor = section(window).doctor
    before, in_doubt = journal(window), unread(window)
    scanned = []
    for step, code in contents(5301).items():
        for _ in range(2 if step is Step.TWICE else 1):
            type_scan(window, code)
            scanned.append(("doctor", code))
    window.settle()
    assert doctor.examination.results == {step: () for step in Step}
    assert doctor.examination.is_fit
    assert doctor._now.text() == "扫描枪可以使用。"
    assert journal(window) == [*before, *scanned]
    assert unread(window) == in_doubt


def test_a_scanner_set_to_another_keyboard_without_enter_is_told_and_the_advice_prints(
    window: Window,
) -> None:
    doctor = section(window).doctor
    codes = contents(5301)
    type_scan(window, codes[Step.PLAIN], prefix=False, end=False)
    window.until(lambda: Step.PLAIN in doctor.examination.results)
    type_scan(window, codes[Step.DIGITS])
    window.settle()
    press(window, "doctor_nothing")
    type_scan(window, arrives(LETTERS, Layout.GERMAN, Side.SCANNER))
    type_scan(window, codes[Step.LONG][:32])
    window.settle()
    press(window, "doctor_nothing")
    found = {one.fault for one in doctor.examination.verdict}
    assert found == {
        Fault.NO_END, Fault.NO_PREFIX, Fault.NOT_READ, Fault.LAYOUT, Fault.CUT_END,
        Fault.QR_NOT_READ,
    }  # fmt: skip
    press(window, "doctor_advice")
    dialog = window.dialog()
    assert isinstance(dialog, PaperDialog)
    window.until(lambda: bool(dialog.preview.findChildren(Button)))


def test_shortcuts_and_scans_go_nowhere_else_while_the_doctor_looks(window: Window) -> None:
    doctor = section(window).doctor
    handle = window.program.window.windowHandle()
    CLICK(handle, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    type_scan(window, window.item("钥匙").code)
    window.settle()
    assert window.page is not None
    assert window.program.window._frame.pages.front == "settings"
    assert doctor.examination.was_other_code
    assert journal(window)[-1] == ("doctor", window.item("钥匙").code)
    type_scan(window, FOREIGN)
    window.settle()
    assert journal(window)[-1] == ("doctor", FOREIGN)
    assert FOREIGN not in [row.raw for row in unread(window)]
    doctor.trap.clearFocus()
    before = len(journal(window))
    type_scan(window, window.item("钥匙").code)
    window.settle()
    assert len(journal(window)) == before + 1


def test_volume_and_speech_are_kept(window: Window) -> None:
    found = section(window)
    volume = found.findChild(ChoiceField, "sound_volume")
    speech = found.findChild(TickField, "sound_speech")
    assert volume is not None
    assert speech is not None
    volume.setCurrentIndex(volume.findData("0"))
    speech.setChecked(True)
    assert window.desk.sounds.choice == SoundChoice(0, speech=True)


def test_codes_in_a_file_are_scans(window: Window, tmp_path: Path) -> None:
    window.go("counter")
    item, person = window.item("钥匙"), window.person("zhang")
    codes = [
        SheetCode(item.code, "物品", ""), SheetCode(person.code, "人员", "", is_qr=True),
    ]  # fmt: skip
    path = tmp_path / "codes.pdf"
    path.write_bytes(codes_page("单据", "", codes))
    scan_file(window.desk, path)
    window.until(lambda: window.page.presenter.basket.items == (item.id,))
    assert window.page.presenter.basket.person == person.id
    assert {("image", item.code), ("image", person.code)} <= set(journal(window))


def test_a_file_without_a_code_is_told(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(codes_page("空白", "没有条码。", []))
    scan_file(window.desk, path)
    window.until(lambda: "在 empty.pdf 中未读到条码。" in window.said)


def test_a_checkpoint_slip_in_a_file_leads_to_proof_and_is_no_scan(
    window: Window, tmp_path: Path
) -> None:
    core = window.core
    slips = SlipPress(core.folder, core.reader, core.clock, core.custody.centre)
    before = journal(window)
    path = tmp_path / "slip.pdf"
    path.write_bytes(codes_page("凭单", "", [SheetCode(slips.text(), "", "", is_qr=True)]))
    scan_file(window.desk, path)
    window.until(lambda: "这是校验点凭单，请在“核验”页核对。" in window.said)
    assert journal(window) == before


def test_a_code_held_before_the_camera_is_one_scan(window: Window) -> None:
    page = window.go("counter")
    person = window.person("zhang")
    codes = [SheetCode(person.code, "人员", "", is_qr=True)]
    document = pypdfium2.PdfDocument(codes_page("单据", "", codes))
    picture = document[0].render(scale=1.5).to_pil().copy()
    document.close()
    pixels = picture.convert("RGB")
    frame = QImage(
        pixels.tobytes(), pixels.width, pixels.height, pixels.width * 3, QImage.Format.Format_RGB888
    )
    dialog = CameraDialog(window.desk, start=lambda parent, _on_frame: Camera((), parent))
    for _ in range(3):
        dialog.take_frame(frame)
        window.settle()
    assert page.presenter.basket.person == person.id
    assert journal(window)[-1] == ("camera", person.code)
    assert [raw for _source, raw in journal(window)].count(person.code) == 1
    dialog.accept()


def test_a_missing_camera_is_told_in_words(window: Window) -> None:
    open_camera_dialog(window.desk)
    window.settle()
    assert window.said[0] in ("本机未安装摄像头扫描组件。", "本机未连接摄像头，或者没有使用权限。")
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("page", ["counter", "intake", "today", "items"])
def test_foreign_unknown_and_spoilt_scans_stay_listed_until_somebody_deals_with_them(
    window: Window, page: str
) -> None:
    before = len(unread(window))
    window.go(page)
    window.scan(FOREIGN, UNKNOWN)
    window.program.scans.receive(GarbledScan("6901234567892", ScanTrouble.LENGTH))
    window.settle()
    assert [row.raw for row in unread(window)][:3] == ["6901234567892", UNKNOWN, FOREIGN]
    assert [raw for _source, raw in journal(window)][-3:] == [FOREIGN, UNKNOWN, "6901234567892"]
    now = moment_of(window.core.clock.now())
    assert window.read(today, now=now).unread_scans.n == before + 3
    listed = window.read(shift_summary, now=now).section("unread_scans")
    assert [line.code for line in listed.lines][:2] == ["6901234567892", UNKNOWN]
    core = window.core
    for row in unread(window):
        ScanJournal(core.writer, core.reader, core.clock).answer(row.n, "已处理")
    assert window.read(today, now=now).unread_scans.n == 0


def test_what_was_scanned_while_locked_stays_listed_when_it_is_left(window: Window) -> None:
    window.go("counter")
    item = window.item("钥匙")
    window.program.window.lock()
    window.scan(item.code)
    assert [row.why for row in unread(window)] == ["locked"]
    pin = window.program.window.findChild(TextField, "secret_edit")
    assert pin is not None
    pin.setText(CAST.member("clerk").pin)
    QTest.keyClick(pin, Qt.Key.Key_Return)
    window.until(lambda: not window.program.session.is_locked)
    assert any("锁定期间" in text for text in window.said)
    window.program.scans.drop_held()
    assert [row.raw for row in unread(window)] == [item.code]


def test_a_scan_that_the_rules_stop_asks_for_a_look(window: Window) -> None:
    page = window.go("counter")
    heard: list[str] = []
    window.desk.sounds.heard.connect(heard.append)
    window.scan(window.item("钥匙").code)
    window.until(lambda: heard == ["done"])
    found = page.presenter.shown_look
    (line,) = found.lines
    stopped = replace(found, lines=(replace(line, refused=(Told("冻结", "", ""),)),))
    page.rows.show_look(stopped, None)
    page.rows.show_look(stopped, line.row.entry)
    window.until(lambda: heard == ["done", "look"])


def test_the_counter_tells_how_many_scans_wait(window: Window) -> None:
    core = window.core
    book = ScanJournal(core.writer, core.reader, core.clock)
    for number in range(60):
        book.keep(f"{number}", "wedge")
    page = window.go("counter")
    window.until(lambda: page.unread._count.text() == str(book.count_unread()))
    assert book.count_unread() >= 60
