"""Papers of the centre itself: blank slips for a power cut, the sealed recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from custody_app.documents.forms.blank_slip import BlankKind, BlankSlip
from custody_app.documents.forms.recovery_sheet import RecoverySheet
from custody_app.documents.parts import FormHead
from custody_app.domain import tag
from custody_app.domain.commands.registers import IssueBlankSlips
from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.registers import CentreState
from custody_app.domain.tag import BASE_LENGTH, TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.domain.world import Context

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
