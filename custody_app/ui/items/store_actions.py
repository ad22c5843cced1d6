"""Dialogs of what is done in the store: label, move, see, change the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain import tag
from custody_app.domain.commands.store import BindLabel, ChangeSeal, LabelItem, MoveItem, SeeItem
from custody_app.domain.ids import ContainerId, PlaceId
from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import SealState
from custody_app.runtime.i18n import translate
from custody_app.ui.difference_dialog import print_notices
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.kinds import kinds_of
from custody_app.ui.label_dialog import show_labels
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk
from custody_app.ui.zone_dialog import ask_zone, asks_zone

WIDE = 620


def called(state: ItemState) -> str:
    """The thing as dialogs call it."""
    return f"{state.line}  {state.name}"


def second_if_needed(desk: Desk, state: ItemState, sentence: str) -> Question:
    """A question that asks for the second person where the kind needs one."""
    two = kinds_of(desk).two_people(state)
    return Question(sentence, who=Who.SECOND if two else Who.NOBODY)


def ask_label(desk: Desk, state: ItemState) -> None:
    """The first label at once; a reprint with its reason."""

    def show(_outcome: object) -> None:
        show_labels(desk, [("item", state.id)])

    if not state.copy:
        desk.record(LabelItem(item=state.id), owner=desk.notices, then=show)
        return
    entries = (
        text_entry(
            "reason",
            translate("items", "Why again?"),
            TextField(max_length=200, name="label_reason"),
            needed=True,
        ),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(LabelItem(item=state.id, reason=values["reason"]), then=show)

    sentence = translate("items", "Copy {copy} becomes void; the new label is copy {next}.")
    sheet = Sheet(
        translate("items", "Reprint the label"),
        entries,
        sentence=sentence.format(copy=state.copy, next=state.copy + 1),
        button=translate("items", "Print"),
    )
    FormDialog(desk, sheet, go).open()


def ask_bind(desk: Desk, state: ItemState) -> FormDialog:
    """A label printed in advance was stuck on: scan it, or type its digits."""
    edit = TextField(max_length=40, name="blank_code")
    entry = text_entry(
        "code",
        translate("items", "Code of the label"),
        edit,
        needed=True,
        hint=translate("items", "Scan the label that was stuck on, or type its 18 digits."),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(BindLabel(item=state.id, code=values["code"].replace(" ", "")))

    def scanned(code: ScannedCode) -> None:
        if code.kind is TagKind.ITEM:
            edit.setText(code.digits)
            dialog.submit()

    sheet = Sheet(
        translate("items", "Bind a label printed in advance"),
        (entry,),
        sentence=called(state),
        button=translate("items", "Bind"),
    )
    dialog = FormDialog(desk, sheet, go, on_scan=scanned)
    dialog.open()
    return dialog


def where_of(text: str) -> tuple[PlaceId | None, ContainerId | None]:
    """A place code, or the code of a place or bag; the core looks it up."""
    is_code = len(text) == tag.LENGTH and text.isascii() and text.isdigit()
    if is_code and int(text[0]) == TagKind.CONTAINER:
        return None, ContainerId(text)
    return PlaceId(text), None


def ask_move(desk: Desk, state: ItemState, where: str = "") -> FormDialog:
    """Where it goes: scanned or typed."""
    edit = TextField(where, max_length=60, name="move_where")
    entries = (
        text_entry(
            "where",
            translate("items", "Place or bag"),
            edit,
            needed=True,
            hint=translate("items", "Scan the code, or type the place code such as A-01-02."),
        ),
        text_entry(
            "reason", translate("items", "Reason"), TextField(max_length=200, name="move_reason")
        ),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        place, container = where_of(values["where"].replace(" ", ""))
        move = MoveItem(item=state.id, place=place, container=container, reason=values["reason"])

        def failed(error: Exception) -> None:
            if asks_zone(error):
                dialog.reject()
                ask_zone(desk, (move,))
            else:
                dialog.refused(error)

        dialog.record(move, failed=failed)

    def scanned(code: ScannedCode) -> None:
        if code.kind in (TagKind.PLACE, TagKind.CONTAINER):
            edit.setText(code.digits)
            dialog.submit()

    sheet = Sheet(
        translate("items", "Move"),
        entries,
        sentence=called(state),
        button=translate("items", "Move"),
    )
    dialog = FormDialog(desk, sheet, go, on_scan=scanned)
    dialog.open()
    return dialog


def ask_see(desk: Desk, state: ItemState) -> None:
    """It was seen where the record has it."""
    text = translate("items", "{name} was seen in its place.").format(name=called(state))
    desk.record(
        SeeItem(item=state.id),
        owner=desk.notices,
        then=lambda _outcome: desk.notices.success(text),
    )


def _opening_entries(state: ItemState) -> list[Entry]:
    opened = text_entry(
        "opened",
        translate("items", "Seal number found on it"),
        TextField(max_length=60, name="opened_seal"),
        needed=True,
        hint=translate("items", "On the record: {seal}").format(seal=state.seal_no),
    )
    paper = text_entry(
        "paper",
        translate("items", "Paper that allows the opening"),
        TextField(max_length=60, name="seal_paper"),
        hint=translate("items", "Needed for media and other sealed kinds."),
    )
    return [opened, paper]


def ask_seal(desk: Desk, state: ItemState) -> FormDialog:
    """Open, apply or renew the seal."""
    sealed = state.seal is SealState.SEALED
    entries = [
        text_entry(
            "new",
            translate("items", "New seal no."),
            TextField(max_length=60, name="new_seal"),
            hint=translate("items", "Empty: it stays open."),
        ),
        note_entry("reason", translate("items", "Reason")),
    ]
    if sealed:
        entries[:0] = _opening_entries(state)

    def go(values: Values, dialog: FormDialog) -> None:
        command = ChangeSeal(
            item=state.id,
            opened_seal_no=values.get("opened", ""),
            new_seal_no=values["new"],
            paper_no=values.get("paper", ""),
            reason=values["reason"],
        )
        if sealed:
            sentence = translate("items", "The seal of {name} is opened.").format(
                name=called(state)
            )
            dialog.ask_and_record(
                second_if_needed(desk, state, sentence),
                command,
                then=lambda outcome: print_notices(desk, desk.notices, outcome),
            )
        else:
            dialog.record(command)

    sheet = Sheet(translate("items", "Change the seal"), tuple(entries), sentence=called(state))
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog
