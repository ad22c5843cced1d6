"""A whole working day at the window with keys and scans alone, and the same day by ``exec``."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess, QProcessEnvironment, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from custody_app.domain.vocabulary import Custody, FormKind
from custody_app.queries.find_items import find_items
from custody_app.queries.forms import find_forms
from custody_app.queries.holdings import find_place
from custody_app.queries.item_rows import ItemRow
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.paper.issue import printed_name
from custody_app.services.script.answer import Answer, filled_in
from custody_app.storage.core_packing import unpacked
from custody_app.ui.label_dialog import LabelDialog
from custody_app.ui.paper_dialog import PaperDialog
from tests.living import CAST, PROJECT, copy_of
from tests.scenarios.test_day import types_of
from tests.ui.centre.window import PATIENCE_MS, Window, window_on

ENTER, DOWN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape
ROWS = (
    "序号\t名称\t类别\t数量\t单位\t特征\tIMEI\n"
    "1\t华为手机\t手机\t1\t部\tMate 60 黑色\t860000000000011\n"
    "2\t人民币现金\t现金\t12000\t元\t百元面额\t\n"
    "3\t弹簧刀\t管制器具\t2\t把\t\t\n"
    "4\t白色晶体\t毒品\t1\t袋\t塑料袋封装\t\n"
    "5\t旧书\t图书音像制品\t3\t本\t\t\n"
)
PLACES = ("A-01-01", "G-01", "A-01-01", "G-02", "A-01-01")
"""Where the five things go: cash and drugs into the safes."""
CASE_NO, CASE_NAME = "昆公（五华）立字〔2026〕9001号", "文林街盗窃案"
DOCUMENT_NO = "五公（刑）扣字〔2026〕0099号"
JUDGMENT = "（2026）云0102刑初18号"
PAPERS = {
    FormKind.INTAKE_LIST,
    FormKind.RECEIPT,
    FormKind.CALL_OUT_APPROVAL,
    FormKind.CHECK_OUT_SLIP,
    FormKind.RETURN_SLIP,
    FormKind.DISPOSAL_APPROVAL,
}


class Day:
    """What the clerk does; every step ends where the next one begins."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def badge(self, key: str, *, prefix: bool = False) -> None:
        self.window.shoot(self.window.person(key).code, prefix=prefix)

    def confirms(self, key: str) -> None:
        """Somebody shows the badge and types the PIN."""
        self.at("second_badge_edit")
        self.badge(key)
        self.at("second_pin_edit")
        self.window.type_in(CAST.member(key).pin)
        self.window.press(ENTER)

    def types(self, *texts: str) -> None:
        """One field after another; an empty text leaves what stands there."""
        for text in texts:
            self.window.type_in(text)
            self.window.press(ENTER)

    def closes_paper(self) -> None:
        assert isinstance(QApplication.activeModalWidget(), PaperDialog)
        self.at("print_pdf_button")
        self.window.press(ESCAPE)

    def at(self, name: str) -> None:
        """The keyboard came here by itself."""
        self.window.until(lambda: self.window.focus.objectName() == name)

    def presses(self, name: str) -> None:
        self.window.tab_to(name)
        self.window.press(ENTER)

    def thing(self, name: str) -> ItemRow:
        rows = self.window.read(find_items, limit=50).rows
        (found,) = [row for row in rows if row.name == name]
        return found

    def place(self, code: str) -> str:
        return self.window.read(find_place, text=code)[0].label_code

    # -- the day

    def signs_in(self) -> None:
        clerk = CAST.member("clerk")
        self.types(clerk.badge, clerk.password)
        self.at("scan_line")

    def registers_case_and_list(self) -> None:
        window = self.window
        window.press(Qt.Key.Key_3, control=True)
        self.at("case_search")
        self.types(CASE_NO)
        self.at("new_case_number")
        self.types("", CASE_NAME)
        self.badge("zhang")
        self.badge("liu", prefix=True)
        window.press(ENTER, control=True)
        self.at("document_no")
        self.types(DOCUMENT_NO, "", "2026-099", "", "文林街12号", "", "李某", "", "", "王秀英")
        window.press(ENTER, control=True)

    def pastes_the_list(self) -> None:
        window = self.window
        self.at("line_name")
        QGuiApplication.clipboard().setText(ROWS)
        window.press(Qt.Key.Key_V, control=True)
        self.at("paste_cash_use")
        window.press(DOWN, DOWN, Qt.Key.Key_Tab, ENTER)
        self.at("found_number")

    def takes_in(self) -> None:
        """Counted, weighed and explained line by line, confirmed once by a second person."""
        window = self.window
        window.press(ENTER)
        self.types("120", *[""] * 7)
        window.type_in("1")
        window.press(ENTER)
        window.type_in("少一把")
        window.press(ENTER, control=True)
        self.types("", "6.20", "5.50", "TP-02", "")
        self.at("confirm_lines_button")
        window.press(ENTER)
        self.confirms("second")

    def labels_and_shelves(self) -> None:
        window = self.window
        self.at("print_labels_button")
        window.press(ENTER)
        assert isinstance(QApplication.activeModalWidget(), LabelDialog)
        self.closes_paper()
        rows = sorted(window.read(find_items, limit=50).rows, key=lambda row: row.line)
        for at, (row, place) in enumerate(zip(rows, PLACES, strict=True)):
            window.shoot(row.code, prefix=bool(at % 2))
            assert window.state(row.id).label_proved
            window.shoot(self.place(place), prefix=not at % 2)
            assert not window.state(row.id).needs_place
        self.presses("print_intake_list_button")
        self.closes_paper()
        self.presses("print_receipt_button")
        self.closes_paper()

    def calls_out(self) -> None:
        """Asked for, its form printed, approved by the head of the unit, handed out by two."""
        window = self.window
        window.press(Qt.Key.Key_2, control=True)
        window.shoot(self.thing("白色晶体").code)
        self.badge("zhang", prefix=True)
        window.press(Qt.Key.Key_F7)
        self.at("purpose")
        self.types("", "")
        window.type_in("送检")
        window.press(ENTER, control=True)
        self.presses("print_approval_button")
        self.closes_paper()
        window.press(Qt.Key.Key_F7)
        self.confirms("wuhua_head")
        self.signs_on_paper()
        window.press(Qt.Key.Key_F4)
        self.confirms("second")
        self.closes_paper()
        assert window.state(self.thing("白色晶体").id).custody is Custody.ON_LOAN

    def signs_on_paper(self) -> None:
        self.window.tab_to("shown_choice")
        self.window.press(DOWN)

    def takes_back(self) -> None:
        """Lighter than it went out: the clerk is led to the weights and to the explanation."""
        window = self.window
        drug = self.thing("白色晶体")
        window.shoot(drug.code)
        self.badge("zhang")
        window.shoot(self.place("G-02"))
        window.press(ENTER)
        self.at("weight_gross_number")
        self.types("6.02", "5.32", "")
        window.press(ENTER)
        self.at("read_note")
        self.types("鉴定消耗0.18克")
        self.signs_on_paper()
        window.press(Qt.Key.Key_F4)
        self.confirms("second")
        self.closes_paper()
        state = window.state(drug.id)
        assert (state.custody, state.difference) == (Custody.IN_STORE, True)

    def disposes(self) -> None:
        window = self.window
        book = self.thing("旧书")
        window.press(Qt.Key.Key_7, control=True)
        self.presses("ask_disposal_button")
        self.at("chooser_search")
        window.shoot(book.code)
        window.press(ENTER, control=True)
        self.at("way")
        window.press(*[DOWN] * 5)
        self.types("", JUDGMENT, "")
        window.type_in("判决没收上缴")
        window.press(ENTER, control=True)
        self.at("confirm_button")
        window.press(ENTER)
        self.presses("approval_form_button")
        self.closes_paper()
        self.presses("approve_button")
        self.confirms("police_head")
        window.shoot(book.code)
        self.at("carry_out_button")
        window.press(ENTER)
        self.at("receipt")
        self.types("GK-2026-001")
        window.press(ENTER, control=True)
        self.at("confirm_button")
        window.press(ENTER)
        self.closes_paper()
        assert window.state(book.id).custody is Custody.PAID_IN

    def lives(self) -> None:
        self.signs_in()
        self.registers_case_and_list()
        self.pastes_the_list()
        self.takes_in()
        self.labels_and_shelves()
        self.calls_out()
        self.takes_back()
        self.disposes()


def yuan(notes: int) -> dict[str, Any]:
    return {
        "use": "to_bank",
        "total": {"n": str(notes * 100), "u": "CNY"},
        "denominations": [{"face": {"n": "100", "u": "CNY"}, "count": notes}],
    }


def weights(gross: str, net: str) -> list[dict[str, Any]]:
    read = {"gross": gross, "net": net}
    return [
        {"kind": kind, "amount": {"n": n, "u": "g"}, "scale_no": "TP-02"}
        for kind, n in read.items()
    ]


def amount(n: str, u: str) -> dict[str, str]:
    return {"n": n, "u": u}


LISTED: tuple[dict[str, Any], ...] = (
    {
        "name": "华为手机",
        "category": "phone",
        "quantity": amount("1", "部"),
        "identifiers": {"imei": "860000000000011"},
    },
    {"name": "人民币现金", "category": "cash", "quantity": amount("12000", "CNY")},
    {"name": "弹簧刀", "category": "knife", "quantity": amount("2", "把")},
    {"name": "白色晶体", "category": "drugs", "quantity": amount("1", "袋")},
    {"name": "旧书", "category": "book", "quantity": amount("3", "本")},
)
FOUND: tuple[dict[str, Any], ...] = (
    {"quantity": amount("1", "部")},
    {"quantity": amount("12000", "CNY"), "cash": yuan(120)},
    {"quantity": amount("1", "把"), "difference_note": "少一把"},
    {"quantity": amount("1", "袋"), "weights": weights("6.20", "5.50")},
    {"quantity": amount("3", "本")},
)
DRUG, BOOK = "$l3.item", "$l4.item"
Line = tuple[str, str, list[dict[str, Any]]]


def step(command: str, **args: Any) -> dict[str, Any]:
    return {"command": command, "args": args}


def lines_of_the_day(window: Window) -> list[Line]:
    """The same day as lines: a name, who confirms beside the clerk, the commands."""
    clock = window.core.clock
    taken, due = (
        (clock.now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        for hours in (-1, 72)
    )
    officers = ["530211", "530212"]
    paper = {"borrower": officers[0], "shown": "paper"}
    head, police_head = CAST.member("wuhua_head"), CAST.member("police_head")
    case = step("RegisterCase", kind="criminal", unit="530102XZ", name=CASE_NAME, number=CASE_NO,
                officers=officers)  # fmt: skip
    seizure = step("RecordSeizure", case="$case.case", measure="seize", taken_at=taken,
                   document_no=DOCUMENT_NO, list_no="2026-099", officers=officers, holder="李某",
                   witness="王秀英", place="文林街12号")  # fmt: skip
    numbers = range(len(LISTED))
    listed: list[Line] = [
        (f"l{n}", "", [step("ListItem", seizure="$list.seizure", **_listed(LISTED[n]))])
        for n in numbers
    ]
    taken_in = [step("AcceptItem", item=f"$l{n}.item", **FOUND[n]) for n in numbers]
    shelved: list[Line] = []
    for n in numbers:
        code = step("ProveLabel", item=f"$l{n}.item", code=f"$l{n}.code")
        shelved.append((f"p{n}", "", [code]))
        shelved.append((f"m{n}", "", [step("MoveItem", item=f"$l{n}.item", place=PLACES[n])]))
    every = [f"$l{n}.item" for n in numbers]
    ask = step("RequestCallOut", items=[{"item": DRUG}], purpose="appraisal", due_at=due,
               reason="送检", requester=officers[0], acted_by=officers[0],
               shown="seen")  # fmt: skip
    back = step("ReturnItem", item=DRUG, returned_by=officers[0], shown="paper", place="G-02",
                weights=weights("6.02", "5.32"), difference_note="鉴定消耗0.18克")  # fmt: skip
    leave = step("RequestDisposal", items=[{"item": BOOK}], disposal="treasury",
                 reason="判决没收上缴", legal_paper_no=JUDGMENT)  # fmt: skip
    return [
        ("case", "", [case]),
        ("list", "", [seizure]),
        *listed,
        ("in", "second", taken_in),
        ("labels", "", [step("LabelItem", item=item) for item in every]),
        *shelved,
        ("f1", "", [step("IssueForm", kind="intake_list", items=every)]),
        ("f2", "", [step("IssueForm", kind="receipt", items=every)]),
        ("ask", "", [ask]),
        ("f3", "", [step("IssueForm", kind="call_out_approval", request="$ask.request")]),
        ("yes", "wuhua_head",
         [step("ApproveRequest", request="$ask.request", approver=head.badge)]),
        ("out", "second", [step("CheckOutItem", item=DRUG, request="$ask.request", **paper)]),
        ("f4", "", [step("IssueForm", kind="check_out_slip", items=[DRUG])]),
        ("back", "second", [back]),
        ("f5", "", [step("IssueForm", kind="return_slip", items=[DRUG])]),
        ("leave", "", [leave]),
        ("f6", "", [step("IssueForm", kind="disposal_approval", request="$leave.request")]),
        ("yes2", "police_head",
         [step("ApproveRequest", request="$leave.request", approver=police_head.badge)]),
        ("paid", "", [step("PayInItem", item=BOOK, request="$leave.request",
                           receipt_no="GK-2026-001")]),
        ("f7", "", [step("IssueForm", kind="disposal_voucher", items=[BOOK],
                         request="$leave.request")]),
    ]  # fmt: skip


def _listed(thing: dict[str, Any]) -> dict[str, Any]:
    return thing | ({"cash": yuan(120)} if thing["category"] == "cash" else {})


def has_ended(process: QProcess) -> bool:
    return process.state() == QProcess.ProcessState.NotRunning


class Door:
    """Processes of ``custody exec``, one for each second person, while the window lives on."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._open: dict[str, QProcess] = {}
        self.answers: dict[str, Answer] = {}

    def does(self, name: str, second: str, steps: list[dict[str, Any]]) -> None:
        process = self._open.get(second) or self._start(second)
        line = {"id": name, "commands": filled_in(steps, self.answers)}
        process.write(json.dumps(line).encode() + b"\n")
        self._window.qtbot.waitUntil(process.canReadLine, timeout=PATIENCE_MS)
        answer = json.loads(process.readLine().toStdString())
        assert answer["ok"], (line, answer)
        self.answers[name] = answer

    def _start(self, second: str) -> QProcess:
        clerk = CAST.member("clerk")
        around = QProcessEnvironment.systemEnvironment()
        around.insert("CUSTODY_PIN", clerk.pin)
        folder = self._window.core.folder.root
        words = ["-m", "custody_app", "exec", "--data", str(folder), "--officer", clerk.badge]
        if second:
            around.insert("CUSTODY_SECOND_PIN", CAST.member(second).pin)
            words += ["--second", CAST.member(second).badge]
        process = QProcess()
        process.setProcessEnvironment(around)
        process.setWorkingDirectory(str(PROJECT))
        process.start(sys.executable, words)
        self._open[second] = process
        return process

    def shuts(self) -> list[int]:
        """The exit codes of all."""
        for process in self._open.values():
            process.closeWriteChannel()
            self._window.qtbot.waitUntil(partial(has_ended, process), timeout=PATIENCE_MS)
        return [process.exitCode() for process in self._open.values()]


def test_a_day_with_keys_and_scans_alone(morning: Window, set_up_once: CentreDir) -> None:
    Day(morning).lives()
    folder = morning.core.folder
    papers = morning.read(find_forms, limit=50).rows
    assert {row.kind for row in papers} > PAPERS
    assert all((folder.printed / printed_name(row.number, row.kind)).is_file() for row in papers)
    assert verify(folder).is_whole


def test_exec_lives_the_same_day_beside_an_open_window(
    set_up_once: CentreDir, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    before = len(types_of(set_up_once))
    with window_on(copy_of(set_up_once, tmp_path / "lived"), qapp, qtbot) as window:
        Day(window).lives()
        lived = types_in(window)[before:]
    with window_on(copy_of(set_up_once, tmp_path / "twin"), qapp, qtbot) as window:
        Day(window).signs_in()
        window.press(Qt.Key.Key_4, control=True)
        door = Door(window)
        for line in lines_of_the_day(window):
            door.does(*line)
        assert set(door.shuts()) == {0}
        names = {str(thing["name"]) for thing in LISTED}
        window.until(lambda: shown_names(window) >= names)
        twin = types_in(window)[before:]
        assert twin == lived
        window.press(Qt.Key.Key_2, control=True)
        Day(window).at("counter_scan_line")
        window.shoot(Day(window).thing("华为手机").code)
        window.until(lambda: window.page.presenter.can_confirm)
        window.press(ENTER)
        window.until(lambda: not window.page.presenter.is_open)
        assert types_in(window)[before:] == [*twin, "ITEM_SEEN"]
        assert verify(window.core.folder).is_whole


def types_in(window: Window) -> list[str]:
    """The record as the open window has it."""
    with window.core.reader.connect() as connection:
        rows = connection.exec_driver_sql("SELECT core FROM ledger_event ORDER BY pos").fetchall()
    return [str(json.loads(unpacked(row[0]))["typ"]) for row in rows]


def shown_names(window: Window) -> set[str]:
    """The things that stand in the list of the page."""
    model = window.page.table.model
    rows = (model.row_at(number) for number in range(model.rowCount()))
    return {row.name for row in rows if row is not None}
