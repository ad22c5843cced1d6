"""Blank slip (停电应急单): a numbered empty slip for a power cut, typed in later."""

from __future__ import annotations

from enum import StrEnum

from custody_app.documents.forms.wordings import delivery_ticks, number_column, sealing_ticks
from custody_app.documents.parts import NOBODY_YET, FormHead
from custody_app.documents.sheet import (
    Align,
    Block,
    Box,
    Choices,
    Column,
    Fact,
    Facts,
    Prose,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass

ROWS = 12
BY_HAND = " "
"""A field that is filled by hand is blank, not struck through."""


class BlankKind(StrEnum):
    """Which way the things go."""

    IN = "in"
    OUT = "out"
    RETURN = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSlip:
    """One numbered slip; print many with ``Press.render_all``."""

    head: FormHead
    kind: BlankKind


def build(form: BlankSlip, say: Wording) -> Sheet:
    """Lay the empty slip out; its number and code are the only things filled."""
    translate = say.translate
    titles = {
        BlankKind.IN: translate("forms", "Emergency slip: intake"),
        BlankKind.OUT: translate("forms", "Emergency slip: check-out"),
        BlankKind.RETURN: translate("forms", "Emergency slip: return"),
    }
    blocks: list[Block] = [Facts(_facts(form, say)), _table(form, say)]
    if form.kind is BlankKind.IN:
        blocks.append(Choices((delivery_ticks(say, None), sealing_ticks(say, None))))
    rule = translate(
        "forms",
        "Use only while the program cannot be used. Write the time of the event on the slip. "
        "Enter the slip in the program as soon as it runs again, by its number, with both "
        "times and who signed. A spoilt slip is struck through and kept.",
    )
    blocks.append(Prose(rule, framed=False))
    blocks.append(
        Signatures(
            (
                Box(translate("forms", "Handed over by"), NOBODY_YET),
                Box(translate("forms", "Received by"), NOBODY_YET),
                Box(translate("forms", "Second person"), NOBODY_YET),
                Box(translate("forms", "Entered later by"), NOBODY_YET),
            )
        )
    )
    return Sheet(
        title=titles[form.kind],
        head=form.head,
        blocks=tuple(blocks),
        copies=translate("forms", "case unit, centre archive"),
    )


def _facts(form: BlankSlip, say: Wording) -> tuple[Fact, ...]:
    translate = say.translate
    names = [
        translate("forms", "Time of the event"),
        translate("forms", "Entered at"),
        translate("forms", "Case no."),
        translate("forms", "Case unit"),
        translate("forms", "Case name"),
        translate("forms", "Case officers"),
    ]
    if form.kind is BlankKind.IN:
        names += [translate("forms", "Legal documents"), translate("forms", "Taken at")]
    if form.kind is BlankKind.OUT:
        names += [
            translate("forms", "Approval no. and date"),
            translate("forms", "Approved by"),
            translate("forms", "Purpose"),
            translate("forms", "Return due"),
        ]
    if form.kind is BlankKind.RETURN:
        names += [
            translate("forms", "Answers check-out slip"),
            translate("forms", "Late return, reason"),
        ]
    return tuple(Fact(name, BY_HAND) for name in names)


def _table(form: BlankSlip, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.4),
            Column(translate("forms", "Code"), 3.4),
            Column(translate("forms", "Quantity (unit)"), 2.0, Align.CENTRE),
            Column(translate("forms", "Description, seal, condition"), 5.0),
            Column(translate("forms", "Place"), 2.2),
            Column(translate("forms", "Remark"), 2.2),
        ),
        rows=tuple((str(number), *[BY_HAND] * 6) for number in range(1, ROWS + 1)),
        closing=False,
    )
