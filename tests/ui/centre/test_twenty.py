"""Twenty mixed things of two cases by keyboard wedge alone, from the badge to the next person."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from custody_app.domain.state.registers import FormState
from custody_app.domain.tag import Tag, TagKind, parse
from custody_app.domain.vocabulary import Custody, FormKind
from custody_app.queries.evidence import Evidence
from custody_app.queries.form_rows import FormRow
from custody_app.queries.forms import find_forms
from custody_app.queries.item_history import item_history
from custody_app.queries.item_rows import item_rows
from custody_app.queries.states import states_of
from custody_app.scanning.basket import Doing
from custody_app.services.scan_journal import ScanJournal
from custody_app.ui.counter.page import CounterPage
from custody_app.ui.paper_dialog import PaperDialog
from tests.living import CAST
from tests.ui.centre.twenty import make_twenty
from tests.ui.centre.window import Window

SCAN_S = 2.0
SIGNATURE_S = 5.0
LIMIT_S = 60.0
"""User time as decisions 30 has it: a scan every two seconds, five for the signature."""
CONFIRM, PRINT = 1, 3


class Wedge:
    """A scanner that types: 18 digits and Enter at once, wherever the keys go."""

    def __init__(self, window: Window, site: int, station: int) -> None:
        self._window = window
        self._site, self._station = site, station
        self.user_s = 0.0
        self.slowest = 0.0

    def types(self, *codes: str) -> None:
        """Each scan until its answer is on the screen; the next comes two seconds later."""
        for code in codes:
            began = perf_counter()
            front = self._window.front()
            for digit in code:
                QTest.keyClick(front, ord(digit))
            QTest.keyClick(front, Qt.Key.Key_Return)
            self._window.settle()
            self._took(perf_counter() - began)

    def card(self, serial: int) -> None:
        """A command card."""
        self.types(Tag(TagKind.COMMAND, self._site, self._station, 0, serial).code())

    def _took(self, seconds: float) -> None:
        self.slowest = max(self.slowest, seconds)
        self.user_s += max(SCAN_S, seconds)


def test_twenty_mixed_things_in_a_minute_without_a_mouse(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", lambda: QPrinterInfo())
    things = make_twenty(window.core, tmp_path)
    assert len(things.mixed) == 20
    page = window.go("counter")
    assert isinstance(page, CounterPage)
    centre = parse(things.box)[0]
    wedge = Wedge(window, centre.site, centre.station)
    badge = window.person("zhang").code
    first = set(window.read(find_forms).rows)
    journal = ScanJournal(window.core.writer, window.core.reader, window.core.clock)
    unread = len(journal.unread())

    wedge.types(badge, *things.mixed[:18], things.place, *things.mixed[18:], things.other_place)
    look = page.presenter.shown_look
    counted = {doing: len(look.of(doing)) for doing in (Doing.OUT, Doing.RETURN, Doing.MOVE)}
    assert counted == {Doing.OUT: 15, Doing.RETURN: 6, Doing.MOVE: 2}
    assert [line.row.entry.code for line in look.lines if line.row.doing is Doing.UNKNOWN] == [
        things.unknown
    ]
    assert page.presenter.can_confirm

    wedge.card(CONFIRM)
    began = perf_counter()
    window.type_in(CAST.member("zhang").pin)
    window.press(Qt.Key.Key_Return)
    window.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    paper = window.dialog()
    assert isinstance(paper, PaperDialog)
    window.until(lambda: paper.preview.page_count > 0)
    signed = perf_counter() - began
    order, pages = paper.preview._order, paper.preview.page_count
    wedge.card(PRINT)
    assert paper._mistake.isVisible()
    wedge.types(window.person("duan").code)
    assert QApplication.activeModalWidget() is None
    assert page.presenter.basket.person == window.person("duan").id
    assert page.presenter.basket.entries == ()

    user_s = wedge.user_s - SCAN_S + SIGNATURE_S + signed
    assert user_s < LIMIT_S, (user_s, wedge.slowest, signed)
    assert wedge.slowest < SCAN_S
    assert signed < SIGNATURE_S
    _check_record(window, things.ids, things.cases)
    assert len(journal.unread()) == unread + 1
    papers = [row for row in window.read(find_forms).rows if row not in first]
    _check_papers(window, papers)
    assert pages == len(papers)
    assert order == (0, 0, 1, 1, 2, 2, 3, 3)


def _check_record(window: Window, ids: dict[str, tuple[str, ...]], cases: tuple[str, str]) -> None:
    """One transaction for everything, countersigned once by the officer."""
    out = {window.state(id_).custody for id_ in (*ids["out"], *ids["boxed"])}
    assert out == {Custody.ON_LOAN}
    assert {window.state(id_).custody for id_ in ids["back"]} == {Custody.IN_STORE}
    assert {place_of(window, id_) for id_ in ids["back"]} == {"A-01-02"}
    assert {place_of(window, id_) for id_ in ids["moved"]} == {"A-01-04"}
    last = [window.read(item_history, item=id_)[-1] for kind in ids for id_ in ids[kind]]
    assert {tuple(one.name for one in entry.countersigned) for entry in last} == {
        (CAST.member("zhang").name,)
    }
    with window.core.reader.connect() as connection:
        evidence = Evidence(connection)
        batches = {next(evidence.newest_first(id_)).core.batch for kind in ids for id_ in ids[kind]}
    assert len(batches) == 1


def place_of(window: Window, item: str) -> str:
    (row,) = window.read(item_rows, items=[item])
    return row.place_code


def _check_papers(window: Window, rows: list[FormRow]) -> None:
    """One slip a case and direction, and none shows another case."""
    kinds = sorted(row.kind.value for row in rows)
    assert kinds == ["check_out_slip"] * 2 + ["return_slip"] * 2
    states = window.read(states_of, FormState, [row.id for row in rows])
    for state in states.values():
        assert {window.state(item).case for item in state.items} == {state.case}
        assert not state.awaits_signature
    per_kind = {
        kind: {states[row.id].case for row in rows if row.kind is kind}
        for kind in (FormKind.CHECK_OUT_SLIP, FormKind.RETURN_SLIP)
    }
    assert all(len(found) == 2 for found in per_kind.values())
