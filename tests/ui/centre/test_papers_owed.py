"""A paper whose act is on the record, and that a crash cut off, is offered again on Today."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from custody_app.domain.commands.store import FreezeItem
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import moment_of
from custody_app.domain.vocabulary import FormKind, FreezeReason
from custody_app.queries.form_rows import forms_of_item
from custody_app.queries.papers_owed import OwedPaper, papers_owed
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.widgets.buttons import Button
from tests.living import PROJECT, signer_of
from tests.ui.centre.test_together import of_two_cases
from tests.ui.centre.window import Window

NAME = "make_owed_papers_button"


def owed(window: Window, who: str = "clerk") -> tuple[OwedPaper, ...]:
    person, now = signer_of(window.core, who).id, moment_of(window.core.clock.now())
    found: tuple[OwedPaper, ...] = window.read(papers_owed, person=person, now=now)
    return found


def button(window: Window) -> Button | None:
    found = [one for one in window.page.findChildren(Button, NAME) if one.isVisible()]
    return found[0] if found else None


def test_killed_between_record_and_paper_offers_the_paper_at_the_next_start(
    window: Window,
) -> None:
    row, _ = of_two_cases(window)
    before = len(owed(window))
    words = [sys.executable, "-m", "tests.ui.centre.freezing_life", "--item", row.id]
    with subprocess.Popen(
        [*words, "--data", str(window.core.folder.root)], stdout=subprocess.PIPE, text=True,
        cwd=PROJECT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "recorded"
        process.kill()
    assert window.state(row.id).frozen is FreezeReason.COUNT_DIFFERS
    assert window.read(forms_of_item, item=row.id)[:1] == () or (
        window.read(forms_of_item, item=row.id)[0].kind is not FormKind.DIFFERENCE_NOTICE
    )
    assert len(owed(window)) == before + 1
    window.go("counter")
    window.go("today")
    window.until(lambda: button(window) is not None)
    found = button(window)
    assert found is not None
    found.click()
    window.until(lambda: isinstance(window.dialog(), PaperDialog))
    assert window.read(forms_of_item, item=row.id)[0].kind is FormKind.DIFFERENCE_NOTICE
    window.close_dialogs()
    assert owed(window) == ()
    window.until(lambda: button(window) is None)


def test_what_was_made_is_not_owed_and_another_s_is_not_shown(window: Window) -> None:
    before = owed(window)
    row, other = of_two_cases(window)
    clerk: Any = signer_of(window.core, "clerk")
    for one in (row, other):
        freeze = FreezeItem(item=ItemId(one.id), reason=FreezeReason.COUNT_DIFFERS, note="少一件")
        window.core.custody.handle(freeze, signer=clerk)
    fresh = [one for one in owed(window) if one not in before]
    assert {one.items for one in fresh} == {(row.id,), (other.id,)}
    assert {one.kind for one in fresh} == {FormKind.DIFFERENCE_NOTICE}
    assert owed(window, "second") == ()
