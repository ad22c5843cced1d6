"""Dialogs of a slip: out for a while and back, and the outcomes of its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.effects import (
    MoveEffectsToTemporaryStore,
    PutBackEffects,
    ReturnEffects,
    TakeOutEffects,
)
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.effects import GivenTo, LineState
from custody_app.domain.ids import PersonId, PlaceId
from custody_app.domain.law.doubts import doubts_of_holder
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind, SignedBy
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.effects.presenter import line_text
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.widgets.fields import TextField, TickField

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

WIDE = 680


def line_entries(state: EffectsState, wanted: LineState) -> list[Entry]:
    """A tick for each line that is there; all ticked."""
    fit = [line for line in state.lines if line.state is wanted]
    return [
        text_entry(
            f"line_{line.n}", translate("effects", "Lines") if not at else "",
            TickField(line_text(line), ticked=True, name=f"line_{line.n}"), span=2,
        )
        for at, line in enumerate(fit)
    ]  # fmt: skip


def ticked(values: Values, state: EffectsState) -> tuple[int, ...]:
    """Numbers of the lines that are ticked."""
    return tuple(line.n for line in state.lines if values.get(f"line_{line.n}"))


def print_left(desk: Desk, state: EffectsState) -> None:
    """The receipt of what left last."""
    form = IssueForm(kind=FormKind.EFFECTS_OUT, effects=state.id)
    issue_paper(desk, desk.notices.window(), form)


def ask_take_out(desk: Desk, state: EffectsState) -> FormDialog:
    """Out for a purpose, to a named person; the lines come back."""
    taker = person_field(desk, "effects_taker")
    entries = [
        *line_entries(state, LineState.IN_LOCKER),
        text_entry("who", translate("effects", "Taken by"), taker, needed=True,
                   hint=translate("effects", "Badge or name, or scan the badge.")),
        text_entry("purpose", translate("effects", "Purpose"),
                   TextField(max_length=200, name="effects_purpose"), needed=True),
    ]  # fmt: skip

    def command(values: Values) -> Command:
        return TakeOutEffects(
            effects=state.id, lines=ticked(values, state), purpose=values["purpose"],
            taken_by=PersonId(values["who"].person_id),
        )  # fmt: skip

    title = translate("effects", "Take out for a while")
    return _open(desk, state, title, entries, command, lambda code: take_badge(desk, taker, code))


def ask_put_back(desk: Desk, state: EffectsState) -> FormDialog:
    """What was taken out is in the locker again."""
    bringer = person_field(desk, "effects_bringer")
    entries = [
        *line_entries(state, LineState.TAKEN_OUT),
        text_entry("who", translate("effects", "Brought back by"), bringer, needed=True,
                   hint=translate("effects", "Badge or name, or scan the badge.")),
        text_entry("note", translate("effects", "Note"),
                   TextField(max_length=200, name="effects_note")),
    ]  # fmt: skip

    def command(values: Values) -> Command:
        return PutBackEffects(
            effects=state.id, lines=ticked(values, state), note=values["note"],
            put_by=PersonId(values["who"].person_id),
        )  # fmt: skip

    title = translate("effects", "Put back into the locker")
    take = lambda code: take_badge(desk, bringer, code)  # noqa: E731 - one line, used once
    return _open(desk, state, title, entries, command, take, is_leaving=False)


def ask_store(desk: Desk, state: EffectsState) -> FormDialog:
    """Nobody knows yet whether it belongs to a case; the unit keeps it until it is clear."""
    taker = person_field(desk, "effects_taker")
    place = TextField(max_length=60, name="effects_store")
    entries = [
        *line_entries(state, LineState.IN_LOCKER),
        text_entry("place", translate("effects", "Temporary store (code)"), place, needed=True),
        text_entry("who", translate("effects", "Taken by"), taker, needed=True),
        note_entry("reason", translate("effects", "Reason"), lines=2, span=2),
    ]

    def command(values: Values) -> Command:
        return MoveEffectsToTemporaryStore(
            effects=state.id, lines=ticked(values, state), reason=values["reason"],
            place=PlaceId(values["place"].replace(" ", "")),
            taken_by=PersonId(values["who"].person_id),
        )  # fmt: skip

    def scanned(code: ScannedCode) -> object:
        if code.kind is TagKind.PLACE:
            place.setText(code.digits)
            return None
        return take_badge(desk, taker, code)

    title = translate("effects", "To the temporary store of the unit")
    return _open(desk, state, title, entries, command, scanned)


def ask_give_back(desk: Desk, state: EffectsState) -> FormDialog:
    """To the person, or to who receives for the person; a second person sees it."""
    signs, to = list(words("signed_by").items()), list(words("given_to").items())
    entries = [
        *line_entries(state, LineState.IN_LOCKER),
        choice_entry("to", translate("effects", "Given to"), to),
        text_entry("recipient", translate("effects", "Name of the recipient"),
                   TextField(max_length=80, name="effects_recipient"),
                   hint=translate("effects", "Empty for the person of the slip.")),
        text_entry("id_no", translate("effects", "Number of the identity paper"),
                   TextField(judge=doubts_of_holder, max_length=60, name="effects_id_no")),
        choice_entry("signed", translate("effects", "How the receipt is signed"), signs),
        note_entry("note", translate("effects", "Note"), needed=False, lines=2, span=2),
    ]  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        command = ReturnEffects(
            effects=state.id,
            lines=ticked(values, state),
            given_to=GivenTo(values["to"]),
            recipient=values["recipient"],
            recipient_id_no=values["id_no"],
            signed_by=SignedBy(values["signed"]),
            note=values["note"],
        )
        text = translate(
            "effects", "{count} {count:line|lines} of slip {number} {count:is|are} given back."
        )
        question = Question(
            text.format(count=len(command.lines), number=state.number), who=Who.SECOND
        )
        dialog.ask_and_record(question, command, then=lambda _outcome: print_left(desk, state))

    sheet = Sheet(translate("effects", "Give back"), entries, _called(state), columns=2, width=WIDE)
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _called(state: EffectsState) -> str:
    return "  ".join(part for part in (state.number, state.name) if part)


def _open(
    desk: Desk,
    state: EffectsState,
    title: str,
    entries: list[Entry],
    command: Callable[[Values], Command],
    on_scan: Callable[[ScannedCode], object],
    *,
    is_leaving: bool = True,
) -> FormDialog:
    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            command(values),
            then=lambda _outcome: print_left(desk, state) if is_leaving else None,
        )

    sheet = Sheet(title, entries, _called(state), columns=2, width=WIDE)
    dialog = FormDialog(desk, sheet, go, on_scan=on_scan)
    dialog.open()
    return dialog
