"""Papers of the centre itself: shift sheet, disposal report, blank slips, recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from custody_app.documents.forms.blank_slip import BlankKind, BlankSlip
from custody_app.documents.forms.disposal_report import (
    BalanceLine,
    CorrectedLine,
    DisposalReport,
    DisposedLine,
    UnsignedLine,
)
from custody_app.documents.forms.recovery_sheet import RecoverySheet
from custody_app.documents.forms.shift_sheet import Matter, ShiftLine, ShiftSection, ShiftSheet
from custody_app.documents.parts import FormHead
from custody_app.domain import tag
from custody_app.domain.commands.registers import IssueBlankSlips, IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment, time_of
from custody_app.domain.quantity import Amount
from custody_app.domain.state.registers import CentreState
from custody_app.domain.tag import BASE_LENGTH, TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.domain.world import Context
from custody_app.queries.disposal_report_data import StockLine
from custody_app.queries.disposal_report_data import disposal_report as report_figures
from custody_app.queries.shift_summary import shift_summary
from custody_app.services.paper.gather import Gather

SLIPS_MAX = 200
KIND_OF_SLIP = {
    FormKind.INTAKE_LIST: BlankKind.IN,
    FormKind.CHECK_OUT_SLIP: BlankKind.OUT,
    FormKind.RETURN_SLIP: BlankKind.RETURN,
}

Keep = Callable[[str, tuple[Any, ...]], None]


def make_blank_slips(
    command: IssueBlankSlips, context: Context, head: FormHead, keep: Keep
) -> IssueBlankSlips:
    """Number and print blank slips; the first number goes into the command.

    Raises:
        RuleBroken: ``form.blank_kind``, ``form.blank_count``.
    """
    kind = KIND_OF_SLIP.get(command.kind)
    if kind is None:
        raise RuleBroken("form.blank_kind", kind=command.kind.value)
    if not 1 <= command.count <= SLIPS_MAX:
        raise RuleBroken("form.blank_count", count=command.count, limit=SLIPS_MAX)
    first = context.next_tag(TagKind.FORM)
    slips = []
    for number in range(command.count):
        base = f"{int(first) + number:0{BASE_LENGTH}d}"
        own = replace(head, code18=tag.code_of(base), number=base[-6:])
        slips.append(BlankSlip(head=own, kind=kind))
    keep(f"blank-{first}-{command.count}.pdf", tuple(slips))
    return replace(command, first_tag=first)


def recovery_sheet(
    head: FormHead, centre: CentreState, recovery_code: str, backup_target: str
) -> RecoverySheet:
    """密封恢复单: goes into an envelope, signed over the flap; the code is nowhere else."""
    return RecoverySheet(
        head=head,
        centre_name=centre.name,
        centre_uuid=centre.id,
        site=f"{centre.site:04d}",
        station=f"{centre.station:02d}",
        station_public_key=centre.station_public_key,
        recovery_code=recovery_code,
        backup_target=backup_target,
    )


def shift_sheet(command: IssueForm, gather: Gather, head: FormHead) -> ShiftSheet:
    """交接班表: what is open, and where the ledger stands; both clerks sign."""
    found = shift_summary(
        gather.evidence.connection, now=head.printed_at, zone_minutes=head.zone_minutes
    )
    sections = tuple(
        ShiftSection(
            matter=Matter(matter.code),
            lines=tuple(
                ShiftLine(
                    code=line.code, what=line.what, where=line.where, who=line.who, when=line.when
                )
                for line in matter.lines
            ),
            count=matter.total.n,
        )
        for matter in found.sections
    )
    return ShiftSheet(
        head=head,
        since=found.since,
        until=found.until,
        sections=sections,
        station=head.ledger_position.partition("/")[0],
        backup_text=_local(found.backup.last_at, head.zone_minutes),
    )


def disposal_report(command: IssueForm, gather: Gather, head: FormHead) -> DisposalReport:
    """处置报表 of a period: opening + in - out = closing, and every thing that left.

    Raises:
        RuleBroken: ``form.no_period``.
    """
    if command.since is None or command.until is None or command.since > command.until:
        raise RuleBroken("form.no_period")
    found = report_figures(gather.evidence.connection, since=command.since, until=command.until)
    return DisposalReport(
        head=head,
        since=command.since,
        until=command.until,
        balances=tuple(_balance(line) for line in found.balances),
        disposed=tuple(
            DisposedLine(
                at=row.at,
                code18=row.item.code,
                name=row.item.name,
                quantity=row.quantity,
                kind=row.kind,
                case=row.case_number,
                approval_no=row.approval_no,
                receipt_no=row.receipt_no,
                recipient=row.recipient,
            )
            for row in found.disposed
        ),
        corrections=tuple(
            CorrectedLine(
                at=row.at,
                number=row.item.code,
                fact=row.fact,
                old=row.old,
                new=row.new,
                reason=row.reason,
                by=row.by,
            )
            for row in found.corrections
        ),
        unsigned=tuple(
            UnsignedLine(
                number=row.number, kind=row.kind, issued_at=row.issued_at, case=row.case_number
            )
            for row in found.unsigned
        ),
        made_by=gather.person(None),
    )


def _balance(line: StockLine) -> BalanceLine:
    return BalanceLine(
        unit=line.unit,
        category=line.category,
        opening=_things(line.opening),
        taken_in=_things(line.taken_in),
        out=_things(line.out),
        closing=_things(line.closing),
    )


def _things(count: int) -> Amount:
    return Amount(str(count), "件")


def _local(moment: Moment | None, zone_minutes: int) -> str:
    if moment is None:
        return ""
    local = time_of(moment) + timedelta(minutes=zone_minutes)
    return f"{local:%Y-%m-%d %H:%M}"
