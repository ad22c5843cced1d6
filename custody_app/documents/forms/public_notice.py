"""Notice to unknown owners (招领公告): what was found, until when its owner may come (T22, D13).

It is hung out in public: it names no case, no proving feature and no identifying number, so that
only the owner can tell them.
"""

from __future__ import annotations

from custody_app.documents.forms.wordings import number_column
from custody_app.documents.parts import NOBODY_YET, FormHead, ItemLine, Signatory
from custody_app.documents.sheet import (
    Align,
    Box,
    Column,
    Fact,
    Facts,
    Prose,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Day
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """One notice for things whose owners are unknown or absent.

    Attributes:
        until: the last day on which the owner may come; None while the pack names no term.
    """

    head: FormHead
    lines: tuple[ItemLine, ...]
    notice_no: str
    published_on: Day
    until: Day | None
    where: str
    claim_at: str
    decided_by: Signatory = NOBODY_YET


def build(form: PublicNotice, say: Wording) -> Sheet:
    """Lay the notice out."""
    translate = say.translate
    text = translate(
        "forms",
        "The things below were found or seized; their owners are unknown or did not come. Who owns "
        "one of them comes with a proof of identity and of ownership to the place named here. What "
        "nobody has claimed when the term is over is dealt with by law.",
    )
    until = say.day(form.until) if form.until is not None else ""
    return Sheet(
        title=translate("forms", "Notice to unknown owners"),
        head=form.head,
        blocks=(
            Facts(
                (
                    Fact(translate("forms", "Notice no."), form.notice_no),
                    Fact(translate("forms", "Published on"), say.day(form.published_on)),
                    Fact(translate("forms", "Published in"), form.where),
                    Fact(translate("forms", "To be claimed until"), until),
                    Fact(translate("forms", "To be claimed at"), form.claim_at),
                )
            ),
            Prose(text, framed=False),
            _table(form, say),
            Prose(
                translate(
                    "forms",
                    "Criminal procedure rules of the police, article 233; administrative procedure "
                    "rules of the police, article 197.",
                ),
                framed=False,
            ),
            Signatures((Box(translate("forms", "Head of the police agency"), form.decided_by),)),
        ),
        copies=translate("forms", "to be hung out, centre archive"),
    )


def _table(form: PublicNotice, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 8.0),
            Column(translate("forms", "Quantity"), 3.0, Align.CENTRE),
        ),
        rows=tuple((line.no, line.name, say.amount(line.quantity)) for line in form.lines),
    )
