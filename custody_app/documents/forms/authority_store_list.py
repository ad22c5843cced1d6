"""Delivery list (毒品移交保管清单): what another store keeps from now on."""

from __future__ import annotations

from dataclasses import replace

from custody_app.documents.forms.wordings import (
    approval_facts,
    case_facts,
    features_text,
    number_column,
    quantity_text,
)
from custody_app.documents.parts import (
    NOBODY_YET,
    Approval,
    CaseRef,
    FormHead,
    ItemLine,
    Signatory,
)
from custody_app.documents.sheet import (
    Align,
    Box,
    CodeCell,
    Column,
    Fact,
    Facts,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import WeightKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredLine:
    """One thing with the weights read at the hand-over, and what was sampled from it before."""

    line: ItemLine
    sampled: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityStoreList:
    """A change of custodian before the decision: nothing is disposed of."""

    head: FormHead
    case: CaseRef
    lines: tuple[DeliveredLine, ...]
    to_unit: str
    receipt_no: str = ""
    delivered_at: Moment | None = None
    approval: Approval = Approval()
    giver: Signatory = NOBODY_YET
    second: Signatory = NOBODY_YET
    receiver: Signatory = NOBODY_YET


def build(form: AuthorityStoreList, say: Wording) -> Sheet:
    """Lay the list out; two people of the centre and the receiving store sign."""
    translate = say.translate
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Delivering unit"), form.head.agency),
        Fact(translate("forms", "Receiving store"), form.to_unit),
        *approval_facts(say, form.approval),
        Fact(translate("forms", "Receipt no."), form.receipt_no),
        Fact(
            translate("forms", "Handed over at"),
            say.moment(form.delivered_at, form.head.zone_minutes),
        ),
        Fact(
            translate("forms", "Remark"),
            translate("forms", "A change of custodian; nothing has been decided about the things."),
            wide=True,
        ),
    )
    boxes = (
        Box(translate("forms", "Handed over by"), form.giver, seal=True),
        Box(translate("forms", "Second person"), form.second),
        Box(translate("forms", "Received by"), form.receiver, seal=True),
    )
    return Sheet(
        title=translate("forms", "List of drugs delivered for keeping"),
        head=form.head,
        blocks=(Facts(facts), _table(form, say), Signatures(boxes)),
        copies=translate("forms", "delivering unit, receiving store"),
    )


def _table(form: AuthorityStoreList, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.0),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Gross weight"), 1.9, Align.CENTRE),
            Column(translate("forms", "Net weight"), 1.9, Align.CENTRE),
            Column(translate("forms", "Sampled"), 1.7, Align.CENTRE),
            Column(translate("forms", "Seal no."), 2.2, Align.CENTRE),
            Column(translate("forms", "QR code"), 1.4, Align.CENTRE),
            Column(translate("forms", "Features"), 2.8),
        ),
        rows=tuple(
            (
                one.line.no,
                one.line.name,
                quantity_text(say, one.line),
                _weight(one.line, WeightKind.GROSS, say),
                _weight(one.line, WeightKind.NET, say),
                say.amount(one.sampled),
                one.line.seal_no,
                CodeCell(one.line.code18),
                features_text(say, replace(one.line, weights=())),
            )
            for one in form.lines
        ),
        pad_to=10,
    )


def _weight(line: ItemLine, kind: WeightKind, say: Wording) -> str:
    found = next((one.amount for one in line.weights if one.kind is kind), None)
    return say.amount(found)
