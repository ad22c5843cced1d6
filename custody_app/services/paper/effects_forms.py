"""Papers of personal effects: the slip as it stands, and what left the locker at one time."""

from __future__ import annotations

from custody_app.documents.forms.effects_out import EffectsOut
from custody_app.documents.forms.effects_slip import EffectsPaperLine, EffectsSlip, Owner
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.effects import LineState
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.effects import (
    EffectsReturned,
    EffectsSeized,
    EffectsTakenOut,
    EffectsToTemporaryStore,
)
from custody_app.domain.state.effects import EffectsLine, EffectsState
from custody_app.queries.evidence import Seen
from custody_app.services.paper.gather import Gather

Leaving = EffectsTakenOut | EffectsReturned | EffectsSeized | EffectsToTemporaryStore


def effects_slip(command: IssueForm, gather: Gather, head: FormHead) -> EffectsSlip:
    """随身财物保管单.

    Raises:
        RuleBroken: ``form.no_effects``.
    """
    slip = _slip(command, gather)
    case = gather.world.case(slip.case).number if slip.case else ""
    return EffectsSlip(
        head=head,
        slip_no=slip.number,
        owner=_owner(slip),
        locker=gather.place_path(slip.place),
        received_at=slip.received_at,
        why=slip.why,
        case_number=case,
        cause=slip.cause,
        document_no=slip.document_no,
        lines=tuple(map(_line, slip.lines)),
        note=slip.note,
        officer=gather.person(slip.officer),
        manager=gather.person(slip.manager),
    )


def effects_out(command: IssueForm, gather: Gather, head: FormHead) -> EffectsOut:
    """随身财物取出、移交单 of one batch; without one of what left last.

    Raises:
        RuleBroken: ``form.no_effects``, ``form.nothing_left``.
    """
    slip = _slip(command, gather)
    for seen in gather.evidence.newest_first(slip.id):
        event = seen.event
        if isinstance(event, Leaving) and command.batch in ("", seen.core.batch):
            return _left(slip, event, seen, gather, head)
    raise RuleBroken("form.nothing_left", number=slip.number)


def _left(
    slip: EffectsState, event: Leaving, seen: Seen, gather: Gather, head: FormHead
) -> EffectsOut:
    confirmed = gather.evidence.confirmations(seen.core.batch)
    returned = event if isinstance(event, EffectsReturned) else None
    taker = None if isinstance(event, EffectsReturned) else event.taken_by
    return EffectsOut(
        head=head,
        slip_no=slip.number,
        owner=_owner(slip),
        to=_TO[type(event)],
        at=seen.at,
        lines=tuple(_line(line) for line in slip.lines if line.n in event.lines),
        target=_target(event, gather),
        given_to=returned.given_to if returned else None,
        recipient=returned.recipient if returned else "",
        recipient_id_no=returned.recipient_id_no if returned else "",
        note=_note(event),
        manager=gather.recorder(seen, confirmed),
        taker=gather.person(taker, confirmed) if taker else None,
        second=gather.person(returned.second, confirmed) if returned else None,
    )


_TO: dict[type, LineState] = {
    EffectsTakenOut: LineState.TAKEN_OUT,
    EffectsReturned: LineState.RETURNED,
    EffectsSeized: LineState.SEIZED,
    EffectsToTemporaryStore: LineState.TEMPORARY_STORE,
}


def _target(event: Leaving, gather: Gather) -> str:
    """The list of the case, or the temporary store."""
    if isinstance(event, EffectsToTemporaryStore):
        return gather.place_path(event.place)
    if not isinstance(event, EffectsSeized):
        return ""
    seizure = gather.world.seizure(event.seizure)
    number = gather.world.case(seizure.case).number
    return " ".join(part for part in (number, seizure.document_no) if part)


def _note(event: Leaving) -> str:
    if isinstance(event, EffectsTakenOut):
        return event.purpose
    return event.reason if isinstance(event, EffectsToTemporaryStore) else event.note


def _slip(command: IssueForm, gather: Gather) -> EffectsState:
    if command.effects is None:
        raise RuleBroken("form.no_effects")
    return gather.world.get(EffectsState, command.effects)


def _owner(slip: EffectsState) -> Owner:
    return Owner(
        name=slip.name,
        sex=slip.sex,
        born=slip.born,
        phone=slip.phone,
        id_kind=slip.id_kind,
        id_no=slip.id_no,
        address=slip.address,
    )


def _line(line: EffectsLine) -> EffectsPaperLine:
    return EffectsPaperLine(
        n=line.n,
        name=line.name,
        quantity=line.quantity,
        feature=line.feature,
        mark=line.mark,
        seal_no=line.seal_no,
        remark=line.remark,
        state=None if line.state is LineState.IN_LOCKER else line.state,
    )
