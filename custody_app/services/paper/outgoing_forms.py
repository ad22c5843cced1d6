"""Papers of leaving.

Transfer with the case, change of authority, release, destruction, vouchers.
"""

from __future__ import annotations

from typing import TypeVar

from custody_app.documents.forms.authority_change import AuthorityChange, AuthorityLine
from custody_app.documents.forms.destruction_list import DestroyedLine, DestructionList
from custody_app.documents.forms.disposal_voucher import DisposalVoucher
from custody_app.documents.forms.release_list import ReleaseList
from custody_app.documents.forms.transfer_list import TransferList, TransferredLine
from custody_app.documents.parts import FormHead, Paper, Signatory
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import item as e
from custody_app.domain.events.authority import (
    AuthorityChangeConfirmed,
    AuthorityChangeRefused,
    AuthorityChangeSent,
)
from custody_app.domain.events.base import Event
from custody_app.domain.quantity import Amount
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import Disposal
from custody_app.queries.evidence import Seen
from custody_app.services.paper.gather import Gather

E = TypeVar("E", bound=Event)
Executed = e.ItemSold | e.ItemPaidIn | e.ItemGivenToAuthority


def last_of_each(
    command: IssueForm, gather: Gather, code: str, *kinds: type[E]
) -> list[tuple[str, E, Seen]]:
    """(item, event, where it stands) for every item of the form.

    Raises:
        RuleBroken: ``code`` when one of them has no such event; ``form.no_items``.
    """
    found: list[tuple[str, E, Seen]] = []
    for id_ in command.items:
        last = gather.evidence.last(id_, *kinds)
        if last is None:
            raise RuleBroken(code, item=id_)
        found.append((id_, *last))
    if not found:
        raise RuleBroken("form.no_items")
    return found


def _legal_paper(request: ApprovalRequest) -> Paper | None:
    return Paper(name="", number=request.legal_paper_no) if request.legal_paper_no else None


def transfer_list(command: IssueForm, gather: Gather, head: FormHead) -> TransferList:
    """随案移送清单, with a proposed disposition for each thing (刑事程序规定 第288条)."""
    rows = last_of_each(command, gather, "form.not_handed_over", e.ItemHandedOver)
    _, event, seen = rows[0]
    request = gather.world.request(event.request)
    confirmed = gather.evidence.confirmations(seen.core.batch)
    return TransferList(
        head=head,
        case=gather.case(request.case),
        lines=tuple(
            TransferredLine(
                line=gather.line(gather.world.item(id_), own.quantity), proposal=own.proposal
            )
            for id_, own, _ in rows
        ),
        to_unit=gather.unit_name(event.to_unit),
        handed_at=seen.at,
        paper=_legal_paper(request),
        approval=gather.approval(request),
        giver=gather.recorder(seen, confirmed),
        receiver=Signatory(name=event.received_by, unit=gather.unit_name(event.to_unit)),
        second=gather.person(event.second, confirmed) if event.second else None,
    )


def authority_change(command: IssueForm, gather: Gather, head: FormHead) -> AuthorityChange:
    """换押清单: authority moves, the object stays.

    Place, proposal, photos and loan for each thing.
    """
    rows = last_of_each(command, gather, "form.no_authority_sent", AuthorityChangeSent)
    lines = []
    receipt: AuthorityChangeConfirmed | None = None
    for id_, own, _ in rows:
        item = gather.world.item(id_)
        answer = gather.evidence.last(id_, AuthorityChangeConfirmed, AuthorityChangeRefused)
        refused = ""
        if answer is not None and isinstance(answer[0], AuthorityChangeRefused):
            refused = answer[0].reason
        elif answer is not None and isinstance(answer[0], AuthorityChangeConfirmed):
            receipt = answer[0]
        photos = sum(
            1
            for seen in gather.evidence.newest_first(id_)
            for file in seen.core.att
            if str(file["mime"]).startswith("image/")
        )
        lines.append(
            AuthorityLine(
                line=gather.line(item),
                proposal=own.proposal,
                photos=photos,
                on_loan_until=item.loan.due_at if item.loan else None,
                refused_because=refused,
            )
        )
    id_, event, seen = rows[0]
    item = gather.world.item(id_)
    return AuthorityChange(
        head=head,
        case=gather.case(item.case),
        lines=tuple(lines),
        to_unit=gather.unit_name(event.to_unit),
        to_authority=event.to_authority,
        from_authority=item.authority,
        paper=Paper(name="", number=event.paper_no),
        sent_at=seen.at,
        receipt_no=receipt.receipt_no if receipt else "",
        receipt_on=receipt.receipt_on if receipt else None,
        giver=gather.recorder(seen),
    )


def release_list(command: IssueForm, gather: Gather, head: FormHead) -> ReleaseList:
    """发还清单 or 退还清单: to the entitled person, never to an officer (21号 第19条)."""
    rows = last_of_each(command, gather, "form.not_released", e.ItemReleased)
    _, event, seen = rows[0]
    request = gather.world.request(event.request)
    confirmed = gather.evidence.confirmations(seen.core.batch)
    officers = gather.world.case(request.case).officers
    return ReleaseList(
        head=head,
        case=gather.case(request.case),
        lines=tuple(gather.line(gather.world.item(id_), own.quantity) for id_, own, _ in rows),
        kind=event.kind,
        reason=request.reason,
        approval=gather.approval(request),
        recipient=event.recipient,
        recipient_name=event.recipient_name,
        recipient_id_kind=event.recipient_id_kind,
        recipient_id_no=event.recipient_id_no,
        proofs=tuple(part for part in event.proof.split("；") if part),
        paper=_legal_paper(request),
        signed_by=event.signed_by,
        released_at=seen.at,
        witness=Signatory(name=event.witness) if event.witness else None,
        officer=gather.person(officers[0] if officers else None),
        custodian=gather.recorder(seen, confirmed),
        second=gather.person(event.second, confirmed) if event.second else None,
    )


def destruction_list(command: IssueForm, gather: Gather, head: FormHead) -> DestructionList:
    """销毁清单: approver, two handlers, a witness who never held it."""
    rows = last_of_each(command, gather, "form.not_destroyed", e.ItemDestroyed)
    _, event, seen = rows[0]
    request = gather.world.request(event.request)
    confirmed = gather.evidence.confirmations(seen.core.batch)
    return DestructionList(
        head=head,
        lines=tuple(
            DestroyedLine(
                line=gather.line(gather.world.item(id_), own.quantity),
                reason=gather.world.request(own.request).reason,
            )
            for id_, own, _ in rows
        ),
        approval=gather.approval(request),
        case=gather.case(request.case),
        paper=Paper(name="", number=event.paper_no) if event.paper_no else _legal_paper(request),
        destroyed_at=seen.at,
        method=event.method,
        where=event.where,
        handlers=tuple(gather.person(handler, confirmed) for handler in event.handlers),
        witness=gather.person(event.witness, confirmed),
        approver=gather.person(request.approver),
    )


def disposal_voucher(command: IssueForm, gather: Gather, head: FormHead) -> DisposalVoucher:
    """处置凭证: sale, auction, treasury, competent authority."""
    rows = last_of_each(
        command, gather, "form.not_disposed", e.ItemSold, e.ItemPaidIn, e.ItemGivenToAuthority
    )
    _, event, seen = rows[0]
    if not isinstance(event, e.ItemSold | e.ItemPaidIn | e.ItemGivenToAuthority):
        raise RuleBroken("form.not_disposed", item=command.items[0])
    request = gather.world.request(event.request)
    confirmed = gather.evidence.confirmations(seen.core.batch)
    sold = event if isinstance(event, e.ItemSold) else None
    counterpart = sold.buyer if sold else gather.unit_name(_to_unit(event))
    return DisposalVoucher(
        head=head,
        case=gather.case(request.case),
        lines=tuple(gather.line(gather.world.item(id_), _quantity(own)) for id_, own, _ in rows),
        kind=Disposal(request.disposal or Disposal.TREASURY),
        approval=gather.approval(request),
        reason=request.reason,
        counterpart=counterpart,
        voucher_no=sold.voucher_no if sold else _receipt_no(event),
        proceeds=sold.proceeds if sold else None,
        account_receipt_no=sold.account_receipt_no if sold else "",
        paper=_legal_paper(request),
        executed_at=seen.at,
        handlers=(gather.recorder(seen, confirmed),),
        receiver=Signatory(name=_received_by(event), unit=counterpart),
        second=gather.person(event.second, confirmed) if event.second else None,
    )


def _quantity(event: Event) -> Amount:
    assert isinstance(event, e.ItemSold | e.ItemPaidIn | e.ItemGivenToAuthority)
    return event.quantity


def _to_unit(event: Executed) -> str | None:
    return None if isinstance(event, e.ItemSold) else event.to_unit


def _receipt_no(event: Executed) -> str:
    return "" if isinstance(event, e.ItemSold) else event.receipt_no


def _received_by(event: Executed) -> str:
    return event.received_by if isinstance(event, e.ItemGivenToAuthority) else ""
