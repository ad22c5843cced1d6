"""The table and the two signatures that papers of a hand-over between hands share."""

from __future__ import annotations

from custody_app.documents.forms.wordings import features_text, number_column, quantity_text
from custody_app.documents.parts import ItemLine, Signatory
from custody_app.documents.sheet import Align, Box, CodeCell, Column, Signatures, Table
from custody_app.documents.wording import Wording


def moved_table(lines: tuple[ItemLine, ...], say: Wording) -> Table:
    """Each thing with its quantity, seal, condition and code."""
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 2.8),
            Column(translate("forms", "Quantity (unit)"), 1.7, Align.CENTRE),
            Column(translate("forms", "Features"), 4.2),
            Column(translate("forms", "Condition"), 1.3, Align.CENTRE),
            Column(translate("forms", "Seal no."), 1.9),
            Column(translate("forms", "QR code"), 1.2, Align.CENTRE),
            Column(translate("forms", "Remark"), 2.2),
        ),
        rows=tuple(
            (
                line.no,
                line.name,
                quantity_text(say, line),
                features_text(say, line),
                say.word(line.condition) if line.condition else "",
                line.seal_no,
                CodeCell(line.code18),
                line.remark,
            )
            for line in lines
        ),
        pad_to=8,
    )


def two_hands(
    say: Wording,
    giver: Signatory,
    receiver: Signatory,
    carrier: Signatory | None = None,
    second: Signatory | None = None,
) -> Signatures:
    """Who gave and who received; between them who carried, and the second person."""
    translate = say.translate
    boxes = [Box(translate("forms", "Handed over by"), giver)]
    if carrier is not None:
        boxes.append(Box(translate("forms", "Carried by"), carrier))
    boxes.append(Box(translate("forms", "Received by"), receiver))
    if second is not None:
        boxes.append(Box(translate("forms", "Second person"), second))
    return Signatures(tuple(boxes))
