"""A window in a process of its own that counts a place until it is killed.

It says ``counting``, then the code of each thing whose scan is kept.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from custody_app.bootstrap import open_core
from custody_app.demo.production import DEMO_COST
from custody_app.queries.commit_mark import CommitMark
from custody_app.queries.holdings import find_place
from custody_app.queries.reader import Reader
from custody_app.runtime.paths import CentreDir
from custody_app.scanning.code import ScannedCode
from custody_app.services.open_counts import OpenCounts
from custody_app.ui.app import WindowProgram, make_application
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.places.page import PlacesPage
from custody_app.ui.start import needs_of
from tests.living import CAST


def main(argv: Sequence[str] | None = None) -> None:
    """Sign in, open the count, scan, and count on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--place", required=True)
    parser.add_argument("codes", nargs="+")
    options = parser.parse_args(argv)
    app = make_application()
    core = open_core(CentreDir(options.data), cost=DEMO_COST)
    program = WindowProgram(app, needs_of(core, CommitMark(core.reader)))
    clerk = CAST.member("clerk")
    program.session.set_officer(officer_of(core.sign_in.with_pin(clerk.badge, clerk.pin)))
    program.window.show()
    program.window.rebuild()
    place = Reader(core.reader)(find_place, text=options.place)[0].id
    counts = OpenCounts(core.writer, core.reader, core.clock)
    program.window.desk.navigate("places", place=place)
    page = program.window._frame.pages.page()
    assert isinstance(page, PlacesPage)
    _until(page.contents.count_button.isEnabled)
    page.contents.count()
    _until(lambda: counts.of_place(place) != ())
    _say("counting")
    for number, code in enumerate(options.codes, 1):
        program.scans.receive(ScannedCode(code, code))
        _until(lambda n=number: len(counts.of_place(place)[0].items) == n)  # type: ignore[misc]
        _say(code)
    _until(lambda: False)


def _until(holds: Callable[[], bool]) -> None:
    while not holds():
        QApplication.processEvents()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
