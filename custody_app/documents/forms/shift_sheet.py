"""Shift sheet (交接班表): what one clerk leaves to the next, with the signed head of the ledger."""

from __future__ import annotations

from enum import StrEnum

from custody_app.documents.forms.wordings import code_cell, number_column
from custody_app.documents.parts import NOBODY_YET, FormHead, Signatory
from custody_app.documents.sheet import (
    Align,
    Block,
    Box,
    Column,
    Fact,
    Facts,
    Prose,
    QrBlock,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass


class Matter(StrEnum):
    """What the next shift must know of."""

    MOVED_TODAY = "moved_today"
    UNSIGNED = "unsigned"
    UNSHELVED = "unshelved"
    UNLABELLED = "unlabelled"
    UNREAD_SCANS = "unread_scans"
    DIFFERENCES = "differences"
    CASH_NOT_BANKED = "cash_not_banked"
    OPEN_BASKETS = "open_baskets"
    OPEN_COUNTS = "open_counts"
    DUE_TOMORROW = "due_tomorrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """One open thing: its code or number, what it is, where, with whom, since or until when."""

    code: str
    what: str
    where: str = ""
    who: str = ""
    when: Moment | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSection:
    """Everything of one matter; ``count`` is the whole number when only some lines are printed."""

    matter: Matter
    lines: tuple[ShiftLine, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSheet:
    """One hand-over between two clerks; matters without a section are printed as none."""

    head: FormHead
    since: Moment
    until: Moment
    sections: tuple[ShiftSection, ...]
    station: str = ""
    backup_text: str = ""
    note: str = ""
    handed_by: Signatory = NOBODY_YET
    taken_by: Signatory = NOBODY_YET


def build(form: ShiftSheet, say: Wording) -> Sheet:
    """Lay the sheet out: the count of every matter, then the lines, then the checkpoint."""
    translate = say.translate
    zone = form.head.zone_minutes
    found = {section.matter: section for section in form.sections}
    facts = (
        Fact(translate("forms", "Shift from"), say.moment(form.since, zone)),
        Fact(translate("forms", "Shift until"), say.moment(form.until, zone)),
        Fact(translate("forms", "Station"), form.station),
        Fact(translate("forms", "Last backup"), form.backup_text),
        *(Fact(_name(one, say), str(_count(found.get(one)))) for one in Matter),
    )
    blocks: list[Block] = [Facts(facts)]
    blocks += [_table(found[one], form, say) for one in Matter if one in found and found[one].lines]
    blocks.append(Prose(form.note, translate("forms", "Notes for the next shift"), lines_min=2))
    if form.head.checkpoint:
        blocks.append(QrBlock(form.head.checkpoint, translate("forms", "Checkpoint of the ledger")))
    blocks.append(
        Signatures(
            (
                Box(translate("forms", "Handed over by"), form.handed_by),
                Box(translate("forms", "Taken over by"), form.taken_by),
            )
        )
    )
    return Sheet(
        title=translate("forms", "Shift hand-over sheet"),
        head=form.head,
        blocks=tuple(blocks),
        copies=translate("forms", "bound register, centre archive"),
    )


def _count(section: ShiftSection | None) -> int:
    if section is None:
        return 0
    return len(section.lines) if section.count is None else section.count


def _name(matter: Matter, say: Wording) -> str:
    translate = say.translate
    return {
        Matter.MOVED_TODAY: translate("forms", "Moved today"),
        Matter.UNSIGNED: translate("forms", "Papers unsigned"),
        Matter.UNSHELVED: translate("forms", "Not shelved"),
        Matter.UNLABELLED: translate("forms", "Not labelled"),
        Matter.UNREAD_SCANS: translate("forms", "Unread scans"),
        Matter.DIFFERENCES: translate("forms", "Differences"),
        Matter.CASH_NOT_BANKED: translate("forms", "Cash not banked"),
        Matter.OPEN_BASKETS: translate("forms", "Open baskets"),
        Matter.OPEN_COUNTS: translate("forms", "Counts not closed"),
        Matter.DUE_TOMORROW: translate("forms", "Due tomorrow"),
    }[matter]


def _table(section: ShiftSection, form: ShiftSheet, say: Wording) -> Table:
    translate = say.translate
    return Table(
        title=_name(section.matter, say),
        columns=(
            number_column(say),
            Column(translate("forms", "Code or number"), 3.2, Align.CENTRE),
            Column(translate("forms", "What"), 5.0),
            Column(translate("forms", "Where"), 2.6),
            Column(translate("forms", "Who"), 2.4),
            Column(translate("forms", "When"), 2.2, Align.CENTRE),
            Column(translate("forms", "Remark"), 2.6),
        ),
        rows=tuple(
            (
                str(number),
                code_cell(line.code),
                line.what,
                line.where,
                line.who,
                say.moment(line.when, form.head.zone_minutes),
                line.note,
            )
            for number, line in enumerate(section.lines, 1)
        ),
        closing=False,
    )
