"""Dialogs between stores and hands: announced deliveries, transport, back in a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.commands.stores import (
    AnnounceDelivery,
    ReceiveFromStore,
    ReturnEntrusted,
    SendToStore,
    WithdrawDelivery,
)
from custody_app.domain.ids import PersonId, PlaceId
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Condition, DeliveryMode, FormKind, PlaceKind
from custody_app.queries.holdings import place_children
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word, words
from custody_app.ui.difference_dialog import print_notices
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.items.request_actions import picker
from custody_app.ui.items.store_actions import WIDE, called, second_if_needed, where_of
from custody_app.ui.notices import Action
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.times import moment_of_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field, TextField
from custody_app.ui.widgets.quantity_field import QuantityField

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk


def recorded(desk: Desk, state: ItemState, kind: FormKind, _outcome: Outcome) -> None:
    """It is on the record; its paper is one press away."""
    paper = IssueForm(kind=kind, items=(state.id,))
    desk.notices.success(
        translate("items", "Recorded: {name}.").format(name=called(state)),
        Action(
            translate("items", "Print the {paper}").format(paper=word("form_kind", kind.value)),
            lambda: issue_paper(desk, desk.notices, paper),
        ),
    )


def text_field(
    key: str, said: str, *, needed: bool = False, value: str = "", hint: str = ""
) -> Entry:
    """One line of text."""
    field = TextField(value, max_length=120, name=key)
    return text_entry(key, said, field, needed=needed, hint=hint)


def quantity_field(stored: Amount) -> Entry:
    """How much was found, as the record says until it is typed otherwise."""
    said = translate("items", "Quantity found ({unit})").format(unit=word("unit", stored.u))
    field = QuantityField([], stored.n, name="quantity")
    return Entry("quantity", Field(said, field, needed=True), True)


def person_field(desk: Desk, key: str, said: str, *, needed: bool = False) -> Entry:
    """Somebody of the register."""
    return Entry(key, Field(said, picker(desk, key), needed=needed), needed)


def date_field(key: str, said: str, *, with_time: bool = False) -> Entry:
    """A date, or a moment, that must be said."""
    field = DateField(with_time=with_time, name=key)
    return Entry(key, Field(said, field, needed=True), True)


def person_id(chosen: object) -> PersonId | None:
    """The id of who was picked."""
    return PersonId(str(getattr(chosen, "person_id", ""))) if chosen is not None else None


def ask_announce(desk: Desk, state: ItemState) -> FormDialog:
    """What comes to the window, when, and who brings it (T04)."""
    entries = (
        choice_entry(
            "mode", translate("items", "Way of hand-over"), list(words("delivery_mode").items())
        ),
        date_field("expected", translate("items", "Expected at"), with_time=True),
        person_field(desk, "brings", translate("items", "Brought by")),
        note_entry(
            "note",
            translate("items", "Remark"),
            needed=False,
            hint=translate("items", "Where the centre fetches it: the place and whom to ask for."),
            span=2,
        ),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        expected = moment_of_text(values["expected"])
        if expected is None:
            return
        command = AnnounceDelivery(
            item=state.id,
            mode=DeliveryMode(values["mode"]),
            expected_at=expected,
            brings=person_id(values["brings"]),
            note=values["note"],
        )
        dialog.record(command, then=partial(recorded, desk, state, FormKind.HAND_OVER_SHEET))

    sheet = Sheet(
        translate("items", "Announce the delivery"),
        entries,
        sentence=called(state),
        columns=2,
        width=WIDE,
    )
    return opened(FormDialog(desk, sheet, go))


def ask_withdraw(desk: Desk, state: ItemState) -> FormDialog:
    """The announced thing does not come now."""
    entries = (note_entry("reason", translate("items", "Reason")),)

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(WithdrawDelivery(item=state.id, reason=values["reason"]))

    title = translate("items", "Withdraw the announced delivery")
    return opened(FormDialog(desk, Sheet(title, entries, sentence=called(state)), go))


def ask_send(desk: Desk, state: ItemState) -> FormDialog:
    """To which store, and who carries it (T07)."""
    children = Reader(desk.core.reader)(place_children, parent="")
    stores = [(one.id, f"{one.code}  {one.name}") for one in children
              if one.kind is PlaceKind.TEMPORARY_STORE]  # fmt: skip
    entries = (
        choice_entry(
            "to", translate("items", "To the store"), [("", translate("items", "Centre")), *stores]
        ),
        person_field(desk, "carrier", translate("items", "Carried by"), needed=True),
        text_field("paper", translate("items", "Approval no."),
              hint=translate("items", "Where the centre asks for one.")),
        note_entry("reason", translate("items", "Reason"), needed=False, span=2),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        command = SendToStore(
            item=state.id,
            carrier=person_id(values["carrier"]) or PersonId(""),
            to_store=PlaceId(values["to"]) if values["to"] else None,
            paper_no=values["paper"],
            reason=values["reason"],
        )
        sentence = translate("items", "{name} leaves this store.").format(name=called(state))
        dialog.ask_and_record(
            second_if_needed(desk, state, sentence),
            command,
            then=partial(recorded, desk, state, FormKind.STORE_TRANSFER),
        )

    sheet = Sheet(
        translate("items", "Send to another store"),
        entries,
        sentence=called(state),
        columns=2,
        width=WIDE,
    )
    return opened(FormDialog(desk, sheet, go))


def ask_receive(desk: Desk, state: ItemState) -> FormDialog:
    """What came from the other store, compared with what went out (T07)."""
    title = translate("items", "Receive from another store")
    return _ask_back(desk, state, title, ReceiveFromStore, FormKind.STORE_TRANSFER)


def ask_take_back(desk: Desk, state: ItemState) -> FormDialog:
    """Back from the unit that kept it (T09)."""
    title = translate("items", "Take back what was entrusted")
    return _ask_back(desk, state, title, ReturnEntrusted, FormKind.ENTRUST_LIST)


def _ask_back(
    desk: Desk,
    state: ItemState,
    title: str,
    kind: type[ReceiveFromStore] | type[ReturnEntrusted],
    paper: FormKind,
) -> FormDialog:
    edit = TextField(max_length=60, name="back_where")
    stored = state.balance.stored
    entries = (
        text_entry("where", translate("items", "Place or bag"), edit, needed=True,
                   hint=translate(
                       "items", "Scan the code, or type the place code such as A-01-02.")),
        quantity_field(stored),
        choice_entry("condition", translate("items", "Condition"),
                     list(words("condition").items()), value=state.condition.value),
        text_field("seal", translate("items", "Seal number found on it")),
        note_entry("note", translate("items", "Differences"), needed=False, span=2),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        place, container = where_of(values["where"].replace(" ", ""))
        command = kind(
            item=state.id,
            place=place,
            container=container,
            quantity=Amount(values["quantity"][0], stored.u),
            condition=Condition(values["condition"]),
            seal_no=values["seal"],
            difference_note=values["note"],
        )

        def then(outcome: Outcome) -> None:
            recorded(desk, state, paper, outcome)
            print_notices(desk, desk.notices, outcome)

        sentence = translate("items", "{name} comes into this place.").format(name=called(state))
        dialog.ask_and_record(second_if_needed(desk, state, sentence), command, then=then)

    def scanned(code: ScannedCode) -> None:
        if code.kind in (TagKind.PLACE, TagKind.CONTAINER):
            edit.setText(code.digits)

    sheet = Sheet(title, entries, sentence=called(state), columns=2, width=WIDE)
    return opened(FormDialog(desk, sheet, go, on_scan=scanned))


def opened(dialog: FormDialog) -> FormDialog:
    """The dialog, now open."""
    dialog.open()
    return dialog
