"""The watched folder while the window is open: papers file themselves, photos wait for a page."""

from __future__ import annotations

import shutil
from pathlib import Path

from custody_app.queries.form_rows import FormRow
from custody_app.queries.forms import find_forms
from custody_app.services.inbox import Inbox
from custody_app.services.paper.issue import printed_name
from custody_app.ui.inbox_watch import InboxWatch
from custody_app.ui.print_job import job_of
from custody_app.ui.signed_watch import SignedWatch
from tests.ui.centre.window import Window


def dropped(window: Window, name: str) -> tuple[Path, FormRow]:
    folder = window.core.folder
    row = window.read(find_forms, awaiting=True).rows[0]
    folder.inbox.mkdir(exist_ok=True)
    path = folder.inbox / name
    shutil.copy(folder.printed / printed_name(row.number, row.kind), path)
    return path, row


def looked(window: Window, watch: SignedWatch) -> None:
    """Twice: a file that stopped growing is whole."""
    for _ in range(2):
        watch._watch.look()
        window.settle()


def test_a_dropped_scan_files_itself(window: Window) -> None:
    path, row = dropped(window, "scan.pdf")
    watch = SignedWatch(lambda: window.desk, window.program.window)
    looked(window, watch)
    window.until(lambda: not path.exists())
    assert row.id not in {one.id for one in window.read(find_forms, awaiting=True).rows}
    assert any(row.number in text for text in window.said)
    again, _row = path, shutil.copy(path.parent / "taken" / next(
        one.name for one in (path.parent / "taken").iterdir()
    ), path)  # fmt: skip
    window.desk.notices.clear()
    looked(window, watch)
    assert again.exists()
    assert any("scan.pdf" in text for text in window.said)
    window.desk.notices.clear()
    looked(window, watch)
    assert window.said == []


def test_a_stack_of_papers_files_each_of_them(window: Window) -> None:
    folder = window.core.folder
    folder.inbox.mkdir(exist_ok=True)
    rows = window.read(find_forms, awaiting=True).rows[:2]
    papers = [folder.printed / printed_name(row.number, row.kind) for row in rows]
    stack = folder.inbox / "stack.pdf"
    stack.write_bytes(job_of([(one.read_bytes(), 1) for one in papers]).content)
    watch = SignedWatch(lambda: window.desk, window.program.window)
    looked(window, watch)
    window.until(lambda: not stack.exists())
    assert any("stack.pdf" in text and "2" in text for text in window.said)
    looked(window, watch)
    mine = {row.id for row in rows}
    window.until(
        lambda: mine.isdisjoint(one.id for one in window.read(find_forms, awaiting=True).rows)
    )
    assert not list(folder.inbox.glob("*.pdf"))


def test_a_page_that_wants_photos_gets_no_papers(window: Window) -> None:
    path, _row = dropped(window, "scan.pdf")
    photo = path.with_name("photo.png")
    photo.write_bytes(b"\x89PNG\r\n\x1a\n not a whole picture, but no paper either")
    inbox = Inbox(window.core.folder.inbox, window.core.attachments)
    watch = InboxWatch(inbox, window.desk.tasks, window.program.window)
    arrived: list[Path] = []
    watch.arrived.connect(arrived.extend)
    watch.set_on(True)
    window.settle()
    watch.look()
    window.settle()
    watch.set_on(False)
    assert arrived == [photo]


def test_nothing_is_filed_while_a_dialog_asks_for_a_paper(window: Window) -> None:
    path, _row = dropped(window, "scan.pdf")
    watch = SignedWatch(lambda: window.desk, window.program.window)
    inbox = Inbox(window.core.folder.inbox, window.core.attachments)
    asking = InboxWatch(inbox, window.desk.tasks, window.program.window, takes_papers=True)
    asking.set_on(True)
    looked(window, watch)
    assert path.exists()
    asking.set_on(False)
    looked(window, watch)
    window.until(lambda: not path.exists())


def test_a_locked_window_files_nothing(window: Window) -> None:
    watch = SignedWatch(lambda: window.desk, window.program.window)
    assert watch._watch._timer.isActive()
    window.program.session.set_locked(True)
    assert not watch._watch._timer.isActive()
