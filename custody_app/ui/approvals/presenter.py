"""What the page of approvals reads, and what the person at the window may do there. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind, RequestState
from custody_app.messages import told
from custody_app.queries.approvals import Decision, WaitingRequests
from custody_app.queries.names import PersonRef
from custody_app.queries.requests import RequestRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.viewer import Viewer

MINE, OTHERS, UNCONFIRMED, DECIDED = range(4)
TABS = {"mine": MINE, "others": OTHERS, "unconfirmed": UNCONFIRMED, "decided": DECIDED}
OPEN = (RequestState.SUBMITTED, RequestState.APPROVED)


@dataclass(frozen=True, slots=True)
class ApprovalAction:
    """One button: is it there, and why not pressed; ``myself`` asks for the own PIN only."""

    code: str
    command: str
    why_not: str = ""
    myself: bool = False


def actions_of(found: Decision, viewer: Viewer) -> tuple[ApprovalAction, ...]:
    """What can be done with a request, each with the reason why this person may not."""
    state = found.folder.state
    awaits = state.awaits_confirmation
    decide = [("confirm", "ConfirmApproval"), ("revoke", "RevokeApproval")]
    if state.state is RequestState.SUBMITTED:
        decide = [("approve", "ApproveRequest"), ("refuse", "RefuseRequest")]
    elif not awaits:
        decide = []
    actions = [_deciding(code, command, found, viewer) for code, command in decide]
    if decide:
        first = decide[0][1]
        actions.append(ApprovalAction("paper", first, viewer.why_not(first)))
    if state.state is RequestState.SUBMITTED:
        actions.append(ApprovalAction("hurry", "ApproveRequest", viewer.why_not("ApproveRequest")))
    if state.state in OPEN:
        actions.append(ApprovalAction("withdraw", "WithdrawRequest", _withdrawing(found, viewer)))
    if form_of(found) is not None:
        actions.append(ApprovalAction("print", "IssueForm", viewer.why_not("IssueForm")))
    return tuple(actions)


def _deciding(code: str, command: str, found: Decision, viewer: Viewer) -> ApprovalAction:
    """A head decides by the own PIN or is told why not; at a custodian's window the head comes."""
    why_not = viewer.why_not(command)
    decides = viewer.decides(command)
    if not why_not and found.refusal is not None and decides:
        why_not = told(found.refusal).message
    if not why_not and code == "approve" and found.is_void:
        why_not = translate(
            "approvals", "What was asked for has changed since; it must be asked for again."
        )
    return ApprovalAction(code, command, why_not, myself=decides and found.refusal is None)


def _withdrawing(found: Decision, viewer: Viewer) -> str:
    why_not = viewer.why_not("WithdrawRequest")
    if not why_not and any(line.done for line in found.folder.items):
        return translate("approvals", "Something was done on it already.")
    return why_not


def form_of(found: Decision) -> FormKind | None:
    """The paper on which the request is put before its approver."""
    state = found.folder.state
    if state.disposal is not None:
        return FormKind.DISPOSAL_APPROVAL
    return FormKind.CALL_OUT_APPROVAL if state.due_at is not None else None


def law_text(found: Decision) -> str:
    """The level needed, its article, and who may decide, one fact a line."""
    state, row = found.folder.state, found.folder.row
    level = word("rank", row.rank_needed.value)
    basis = found.article or translate("approvals", "to be confirmed by the legal section")
    lines = [translate("approvals", "Level: {level}. Basis: {basis}").format(
        level=level, basis=basis)]  # fmt: skip
    if found.deciders:
        who = translate("approvals", "May confirm: {names}")
        if state.state is RequestState.SUBMITTED:
            who = translate("approvals", "May decide: {names}")
        lines.append(who.format(names=names_text(found.deciders)))
    elif state.state is RequestState.SUBMITTED:
        lines.append(translate("approvals", "Nobody on the register may decide on it."))
    if found.is_void:
        lines.append(translate(
            "approvals",
            "Void: a material fact has changed since it was asked for. A move would not void it.",
        ))  # fmt: skip
    if state.state is RequestState.REVOKED:
        lines.append(translate(
            "approvals", "Not confirmed: nothing more is done on it, what is here is frozen."
        ))  # fmt: skip
    return "\n".join(lines)


def names_text(people: Iterable[PersonRef]) -> str:
    """Names with their units."""
    named = translate("approvals", "{name} ({unit})")
    return translate("approvals", ", ").join(
        named.format(name=one.name, unit=one.unit_name) if one.unit_name else one.name
        for one in people
    )


def rows_of_tab(found: WaitingRequests, tab: int) -> tuple[RequestRow, ...]:
    """The waiting requests of a tab."""
    return (found.mine, found.others, found.unconfirmed)[tab]


def tab_words() -> list[str]:
    """The lists, in the order of the tabs."""
    return [
        translate("approvals", "Waiting for me"),
        translate("approvals", "Waiting for others"),
        translate("approvals", "To be confirmed"),
        translate("approvals", "Decided"),
    ]
