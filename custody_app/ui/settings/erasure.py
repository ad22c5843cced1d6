"""Erase personal values by order, with the audit administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import ErasePersonalData
from custody_app.domain.ids import CaseId, EffectsId, ItemId, PersonId
from custody_app.domain.tag import TagKind
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, choice_entry, text_entry
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.widgets.fields import ChoiceField, TextField, TickField

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

ITEM, CASE, PERSON, EFFECTS = "item", "case", "person", "effects"
KIND_OF_TAG = {TagKind.ITEM: ITEM, TagKind.CASE: CASE, TagKind.BADGE: PERSON}
WIDE = 640


def group_words() -> dict[str, str]:
    """Groups of personal values as the ledger keeps them apart."""
    return {
        "person": translate("settings", "People named"),
        "description": translate("settings", "Descriptions"),
        "identifiers": translate("settings", "Numbers on things"),
        "note": translate("settings", "Notes"),
    }


def ask_erasure(desk: Desk) -> FormDialog:
    """Order, subject, what is erased; nothing ticked means everything personal."""
    key = TextField(max_length=80, name="erasure_subject")

    def go(values: Values, dialog: FormDialog) -> None:
        text = translate(
            "settings", "Personal values of {subject} are erased for good, by order {order}."
        )
        dialog.ask_and_record(
            Question(
                text.format(subject=values["key"], order=values["order"]),
                translate("settings", "The audit administrator confirms by badge and PIN"),
                who=Who.SECOND,
                is_danger=True,
            ),
            command_of(values),
            then=lambda _outcome: desk.notices.success(translate("settings", "Erased.")),
        )

    def scanned(code: ScannedCode) -> None:
        kind = KIND_OF_TAG.get(code.kind) if code.kind is not None else None
        if kind is not None:
            choice = dialog.fields["kind"].editor
            assert isinstance(choice, ChoiceField)
            choice.set_value(kind)
            key.setText(code.digits)

    sentence = translate(
        "settings",
        "The chain of the record stays whole and verifiable; what is erased never comes back.",
    )
    sheet = Sheet(
        translate("settings", "Erase personal data"), _entries(key), sentence,
        translate("settings", "Erase"), is_danger=True, columns=2, width=WIDE,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go, on_scan=scanned)
    dialog.open()
    return dialog


def _entries(key: TextField) -> tuple[Entry, ...]:
    heads = {0: translate("settings", "Only these; none means all"), 1: " "}
    kinds = [
        (CASE, translate("settings", "Case")),
        (ITEM, translate("settings", "Thing")),
        (PERSON, translate("settings", "Person")),
        (EFFECTS, translate("settings", "Slip of personal effects")),
    ]
    return (
        text_entry("order", translate("settings", "Number of the order"),
                   TextField(max_length=80, name="erasure_order"), needed=True, span=2),
        choice_entry("kind", translate("settings", "Of what"), kinds),
        text_entry("key", translate("settings", "Number, code or badge"), key, needed=True,
                   hint=translate("settings", "Scan the label, the case sheet or the badge.")),
        *[
            text_entry(group, heads.get(at, ""), TickField(said, name=f"erase_{group}"))
            for at, (group, said) in enumerate(group_words().items())
        ],
    )  # fmt: skip


def command_of(values: Values) -> ErasePersonalData:
    """The erasure that was typed; the core looks the subject up."""
    kind, key = values["kind"], values["key"].replace(" ", "")
    return ErasePersonalData(
        order_no=values["order"],
        item=ItemId(key) if kind == ITEM else None,
        case=CaseId(values["key"]) if kind == CASE else None,
        person=PersonId(key) if kind == PERSON else None,
        effects=EffectsId(values["key"].strip()) if kind == EFFECTS else None,
        groups=tuple(group for group in group_words() if values[group]),
    )
