"""Release list (发还清单 / 退还清单): what goes back to whom, on what proof."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    approval_facts,
    case_facts,
    features_text,
    number_column,
    paper_text,
    quantity_text,
)
from custody_app.documents.parts import (
    NOBODY_YET,
    Approval,
    CaseRef,
    FormHead,
    ItemLine,
    Paper,
    Signatory,
)
from custody_app.documents.sheet import (
    Align,
    Box,
    Choices,
    CodeCell,
    Column,
    Fact,
    Facts,
    Sheet,
    Signatures,
    Table,
    Ticks,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Disposal, Recipient, SignedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseList:
    """Things given back to one recipient.

    Attributes:
        kind: return to the victim (发还) or, after the measure is lifted, to the owner (退还).
        proofs: names of the attached proofs (identity card, power of attorney …).
        witness: signs when the recipient cannot.
    """

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    kind: Disposal
    reason: str
    approval: Approval
    recipient: Recipient
    recipient_name: str
    recipient_id_kind: str = ""
    recipient_id_no: str = ""
    proofs: tuple[str, ...] = ()
    paper: Paper | None = None
    signed_by: SignedBy | None = None
    released_at: Moment | None = None
    witness: Signatory | None = None
    officer: Signatory = NOBODY_YET
    custodian: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: ReleaseList, say: Wording) -> Sheet:
    """Lay the list out: recipient with proof first, then the things, then the boxes."""
    translate = say.translate
    title = translate("forms", "List of property returned to the victim")
    if form.kind is Disposal.RETURN_TO_OWNER:
        title = translate("forms", "List of property returned to the owner")
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Reason for release"), form.reason, wide=True),
        Fact(translate("forms", "Legal documents"), paper_text(say, form.paper), wide=True),
        *approval_facts(say, form.approval),
        Fact(translate("forms", "Recipient"), form.recipient_name),
        Fact(
            translate("forms", "Identity document"),
            f"{form.recipient_id_kind} {form.recipient_id_no}".strip(),
        ),
        Fact(translate("forms", "Proofs attached"), say.listed(form.proofs), wide=True),
        Fact(
            translate("forms", "Released at"),
            say.moment(form.released_at, form.head.zone_minutes),
            wide=True,
        ),
    )
    return Sheet(
        title=title,
        head=form.head,
        blocks=(Facts(facts), _ticks(form, say), _table(form, say), Signatures(_boxes(form, say))),
        copies=translate("forms", "recipient, case file, centre archive"),
    )


def _ticks(form: ReleaseList, say: Wording) -> Choices:
    translate = say.translate
    return Choices(
        (
            Ticks(
                translate("forms", "Recipient is"),
                tuple((say.word(one), one is form.recipient) for one in Recipient),
            ),
            Ticks(translate("forms", "Proof required"), ((required_proof(form, say), False),)),
            Ticks(
                translate("forms", "Signed by"),
                tuple((say.word(one), one is form.signed_by) for one in SignedBy),
            ),
        )
    )


def required_proof(form: ReleaseList, say: Wording) -> str:
    """What the recipient must show, by kind."""
    translate = say.translate
    return {
        Recipient.OWNER: translate("forms", "identity document and proof of ownership"),
        Recipient.GUARDIAN: translate("forms", "identity document and proof of guardianship"),
        Recipient.PROXY: translate("forms", "identity documents of both and power of attorney"),
        Recipient.HEIR: translate("forms", "identity document and proof of succession"),
        Recipient.UNIT_REPRESENTATIVE: translate(
            "forms", "identity document and letter of the unit with its seal"
        ),
    }[form.recipient]


def _boxes(form: ReleaseList, say: Wording) -> tuple[Box, ...]:
    translate = say.translate
    boxes = [Box(translate("forms", "Recipient"), Signatory(name=form.recipient_name))]
    if form.witness is not None:
        boxes.append(Box(translate("forms", "Witness (recipient cannot sign)"), form.witness))
    boxes.append(Box(translate("forms", "Case officer"), form.officer, seal=True))
    boxes.append(Box(translate("forms", "Handed out by (custodian)"), form.custodian))
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    return tuple(boxes)


def _table(form: ReleaseList, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.2),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Features"), 6.0),
            Column(translate("forms", "QR code"), 1.2, Align.CENTRE),
            Column(translate("forms", "Remark"), 2.4),
        ),
        rows=tuple(
            (
                line.no,
                line.name,
                quantity_text(say, line),
                features_text(say, line),
                CodeCell(line.code18),
                line.remark,
            )
            for line in form.lines
        ),
        pad_to=8,
    )
