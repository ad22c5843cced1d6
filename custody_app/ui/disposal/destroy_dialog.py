"""Destroy things: two handlers, a witness who never held them, pictures on file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.ids import PersonId
from custody_app.domain.vocabulary import AttachmentKind, Signs
from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScannedCode
from custody_app.ui.disposal.carrying import CarryingDialog
from custody_app.ui.disposal.departures import Destroying, destructions
from custody_app.ui.disposal.presenter import Carrying
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import Values, text_entry
from custody_app.ui.leaving_lines import LeavingLine
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class DestroyDialog(CarryingDialog):
    """The person at the window is one handler; the other confirms with badge and PIN."""

    def __init__(self, desk: Desk, carrying: Carrying) -> None:
        self.witness = person_field(desk, "witness")
        self.files = FilesField(
            desk, [AttachmentKind.PHOTO, AttachmentKind.OTHER], needed=[AttachmentKind.PHOTO]
        )
        entries = [
            text_entry(
                "method", translate("disposal", "How it is destroyed"),
                TextField(name="method", max_length=120), needed=True,
            ),
            text_entry(
                "where", translate("disposal", "Where"),
                TextField(name="where", max_length=120), needed=True,
            ),
            text_entry(
                "witness", translate("disposal", "Witness"), self.witness, needed=True,
                hint=translate("disposal", "Somebody who never held it; badge or name, or scan."),
            ),
            text_entry(
                "paper", translate("disposal", "Number of the plan or paper"),
                TextField(name="paper_no", max_length=80),
            ),
            text_entry(
                "files", translate("disposal", "Photos of the destruction"), self.files,
                needed=True, span=2,
            ),
        ]  # fmt: skip
        super().__init__(desk, carrying, entries, is_danger=True)

    def take_scan(self, code: ScannedCode) -> None:
        """A badge is the witness's; anything else is a thing in hand."""
        if not take_badge(self.desk, self.witness, code):
            super().take_scan(code)

    def sentence(self, values: Values, lines: Sequence[LeavingLine]) -> str:
        """What is destroyed, and before whom."""
        text = translate(
            "disposal",
            "{count} {count:thing is|things are} destroyed before {witness}. The second handler "
            "confirms.",
        )
        return text.format(count=len(lines), witness=values["witness"].name)

    def needs_second(self, lines: Sequence[LeavingLine]) -> bool:
        """A destruction always has two handlers."""
        return True

    def signed(self, values: Values) -> dict[str, Signs]:
        """The witness is no handler."""
        return super().signed(values) | {values["witness"].person_id: Signs.WITNESS}

    def commands(
        self, values: Values, lines: Sequence[LeavingLine], handlers: tuple[PersonId, ...]
    ) -> list[Command]:
        """One destruction for each thing."""
        how = Destroying(
            PersonId(values["witness"].person_id), values["method"], values["where"],
            values["paper"], values["files"],
        )  # fmt: skip
        return destructions(self.carrying.requests, lines, how, handlers)
