"""Labels at the window: each copy burnt once, bound by scan, the test strip."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from custody_app.domain.commands.registers import IssueBlankLabels
from custody_app.domain.tag import code_of
from custody_app.queries.centre_overview import centre_state
from custody_app.services.label_printing.printer import LabelPrinter, Route, printer_of
from custody_app.ui.intake.page import IntakePage
from custody_app.ui.items.store_actions import ask_bind
from custody_app.ui.label_dialog import LabelDialog
from custody_app.ui.label_printer import MEMORY, keep_printer
from custody_app.ui.settings.label_printer_card import LabelPrinterCard
from tests.documents.label_streams import burn_tspl
from tests.ui.centre.test_intake import (
    close_papers,
    code,
    confirm,
    decide_all,
    fill,
    named,
    new_list,
    page,
    paste,
    place_code,
    press,
    states,
)
from tests.ui.centre.window import Window

__all__ = ["page"]


@pytest.fixture
def bench(window: Window, page: IntakePage) -> IntakePage:
    """Five things in store without labels."""
    new_list(window, page)
    paste(window, page)
    decide_all(window, page)
    confirm(window, page)
    return page


def button(window: Window, name: str) -> QPushButton:
    found = named(window, name)
    assert isinstance(found, QPushButton)
    return found


def dialog_with(window: Window, count: int) -> None:
    """The dialog of labels, ready to send that many."""

    def ready() -> bool:
        if not isinstance(QApplication.activeModalWidget(), LabelDialog):
            return False
        text = button(window, "send_labels_button").text()
        return f" {count} " in text

    window.until(ready)


def test_a_label_printed_in_advance_is_bound_to_the_picked_thing(
    window: Window, bench: IntakePage
) -> None:
    window.desk.record(IssueBlankLabels(count=3), owner=bench)
    window.settle()
    centre = window.read(centre_state)
    assert centre is not None
    first, second = list(centre.blank_labels[-1].each())[:2]
    line = states(bench)[4]
    bench.bench.lines.pick(line.id)
    window.scan(code_of(first))
    window.until(lambda: window.state(line.id).label_proved)
    assert window.state(line.id).tag == first
    window.scan(place_code(window, "A-01-01"))
    assert not window.state(line.id).needs_place
    window.scan(code_of(second))
    assert window.state(line.id).tag == first
    assert any("预印标签" in text for text in window.said)


def test_the_label_printer_burns_each_copy_once(
    window: Window, bench: IntakePage, tmp_path: Path
) -> None:
    keep_printer(window.desk.memory, LabelPrinter(route=Route.FILE, address=str(tmp_path)))
    press(window, "print_labels_button")
    dialog_with(window, 5)
    press(window, "send_labels_button")
    dialog_with(window, 0)
    (job,) = tmp_path.glob("*.prn")
    burnt = [label.codes() for label in burn_tspl(job.read_bytes())]
    assert burnt == [{("Code128", code(s)), ("QRCode", code(s))} for s in states(bench)]
    assert not button(window, "send_labels_button").isEnabled()
    press(window, "next_copies_button")
    assert [window.state(state.id).copy for state in states(bench)] == [1] * 5
    fill(window, "reprint_reason", "卡纸")
    press(window, "next_copies_button")
    dialog_with(window, 5)
    assert [window.state(state.id).copy for state in states(bench)] == [2] * 5
    press(window, "send_labels_button")
    dialog_with(window, 0)
    assert len(list(tmp_path.glob("*.prn"))) == 2
    close_papers(window)


def test_a_printer_that_is_gone_burns_nothing_and_says_so(
    window: Window, bench: IntakePage, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    keep_printer(window.desk.memory, LabelPrinter(route=Route.FILE, address=str(gone)))
    press(window, "print_labels_button")
    dialog_with(window, 5)
    press(window, "send_labels_button")
    window.until(lambda: button(window, "send_labels_button").isEnabled())
    dialog_with(window, 5)
    close_papers(window)


def test_the_test_strip_is_scanned_back(window: Window, tmp_path: Path) -> None:
    window.go("settings", section="papers")
    window.settle()
    card = next(
        found
        for found in QApplication.allWidgets()
        if isinstance(found, LabelPrinterCard) and found.isVisible()
    )
    card._route.set_value(Route.FILE.value)
    fill(window, "printer_address", str(tmp_path))
    press(window, "print_test_strip")
    window.settle()
    (job,) = tmp_path.glob("*.prn")
    strip = [next(text for _, text in label.codes()) for label in burn_tspl(job.read_bytes())]
    for digits in (strip[2], strip[1]):
        window.scan(digits)
    press(window, "take_darkness_button")
    kept = printer_of(window.desk.memory.get_shared(MEMORY))
    assert (kept.darkness, kept.address) == (8, str(tmp_path))
    window.scan(strip[0])
    press(window, "take_darkness_button")
    assert printer_of(window.desk.memory.get_shared(MEMORY)).darkness == 5


def test_the_card_binds_a_label_printed_in_advance(window: Window, bench: IntakePage) -> None:
    """A used one is refused inside the dialog; the next one is taken."""
    window.desk.record(IssueBlankLabels(count=2), owner=bench)
    window.settle()
    centre = window.read(centre_state)
    assert centre is not None
    first, second = centre.blank_labels[-1].each()
    one, other = states(bench)[:2]
    ask_bind(window.desk, one)
    window.settle()
    window.scan(code_of(first))
    window.until(lambda: window.state(one.id).tag == first)
    ask_bind(window.desk, other)
    window.settle()
    window.scan(code_of(first))
    window.settle()
    assert window.state(other.id).copy == 0
    window.scan(code_of(second))
    window.until(lambda: window.state(other.id).label_proved)
    assert QApplication.activeModalWidget() is None
