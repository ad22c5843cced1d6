"""Why a thing is still in custody: what stops it, whose move it is, since when, what comes next."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.events import item as e
from custody_app.domain.events.authority import AuthorityChangeConfirmed
from custody_app.domain.moments import Moment, hours_between
from custody_app.domain.rules.approver import is_in_force
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Authority, Category, RequestKind, RequestState
from custody_app.queries.history_entry import positions_of, read_event
from custody_app.queries.names import cases_of, person_of, unit_name
from custody_app.queries.requests import requests_of_item
from custody_app.queries.states import state_of, states_of

CODES = (
    "hold",
    "frozen",
    "difference",
    "uncounted",
    "on_loan",
    "cash_to_bank",
    "list_awaited",
    "fields_missing",
    "perishes",
    "living",
    "authority_sent",
    "authority_elsewhere",
    "measure_in_force",
    "request_waiting",
    "approved_not_done",
    "no_request",
)
"""Words in ``resources/words/blocker.toml``."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason why a thing is still here.

    Attributes:
        code: one of ``CODES``.
        owner: person, unit or rank whose move it is; empty when it is the custodian's.
        since: since when.
        days: full days since then.
        next_step: what to do; words in ``resources/words/next_step.toml``.
        facts: (name, value) for the sentence, such as the reason or a number.
    """

    code: str
    owner: str
    since: Moment | None
    days: int
    next_step: str
    facts: tuple[tuple[str, str], ...] = ()


def why_still_here(connection: Connection, *, item: str, now: Moment) -> tuple[Blocker, ...]:
    """Everything between a thing and its way out; empty when nothing of it is in custody.

    Raises:
        RuleBroken: ``item.unknown``.
    """
    state = state_of(connection, ItemState, item)
    return blockers_of(connection, state, now)


def blockers_of(connection: Connection, state: ItemState, now: Moment) -> tuple[Blocker, ...]:
    """The blockers of a state in hand."""
    if not state.in_custody:
        return ()
    asked = _Asked(connection, state, now)
    found = [*_stops(asked), *_open_matters(asked), *_authority(asked), *_disposal(asked)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Asked:
    connection: Connection
    state: ItemState
    now: Moment

    def blocker(
        self,
        code: str,
        next_step: str,
        since: Moment | None,
        owner: str = "",
        **facts: str,
    ) -> Blocker:
        """One blocker with its age."""
        days = max(0, int(hours_between(since, self.now) // 24)) if since else 0
        told = tuple((name, value) for name, value in facts.items() if value)
        return Blocker(code, owner, since, days, next_step, told)

    def last(self, *kinds: type[e.ItemEvent]) -> tuple[e.ItemEvent, Moment, str] | None:
        """The last event of one of these types: the event, when it happened, who acted."""
        for pos in positions_of(self.connection, self.state.id):
            told = read_event(self.connection, pos)
            if isinstance(told.event, kinds):
                return told.event, told.at, told.core.actor
        return None

    def case_unit(self) -> str:
        """The case unit's name."""
        case = cases_of(self.connection, (self.state.case,)).get(self.state.case)
        return unit_name(self.connection, case.unit_id) if case else ""


def _stops(asked: _Asked) -> list[Blocker]:
    """What forbids every way out."""
    state, found = asked.state, []
    if state.holds:
        last = asked.last(e.HoldPlaced)
        event, since, actor = last if last else (None, None, "")
        person = person_of(asked.connection, actor)
        reason = event.reason if isinstance(event, e.HoldPlaced) else ""
        paper = event.paper_no if isinstance(event, e.HoldPlaced) else ""
        owner = person.name if person else ""
        found.append(
            asked.blocker("hold", "lift_hold", since, owner, reason=reason, paper_no=paper)
        )
    if state.frozen is not None:
        last = asked.last(e.ItemFrozen)
        since = last[1] if last else state.intake_at
        found.append(
            asked.blocker("frozen", "clear_difference", since, freeze_reason=state.frozen.value)
        )
    elif state.difference:
        found.append(asked.blocker("difference", "explain_difference", state.intake_at))
    return found


def _open_matters(asked: _Asked) -> list[Blocker]:
    """What is still to be done with the thing itself."""
    state, found = asked.state, []
    if state.is_uncounted:
        found.append(asked.blocker("uncounted", "count_with_second", state.intake_at))
    if state.loan is not None:
        borrower = person_of(asked.connection, state.loan.borrower)
        name = borrower.name if borrower else ""
        loan = state.loan
        found.append(asked.blocker("on_loan", "bring_back", loan.out_at, name, due_at=loan.due_at))
    if state.is_cash_to_bank:
        found.append(asked.blocker("cash_to_bank", "bank_cash", state.intake_at))
    if state.corrected_list_awaited:
        owner = asked.case_unit()
        found.append(asked.blocker("list_awaited", "bring_corrected_list", state.intake_at, owner))
    return [*found, *_of_kind(asked)]


def _of_kind(asked: _Asked) -> list[Blocker]:
    """What the kind of thing asks for: missing fields, an early sale, somebody to keep it."""
    state, found = asked.state, []
    for field in state.missing:
        found.append(
            asked.blocker("fields_missing", "supply_field", state.intake_at, required=field.value)
        )
    if state.perishable and is_in_force(state):
        owner = asked.case_unit()
        found.append(asked.blocker("perishes", "ask_early_sale", state.intake_at, owner))
    if state.category is Category.ANIMAL:
        since = state.intake_at
        found.append(asked.blocker("living", "entrust_soon", since, care_note=state.care_note))
    return found


def _authority(asked: _Asked) -> list[Blocker]:
    """Who may decide on it."""
    state, found = asked.state, []
    offer = state.authority_offer
    if offer is not None:
        owner = unit_name(asked.connection, offer.to_unit)
        found.append(
            asked.blocker(
                "authority_sent", "await_receipt", offer.sent_at, owner, paper_no=offer.paper_no
            )
        )
    elif state.authority is not Authority.POLICE:
        last = asked.last(AuthorityChangeConfirmed)
        owner = unit_name(asked.connection, state.authority_unit)
        found.append(
            asked.blocker(
                "authority_elsewhere",
                "ask_authority",
                last[1] if last else None,
                owner,
                authority=state.authority.value,
            )
        )
    return found


def _disposal(asked: _Asked) -> list[Blocker]:
    """How far the way out has come."""
    state = asked.state
    requests = requests_of_item(asked.connection, state.id)
    disposals = [row for row in requests if row.kind is RequestKind.DISPOSAL]
    waiting = [row for row in disposals if row.state is RequestState.SUBMITTED]
    approved = [
        row
        for row in disposals
        if row.state is RequestState.APPROVED and row.id not in state.used_requests
    ]
    found = [
        asked.blocker(
            "request_waiting",
            "decide_request",
            row.made_at,
            rank=row.rank_needed.value,
            number=row.number,
        )
        for row in waiting
    ]
    decided = states_of(asked.connection, ApprovalRequest, [row.id for row in approved])
    found += [
        asked.blocker(
            "approved_not_done", "carry_out", decided[row.id].decided_at, number=row.number
        )
        for row in approved
    ]
    if not waiting and not approved:
        measured = is_in_force(state)
        code = "measure_in_force" if measured else "no_request"
        step = "decide_measure" if measured else "request_disposal"
        since = state.taken_at if measured else state.intake_at
        owner = asked.case_unit()
        found.append(asked.blocker(code, step, since, owner, measure=state.measure.value))
    return found
