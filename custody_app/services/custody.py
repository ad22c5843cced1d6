"""handle(): the only write path; permission, rule, ledger and projections in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine

from custody_app.domain import tag
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import ConfirmClock
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import Countersign
from custody_app.domain.ids import CentreId, PersonId
from custody_app.domain.moments import EARLIEST_YEAR, LATEST_YEAR, Moment, moment_of, time_of
from custody_app.domain.permissions import Permissions, check_permission
from custody_app.domain.policy import Policy
from custody_app.domain.record import from_plain, to_plain
from custody_app.domain.rules import decide
from custody_app.domain.state.registers import CentreState, PersonState
from custody_app.domain.vocabulary import Shown
from custody_app.domain.world import Context, World
from custody_app.runtime.clock import Clock
from custody_app.services.numbering import Numbering
from custody_app.services.outcome import Outcome
from custody_app.services.permission_table import permission_table
from custody_app.services.plain_text import plain_text
from custody_app.services.references import resolved
from custody_app.services.signer import STATION, Signer
from custody_app.storage.unit_of_work import Envelope, UnitOfWork, unit_of_work

APP_VERSION = "1.0.0"
CLOCK_TOLERANCE = timedelta(seconds=2)
"""A step back this small is the clock being set by the network, not a jump.

The record keeps the later time.
"""
BATCH_EVENTS_MAX = 900

Fill = Callable[[Any, UnitOfWork, Context], Command]
"""Completes a command with what only the store knows: form numbers, checkpoints, commitments."""
Effect = Callable[[UnitOfWork, Any], None]
"""What else must happen in the transaction when an event is recorded.

Erasing the values it names.
"""
Beside = Callable[[UnitOfWork], None]
"""What of this installation changes with the record: the saved basket that was carried out."""


@dataclass(slots=True)
class Custody:
    """The write side of one centre."""

    engine: Engine
    clock: Clock
    station: Signer
    centre: CentreId
    fills: Mapping[type[Command], Fill] = field(default_factory=dict)
    effects: Mapping[type[Event], Effect] = field(default_factory=dict)
    permissions: Permissions = field(default_factory=permission_table)

    def handle(
        self,
        *commands: Command,
        signer: Signer,
        confirmers: Sequence[Signer] = (),
        beside: Beside | None = None,
    ) -> Outcome:
        """Carry out commands: all of them or none.

        Args:
            commands: what is asked for, in order; they share one batch and one transaction.
            signer: who is signed in; the key signs every event.
            confirmers: people who confirmed by PIN; each countersigns the whole batch.
            beside: done in the same transaction, after the last event.

        Raises:
            RuleBroken: the rules say no; nothing was written.
            Fault: disk, lock or file failed; nothing was written.
        """
        now = moment_of(self.clock.now())
        batch = self.clock.new_id()
        with unit_of_work(self.engine, self.clock.new_id) as work:
            wall = self._checked_wall(work, now, commands)
            for command in commands:
                self._carry_out(work, command, wall, batch, signer, confirmers)
            self._countersign(work, wall, batch, signer, confirmers)
            if len(work.recorded) > BATCH_EVENTS_MAX:
                raise RuleBroken("input.too_many", at="commands", limit=BATCH_EVENTS_MAX)
            if beside is not None:
                beside(work)
            work.seal(self.station.sign, batch)
        return Outcome(batch, tuple(work.recorded))

    def record_system(self, *events: Event) -> Outcome:
        """Record what the station itself did: a backup, a restore, the opening of the centre."""
        batch = self.clock.new_id()
        with unit_of_work(self.engine, self.clock.new_id) as work:
            now = moment_of(self.clock.now())
            refuse_impossible_clock(now)
            wall = Moment(max(now, work.head.wall))
            for event in events:
                work.record(event, self._envelope(STATION, self.station, wall, batch, STATION))
                effect = self.effects.get(type(event))
                if effect is not None:
                    effect(work, event)
            work.seal(self.station.sign, batch)
        return Outcome(batch, tuple(work.recorded))

    def _checked_wall(self, work: UnitOfWork, now: Moment, commands: Sequence[Command]) -> Moment:
        """The time to record.

        A clock that stands behind the last record needs two people (decisions, 14).
        """
        refuse_impossible_clock(now)
        if now >= work.head.wall or all(isinstance(c, ConfirmClock) for c in commands):
            return now
        if moment_of(self.clock.now() + CLOCK_TOLERANCE) >= work.head.wall:
            return Moment(work.head.wall)
        raise RuleBroken("time.clock_behind", last=work.head.wall, now=now)

    def _carry_out(
        self,
        work: UnitOfWork,
        asked: Command,
        wall: Moment,
        batch: str,
        signer: Signer,
        confirmers: Sequence[Signer],
    ) -> None:
        world = World(work)
        command = self._resolved(cleaned(asked), work, world)
        context = self._context(work, world, command, wall, signer, confirmers)
        role = check_permission(self.permissions, command, context.recorder, world).value
        fill = self.fills.get(type(command))
        if fill is not None:
            command = fill(command, work, context)
        attachments = command.attachments
        for event in decide(command, world, context):
            envelope = self._envelope(context.actor.id, signer, wall, batch, role)
            if isinstance(command, ConfirmClock):
                work.head.wall = ""
            envelope = replace(
                envelope,
                shown=context.shown.value,
                occurred_at=command.occurred_at,
                occurred_why=command.occurred_why.value if command.occurred_why else "",
                attachments=attachments,
            )
            work.record(event, envelope)
            attachments = ()
            effect = self.effects.get(type(event))
            if effect is not None:
                effect(work, event)

    def _resolved(self, command: Command, work: UnitOfWork, world: World) -> Command:
        try:
            return resolved(command, work.find)
        except RuleBroken as error:
            code = str(error.facts.get("id", ""))
            if len(code) == tag.LENGTH and code.isdigit():
                refuse_other_centre(code, world.get(CentreState, self.centre))
            raise

    def _context(
        self,
        work: UnitOfWork,
        world: World,
        command: Command,
        wall: Moment,
        signer: Signer,
        confirmers: Sequence[Signer],
    ) -> Context:
        recorder = world.get(PersonState, signer.id)
        check_key(recorder, signer)
        for confirmer in confirmers:
            person = world.get(PersonState, confirmer.id)
            check_key(person, confirmer)
            if confirmer.id == signer.id:
                raise RuleBroken("separation.same_person", person=confirmer.id)
        actor = world.person(command.acted_by) if command.acted_by else recorder
        centre = world.get(CentreState, self.centre)
        numbers = Numbering(work.connection, centre, wall, self.clock.zone_minutes())
        own_pin = actor.id == signer.id or any(actor.id == c.id for c in confirmers)
        return Context(
            now=wall,
            happened_at=command.occurred_at or wall,
            recorder=recorder,
            actor=actor,
            shown=Shown.PIN if own_pin else command.shown or Shown.SEEN,
            confirmers=tuple(PersonId(c.id) for c in confirmers),
            centre=centre,
            policy=Policy(centre.policy),
            next_tag=numbers.next_tag,
            next_number=numbers.next_number,
            new_id=self.clock.new_id,
        )

    def _countersign(
        self,
        work: UnitOfWork,
        wall: Moment,
        batch: str,
        signer: Signer,
        confirmers: Sequence[Signer],
    ) -> None:
        hashes = tuple(entry.ehash for entry in work.recorded)
        if not hashes:
            return
        for confirmer in confirmers:
            person = work.state("person", confirmer.id)
            role = person.roles[0].value if person.roles else "none"
            envelope = self._envelope(confirmer.id, confirmer, wall, batch, role)
            work.record(Countersign(purpose="confirmed"), replace(envelope, ref=hashes))

    def _envelope(
        self, actor: str, signer: Signer, wall: Moment, batch: str, role: str
    ) -> Envelope:
        station = signer.id == STATION
        return Envelope(
            actor=actor,
            recorder=signer.id,
            role=role,
            key=signer.key,
            shown=(Shown.STATION if station else Shown.PIN).value,
            sign=signer.sign,
            wall=wall,
            tz=self.clock.zone_minutes(),
            app=APP_VERSION,
            batch=batch,
        )


def refuse_impossible_clock(now: Moment) -> None:
    """A time that no moment of the record can have would make the record unreadable.

    Raises:
        RuleBroken: ``time.clock_wrong``.
    """
    if not EARLIEST_YEAR <= time_of(now).year <= LATEST_YEAR:
        raise RuleBroken("time.clock_wrong", now=now)


def check_key(person: PersonState, signer: Signer) -> None:
    """The key in hand must be the one enrolled for the person.

    Raises:
        RuleBroken: ``permission.account_closed``, ``permission.key``.
    """
    if not person.account_open:
        raise RuleBroken("permission.account_closed", person=person.id)
    if person.key != signer.key:
        raise RuleBroken("permission.key", person=person.id)


def cleaned(command: Command) -> Command:
    """The command with every text in NFC and within the text policy (ledger 2.2).

    Raises:
        RuleBroken: ``input.bad_text`` naming the character.
    """
    return from_plain(type(command), _clean(to_plain(command)))


def _clean(plain: Any) -> Any:
    if isinstance(plain, str):
        return plain_text(plain, newlines=True)
    if isinstance(plain, list):
        return [_clean(entry) for entry in plain]
    if isinstance(plain, dict):
        return {name: _clean(entry) for name, entry in plain.items()}
    return plain


def refuse_other_centre(code: str, centre: CentreState) -> None:
    """Tell a code of another centre from one that is not known here.

    Raises:
        RuleBroken: ``tag.other_centre``.
    """
    number, _ = tag.parse(code)
    if number.site != centre.site:
        raise RuleBroken("tag.other_centre", code=code, site=number.site)
