"""Papers of calling out and bringing back: check-out slip, return slip, approval forms."""

from __future__ import annotations

from custody_app.documents.forms.call_out_approval import CallOutApproval
from custody_app.documents.forms.check_out_slip import CheckOutSlip
from custody_app.documents.forms.disposal_approval import DisposalApproval
from custody_app.documents.forms.return_slip import ReturnedLine, ReturnSlip
from custody_app.documents.parts import FormHead, Paper, Reading, Signatory
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.item import ItemCheckedOut, ItemReturned, LoanExtended
from custody_app.domain.moments import Moment
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import Disposal, LoanPurpose
from custody_app.services.paper.gather import Gather


def check_out_slip(command: IssueForm, gather: Gather, head: FormHead) -> CheckOutSlip:
    """借调清单: what the borrower takes along."""
    lines = []
    found = None
    for id_ in command.items:
        item = gather.world.item(id_)
        found = gather.evidence.last(id_, ItemCheckedOut)
        if found is None:
            raise RuleBroken("form.not_checked_out", item=id_)
        lines.append(gather.line(item, found[0].quantity, found[0].condition_note))
    if found is None:
        raise RuleBroken("form.no_items")
    event, seen = found
    request = gather.world.request(event.request)
    confirmed = gather.evidence.confirmations(seen.core.batch)
    return CheckOutSlip(
        head=head,
        case=gather.case(request.case),
        lines=tuple(lines),
        approval=gather.approval(request),
        checked_out_at=seen.at,
        due_at=event.due_at,
        request_no=request.number,
        purpose=event.purpose,
        reason=request.reason,
        borrower=gather.person(event.borrower, confirmed),
        custodian=gather.recorder(seen, confirmed),
        second=gather.person(event.second, confirmed) if event.second else None,
    )


def return_slip(command: IssueForm, gather: Gather, head: FormHead) -> ReturnSlip:
    """归还清单: last recorded and now found, side by side."""
    lines = []
    pair = None
    for id_ in command.items:
        item = gather.world.item(id_)
        back = gather.evidence.last(id_, ItemReturned)
        out = gather.evidence.last(id_, ItemCheckedOut)
        if back is None or out is None:
            raise RuleBroken("form.not_returned", item=id_)
        pair = (back, out)
        lines.append(
            ReturnedLine(
                line=gather.line(item, back[0].quantity),
                last=Reading(
                    quantity=out[0].quantity,
                    weights=out[0].weights,
                    seal_no=out[0].seal_no,
                    condition=out[0].condition,
                ),
                found=Reading(
                    quantity=back[0].quantity,
                    weights=back[0].weights,
                    seal_no=back[0].seal_no,
                    condition=back[0].condition,
                ),
                differs=back[0].difference,
                explanation=back[0].difference_note,
            )
        )
    if pair is None:
        raise RuleBroken("form.no_items")
    (event, seen), (out_event, out_seen) = pair
    confirmed = gather.evidence.confirmations(seen.core.batch)
    request = gather.world.request(out_event.request)
    brought = gather.person(event.returned_by, confirmed)
    if not event.returned_by and event.brought_by:
        brought = Signatory(name=event.brought_by)
    return ReturnSlip(
        head=head,
        case=gather.case(request.case),
        lines=tuple(lines),
        returned_at=seen.at,
        check_out_no=request.number,
        checked_out_at=out_seen.at,
        due_at=_due_at(command.items[-1], out_event, gather),
        late_note=event.late_note,
        borrower=gather.person(out_event.borrower, confirmed),
        brought_by=brought,
        received_by=gather.recorder(seen, confirmed),
        second=gather.person(event.second, confirmed) if event.second else None,
    )


def _due_at(item: str, out: ItemCheckedOut, gather: Gather) -> Moment:
    """The return date that held at the end: an extension moves it."""
    extended = gather.evidence.last(item, LoanExtended)
    if extended is not None and extended[0].due_at > out.due_at:
        return extended[0].due_at
    return out.due_at


def _request(command: IssueForm, gather: Gather) -> ApprovalRequest:
    if command.request is None:
        raise RuleBroken("form.no_request")
    return gather.world.request(command.request)


def call_out_approval(command: IssueForm, gather: Gather, head: FormHead) -> CallOutApproval:
    """借调审批表: asked for in the program, decided on paper or in the program."""
    request = _request(command, gather)
    lines = tuple(
        gather.line(gather.world.item(asked.item), asked.quantity) for asked in request.items
    )
    extends = gather.world.request(request.extends).number if request.extends else ""
    if request.due_at is None:
        raise RuleBroken("form.not_a_call_out", request=request.number)
    return CallOutApproval(
        head=head,
        case=gather.case(request.case),
        lines=lines,
        request_no=request.number,
        purpose=request.purpose or LoanPurpose.INSPECTION,
        reason=request.reason,
        due_at=request.due_at,
        rank_needed=request.rank_needed,
        requested_at=request.made_at,
        extends=extends,
        opinion=request.decision_note,
        requester=gather.person(request.requester),
        custodian=gather.person(request.recorder),
        approver=gather.person(request.approver),
    )


def disposal_approval(command: IssueForm, gather: Gather, head: FormHead) -> DisposalApproval:
    """呈请审批表 for leaving custody for good."""
    request = _request(command, gather)
    if request.disposal is None:
        raise RuleBroken("form.not_a_disposal", request=request.number)
    lines = tuple(
        gather.line(gather.world.item(asked.item), asked.quantity) for asked in request.items
    )
    paper = Paper(name="", number=request.legal_paper_no) if request.legal_paper_no else None
    recipient = request.recipient or gather.unit_name(request.to_unit)
    return DisposalApproval(
        head=head,
        case=gather.case(request.case),
        lines=lines,
        request_no=request.number,
        disposal=Disposal(request.disposal),
        reason=request.reason,
        rank_needed=request.rank_needed,
        requested_at=request.made_at,
        paper=paper,
        recipient=recipient,
        opinion=request.decision_note,
        requester=gather.person(request.requester),
        approver=gather.person(request.approver),
    )
