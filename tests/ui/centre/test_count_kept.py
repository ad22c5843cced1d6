"""A count that broke off: killed, locked, put away, open twice; nothing scanned is lost."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtWidgets import QApplication

from custody_app.domain.commands.counts import CountPlace
from custody_app.domain.ids import PlaceId
from custody_app.domain.state.registers import PlaceState
from custody_app.queries.evidence import Evidence
from custody_app.queries.holdings import find_place
from custody_app.queries.item_rows import item_rows
from custody_app.queries.states import state_of
from custody_app.services.open_counts import OpenCounts
from custody_app.ui.places.count_dialog import CountDialog
from custody_app.ui.places.page import PlacesPage
from tests.living import CAST, PROJECT, signer_of
from tests.ui.centre.window import Window

PLACE = "A-01-01"


def place_of(window: Window) -> str:
    return window.read(find_place, text=PLACE)[0].id


def codes_of(window: Window) -> list[str]:
    with window.core.reader.connect() as connection:
        there = Evidence(connection).items_at(place_of(window))
    return [row.code for row in window.read(item_rows, items=there)]


def counts_of(window: Window) -> OpenCounts:
    core = window.core
    return OpenCounts(core.writer, core.reader, core.clock)


def count(window: Window) -> CountDialog:
    page = window.go("places", place=place_of(window))
    assert isinstance(page, PlacesPage)
    window.until(page.contents.count_button.isEnabled)
    page.contents.count_button.click()
    window.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CountDialog)
    return dialog


def test_a_killed_window_loses_no_scan(window: Window) -> None:
    codes = codes_of(window)[:2]
    words = [sys.executable, "-m", "tests.ui.centre.counting_life", "--place", PLACE]
    with subprocess.Popen(
        [*words, "--data", str(window.core.folder.root), *codes],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline().strip() for _ in range(3)] == ["counting", *codes]
        process.kill()
    dialog = count(window)
    assert dialog.offer.isVisible()
    assert window.focus is dialog.offer.go_on_button
    assert " 2 " in dialog.offer.text
    window.scan(codes[0])
    assert dialog.seen == ()
    assert not dialog.button.isEnabled()
    dialog.offer.go_on_button.click()
    window.settle()
    assert [row.code for row in window.read(item_rows, items=dialog.seen)] == codes
    assert dialog.list.count() == 2
    assert not dialog.offer.isVisible()
    dialog.close_count()
    window.until(lambda: counts_of(window).of_place(place_of(window)) == ())
    state = window.read(state_of, kind=PlaceState, id_=place_of(window))
    assert not set(dialog_items(window, codes)) & set(state.count_missing)


def dialog_items(window: Window, codes: list[str]) -> list[str]:
    with window.core.reader.connect() as connection:
        there = Evidence(connection).items_at(place_of(window))
    return [row.id for row in window.read(item_rows, items=there) if row.code in codes]


def test_a_lock_keeps_what_was_scanned(window: Window) -> None:
    dialog = count(window)
    window.scan(codes_of(window)[0])
    window.until(lambda: len(dialog.seen) == 1)
    window.program.window.lock()
    window.settle()
    assert QApplication.activeModalWidget() is None
    assert [len(one.items) for one in counts_of(window).of_place(place_of(window))] == [1]


def test_back_keeps_what_was_scanned_and_one_may_begin_anew(window: Window) -> None:
    dialog = count(window)
    assert not dialog.offer.isVisible()
    window.scan(codes_of(window)[0])
    window.until(lambda: len(dialog.seen) == 1)
    dialog.reject()
    window.settle()
    shift = window.go("shift")
    window.until(lambda: shift._found is not None)
    (line,) = shift._found.section("open_counts").lines
    assert (line.where, line.who) == (PLACE, CAST.member("clerk").name)
    shift._matter = "open_counts"
    shift._open(line)
    window.settle()
    assert isinstance(window.page, PlacesPage)
    again = count(window)
    assert again.offer.isVisible()
    again.offer.anew_button.click()
    window.settle()
    assert again.seen == ()
    assert again.button.isEnabled()
    again.reject()
    window.settle()
    assert counts_of(window).of_place(place_of(window)) == ()


def test_a_count_that_goes_on_elsewhere_counts_nothing_more_here(window: Window) -> None:
    codes = codes_of(window)
    dialog = count(window)
    window.scan(codes[0])
    counts, place = counts_of(window), place_of(window)
    (mine,) = counts.of_place(place)
    taken = counts.take_up(mine)
    window.scan(codes[1])
    window.until(dialog._mistake.isVisible)
    assert not dialog.button.isEnabled()
    assert counts.of_place(place) == (taken,)
    assert len(taken.items) == 1
    dialog.reject()
    window.settle()
    assert counts.of_place(place) == (taken,)


def test_who_else_is_counting_is_told_but_not_how_much(window: Window) -> None:
    counts, place = counts_of(window), place_of(window)
    second = signer_of(window.core, "second")
    theirs = counts.begin(place, second.id)
    counts.keep(theirs, tuple(dialog_items(window, codes_of(window)))[:1])
    dialog = count(window)
    assert dialog.offer.isVisible()
    assert window.person("second").name in dialog.offer.text
    assert not dialog.offer.go_on_button.isVisible()
    assert not dialog.button.isEnabled()
    dialog.offer.anew_button.click()
    window.settle()
    assert dialog.button.isEnabled()
    closed = CountPlace(place=PlaceId(place))
    window.core.custody.handle(closed, signer=second, beside=counts.beside(theirs))
    assert [one.person_id for one in counts.of_place(place)] != [second.id]
    assert len(counts.of_place(place)) == 1
