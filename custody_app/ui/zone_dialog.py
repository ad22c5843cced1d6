"""A move to another kind of zone: why, and which head of custody lets it go there (T08)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import MoveContainer, MoveItem
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import moment_of
from custody_app.domain.parts import PaperApproval
from custody_app.domain.rules.timing import local_day
from custody_app.domain.rules.zones import APPROVAL
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

ASKED = frozenset({"move.zone_reason", APPROVAL})
Then = Callable[["Outcome"], object]


def asks_zone(error: Exception) -> bool:
    """Nothing but the reason or the approval of another kind of zone is missing."""
    if not isinstance(error, RuleBroken):
        return False
    return {one.code for one in all_broken(error)} <= ASKED


def or_ask_zone(
    desk: Desk,
    commands: Sequence[Command],
    tell: Callable[[Exception], object],
    then: Then | None = None,
) -> Callable[[Exception], None]:
    """What to do when these moves are refused: ask for what is missing, or tell."""

    def failed(error: Exception) -> None:
        if asks_zone(error):
            ask_zone(desk, commands, then)
        else:
            tell(error)

    return failed


def ask_zone(desk: Desk, commands: Sequence[Command], then: Then | None = None) -> FormDialog:
    """Ask for what is missing and record these moves with it."""
    head = person_field(desk, "zone_head")
    entries = (
        note_entry("reason", translate("zones", "Why it moves"), lines=2),
        text_entry(
            "head", translate("zones", "Head of custody who approves"), head,
            hint=translate("zones", "Leave empty where the centre does not ask for it."),
        ),
        text_entry(
            "paper", translate("zones", "Number of the signed slip"),
            TextField(name="zone_paper", max_length=60),
            hint=translate("zones", "Empty: the head confirms by PIN."),
        ),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        person, number = values["head"], values["paper"].strip()
        today = str(local_day(moment_of(desk.core.clock.now())))
        asked = [
            replace(
                one,
                reason=values["reason"],
                approver=PersonId(person.person_id) if person is not None else None,
                paper=PaperApproval(number, today) if number else None,
            )
            if isinstance(one, MoveItem | MoveContainer)
            else one
            for one in commands
        ]
        if person is None or number:
            dialog.record(*asked, then=then)
            return
        sentence = translate("zones", "{name} lets it go to another kind of zone.")
        question = Question(sentence.format(name=person.name), who=Who.SECOND)
        dialog.ask_and_record(question, *asked, then=then)

    sheet = Sheet(
        translate("zones", "To another kind of zone"), entries,
        translate(
            "zones",
            "The new place is for other kinds of things, or kept by more or fewer people, than "
            "the place before.",
        ),
        button=translate("zones", "Move"),
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go, on_scan=lambda code: take_badge(desk, head, code))
    dialog.open()
    return dialog
