"""Fields and cells that several forms print the same way."""

from __future__ import annotations

from custody_app.documents.money_words import yuan_in_words
from custody_app.documents.parts import Approval, CaseRef, ItemLine, Paper, Reading, Signatory
from custody_app.documents.sheet import Align, Column, Fact, Ticks
from custody_app.documents.wording import Wording
from custody_app.domain import tag
from custody_app.domain.parts import Cash, Identifiers
from custody_app.domain.vocabulary import DeliveryMode, Party


def case_facts(say: Wording, case: CaseRef) -> tuple[Fact, ...]:
    """Case number, name, unit, officers and suspect."""
    translate = say.translate
    number = case.number
    if case.provisional and number:
        number = translate("forms", "{number} (provisional)").format(number=number)
    name = case.name
    if case.kind is not None and name:
        name = translate("forms", "{name} ({kind})").format(
            name=case.name, kind=say.word(case.kind)
        )
    return (
        Fact(translate("forms", "Case no."), number),
        Fact(translate("forms", "Case unit"), case.unit),
        Fact(translate("forms", "Case name"), name, wide=True),
        Fact(translate("forms", "Case officers"), say.listed(case.officers)),
        Fact(translate("forms", "Suspect or party"), case.suspect),
    )


def papers_text(say: Wording, papers: tuple[Paper, ...]) -> str:
    """Legal documents with number and date."""
    return say.joined([paper_text(say, paper) for paper in papers])


def paper_text(say: Wording, paper: Paper | None) -> str:
    """One legal document: name, number, date."""
    if paper is None:
        return ""
    return " ".join(part for part in (paper.name, paper.number, say.day(paper.on)) if part)


def approval_facts(say: Wording, approval: Approval) -> tuple[Fact, ...]:
    """Who approved, as what, on which paper."""
    translate = say.translate
    approver = " ".join(part for part in (approval.approver, say.word(approval.rank)) if part)
    number = " ".join(part for part in (approval.number, say.day(approval.on)) if part)
    return (
        Fact(translate("forms", "Approval no. and date"), number),
        Fact(translate("forms", "Approved by"), approver),
    )


def identifiers_text(say: Wording, identifiers: Identifiers | None) -> str:
    """The numbers on a thing, each with its name."""
    if identifiers is None:
        return ""
    translate = say.translate
    named = (
        ("IMEI", identifiers.imei),
        ("IMEI 2", identifiers.imei2),
        (translate("forms", "Serial no."), identifiers.serial_no),
        ("VIN", identifiers.vin),
        (translate("forms", "Plate"), identifiers.plate),
        (translate("forms", "Engine no."), identifiers.engine_no),
        (translate("forms", "Card no."), identifiers.bank_card),
        (translate("forms", "Fineness"), identifiers.fineness),
        (translate("forms", "Mileage"), identifiers.mileage),
        (translate("forms", "Cannot be read:"), identifiers.unreadable),
    )
    return say.joined(f"{label} {value}" for label, value in named if value)


def cash_text(say: Wording, cash: Cash | None) -> str:
    """Total in figures and words, then the denominations."""
    if cash is None:
        return ""
    translate = say.translate
    total = translate("forms", "Total {amount}").format(amount=say.amount(cash.total))
    if cash.total.u == "CNY" and say.chinese:
        total += f"（{yuan_in_words(cash.total.value)}）"
    pieces = [f"{say.amount(one.face)} × {one.count}" for one in cash.denominations]
    return say.joined([say.word(cash.use), total, say.listed(pieces)])


def features_text(say: Wording, line: ItemLine) -> str:
    """Everything that tells this thing from another one."""
    translate = say.translate
    seal = translate("forms", "Seal {seal}").format(seal=line.seal_no) if line.seal_no else ""
    condition = say.word(line.condition)
    if line.condition_note:
        condition = f"{condition} {line.condition_note}".strip()
    return say.joined(
        [
            line.features,
            identifiers_text(say, line.identifiers),
            say.weights(line.weights),
            cash_text(say, line.cash),
            seal,
            condition,
        ]
    )


def quantity_text(say: Wording, line: ItemLine) -> str:
    """The quantity; both of them when the list says otherwise."""
    if line.listed is None:
        return say.amount(line.quantity)
    return say.translate("forms", "List {listed}, found {found}").format(
        listed=say.amount(line.listed), found=say.amount(line.quantity)
    )


def source_text(say: Wording, line: ItemLine) -> str:
    """How the thing came in: measure, nature, words."""
    return say.joined([say.word(line.measure), say.word(line.nature), line.source])


def place_text(say: Wording, line: ItemLine) -> str:
    """Where it lies, and in which package."""
    return say.joined([line.place, line.container])


def code_text(code18: str) -> str:
    """A code in groups, as people read it aloud."""
    return tag.grouped(code18) if len(code18) == tag.LENGTH else code18


def code_cell(code18: str) -> str:
    """A code in groups on two lines, for a narrow column."""
    if len(code18) != tag.LENGTH:
        return code18
    groups = tag.grouped(code18).split(" ")
    return " ".join(groups[:4]) + "\n" + " ".join(groups[4:])


def reading_text(say: Wording, reading: Reading) -> str:
    """What was seen at one hand-over, in one cell."""
    seal = reading.seal_no
    return say.joined(
        [
            say.amount(reading.quantity),
            say.weights(reading.weights),
            say.translate("forms", "Seal {seal}").format(seal=seal) if seal else "",
            say.word(reading.condition),
        ]
    )


def person_text(say: Wording, person: Signatory) -> str:
    """A person by name, badge and unit, or why there is none."""
    if person.party is not Party.KNOWN:
        return say.joined([person.name, say.word(person.party), person.note])
    return " ".join(part for part in (person.name, person.badge, person.unit, person.note) if part)


def delivery_ticks(say: Wording, mode: DeliveryMode | None) -> Ticks:
    """Who brought the things."""
    return Ticks(
        say.translate("forms", "Delivery"),
        tuple((say.word(one), one is mode) for one in DeliveryMode),
    )


def sealing_ticks(say: Wording, sealed_uncounted: bool | None) -> Ticks:
    """Whether the things came sealed and were not counted, or were counted and then sealed."""
    translate = say.translate
    return Ticks(
        translate("forms", "Sealing"),
        (
            (
                translate("forms", "Sealed by the officer, not counted"),
                sealed_uncounted is True,
            ),
            (
                translate("forms", "Counted by the receiver, then sealed"),
                sealed_uncounted is False,
            ),
        ),
    )


def number_column(say: Wording) -> Column:
    """The narrow first column."""
    return Column(say.translate("forms", "No."), 1.05, Align.CENTRE)
