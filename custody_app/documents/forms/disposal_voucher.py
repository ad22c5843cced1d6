"""Disposal voucher (处置凭证): sale, auction, treasury, competent authority."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    approval_facts,
    case_facts,
    code_cell,
    features_text,
    number_column,
    paper_text,
    quantity_text,
)
from custody_app.documents.money_words import yuan_in_words
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
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Disposal

KINDS = (
    Disposal.SALE,
    Disposal.AUCTION,
    Disposal.TREASURY,
    Disposal.COMPETENT_AUTHORITY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalVoucher:
    """One execution of an approved disposal.

    Attributes:
        counterpart: buyer, treasury or competent authority.
        voucher_no: number of the sale voucher or of the other side's receipt.
        account_receipt_no: receipt of the sole compliant account for the proceeds.
    """

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    kind: Disposal
    approval: Approval
    reason: str = ""
    counterpart: str = ""
    voucher_no: str = ""
    proceeds: Amount | None = None
    account_receipt_no: str = ""
    paper: Paper | None = None
    executed_at: Moment | None = None
    handlers: tuple[Signatory, ...] = (NOBODY_YET,)
    receiver: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: DisposalVoucher, say: Wording) -> Sheet:
    """Lay the voucher out; the kind is ticked, proceeds stand in figures and words."""
    translate = say.translate
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Reason"), form.reason, wide=True),
        Fact(translate("forms", "Legal documents"), paper_text(say, form.paper), wide=True),
        *approval_facts(say, form.approval),
        Fact(translate("forms", "Buyer or receiving unit"), form.counterpart),
        Fact(translate("forms", "Voucher or receipt no."), form.voucher_no),
        Fact(translate("forms", "Proceeds"), _proceeds(form, say)),
        Fact(translate("forms", "Account receipt no."), form.account_receipt_no),
        Fact(
            translate("forms", "Carried out at"),
            say.moment(form.executed_at, form.head.zone_minutes),
            wide=True,
        ),
    )
    boxes = [Box(translate("forms", "Carried out by"), person) for person in form.handlers]
    boxes.append(Box(translate("forms", "Received by"), form.receiver, seal=True))
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    kinds = Ticks(
        translate("forms", "Way of disposal"),
        tuple((say.word(one), one is form.kind) for one in KINDS),
    )
    return Sheet(
        title=translate("forms", "Disposal voucher"),
        head=form.head,
        blocks=(
            Choices((kinds,)),
            Facts(facts),
            _table(form, say),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "case file, receiving unit, centre archive"),
    )


def _proceeds(form: DisposalVoucher, say: Wording) -> str:
    text = say.amount(form.proceeds)
    if form.proceeds is not None and form.proceeds.u == "CNY" and say.chinese:
        text += f"（{yuan_in_words(form.proceeds.value)}）"
    return text


def _table(form: DisposalVoucher, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.2),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Kind"), 1.6, Align.CENTRE),
            Column(translate("forms", "Features"), 5.0),
            Column(translate("forms", "Code"), 2.4, Align.CENTRE),
            Column(translate("forms", "Remark"), 2.2),
        ),
        rows=tuple(
            (
                line.no,
                line.name,
                quantity_text(say, line),
                say.word(line.category),
                features_text(say, line),
                code_cell(line.code18),
                line.remark,
            )
            for line in form.lines
        ),
        pad_to=10,
    )
