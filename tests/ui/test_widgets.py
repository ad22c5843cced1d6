"""Widgets that pages build from, driven by keyboard."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId, UnitId
from custody_app.domain.state.registers import PersonState
from custody_app.domain.tag import Tag, TagKind
from custody_app.ledger.signing import new_private_key
from custody_app.runtime.faults import Fault
from custody_app.scanning.code import ScannedCode
from custody_app.services.session import Session
from custody_app.services.signer import Signer
from custody_app.ui.desk import Desk
from custody_app.ui.memory import Memory
from custody_app.ui.notices import Action
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation
from custody_app.ui.tasks import Progress, Tasks
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.cards import Pill, StatTile
from custody_app.ui.widgets.cash_editor import CashEditor
from custody_app.ui.widgets.columns import Ask, Column, Fetched
from custody_app.ui.widgets.date_field import DateField, iso_of
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.export_button import ExportButton
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, NoteField, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.person_picker import PersonChoice, PersonPicker
from custody_app.ui.widgets.photo_strip import PhotoStrip, PhotoTile, thumbnail
from custody_app.ui.widgets.place_tree import PlaceNode, PlaceTree
from custody_app.ui.widgets.progress_strip import ProgressStrip
from custody_app.ui.widgets.quantity_field import QuantityField, decimal_of
from custody_app.ui.widgets.record_table import RecordTable
from custody_app.ui.widgets.scan_field import ScanLineEdit
from custody_app.ui.widgets.table_export import every_row, write_csv
from custody_app.ui.widgets.timeline import BATCH, TimelineEntry, TimelineView
from custody_app.ui.workbook_door import write_xlsx

BADGE = Tag(TagKind.BADGE, 5301, 1, 26, 18).code()
COLUMNS = (
    Column[str]("name", "名称", lambda row: row, sort="name"),
    Column[str]("state", "状态", lambda row: "在库", tone=lambda row: Tone.GOOD),
)


def numbers(ask: Ask) -> Fetched[str]:
    first = int(str(ask.after or 0))
    last = min(first + ask.limit, 350)
    rows = [f"物品{at:03d}" for at in range(first, last)]
    return Fetched(rows, last if last < 350 else None)


def test_no_input_method_can_touch_the_scan_line(qtbot: QtBot) -> None:
    field = ScanLineEdit()
    qtbot.addWidget(field)
    field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == ""


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026-11-24", "2026-11-24"),
        ("20261124", "2026-11-24"),
        ("2026/1/2", "2026-01-02"),
        ("2026年11月24日", "2026-11-24"),
        ("２０２６－１１－２４", "2026-11-24"),
        ("2026-02-30", ""),
        ("24.11.2026", ""),
        ("0000-01-01", ""),
        ("", ""),
        ("明天", ""),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, iso: str) -> None:
    assert iso_of(typed) == iso


def test_a_moment_and_its_mistake(qtbot: QtBot) -> None:
    field = DateField("2026-11-24 9:05", with_time=True)
    qtbot.addWidget(field)
    assert field.value() == "2026-11-24T09:05"
    field.setText("25:99")
    assert field.value() == ""
    assert field.mistake()


@pytest.mark.parametrize(
    ("typed", "decimal"),
    [
        ("12.50", "12.50"),
        ("1,234.5", "1234.5"),
        ("１２。５", "12.5"),
        ("-3", ""),
        ("05.50", "5.50"),
        ("00", "0"),
        ("1.2345678", ""),
        ("1e9", ""),
        ("9" * 16, ""),
        ("", ""),
    ],
)
def test_amounts_keep_their_zeros_and_are_never_floats(typed: str, decimal: str) -> None:
    assert decimal_of(typed) == decimal


def test_an_amount_has_its_unit(qtbot: QtBot) -> None:
    field = QuantityField([("pc", "件"), ("g", "克")], "3.20", "g")
    qtbot.addWidget(field)
    assert field.value() == ("3.20", "g")
    field.set_value("x")
    assert field.mistake()


def test_enter_passes_the_usual_faces_and_is_done(qtbot: QtBot) -> None:
    cash = CashEditor()
    qtbot.addWidget(cash)
    cash.show()
    cash.activateWindow()
    qtbot.waitUntil(cash.isActiveWindow)
    rows: Any = cash._rows
    cash.begin()
    usual = [count for face, count in rows if isinstance(face, str)]
    for count in usual[:-1]:
        assert count.hasFocus()
        QTest.keyClick(count, Qt.Key.Key_Return)
    with qtbot.waitSignal(cash.finished):
        QTest.keyClick(usual[-1], Qt.Key.Key_Return)
    with qtbot.waitSignal(cash.finished):
        QTest.keyClick(rows[-1][1], Qt.Key.Key_Return)


def test_notes_that_cannot_be_counted_are_told(qtbot: QtBot) -> None:
    cash = CashEditor()
    qtbot.addWidget(cash)
    rows: Any = cash._rows
    rows[0][1].setText("3")
    assert (cash.mistake(), cash.amount_in("CNY"), cash.amount_in("张")) == ("", "300", "3")
    rows[1][1].setText("1.5")
    assert cash.mistake()
    rows[1][1].setText("")
    face, count = rows[-1]
    face.setText("0.125")
    assert cash.mistake()
    count.setText("1")
    assert cash.mistake()
    face.setText("0.02")
    assert cash.mistake() == ""
    cash.set_unit("USD")
    assert (cash.unit, cash.counts(), cash.mistake()) == ("USD", [], "")


def test_mistakes_are_marked_while_typing(qtbot: QtBot) -> None:
    edit = TextField(check=lambda text: "太短" if len(text) < 3 else "")
    field = Field("名称", edit, needed=True, hint="三个字以上")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(edit, "ab")
    assert field.has_mistake
    assert "太短" in [label.text() for label in field.findChildren(Label)]
    QTest.keyClicks(edit, "c")
    assert not field.has_mistake


def test_enter_goes_on_and_the_last_enter_finishes(qtbot: QtBot) -> None:
    form = FormGrid(2)
    first, second = TextField(), TextField()
    for editor in (first, second):
        form.add(Field("名称", editor))
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    with qtbot.waitSignal(form.finished):
        QTest.keyClick(second, Qt.Key.Key_Enter)


def test_a_note_is_plain_text_and_has_an_end(qtbot: QtBot) -> None:
    note = NoteField()
    qtbot.addWidget(note)
    note.setPlainText("字" * 5_000)
    assert len(note.value()) == 4_000
    note.insertPlainText("<b>x</b>")
    assert note.toPlainText().startswith("<b>x</b>") or len(note.value()) == 4_000


def test_choices_are_codes_with_words(qtbot: QtBot) -> None:
    choice = ChoiceField([("a", "甲"), ("b", "乙")], value="b")
    qtbot.addWidget(choice)
    assert choice.value() == "b"
    choice.set_value("unknown")
    assert choice.value() == "a"


def test_the_list_opens_picks_copies_and_remembers(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    memory = Memory(tmp_path / "window.json")
    table = RecordTable("things", COLUMNS, tasks, memory, fetch=numbers)
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    qtbot.waitUntil(lambda: table.model.rowCount() == 100)
    table.pick(1)
    assert table.current() == "物品001"
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == ["物品001"]
    QTest.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "物品001\t在库"
    table.view.setColumnWidth(0, 222)
    again = RecordTable("things", COLUMNS, tasks, memory)
    qtbot.addWidget(again)
    assert again.view.columnWidth(0) == 222


def test_scrolling_down_brings_the_rest(qtbot: QtBot, tasks: Tasks) -> None:
    table = RecordTable("things", COLUMNS, tasks, Memory(None), fetch=numbers)
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()

    def at_the_end() -> bool:
        table.view.scrollToBottom()
        return table.model.rowCount() == 350

    qtbot.waitUntil(at_the_end)


def test_an_empty_list_says_what_to_do(qtbot: QtBot, tasks: Tasks) -> None:
    pressed: list[bool] = []
    empty = EmptyState("还没有", "先扫码", button="开始", clicked=lambda: pressed.append(True))
    table = RecordTable("things", COLUMNS, tasks, Memory(None), empty=empty)
    qtbot.addWidget(table)
    table.show()
    table.set_rows([])
    assert empty.isVisible()
    button = empty.findChild(QPushButton, "empty_state_button")
    assert isinstance(button, QPushButton)
    button.click()
    assert pressed == [True]


def test_an_export_holds_every_row_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    columns = (*COLUMNS, Column[str]("bad", "=1+1", lambda row: "＝cmd|x"))
    write_csv(path, [one.title for one in columns], every_row(columns, numbers, ("", False)))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 351
    assert rows[0][2] == "'=1+1"
    assert rows[1] == ["物品000", "在库", "'＝cmd|x"]
    with pytest.raises(Fault):
        write_csv(tmp_path / "no" / "such", [], iter(()))


def test_a_workbook_keeps_codes_and_formulas_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    rows = [["001530100000000017", "=1+1", "https://x"], ["二", "", "3"], ["三", "4", "5"]]
    write_xlsx(path, ["编号", "名称", "备注"], iter(rows), rows_max=2)
    book = openpyxl.load_workbook(path)
    first, second = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    assert first == [
        ("编号", "名称", "备注"),
        ("001530100000000017", "=1+1", "https://x"),
        ("二", "", "3"),
    ]
    assert second == [("编号", "名称", "备注"), ("三", "4", "5")]
    cell = book.worksheets[0]["B2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    with pytest.raises(Fault) as failed:
        write_xlsx(tmp_path / "no" / "such.xlsx", ["a"], iter([["b"]]))
    assert failed.value.code == "file.not_written"


@pytest.mark.parametrize(
    ("named", "kind", "written"),
    [
        ("list", "Excel (*.xlsx)", "list.xlsx"),
        ("list", "CSV (*.csv)", "list.csv"),
        ("2026.11", "Excel (*.xlsx)", "2026.11.xlsx"),
        ("list.CSV", "Excel (*.xlsx)", "list.CSV"),
    ],
)
def test_a_list_is_exported_as_its_name_says(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    named: str, kind: str, written: str,
) -> None:  # fmt: skip
    table = RecordTable("things", COLUMNS, tasks, Memory(None))
    qtbot.addWidget(table)
    table.set_rows(["甲", "乙"])
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / named), kind)
    )
    export = table.findChild(ExportButton, "export_button")
    assert isinstance(export, ExportButton)
    with qtbot.waitSignal(export.exported):
        export.click()
    content = (tmp_path / written).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" if written.lower().endswith("csv") else b"PK")


def test_a_long_history_is_built_as_it_is_scrolled_to(qtbot: QtBot) -> None:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    view.set_entries([TimelineEntry(f"第{at}天", "移库", key=str(at)) for at in range(200)])
    assert view.built == BATCH
    view.set_entries([TimelineEntry("今天", "入库")])
    assert view.built == 1


def test_the_tree_opens_the_way_to_a_place(qtbot: QtBot) -> None:
    tree = PlaceTree()
    qtbot.addWidget(tree)
    places = [PlaceNode("s", "", "中心"), PlaceNode("a", "s", "A 库"), PlaceNode("b", "s", "B 库")]
    places += [PlaceNode(f"a{at}", "a", f"{at} 架", "3 件", at / 10) for at in range(10)]
    tree.set_places(places)
    with qtbot.waitSignal(tree.picked) as picked:
        assert tree.pick("a7")
    assert picked.args == ["a7"]
    tree.set_places(places)
    assert tree.current() == "a7"
    assert not tree.pick("nowhere")


def test_a_person_is_found_by_badge_number(qtbot: QtBot, tasks: Tasks) -> None:
    people = [PersonChoice("1", "530001", "王小明", "刑侦"), PersonChoice("2", "530002", "王大明")]

    def find(text: str) -> list[PersonChoice]:
        return [one for one in people if text in one.name or text in one.badge_no]

    picker = PersonPicker(find, tasks)
    qtbot.addWidget(picker)
    with qtbot.waitSignal(picker.picked):
        QTest.keyClicks(picker.edit, "530002")
    chosen = picker.chosen()
    assert chosen is not None
    assert chosen.name == "王大明"


def test_photos_are_read_off_thread_and_foreign_files_get_an_icon(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    photo, paper = tmp_path / "a.png", tmp_path / "b.pdf"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(photo))
    paper.write_bytes(b"%PDF-1.4")
    assert thumbnail(photo) is not None
    assert thumbnail(paper) is None
    strip = PhotoStrip(tasks)
    qtbot.addWidget(strip)
    strip.set_photos([PhotoTile("1", photo), PhotoTile("2", paper, "清单")])
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert strip.count() == 2


def test_progress_shows_itself_and_can_be_cancelled(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    progress: Progress = strip.follow("正在导出…")
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible)
    progress.report(1, 2)
    cancel = strip.findChild(Button)
    assert isinstance(cancel, Button)
    qtbot.waitUntil(cancel.isVisible)
    cancel.click()
    assert progress.is_cancelled
    strip.done()
    assert not strip.isVisible()


def test_a_tile_opens_by_key_and_a_pill_tells_its_state(qtbot: QtBot) -> None:
    tile = StatTile("逾期未还", "4", Tone.BAD)
    qtbot.addWidget(tile)
    with qtbot.waitSignal(tile.pressed):
        QTest.keyClick(tile, Qt.Key.Key_Return)
    assert tile.accessibleName() == "逾期未还 4"
    pill = Pill("在库", Tone.GOOD)
    qtbot.addWidget(pill)
    pill.set_state("借出", Tone.CAUTION)
    assert (pill.text(), pill.property("tone")) == ("借出", "caution")


def test_strips_stack_say_the_article_and_do_what_their_button_says(desk: Desk) -> None:
    done: list[str] = []
    desk.notices.error("不能入库", Action("更正", lambda: done.append("x")), article="第14条")
    desk.notices.error("不能入库", Action("更正", lambda: done.append("x")), article="第14条")
    assert len(desk.notices.sentences) == 1
    buttons = desk.notices.findChildren(Button)
    shown = [one for one in buttons if one.text() == "更正" and one.isVisible()]
    assert len(shown) == 1
    shown[0].click()
    assert done == ["x"]
    assert desk.notices.sentences == []


def test_a_second_person_confirms_by_badge_and_pin(desk: Desk, qtbot: QtBot) -> None:
    given: list[Confirmation] = []

    session = Session(
        PersonState(id=PersonId("p"), tag="", unit=UnitId("u")),
        Signer(PersonId("p"), new_private_key()),
    )

    def check(badge_no: str, pin: str) -> Session:
        if (badge_no, pin) != (BADGE, "246810"):
            raise RuleBroken("sign_in.wrong")
        return session

    dialog = ask_confirmation(
        desk, Question("将登记：借出 3 件。", who=Who.SECOND), given.append, check
    )
    desk.scans.receive(ScannedCode(BADGE, BADGE))
    badge = dialog.findChild(QLineEdit, "second_badge_edit")
    assert isinstance(badge, QLineEdit)
    qtbot.waitUntil(lambda: badge.text() == BADGE)
    pin = dialog.findChild(QLineEdit, "second_pin_edit")
    assert isinstance(pin, QLineEdit)
    QTest.keyClicks(pin, "111111")
    QTest.keyClick(pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(pin.property("mistaken")))
    assert given == []
    assert dialog.isVisible()
    QTest.keyClicks(pin, "246810")
    QTest.keyClick(pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(given))
    assert given == [Confirmation((session,))]


def test_enter_goes_on_and_escape_goes_back(desk: Desk, qtbot: QtBot) -> None:
    given: list[Confirmation] = []
    dialog = ask_confirmation(desk, Question("将登记：移库 1 件。"), given.append)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert given == []
    dialog = ask_confirmation(desk, Question("将登记：移库 1 件。"), given.append)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(given))
    assert given == [Confirmation()]
