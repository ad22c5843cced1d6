"""How each event changes the centre: opened, policy, rules, backup, clock, shift."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from custody_app.domain.events import centre as c
from custody_app.domain.events.base import Event
from custody_app.domain.ids import CentreId
from custody_app.domain.state.registers import CentreState, NumberRange, PolicyValue
from custody_app.domain.state.steps import Happened, Step, unchanged


def _opened(_: None, event: c.CentreOpened, happened: Happened, id_: str) -> CentreState:
    return CentreState(
        id=CentreId(id_),
        site=event.site,
        station=event.station,
        demo=event.demo,
        station_key=event.station_key,
        station_public_key=event.station_public_key,
        unit=event.unit,
        name=event.name,
        opened_at=happened.recorded_at,
    )


def _merged(old: Iterable[PolicyValue], new: Iterable[PolicyValue]) -> tuple[PolicyValue, ...]:
    """Entries with the new ones laid over the old."""
    found = {entry.name: entry.value for entry in old} | {entry.name: entry.value for entry in new}
    return tuple(PolicyValue(name, value) for name, value in sorted(found.items()))


def _policy(state: CentreState, event: c.PolicySet, happened: Happened, id_: str) -> CentreState:
    new = tuple(PolicyValue(entry.name, entry.value) for entry in event.entries)
    return replace(state, policy=_merged(state.policy, new))


def _rule(state: CentreState, event: c.RuleConfirmed, happened: Happened, id_: str) -> CentreState:
    return replace(state, confirmed_rules=tuple(sorted({*state.confirmed_rules, event.rule})))


def _backed_up(
    state: CentreState, event: c.BackupDone, happened: Happened, id_: str
) -> CentreState:
    return replace(state, last_backup_at=happened.recorded_at, last_backup_size=event.size)


def _clock(state: CentreState, event: c.ClockJumped, happened: Happened, id_: str) -> CentreState:
    return replace(state, clock_jumps=state.clock_jumps + 1)


def _checkpoint(
    state: CentreState, event: c.CheckpointPrinted, happened: Happened, id_: str
) -> CentreState:
    return replace(state, last_checkpoint_size=event.size)


def _shift(
    state: CentreState, event: c.ShiftHandedOver, happened: Happened, id_: str
) -> CentreState:
    return replace(state, last_shift_at=happened.recorded_at, last_checkpoint_size=event.size)


def _blank_labels(
    state: CentreState, event: c.BlankLabelsIssued, happened: Happened, id_: str
) -> CentreState:
    given = NumberRange(event.first_tag, event.count)
    return replace(state, blank_labels=(*state.blank_labels, given))


CENTRE_STEPS: dict[type[Event], Step] = {
    c.CentreOpened: _opened,
    c.PolicySet: _policy,
    c.RuleConfirmed: _rule,
    c.BackupDone: _backed_up,
    c.CentreRestored: unchanged,
    c.ClockJumped: _clock,
    c.CheckpointPrinted: _checkpoint,
    c.ShiftHandedOver: _shift,
    c.BlankSlipsIssued: unchanged,
    c.BlankLabelsIssued: _blank_labels,
    c.PersonalDataErased: unchanged,
    c.Countersign: unchanged,
}
