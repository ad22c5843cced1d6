"""Checkpoint slip: the signed head of the ledger on a sheet that leaves the building."""

from __future__ import annotations

from custody_app.documents import pdf_door
from custody_app.documents.fonts import shipped_fonts
from custody_app.documents.page import PageFrame
from custody_app.documents.parts import NOBODY_YET, FormHead
from custody_app.documents.render import one_at_a_time
from custody_app.documents.sheet import Box, Fact, Facts, Prose, QrBlock, Sheet, Signatures
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import DEFAULT_LANGUAGE

COPIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointSlip:
    """A checkpoint to keep outside.

    Attributes:
        log: name of the log.
        size: records it covers.
        root: root hash over them, hex.
        text: the signed short form, ``SPCC1:…``.
    """

    head: FormHead
    log: str
    size: int
    root: str
    text: str


def build(slip: CheckpointSlip, say: Wording) -> Sheet:
    """What it covers, its code, and how it is used."""
    translate = say.translate
    facts = (
        Fact(translate("proof", "Log"), slip.log, wide=True),
        Fact(translate("proof", "Records covered"), str(slip.size)),
        Fact(
            translate("proof", "Printed"), say.moment(slip.head.printed_at, slip.head.zone_minutes)
        ),
        Fact(translate("proof", "Root hash"), slip.root, wide=True),
    )
    rule = translate(
        "proof",
        "Keep this slip outside the centre, with the supervisor or the archive. Whoever holds it "
        "can later have the record verified against it: if one of the records it covers was "
        "changed or cut off since, the verification fails.",
    )
    return Sheet(
        title=translate("proof", "Checkpoint slip"),
        head=slip.head,
        blocks=(
            Facts(facts),
            QrBlock(slip.text, translate("proof", "Checkpoint")),
            Prose(rule, translate("proof", "Use")),
            Signatures(
                (
                    Box(translate("proof", "Printed by"), NOBODY_YET),
                    Box(translate("proof", "Received for keeping"), NOBODY_YET),
                )
            ),
        ),
        copies=translate("proof", "supervisor, centre archive"),
    )


def checkpoint_slip_pdf(slip: CheckpointSlip, lang: str = DEFAULT_LANGUAGE) -> bytes:
    """The slip as PDF.

    Raises:
        Fault: ``documents.no_glyph``.
    """
    say = Wording(lang)
    sheet = build(slip, say)
    with one_at_a_time():
        fonts = shipped_fonts()
        pages = PageFrame(sheet, fonts, say, COPIES).pages()
        return pdf_door.write_pdf(
            pages, fonts, title=sheet.title, author=sheet.head.agency, language=lang
        )
