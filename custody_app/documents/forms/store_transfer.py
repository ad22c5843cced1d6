"""Store transfer sheet (移库单): from one store to another, with two signatures."""

from __future__ import annotations

from custody_app.documents.forms.moved_lines import moved_table, two_hands
from custody_app.documents.forms.wordings import case_facts
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Signatory
from custody_app.documents.sheet import Fact, Facts, Sheet
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreTransfer:
    """One transport; the receiver is empty while it is on the road.

    Attributes:
        from_store: name of the store; empty for the centre, and so is ``to_store``.
    """

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    from_store: str
    to_store: str
    sent_at: Moment
    received_at: Moment | None = None
    paper_no: str = ""
    reason: str = ""
    giver: Signatory = NOBODY_YET
    carrier: Signatory = NOBODY_YET
    receiver: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: StoreTransfer, say: Wording) -> Sheet:
    """Lay the sheet out; each store keeps one copy."""
    translate, zone = say.translate, form.head.zone_minutes
    centre = translate("forms", "Centre")
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "From the store"), form.from_store or centre),
        Fact(translate("forms", "To the store"), form.to_store or centre),
        Fact(translate("forms", "Sent at"), say.moment(form.sent_at, zone)),
        Fact(translate("forms", "Received at"), say.moment(form.received_at, zone)),
        Fact(translate("forms", "Approval no."), form.paper_no),
        Fact(translate("forms", "Reason"), form.reason),
    )
    return Sheet(
        title=translate("forms", "Store transfer sheet"),
        head=form.head,
        blocks=(
            Facts(facts),
            moved_table(form.lines, say),
            two_hands(say, form.giver, form.receiver, form.carrier, form.second),
        ),
        copies=translate("forms", "sending store, receiving store"),
    )
