"""The blind count of a place in the window: scans alone, the lists hidden meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from custody_app.domain.state.registers import PlaceState
from custody_app.domain.vocabulary import PlaceKind
from custody_app.queries.evidence import Evidence
from custody_app.queries.forms import find_forms
from custody_app.queries.holdings import find_place
from custody_app.queries.item_rows import item_rows
from custody_app.queries.states import state_of
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.places.count_dialog import CountDialog
from custody_app.ui.places.page import PlacesPage
from custody_app.ui.places.presenter import ICONS
from tests.ui.centre.window import Window


def test_a_place_is_counted_blind_and_the_result_printed(window: Window) -> None:
    place = window.read(find_place, text="A-01-01")[0]
    with window.core.reader.connect() as connection:
        there = Evidence(connection).items_at(place.id)
    assert len(there) >= 2
    codes = [row.code for row in window.read(item_rows, items=there)]
    page = window.go("places", place=place.id)
    assert isinstance(page, PlacesPage)
    window.until(lambda: page.contents.count_button.isEnabled())
    page.contents.count_button.click()
    window.settle()
    dialog = QApplication.activeModalWidget() or page.window().findChild(CountDialog)
    assert isinstance(dialog, CountDialog)
    assert not page.contents.isVisible()
    assert dialog.windowTitle().endswith(" A-01-01")
    window.scan(codes[0])
    window.settle()
    window.until(lambda: len(dialog.seen) == 1)
    window.scan(codes[0])
    window.until(dialog._mistake.isVisible)
    assert len(dialog.seen) == 1
    dialog.close_count()
    window.until(lambda: window.read(find_forms, kind="count_sheet").rows != ())
    window.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    assert page.contents.isVisible()
    state = window.read(state_of, kind=PlaceState, id_=place.id)
    assert set(state.count_missing) == set(there) - {dialog_first(there, codes, codes[0])}


def dialog_first(there: list[str], codes: list[str], code: str) -> str:
    return there[codes.index(code)]


def test_every_kind_of_place_has_its_icon() -> None:
    assert set(ICONS) == set(PlaceKind)
