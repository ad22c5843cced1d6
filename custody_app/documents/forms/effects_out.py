"""Paper of effects that leave the locker (随身财物取出、移交单): for a while, or for good."""

from __future__ import annotations

from custody_app.documents.forms.effects_slip import (
    EffectsPaperLine,
    Owner,
    effects_table,
    owner_facts,
)
from custody_app.documents.parts import NOBODY_YET, FormHead, Signatory
from custody_app.documents.sheet import Box, Fact, Facts, Prose, Sheet, Signatures
from custody_app.documents.wording import Wording
from custody_app.domain.effects import GivenTo, LineState
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsOut:
    """What left at one time.

    Attributes:
        to: taken out for a while, or the outcome of the lines.
        target: the list of the case, or the temporary store.
        recipient: who receives in the person's stead, with the identity number.
        taker: the officer who takes over; nobody where things are given back.
        second: who saw them given back.
    """

    head: FormHead
    slip_no: str
    owner: Owner
    to: LineState
    at: Moment
    lines: tuple[EffectsPaperLine, ...]
    target: str = ""
    given_to: GivenTo | None = None
    recipient: str = ""
    recipient_id_no: str = ""
    note: str = ""
    manager: Signatory = NOBODY_YET
    taker: Signatory | None = None
    second: Signatory | None = None


def build(form: EffectsOut, say: Wording) -> Sheet:
    """Lay the paper out; it is the receipt of whoever takes the things."""
    translate, zone = say.translate, form.head.zone_minutes
    facts = [
        Fact(translate("forms", "Slip no."), form.slip_no),
        Fact(translate("forms", "Left at"), say.moment(form.at, zone)),
        *owner_facts(say, form.owner),
        Fact(translate("forms", "What for"), say.named("effects_line", form.to)),
    ]
    if form.given_to is not None:
        receives = say.joined((say.named("given_to", form.given_to), form.recipient))
        facts += [
            Fact(translate("forms", "Received by"), receives),
            Fact(translate("forms", "Identity no. of the recipient"), form.recipient_id_no,
                 wide=True),
        ]  # fmt: skip
    else:
        facts.append(Fact(translate("forms", "Moved to"), form.target))
    boxes = [Box(translate("forms", "Keeper of the effects"), form.manager)]
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    if form.taker is not None:
        boxes.append(Box(translate("forms", "Received by (officer)"), form.taker))
    if form.given_to is not None or form.to is not LineState.TAKEN_OUT:
        word = (
            translate("forms", "Recipient (signature, fingerprint)")
            if form.given_to is not None
            else translate("forms", "Owner (signature, fingerprint)")
        )
        boxes.insert(0, Box(word, NOBODY_YET))
    return Sheet(
        title=translate("forms", "Personal effects taken out or handed over"),
        head=form.head,
        blocks=(
            Facts(tuple(facts)),
            effects_table(say, form.lines, outcome=False),
            Prose(form.note, translate("forms", "Reason, remark"), lines_min=2),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "recipient, keeper of the effects"),
    )
