"""Rules of giving back (T20, T21): the entitled person with proof, never police (21号 第19条)."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.outgoing import ReleaseItem
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemReleased
from custody_app.domain.rules.carrying_out import leaving
from custody_app.domain.rules.ways_out import RETURNS
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import AttachmentKind, Disposal, Recipient, SignedBy
from custody_app.domain.world import Context, World

POLICE_CREDENTIAL = "警"
"""警官证, 人民警察证: whoever shows one of these collects as police."""
IN_PERSON = frozenset({Recipient.OWNER})


def release_item(command: ReleaseItem, world: World, context: Context) -> tuple[Event, ...]:
    """Give back what was approved, to who was named, against proof and signature."""
    gone = leaving(command.item, command.request, command.quantity, RETURNS, world, context)
    request = gone.request
    refuse_all(
        [
            *_recipient_faults(command, request, world),
            *_proof_faults(command, request),
        ]
    )
    return (
        ItemReleased(
            item=command.item,
            request=command.request,
            kind=request.disposal or Disposal.RETURN_TO_OWNER,
            quantity=gone.quantity,
            recipient=command.recipient,
            signed_by=command.signed_by,
            second=gone.second,
            recipient_name=command.recipient_name,
            recipient_id_kind=command.recipient_id_kind,
            recipient_id_no=command.recipient_id_no,
            proof=command.proof,
            witness=command.witness,
        ),
    )


def _recipient_faults(
    command: ReleaseItem, request: ApprovalRequest, world: World
) -> list[RuleBroken]:
    broken = []
    name = command.recipient_name.strip()
    if not name:
        broken.append(RuleBroken("release.name_missing"))
    if not (command.recipient_id_kind.strip() and command.recipient_id_no.strip()):
        broken.append(RuleBroken("release.id_missing"))
    if _is_police(command, world):
        broken.append(RuleBroken("release.police_recipient"))
    if name and command.recipient in IN_PERSON and name not in request.recipient:
        broken.append(RuleBroken("release.other_recipient", request=request.number))
    return broken


def _is_police(command: ReleaseItem, world: World) -> bool:
    kind = command.recipient_id_kind
    if POLICE_CREDENTIAL in kind or "police" in kind.lower():
        return True
    for key in (command.recipient_id_no.strip(), command.recipient_name.strip()):
        found = world.find("person", key) if key else None
        if found is not None and world.person(found).police:
            return True
    return False


def _proof_faults(command: ReleaseItem, request: ApprovalRequest) -> list[RuleBroken]:
    """What this kind of recipient brings, on file; who cannot sign needs a witness."""
    broken = []
    kinds = {file.kind for file in command.attachments}
    if not command.proof.strip() or AttachmentKind.PROOF not in kinds:
        broken.append(RuleBroken(f"release.proof_of_{command.recipient.value}"))
    victim = request.disposal is Disposal.RETURN_TO_VICTIM
    if victim and AttachmentKind.PHOTO not in kinds:
        broken.append(RuleBroken("release.photo_missing"))
    if command.signed_by is SignedBy.CANNOT_SIGN and not command.witness.strip():
        broken.append(RuleBroken("release.witness_missing"))
    return broken


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {ReleaseItem: release_item}
