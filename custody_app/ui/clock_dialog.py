"""The clock stands behind the last record: two people confirm the time, and work goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import ConfirmClock
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import moment_of
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry
from custody_app.ui.notices import Action
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.times import local_text

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

CLOCK_BEHIND = "time.clock_behind"


def is_clock_behind(error: Exception) -> bool:
    """The refusal that only a confirmed clock ends."""
    return isinstance(error, RuleBroken) and error.code == CLOCK_BEHIND


def offer_clock(desk: Desk, error: Exception) -> None:
    """Tell it with the button that opens the dialog."""
    desk.notices.refuse(
        error, Action(translate("dialogs", "Confirm the time"), lambda: confirm_clock(desk, error))
    )


def take_clock_error(desk: Desk, error: Exception) -> bool:
    """Offer to confirm the time where that is the remedy; whether it was."""
    if is_clock_behind(error):
        offer_clock(desk, error)
        return True
    return False


def confirm_clock(
    desk: Desk, error: Exception, then: Callable[[], object] | None = None
) -> FormDialog:
    """Reason, own signature, badge and PIN of a second person; the jump is recorded."""
    facts = error.facts if isinstance(error, RuleBroken) else {}
    now = local_text(moment_of(desk.core.clock.now()), seconds=True)
    last = local_text(str(facts.get("last") or ""), seconds=True)
    text = translate(
        "dialogs",
        "The clock of this computer says {now}. The last record is of {last}. Compare with a "
        "telephone or a wall clock; set the computer's clock first if it is wrong.",
    ).format(now=now, last=last)

    def go(values: Values, dialog: FormDialog) -> None:
        question = Question(
            translate("dialogs", "Both confirm that it is {now} now.").format(now=now),
            who=Who.SECOND,
        )
        dialog.ask_and_record(
            question,
            ConfirmClock(reason=values["reason"]),
            then=lambda _outcome: then() if then is not None else None,
        )

    sheet = Sheet(
        translate("dialogs", "Confirm the time"),
        (note_entry("reason", translate("dialogs", "Why the clock went back"), lines=2),),
        text,
        translate("dialogs", "Second person …"),
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog
