"""Papers of calling out and bringing back: check-out slip, return slip, approval forms."""

from __future__ import annotations

from dataclasses import replace

from custody_app.documents.forms.call_out_approval import CallOutApproval
from custody_app.documents.forms.check_out_slip import CheckOutSlip, LoanTerms
from custody_app.documents.forms.disposal_approval import DisposalApproval
from custody_app.documents.forms.return_slip import (
    Documented,
    LentTerms,
    ReturnedLine,
    ReturnSlip,
)
from custody_app.documents.parts import FormHead, Paper, Reading, Signatory
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.item import (
    ItemAccepted,
    ItemCheckedOut,
    ItemRecounted,
    ItemReturned,
    ItemSampled,
    LoanExtended,
    SealChanged,
)
from custody_app.domain.moments import Moment
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import Disposal, LoanPurpose
from custody_app.queries.evidence import Seen
from custody_app.services.paper.gather import Gather


def check_out_slip(command: IssueForm, gather: Gather, head: FormHead) -> CheckOutSlip:
    """借调清单: what the borrower takes along of one case, on one request or several."""
    lines = []
    terms: dict[str, LoanTerms] = {}
    found: list[tuple[ItemCheckedOut, Seen]] = []
    requests = [_taken_out(id_, gather)[0].request for id_ in command.items]
    several = len(set(requests)) > 1
    for id_ in command.items:
        event, seen = _taken_out(id_, gather)
        found.append((event, seen))
        request = gather.world.request(event.request)
        remark = [event.condition_note, request.number if several else ""]
        line = gather.line(gather.world.item(id_), event.quantity, "；".join(filter(None, remark)))
        lines.append(replace(line, before=_otherwise(id_, event, seen, gather)))
        terms[request.id] = LoanTerms(
            approval=gather.approval(request),
            due_at=event.due_at,
            request_no=request.number,
            purpose=event.purpose,
            reason=request.reason,
        )
    if not found:
        raise RuleBroken("form.no_items")
    event, seen = found[-1]
    confirmed = gather.evidence.confirmations(seen.core.batch)
    second = next((one.second for one, _seen in found if one.second), None)
    return CheckOutSlip(
        head=head,
        case=gather.case(gather.world.request(event.request).case),
        lines=tuple(lines),
        terms=tuple(terms.values()),
        checked_out_at=seen.at,
        borrower=gather.person(event.borrower, confirmed),
        custodian=gather.recorder(seen, confirmed),
        second=gather.person(second, confirmed) if second else None,
    )


def _otherwise(id_: str, event: ItemCheckedOut, out: Seen, gather: Gather) -> Reading | None:
    """The last reading before the hand-out, where condition or weight was found otherwise."""
    was: ItemAccepted | ItemReturned | ItemRecounted | None = None
    is_before = False
    for seen in gather.evidence.newest_first(id_):
        if is_before and isinstance(seen.event, ItemAccepted | ItemReturned | ItemRecounted):
            was = seen.event
            break
        is_before = is_before or seen.ehash == out.ehash
    if was is None:
        return None
    read = {one.kind: one.amount.n for one in event.weights}
    same = all(read.get(one.kind, one.amount.n) == one.amount.n for one in was.weights)
    if same and was.condition is event.condition:
        return None
    return Reading(quantity=was.quantity, weights=was.weights, condition=was.condition)


def _taken_out(item: str, gather: Gather) -> tuple[ItemCheckedOut, Seen]:
    found = gather.evidence.last(item, ItemCheckedOut)
    if found is None:
        raise RuleBroken("form.not_checked_out", item=item)
    return found


def return_slip(command: IssueForm, gather: Gather, head: FormHead) -> ReturnSlip:
    """归还清单: last recorded and now found, side by side."""
    lines = []
    loans: dict[str, LentTerms] = {}
    backs: list[tuple[ItemReturned, Seen]] = []
    for id_ in command.items:
        back = gather.evidence.last(id_, ItemReturned)
        if back is None:
            raise RuleBroken("form.not_returned", item=id_)
        out_event, out_seen = _taken_out(id_, gather)
        backs.append(back)
        lines.append(_returned_line(id_, back, out_event, gather))
        request = gather.world.request(out_event.request)
        loans[request.id] = LentTerms(
            check_out_no=request.number,
            checked_out_at=out_seen.at,
            due_at=_due_at(id_, out_event, gather),
            borrower=gather.person(out_event.borrower),
        )
    if not backs:
        raise RuleBroken("form.no_items")
    event, seen = backs[-1]
    confirmed = gather.evidence.confirmations(seen.core.batch)
    brought = gather.person(event.returned_by, confirmed)
    if not event.returned_by and event.brought_by:
        brought = Signatory(name=event.brought_by)
    second = next((one.second for one, _seen in backs if one.second), None)
    late = dict.fromkeys(one.late_note for one, _seen in backs if one.late_note)
    return ReturnSlip(
        head=head,
        case=gather.case(gather.world.item(command.items[0]).case),
        lines=tuple(lines),
        returned_at=seen.at,
        loans=tuple(loans.values()),
        late_note="；".join(late),
        brought_by=brought,
        received_by=gather.recorder(seen, confirmed),
        second=gather.person(second, confirmed) if second else None,
    )


def _returned_line(
    id_: str, back: tuple[ItemReturned, Seen], out: ItemCheckedOut, gather: Gather
) -> ReturnedLine:
    event, seen = back
    return ReturnedLine(
        line=gather.line(gather.world.item(id_), event.quantity),
        last=Reading(
            quantity=out.quantity,
            weights=out.weights,
            seal_no=out.seal_no,
            condition=out.condition,
        ),
        found=Reading(
            quantity=event.quantity,
            weights=event.weights,
            seal_no=event.seal_no,
            condition=event.condition,
        ),
        differs=event.difference,
        explanation=event.difference_note,
        documented=_documented(id_, seen, gather),
    )


def _documented(id_: str, back: Seen, gather: Gather) -> Documented | None:
    """What the laboratory's paper explained with the return; it stands right after it."""
    sample: ItemSampled | None = None
    seal: SealChanged | None = None
    for seen in gather.evidence.newest_first(id_):
        if seen.ehash == back.ehash:
            break
        if seen.core.batch != back.core.batch:
            continue
        if isinstance(seen.event, ItemSampled):
            sample = seen.event
        elif isinstance(seen.event, SealChanged) and seen.event.paper_no:
            seal = seen.event
    paper = seal or sample
    if paper is None:
        return None
    return Documented(
        paper_no=paper.paper_no,
        laboratory=gather.unit_name(paper.laboratory),
        sampled=sample.sampled if sample is not None else None,
        old_seal=seal.opened_seal_no if seal is not None else "",
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
