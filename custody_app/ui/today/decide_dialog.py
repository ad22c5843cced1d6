"""Decide on a call-out or extension that waits for the person at the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.commands.loans import ApproveRequest, RefuseRequest
from custody_app.domain.ids import RequestId
from custody_app.domain.vocabulary import RequestKind
from custody_app.queries.requests import RequestFolder
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed
from custody_app.ui.widgets.layouts import row as line_up

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

ITEMS_SHOWN = 10
WIDTH = 560


def decide(desk: Desk, folder: RequestFolder, then: Callable[[], object]) -> FormDialog:
    """Approve with the own PIN, or refuse with a reason."""
    row = folder.row
    request = RequestId(row.id)
    things = Label("\n".join(lines(folder)), "muted", wrap=True, selectable=True)
    refuse_button = Button(
        translate("today", "Refuse"), Kind.DANGER, "ban", lambda: refuse(), name="refuse_button"
    )
    sheet = Sheet(
        translate("today", "Decide on {number}").format(number=row.number),
        (note_entry("note", translate("today", "Opinion, or reason of a refusal"), needed=False),),
        sentence(folder),
        translate("today", "Approve"),
        width=WIDTH,
        below=(things, boxed(line_up(refuse_button, None))),
    )

    def approve(values: Values, dialog: FormDialog) -> None:
        command = ApproveRequest(request=request, note=values["note"])
        question = Question(
            translate("today", "You approve {number}.").format(number=row.number), who=Who.MYSELF
        )
        dialog.ask_and_record(question, command, then=lambda _outcome: then())

    def refuse() -> None:
        reason = dialog.values["note"]
        if not reason:
            dialog.tell(translate("today", "A refusal needs a reason."))
            return
        dialog.record(RefuseRequest(request=request, reason=reason), then=lambda _outcome: then())

    dialog = FormDialog(desk, sheet, approve)
    dialog.open()
    return dialog


def sentence(folder: RequestFolder) -> str:
    """What is asked, in one sentence."""
    state = folder.state
    name = folder.requester.name if folder.requester is not None else ""
    purpose = word("loan_purpose", state.purpose.value) if state.purpose else ""
    due = local_text(state.due_at)
    if folder.row.kind is RequestKind.EXTENSION:
        text = translate("today", "{name} asks to keep the things until {due}: {reason}")
        return text.format(name=name, due=due, reason=state.reason)
    if state.amount is not None:
        text = translate("today", "{name} asks to pay {amount} to {recipient} ({payee}): {reason}")
        return text.format(
            name=name,
            amount=f"{state.amount.n} {word('unit', state.amount.u)}",
            recipient=state.recipient,
            payee=word("payee", state.payee.value) if state.payee else "",
            reason=state.reason,
        )
    text = translate("today", "{name} asks to call out for {purpose} until {due}: {reason}")
    return text.format(name=name, purpose=purpose, due=due, reason=state.reason)


def lines(folder: RequestFolder) -> list[str]:
    """The things asked for."""
    found = []
    for line in folder.items[:ITEMS_SHOWN]:
        amount = f"{line.asked.n} {word('unit', line.asked.u)}"
        changed = translate("today", "  (changed since it was asked)") if line.changed else ""
        found.append(f"· {line.item.name}  {amount}{changed}")
    more = len(folder.items) - ITEMS_SHOWN
    if more > 0:
        found.append(translate("today", "… and {count} more").format(count=more))
    return found
