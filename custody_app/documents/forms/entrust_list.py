"""List of entrusted property (委托保管清单): what a qualified unit keeps under a contract."""

from __future__ import annotations

from custody_app.documents.forms.moved_lines import moved_table, two_hands
from custody_app.documents.forms.wordings import case_facts
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Signatory
from custody_app.documents.sheet import Fact, Facts, Sheet
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustList:
    """One entrusting; ``returned_at`` is filled once the things are back."""

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    keeper: str
    qualification: str
    contract_no: str
    contract_on: Day
    until: Day
    entrusted_at: Moment
    returned_at: Moment | None = None
    approver: str = ""
    paper_no: str = ""
    reason: str = ""
    giver: Signatory = NOBODY_YET
    receiver: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: EntrustList, say: Wording) -> Sheet:
    """Lay the list out; it belongs to the contract."""
    translate, zone = say.translate, form.head.zone_minutes
    approved = "  ".join(part for part in (form.approver, form.paper_no) if part)
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Entrusted unit"), form.keeper),
        Fact(translate("forms", "Qualification"), form.qualification),
        Fact(translate("forms", "Contract no."), form.contract_no),
        Fact(translate("forms", "Term of the contract"), f"{form.contract_on} – {form.until}"),
        Fact(translate("forms", "Decided by the head of custody"), approved),
        Fact(translate("forms", "Reason"), form.reason),
        Fact(translate("forms", "Entrusted at"), say.moment(form.entrusted_at, zone)),
        Fact(translate("forms", "Taken back at"), say.moment(form.returned_at, zone)),
    )
    return Sheet(
        title=translate("forms", "List of entrusted property"),
        head=form.head,
        blocks=(
            Facts(facts),
            moved_table(form.lines, say),
            two_hands(say, form.giver, form.receiver, second=form.second),
        ),
        copies=translate("forms", "entrusted unit, centre archive"),
    )
