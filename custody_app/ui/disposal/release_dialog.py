"""Give things back: to the entitled person, against proof and signature, never to police."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.ids import PersonId
from custody_app.domain.vocabulary import AttachmentKind, Disposal, Recipient, SignedBy
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.disposal.carrying import CarryingDialog
from custody_app.ui.disposal.departures import Handing, releases
from custody_app.ui.disposal.presenter import Carrying
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import Values, choice_entry, text_entry
from custody_app.ui.leaving_lines import LeavingLine
from custody_app.ui.widgets.fields import ChoiceField, TextField, paper_number_field

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def proofs_of(recipient: Recipient) -> str:
    """What this kind of recipient brings, as the form names it."""
    found = {
        Recipient.OWNER: translate("disposal", "Proof of ownership"),
        Recipient.GUARDIAN: translate("disposal", "Proof of guardianship"),
        Recipient.PROXY: translate("disposal", "Power of attorney; identity papers of both"),
        Recipient.HEIR: translate("disposal", "Proof of inheritance"),
        Recipient.UNIT_REPRESENTATIVE: translate(
            "disposal", "Letter of the unit; proof of authority"
        ),
    }
    return found[recipient]


class ReleaseDialog(CarryingDialog):
    """Kind of recipient, name, identity paper, proof on file, how the paper is signed."""

    def __init__(self, desk: Desk, carrying: Carrying) -> None:
        kinds = [(kind.value, word("recipient", kind.value)) for kind in Recipient]
        signs = [(one.value, word("signed_by", one.value)) for one in SignedBy]
        needed = [AttachmentKind.PROOF]
        if carrying.way is Disposal.RETURN_TO_VICTIM:
            needed.append(AttachmentKind.PHOTO)
        self.files = FilesField(
            desk,
            [AttachmentKind.PROOF, AttachmentKind.PHOTO, AttachmentKind.SIGNED_FORM],
            needed=needed,
        )
        self._proof = TextField(proofs_of(Recipient.OWNER), name="proof", max_length=200)
        self._witness = TextField(name="witness", max_length=80)
        id_kind = TextField(translate("disposal", "Identity card"), name="id_kind", max_length=60)
        state = carrying.folder.state
        entries = [
            choice_entry("recipient", translate("disposal", "Who collects"), kinds),
            text_entry(
                "name", translate("disposal", "Name"),
                TextField(state.recipient, name="recipient_name", max_length=80), needed=True,
                hint=translate("disposal", "As approved: {name}").format(name=state.recipient),
            ),
            text_entry(
                "id_kind", translate("disposal", "Identity paper"), id_kind,
                needed=True, hint=translate("disposal", "Police credentials are refused."),
            ),
            text_entry(
                "id_no", translate("disposal", "Number of the identity paper"),
                paper_number_field(id_kind, name="id_no"), needed=True,
            ),
            text_entry("proof", translate("disposal", "Proof shown"), self._proof, needed=True),
            choice_entry("signed", translate("disposal", "How the list is signed"), signs),
            text_entry("witness", translate("disposal", "Witness"), self._witness),
            text_entry(
                "files", translate("disposal", "Proof and photos on file"), self.files,
                needed=True, span=2,
            ),
        ]  # fmt: skip
        super().__init__(desk, carrying, entries)
        kind, signed = self.dialog.fields["recipient"].editor, self.dialog.fields["signed"].editor
        assert isinstance(kind, ChoiceField) and isinstance(signed, ChoiceField)
        kind.chosen.connect(self._on_kind)
        signed.chosen.connect(self._on_signed)
        self._on_signed(signed.value())

    def _on_kind(self, code: str) -> None:
        usual = {proofs_of(one) for one in Recipient}
        if self._proof.value() in usual or not self._proof.value():
            self._proof.setText(proofs_of(Recipient(code)))

    def _on_signed(self, code: str) -> None:
        self.dialog.fields["witness"].setVisible(code == SignedBy.CANNOT_SIGN)

    def is_ready(self, values: Values) -> bool:
        """Who cannot sign needs a witness."""
        lacking = values["signed"] == SignedBy.CANNOT_SIGN and not values["witness"]
        text = translate("disposal", "Who cannot sign needs a witness.")
        self.dialog.fields["witness"].set_mistake(text if lacking else "")
        return not lacking

    def commands(
        self, values: Values, lines: Sequence[LeavingLine], handlers: tuple[PersonId, ...]
    ) -> list[Command]:
        """One release for each thing."""
        cannot = values["signed"] == SignedBy.CANNOT_SIGN
        to = Handing(
            Recipient(values["recipient"]), values["name"], values["id_kind"], values["id_no"],
            values["proof"], SignedBy(values["signed"]), values["witness"] if cannot else "",
            values["files"],
        )  # fmt: skip
        return releases(self.carrying.request, lines, to)

    def sentence(self, values: Values, lines: Sequence[LeavingLine]) -> str:
        """Who gets what back."""
        text = translate(
            "disposal", "{count} {count:thing is|things are} given back to {name} ({kind})."
        )
        return text.format(
            count=len(lines), name=values["name"], kind=word("recipient", values["recipient"])
        )
