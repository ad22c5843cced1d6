"""Hand-over sheet (移交单): what was announced for the window, when, and who brings it."""

from __future__ import annotations

from custody_app.documents.forms.moved_lines import moved_table, two_hands
from custody_app.documents.forms.wordings import case_facts
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Signatory
from custody_app.documents.sheet import Fact, Facts, Sheet
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import DeliveryMode


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverSheet:
    """An announced delivery; it waits for both signatures at the window."""

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    mode: DeliveryMode
    expected_at: Moment
    due_at: Moment | None = None
    note: str = ""
    giver: Signatory = NOBODY_YET
    receiver: Signatory = NOBODY_YET


def build(form: HandOverSheet, say: Wording) -> Sheet:
    """Lay the sheet out; its code opens the delivery at the window."""
    translate, zone = say.translate, form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Way of hand-over"), say.word(form.mode)),
        Fact(translate("forms", "Expected at"), say.moment(form.expected_at, zone)),
        Fact(translate("forms", "To be handed over by"), say.moment(form.due_at, zone)),
        Fact(translate("forms", "Remark"), form.note),
    )
    return Sheet(
        title=translate("forms", "Hand-over sheet"),
        head=form.head,
        blocks=(
            Facts(facts),
            moved_table(form.lines, say),
            two_hands(say, form.giver, form.receiver),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )
