"""Codes that mean something else, or nothing, at the counter: told, kept, and never acted upon."""

from __future__ import annotations

import pytest

from custody_app.domain.tag import Tag, TagKind, parse
from custody_app.scanning.basket import Doing
from custody_app.services.scan_journal import ScanJournal
from tests.ui.centre.test_counter import counter, doings
from tests.ui.centre.test_counter_bad_input import call_out
from tests.ui.centre.window import Window


def journal(window: Window) -> ScanJournal:
    return ScanJournal(window.core.writer, window.core.reader, window.core.clock)


@pytest.mark.parametrize(
    "text",
    [
        "CONFIRM",
        "'; DROP TABLE item; --",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "../../centre.db",
        "WIFI:S:free;T:WPA;P:x;;",
        "https://example.com/confirm?code=1",
    ],
)
def test_what_looks_like_a_command_is_a_foreign_code(window: Window, text: str) -> None:
    page = counter(window)
    window.scan(window.item("钥匙").code)
    before = page.presenter.basket
    unread = journal(window).count_unread()
    window.shoot(text, prefix=True)
    assert page.presenter.basket == before
    assert page.presenter.is_open
    assert journal(window).count_unread() == unread + 1
    assert journal(window).unread()[0].raw == text
    assert window.said


@pytest.mark.parametrize("site", [0, 4403])
def test_a_card_that_nobody_printed_or_of_another_centre_does_nothing(
    window: Window, site: int
) -> None:
    page = counter(window)
    key = window.item("钥匙")
    here = parse(key.code)[0]
    window.scan(key.code)
    window.desk.notices.clear()
    serial = 1 if site else 77
    window.scan(Tag(TagKind.COMMAND, site or here.site, here.station, 0, serial).code())
    assert page.presenter.is_open
    assert any(line.row.entry.id == key.id for line in page.presenter.shown_look.lines)
    assert Doing.OUT not in doings(page)
    assert window.said or Doing.UNKNOWN in doings(page)


def test_a_thing_that_the_approval_does_not_name_does_not_go_out_with_it(window: Window) -> None:
    page = counter(window)
    key, bank = window.item("钥匙"), window.item("充电宝")
    call_out(window, key.id)
    window.scan(window.person("zhang").code, key.code, bank.code)
    rows = {line.row.entry.id: line.row.doing for line in page.presenter.shown_look.lines}
    assert rows[key.id] is Doing.OUT
    assert rows[bank.id] is not Doing.OUT
