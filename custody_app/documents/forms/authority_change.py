"""Change of authority (换押移交清单): the deciding unit changes, the objects stay."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    code_cell,
    features_text,
    number_column,
    paper_text,
    place_text,
    quantity_text,
)
from custody_app.documents.parts import (
    NOBODY_YET,
    CaseRef,
    FormHead,
    ItemLine,
    Paper,
    Signatory,
)
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
from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityLine:
    """One thing whose authority is offered; ``on_loan_until`` says that the return duty goes on."""

    line: ItemLine
    proposal: str
    photos: int = 0
    on_loan_until: Moment | None = None
    refused_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityChange:
    """The offer; sent until the stamped receipt or a refusal per thing comes back."""

    head: FormHead
    case: CaseRef
    lines: tuple[AuthorityLine, ...]
    to_unit: str
    to_authority: Authority
    from_authority: Authority = Authority.POLICE
    paper: Paper | None = None
    sent_at: Moment | None = None
    receipt_no: str = ""
    receipt_on: Day | None = None
    giver: Signatory = NOBODY_YET
    receiver: Signatory = NOBODY_YET


def build(form: AuthorityChange, say: Wording) -> Sheet:
    """Lay the list out with the receipt the other unit fills in."""
    translate = say.translate
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Authority until now"), say.word(form.from_authority)),
        Fact(translate("forms", "Authority from now on"), say.word(form.to_authority)),
        Fact(translate("forms", "Transferring unit"), form.head.agency),
        Fact(translate("forms", "Receiving unit"), form.to_unit),
        Fact(translate("forms", "Legal documents"), paper_text(say, form.paper)),
        Fact(translate("forms", "Sent at"), say.moment(form.sent_at, form.head.zone_minutes)),
        Fact(translate("forms", "Receipt no."), form.receipt_no),
        Fact(translate("forms", "Receipt date"), say.day(form.receipt_on)),
    )
    rule = translate(
        "forms",
        "The objects stay in the custody centre; only the authority over them changes. Return "
        "duties of items on loan go on. The change takes effect with the stamped receipt; "
        "items not accepted are struck out and the reason is given.",
    )
    return Sheet(
        title=translate("forms", "List for change of authority"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose(rule, framed=False),
            Signatures(
                (
                    Box(translate("forms", "Handed over by"), form.giver, seal=True),
                    Box(translate("forms", "Received by"), form.receiver, seal=True),
                )
            ),
        ),
        copies=translate("forms", "transferring unit, receiving unit"),
    )


def _loan(one: AuthorityLine, form: AuthorityChange, say: Wording) -> str:
    if one.on_loan_until is None:
        return say.translate("forms", "in store")
    due = say.moment(one.on_loan_until, form.head.zone_minutes)
    return say.translate("forms", "on loan, due {due}").format(due=due)


def _table(form: AuthorityChange, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 2.6),
            Column(translate("forms", "Quantity (unit)"), 1.6, Align.CENTRE),
            Column(translate("forms", "Features"), 3.4),
            Column(translate("forms", "Code"), 2.2, Align.CENTRE),
            Column(translate("forms", "Place of storage"), 2.1),
            Column(translate("forms", "On loan?"), 1.6, Align.CENTRE),
            Column(translate("forms", "Photos"), 1.25, Align.CENTRE),
            Column(translate("forms", "Proposed disposition"), 2.2),
            Column(translate("forms", "Remark"), 1.8),
        ),
        rows=tuple(
            (
                one.line.no,
                one.line.name,
                quantity_text(say, one.line),
                features_text(say, one.line),
                code_cell(one.line.code18),
                place_text(say, one.line),
                _loan(one, form, say),
                str(one.photos),
                one.proposal,
                say.joined([one.refused_because, one.line.remark]),
            )
            for one in form.lines
        ),
        pad_to=10,
    )
