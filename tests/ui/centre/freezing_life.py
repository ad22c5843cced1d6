"""A window in a process of its own that freezes a thing on its card, to be killed before the paper.

It says ``recorded`` once the act is on the record; then it does nothing more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from custody_app.bootstrap import open_core
from custody_app.demo.production import DEMO_COST
from custody_app.domain.state.item import ItemState
from custody_app.queries.commit_mark import CommitMark
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.runtime.paths import CentreDir
from custody_app.ui.app import WindowProgram, make_application
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.items.law_actions import ask_freeze
from custody_app.ui.start import needs_of
from tests.living import CAST


def main(argv: Sequence[str] | None = None) -> None:
    """Sign in, freeze, and stand still."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--item", required=True)
    options = parser.parse_args(argv)
    app = make_application()
    core = open_core(CentreDir(options.data), cost=DEMO_COST)
    program = WindowProgram(app, needs_of(core, CommitMark(core.reader)))
    clerk = CAST.member("clerk")
    program.session.set_officer(officer_of(core.sign_in.with_pin(clerk.badge, clerk.pin)))
    program.window.show()
    program.window.rebuild()
    desk = program.window.desk
    # Views are told between the commit and the paper.
    desk.bus.changed.connect(lambda _changes: _stand_still())
    state = Reader(core.reader)(state_of, ItemState, options.item)
    dialog = ask_freeze(desk, state)
    dialog.fields["note"].editor.setPlainText("数量不符")  # type: ignore[attr-defined]  # a note
    dialog.submit()
    app.exec()


def _stand_still() -> None:
    sys.stdout.write("recorded\n")
    sys.stdout.flush()
    Event().wait()


if __name__ == "__main__":
    main()
