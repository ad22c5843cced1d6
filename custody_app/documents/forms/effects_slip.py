"""Slip of personal effects (随身财物保管单): whose they are, each line, where each line went."""

from __future__ import annotations

from custody_app.documents.forms.wordings import number_column
from custody_app.documents.parts import NOBODY_YET, FormHead, Signatory
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
from custody_app.domain.effects import KeptWhy, LineState, Sex
from custody_app.domain.moments import Day, Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The person whose effects they are, as the identity document says."""

    name: str
    sex: Sex | None = None
    born: Day | None = None
    phone: str = ""
    id_kind: str = ""
    id_no: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsPaperLine:
    """One line; ``state`` only once it left the locker."""

    n: int
    name: str
    quantity: Amount
    feature: str = ""
    mark: str = ""
    seal_no: str = ""
    remark: str = ""
    state: LineState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsSlip:
    """One slip as it stands now."""

    head: FormHead
    slip_no: str
    owner: Owner
    locker: str
    received_at: Moment
    why: KeptWhy
    case_number: str = ""
    cause: str = ""
    document_no: str = ""
    lines: tuple[EffectsPaperLine, ...]
    note: str = ""
    officer: Signatory = NOBODY_YET
    manager: Signatory = NOBODY_YET


def owner_facts(say: Wording, owner: Owner) -> tuple[Fact, ...]:
    """The person, as on every paper about effects."""
    translate = say.translate
    identity = " ".join(part for part in (owner.id_kind, owner.id_no) if part)
    about = say.listed((say.word(owner.sex), say.day(owner.born)))
    return (
        Fact(translate("forms", "Owner of the effects"), owner.name),
        Fact(translate("forms", "Sex, date of birth"), about),
        Fact(translate("forms", "Identity document"), identity),
        Fact(translate("forms", "Phone"), owner.phone),
        Fact(translate("forms", "Address"), owner.address, wide=True),
    )


def effects_table(
    say: Wording, lines: tuple[EffectsPaperLine, ...], *, outcome: bool = True
) -> Table:
    """The lines; with where each went, or without."""
    translate = say.translate
    last = translate("forms", "Outcome") if outcome else translate("forms", "Remark")
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 2.6),
            Column(translate("forms", "Features"), 3.6),
            Column(translate("forms", "Number on it"), 1.8),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Seal no."), 1.8),
            Column(last, 2.2),
        ),
        rows=tuple(
            (
                str(line.n),
                line.name,
                say.joined((line.feature, line.remark)) if outcome else line.feature,
                line.mark,
                say.amount(line.quantity),
                line.seal_no,
                (say.named("effects_line", line.state) if line.state else " ")
                if outcome
                else line.remark,
            )
            for line in lines
        ),
        pad_to=8,
    )


def build(form: EffectsSlip, say: Wording) -> Sheet:
    """Lay the slip out; the person keeps one copy."""
    translate, zone = say.translate, form.head.zone_minutes
    facts = (
        Fact(translate("forms", "Slip no."), form.slip_no),
        Fact(translate("forms", "Deposited at"), say.moment(form.received_at, zone)),
        *owner_facts(say, form.owner),
        Fact(translate("forms", "Cause of entry"), form.cause),
        Fact(translate("forms", "Document no."), form.document_no),
        Fact(translate("forms", "Case no."), form.case_number, wide=True),
        Fact(translate("forms", "Kept because"), say.named("kept_why", form.why), wide=True),
        Fact(translate("forms", "Locker"), form.locker, wide=True),
    )
    rule = translate(
        "forms",
        "These things are personal effects unrelated to the case. Their owner has checked "
        "them line by line.",
    )
    return Sheet(
        title=translate("forms", "Slip of personal effects in keeping"),
        head=form.head,
        blocks=(
            Facts(facts),
            effects_table(say, form.lines),
            Prose(form.note, translate("forms", "Remark"), lines_min=1),
            Prose(rule, framed=False),
            Signatures(
                (
                    Box(translate("forms", "Owner (signature, fingerprint)"), NOBODY_YET),
                    Box(translate("forms", "Officer"), form.officer),
                    Box(translate("forms", "Keeper of the effects"), form.manager),
                )
            ),
        ),
        copies=translate("forms", "owner, case unit, keeper of the effects"),
    )
