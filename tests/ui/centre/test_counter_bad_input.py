"""What goes wrong at the counter is told in a clear sentence, and differences stop things."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import (
    ApproveRequest,
    RequestCallOut,
    RequestedItem,
)
from custody_app.domain.commands.registers import ChangePerson, CloseAccount, IssueForm
from custody_app.domain.commands.store import FreezeItem
from custody_app.domain.ids import ItemId, PersonId, RequestId
from custody_app.domain.moments import later, moment_of
from custody_app.domain.tag import Tag, TagKind, parse
from custody_app.domain.vocabulary import (
    GONE,
    Custody,
    FormKind,
    FreezeReason,
    LoanPurpose,
    Rank,
)
from custody_app.queries.find_items import ItemFilters, find_items
from custody_app.queries.forms import find_forms
from custody_app.queries.holdings import find_place
from custody_app.queries.item_history import item_history
from custody_app.queries.people import units
from custody_app.scanning.basket import Doing
from custody_app.services.baskets import Baskets
from custody_app.services.outcome import Outcome
from custody_app.ui.counter.page import CounterPage
from custody_app.ui.counter.wording import verdict_of
from custody_app.ui.difference_dialog import ask_acknowledge
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.widgets.buttons import Button
from tests.living import CAST, signer_of
from tests.ui.centre.window import Window

SEAL = "F20260007"
LAPTOP = "笔记本电脑"


def counter(window: Window) -> CounterPage:
    page = window.go("counter")
    assert isinstance(page, CounterPage)
    return page


def doings(page: CounterPage) -> list[Doing]:
    return [line.row.doing for line in page.presenter.shown_look.lines]


def reasons(page: CounterPage) -> str:
    """What stands in the last column of the basket."""
    return " ".join(verdict_of(line).line for line in page.presenter.shown_look.lines)


def place(window: Window, code: str) -> str:
    return window.read(find_place, text=code)[0].label_code


def discrepancy(window: Window) -> str:
    return window.read(find_place, text="差异待查区")[0].label_code


def call_out(window: Window, item: str) -> RequestId:
    """Asked for by the case officer and approved by the head."""
    asked = recorded(
        window,
        "zhang",
        RequestCallOut(
            items=(RequestedItem(item=ItemId(item)),),
            purpose=LoanPurpose.IDENTIFICATION,
            due_at=later(moment_of(window.core.clock.now()), hours=30),
            reason="辨认",
        ),
    )
    request = RequestId(asked.first("request"))
    recorded(window, "wuhua_head", ApproveRequest(request=request))
    return request


def recorded(window: Window, who: str, *commands: Command) -> Outcome:
    return window.core.custody.handle(*commands, signer=signer_of(window.core, who))


def read(window: Window, page: CounterPage, item: str, **typed: str) -> None:
    """Type into the fields of a row."""
    page.rows.pick(item)
    for name, text in typed.items():
        field = getattr(page.detail, name)
        field.setFocus()
        field.clear()
        window.type_in(text)
    window.until(lambda: page.presenter.readings.get(item) == page.detail.reading())


def test_a_thing_scanned_twice_is_told_and_stays_one_row(window: Window) -> None:
    page = counter(window)
    key, bank = window.item("钥匙"), window.item("充电宝")
    window.scan(key.code, bank.code, key.code)
    assert len(doings(page)) == 2
    assert any("已在篮中" in text for text in window.said)
    line = page.rows.current()
    assert line is not None
    assert line.row.entry.id == key.id


def test_a_frozen_thing_does_not_leave_but_is_put_away_by_two(window: Window) -> None:
    page = counter(window)
    key = window.item("钥匙")
    recorded(
        window,
        "clerk",
        FreezeItem(item=ItemId(key.id), reason=FreezeReason.COUNT_DIFFERS, note="少一把"),
    )
    window.scan(window.person("zhang").code, key.code)
    assert doings(page) == [Doing.STOPPED]
    assert "数量不符" in reasons(page)
    window.scan(place(window, "A-01-02"))
    assert not page.presenter.can_confirm
    page.clear()
    window.scan(key.code, discrepancy(window))
    assert doings(page) == [Doing.MOVE]
    assert page.presenter.shown_look.needs_second
    page.confirm()
    window.confirm_as("second")
    window.until(lambda: not page.presenter.is_open)
    assert window.read(item_history, item=key.id)[-1].typ == "ITEM_MOVED"


def test_what_left_for_good_and_another_centre_s_label_are_told(window: Window) -> None:
    page = counter(window)
    (gone, *_others) = window.read(find_items, filters=ItemFilters(custody=tuple(GONE))).rows
    here = parse(gone.code)[0]
    window.scan(gone.code, Tag(TagKind.ITEM, 4403, 1, here.year, 5).code())
    assert doings(page) == [Doing.NOT_HERE, Doing.UNKNOWN]
    assert "其他中心" in reasons(page) or "外" in reasons(page)
    assert not page.presenter.can_confirm


def test_the_badge_of_somebody_who_left_is_told_at_once(window: Window) -> None:
    page = counter(window)
    zhang = window.person("zhang")
    laptop = window.item(LAPTOP, custody="S42")
    id_ = PersonId(zhang.id)
    window.core.custody.handle(
        CloseAccount(person=id_, reason="调离"),
        ChangePerson(person=id_, departed=True),
        signer=signer_of(window.core, "security"),
        confirmers=[signer_of(window.core, "audit")],
    )
    window.scan(zhang.code)
    assert any("已离任" in text for text in window.said)
    window.scan(laptop.code, window.item("钥匙").code)
    assert doings(page) == [Doing.RETURN, Doing.NO_APPROVAL]
    read(window, page, laptop.id, seal=SEAL)
    assert page.presenter.can_confirm


def test_a_locked_account_is_told_and_the_officer_signs_on_paper(window: Window) -> None:
    page = counter(window)
    laptop = window.item(LAPTOP, custody="S42")
    window.scan(window.person("zhang").code, laptop.code)
    read(window, page, laptop.id, seal=SEAL)
    page.confirm()
    for _ in range(8):
        window.confirm_as("zhang", pin="000000")
    window.confirm_as("zhang")
    assert window.state(laptop.id).custody is Custody.ON_LOAN
    window.close_dialogs()
    page.bar.shown.set_value("paper")
    page.bar.shown.chosen.emit("paper")
    window.settle()
    page.confirm()
    window.until(lambda: not page.presenter.is_open)
    assert window.state(laptop.id).custody is Custody.IN_STORE
    assert window.read(find_forms, kind="return_slip").rows[0].awaits


def test_an_approval_s_code_names_who_asked_and_brings_the_things(window: Window) -> None:
    page = counter(window)
    key = window.item("钥匙")
    request = call_out(window, key.id)
    recorded(window, "clerk", IssueForm(kind=FormKind.CALL_OUT_APPROVAL, request=request))
    window.scan(window.read(find_forms, kind="call_out_approval").rows[0].code)
    assert doings(page) == [Doing.OUT]
    assert page.presenter.basket.person == window.person("zhang").id


def test_the_slip_of_what_went_out_names_the_borrower(window: Window) -> None:
    page = counter(window)
    laptop = window.item(LAPTOP, custody="S42")
    rows = window.read(find_forms, kind="check_out_slip").rows
    for row in rows:
        window.scan(row.code)
        shown = [line.row.entry.id for line in page.presenter.shown_look.lines]
        if Doing.RETURN in doings(page) and shown == [laptop.id]:
            break
        page.clear()
        window.settle()
    assert shown == [laptop.id]
    assert page.presenter.basket.person == window.person("zhang").id


def test_a_release_s_code_leads_to_disposal(window: Window) -> None:
    page = counter(window)
    window.scan(window.read(find_forms, kind="disposal_approval").rows[0].code)
    assert not page.presenter.is_open
    assert any("处置" in text for text in window.said)


def test_a_grave_difference_at_the_hand_out_stops_the_thing(window: Window) -> None:
    page = counter(window)
    key = window.item("钥匙")
    call_out(window, key.id)
    window.scan(window.person("zhang").code, key.code)
    assert doings(page) == [Doing.OUT]
    page.rows.pick(key.id)
    page.detail.condition.set_value("swapped")
    page.detail.condition.chosen.emit("swapped")
    window.settle()
    assert not page.presenter.can_confirm
    read(window, page, key.id, note="出库时发现已被调换")
    window.until(lambda: doings(page) == [Doing.STOP] and page.presenter.can_confirm)
    page.confirm()
    window.until(lambda: not page.presenter.is_open)
    state = window.state(key.id)
    assert (state.custody, state.frozen) == (Custody.IN_STORE, FreezeReason.CONDITION_DIFFERS)
    assert state.unacknowledged == (Rank.UNIT_HEAD, Rank.CUSTODY_HEAD)
    paper = window.dialog()
    assert isinstance(paper, PaperDialog)
    paper.accept()
    notice = window.read(find_forms, kind="difference_notice").rows[0]
    assert notice.awaits


def test_fewer_than_recorded_are_never_handed_out_as_a_part(window: Window) -> None:
    page = counter(window)
    key = window.item("钥匙")
    call_out(window, key.id)
    window.scan(window.person("zhang").code, key.code)
    read(window, page, key.id, number="2")
    assert "清点为 2" in reasons(page)
    read(window, page, key.id, note="钥匙串上只有两把")
    window.until(lambda: doings(page) == [Doing.STOP])
    page.rows.pick(key.id)
    page.detail.note.clear()
    read(window, page, key.id, number="3", part="1")
    window.until(lambda: page.presenter.can_confirm)
    page.confirm()
    window.confirm_as("zhang")
    window.until(lambda: not page.presenter.is_open)
    balance = window.state(key.id).balance
    assert (balance.on_loan.n, balance.stored.n) == ("1", "2")
    window.dialog().accept()


def test_a_grave_difference_comes_back_without_its_place_and_is_reported(window: Window) -> None:
    page = counter(window)
    laptop = window.item(LAPTOP, custody="S42")
    window.scan(window.person("zhang").code, laptop.code, place(window, "A-01-02"))
    read(window, page, laptop.id, seal="F-OTHER", note="封签不明")
    window.until(lambda: page.presenter.can_confirm)
    page.confirm()
    window.confirm_as("zhang")
    window.until(lambda: not page.presenter.is_open)
    state = window.state(laptop.id)
    assert (state.frozen, state.place) == (FreezeReason.SEAL_DIFFERS, None)
    paper = window.dialog()
    assert isinstance(paper, PaperDialog)
    window.until(lambda: paper.preview.page_count == 2)
    paper.accept()
    window.settle()
    _acknowledge(window, laptop.id)


def _acknowledge(window: Window, item: str) -> None:
    """On Today until both heads confirmed by badge and PIN."""
    today = window.go("today")
    for key in ("wuhua_head", "head"):
        cards = {card.code: card for card in today._shown}
        row = next(row for row in cards["difference_reported"].rows if row.way.item == item)
        today._go(row.way)
        dialog = window.form()
        here = dialog.findChild(Button, "head_here_button")
        assert here is not None
        here.click()
        window.confirm_as(key)
        window.settle()
    assert window.state(item).unacknowledged == ()
    assert "difference_reported" not in {card.code for card in today._shown}


def test_a_head_on_paper_needs_the_number_and_the_scan(window: Window, tmp_path: Path) -> None:
    key = window.item("钥匙")
    recorded(
        window,
        "clerk",
        FreezeItem(item=ItemId(key.id), reason=FreezeReason.COUNT_DIFFERS, note="少一把"),
    )
    dialog = ask_acknowledge(window.desk, window.state(key.id))
    dialog.submit()
    assert dialog.fields["head"].has_mistake
    picker = dialog.fields["head"].editor
    picker.edit.setText(CAST.member("wuhua_head").badge)  # type: ignore[attr-defined]
    picker._ask()  # type: ignore[attr-defined]
    window.settle()
    dialog.fields["paper"].editor.setText("CY2026110001")  # type: ignore[attr-defined]
    scan = tmp_path / "signed.pdf"
    folder = window.core.folder.printed
    shutil.copy(next(path for path in folder.iterdir() if path.suffix == ".pdf"), scan)
    dialog.fields["files"].editor.add_paths([scan])  # type: ignore[attr-defined]
    window.settle()
    dialog.submit()
    window.until(lambda: window.state(key.id).unacknowledged == (Rank.CUSTODY_HEAD,))


def test_the_notice_can_be_made_again_from_the_card(window: Window) -> None:
    key = window.item("钥匙")
    freeze = FreezeItem(item=ItemId(key.id), reason=FreezeReason.COUNT_DIFFERS, note="少一把")
    recorded(window, "clerk", freeze)
    page = window.go("items", item_id=key.id)
    page.card.asked.emit("notice")
    window.settle()
    window.dialog().accept()
    assert window.read(find_forms, kind="difference_notice").rows[0].awaits


def test_a_laboratory_s_renewed_seal_is_entered_with_its_paper(window: Window) -> None:
    page = counter(window)
    laptop = window.item(LAPTOP, custody="S42")
    window.scan(window.person("zhang").code, laptop.code)
    read(window, page, laptop.id, seal="LAB-1")
    assert not page.presenter.can_confirm
    fields = page.detail.laboratory
    fields.tick.setChecked(True)
    laboratory = next(one for one in window.read(units) if one.kind.value == "laboratory")
    fields.laboratory.set_value(laboratory.id)
    fields.paper.setFocus()
    window.type_in("31")
    fields.renewed.setChecked(True)
    window.until(lambda: page.presenter.can_confirm)
    page.confirm()
    window.confirm_as("zhang")
    window.until(lambda: not page.presenter.is_open)
    state = window.state(laptop.id)
    assert (state.seal_no, state.frozen, state.difference) == ("LAB-1", None, False)
    paper = window.dialog()
    paper.accept()


def test_papers_that_a_crash_left_owing_are_made_at_the_next_start(window: Window) -> None:
    page = counter(window)
    laptop = window.item(LAPTOP, custody="S42")
    window.scan(window.person("zhang").code, laptop.code)
    read(window, page, laptop.id, seal=SEAL)
    core, clerk = window.core, window.person("clerk").id
    baskets = Baskets(core.writer, core.reader, core.clock)
    before = len(window.read(find_forms, kind="return_slip").rows)
    core.custody.handle(
        *page.presenter.shown_look.commands,
        signer=signer_of(core, "clerk"),
        confirmers=[signer_of(core, "zhang")],
        beside=baskets.beside(clerk, page.presenter.plain_after()),
    )
    kept = baskets.load(clerk)
    assert kept is not None
    assert (kept["entries"], len(kept["owed"])) == ([], 1)
    again = CounterPage(window.desk)
    window.qtbot.addWidget(again)
    again.on_shown()
    window.settle()
    window.dialog().accept()
    window.settle()
    assert len(window.read(find_forms, kind="return_slip").rows) == before + 1
    assert baskets.load(clerk) is None


def test_a_difference_notice_that_a_crash_left_owing_is_made_at_the_next_start(
    window: Window,
) -> None:
    """Only the record knows what was stopped; the crash comes right after it."""
    page = counter(window)
    laptop = window.item(LAPTOP, custody="S42")
    window.scan(window.person("zhang").code, laptop.code)
    read(window, page, laptop.id, seal="F-OTHER", note="封签不明")
    window.until(lambda: page.presenter.can_confirm)
    core = window.core
    core.custody.handle(
        *page.presenter.shown_look.commands,
        signer=signer_of(core, "clerk"),
        confirmers=[signer_of(core, "zhang")],
        beside=page.closing.beside(),
    )
    assert window.state(laptop.id).frozen is FreezeReason.SEAL_DIFFERS
    kept = Baskets(core.writer, core.reader, core.clock).load(window.person("clerk").id)
    assert kept is not None
    assert [one["kind"] for one in kept["owed"]] == ["return_slip", "difference_notice"]
    again = CounterPage(window.desk)
    window.qtbot.addWidget(again)
    again.on_shown()
    window.settle()
    window.dialog().accept()
    window.settle()
    assert len(window.read(find_forms, kind="difference_notice").rows) == 1


def test_the_next_person_card_never_drops_what_is_not_confirmed(window: Window) -> None:
    page = counter(window)
    key = window.item("钥匙")
    here = parse(key.code)[0]

    def card(serial: int) -> str:
        return Tag(TagKind.COMMAND, here.site, here.station, 0, serial).code()

    window.scan(key.code, place(window, "A-01-02"), card(4))
    assert page.presenter.is_open
    assert any("尚未确认" in text for text in window.said)
    page.rows.pick(key.id)
    page.detail.remove_button.click()
    window.settle()
    assert doings(page) == []
    window.scan(card(4))
    assert not page.presenter.is_open


def test_a_printer_that_is_gone_is_told_beside_the_paper(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", lambda: QPrinterInfo())
    page = counter(window)
    laptop = window.item(LAPTOP, custody="S42")
    window.scan(laptop.code)
    page.person.brought_edit.setText("张父")
    page.person.brought_edit.editingFinished.emit()
    window.settle()
    read(window, page, laptop.id, seal=SEAL)
    page.scan_line.setFocus()
    QTest.keyClick(page.scan_line, Qt.Key.Key_Return)
    window.until(lambda: not page.presenter.is_open)
    paper = window.dialog()
    assert isinstance(paper, PaperDialog)
    window.until(lambda: paper.preview.page_count == 1)
    here = parse(laptop.code)[0]
    window.scan(Tag(TagKind.COMMAND, here.site, here.station, 0, 3).code())
    assert paper._mistake.isVisible()
    assert "打印机" in paper._mistake.text()
    window.scan(Tag(TagKind.COMMAND, here.site, here.station, 0, 4).code())
    assert window.state(laptop.id).custody is Custody.IN_STORE
