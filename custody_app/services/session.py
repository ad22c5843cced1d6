"""Sign-in with lockout; confirmation by badge number and PIN (decisions, 11, 22)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Engine

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment, later, moment_of, time_of
from custody_app.domain.policy import Policy
from custody_app.domain.rules.timing import local_day
from custody_app.domain.state.registers import PersonState
from custody_app.domain.values import dataclass
from custody_app.queries.centre_overview import centre_state
from custody_app.runtime.clock import Clock
from custody_app.services.keyring import Keyring, check_password
from custody_app.services.references import resolve
from custody_app.services.signer import Signer
from custody_app.storage.sign_in_store import Attempts, read_attempts, write_attempts
from custody_app.storage.state_store import StateStore

FAILURES_MAX = 5
LOCK_MINUTES = 15
DAY_FAILURES_MAX = 15
WARN_DAYS = 14
"""So many days before a password must be changed it is told at each sign-in."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in at this window.

    Attributes:
        password_left: whole days until the password must be changed, 0 or less when it must be now;
            None where the policy sets no term.
    """

    person: PersonState
    signer: Signer
    password_left: int | None = None

    @property
    def must_renew(self) -> bool:
        """The password is older than the policy allows."""
        return self.password_left is not None and self.password_left <= 0


@dataclass(frozen=True, slots=True)
class SignIn:
    """The door for people: badge number (or badge code) with password or PIN."""

    writer: Engine
    reader: Engine
    keyring: Keyring
    clock: Clock

    def with_password(self, badge: str, password: str) -> Session:
        """Sign in at the start of a shift.

        Raises:
            RuleBroken: ``sign_in.wrong``, ``sign_in.locked``, ``permission.account_closed``.
        """
        person = self._person(badge)
        return self._attempt(person, lambda: self.keyring.with_password(person.id, password))

    def with_pin(self, badge: str, pin: str) -> Session:
        """Confirm, unlock or take over the window.

        Raises:
            RuleBroken: ``sign_in.wrong``, ``sign_in.locked``, ``permission.account_closed``.
        """
        person = self._person(badge)
        return self._attempt(person, lambda: self.keyring.with_pin(person.id, pin))

    def renew_password(self, session: Session, new: str) -> Session:
        """Another password for somebody who just signed in, as the policy asks.

        Raises:
            RuleBroken: ``sign_in.weak_password``, ``sign_in.same_password``.
        """
        person = session.person
        check_password(new)
        if self._is_password(person.id, new):
            raise RuleBroken("sign_in.same_password")
        self.keyring.change_password(session.signer, new)
        return replace(session, password_left=self._password_left(person.id))

    def _is_password(self, person: str, password: str) -> bool:
        try:
            self.keyring.with_password(person, password)
        except RuleBroken:
            return False
        return True

    def _password_left(self, person: str) -> int | None:
        with self.reader.connect() as connection:
            centre = centre_state(connection)
        days = int(Policy(centre.policy).number("password_days")) if centre is not None else 0
        if not days:
            return None
        since = self.keyring.password_at(person)
        if since is None:
            return 0
        return days - (self.clock.now() - time_of(since)).days

    def clear_attempts(self, person: str) -> None:
        """End a lockout; the caller has checked that an administrator asks for it."""
        write_attempts(self.writer, person, Attempts())

    def locked_until(self, person: str) -> Moment | None:
        """When a lockout of this person ends; None when there is none."""
        until = read_attempts(self.reader, person).locked_until
        return Moment(until) if until and until > moment_of(self.clock.now()) else None

    def _person(self, badge: str) -> PersonState:
        with self.reader.connect() as connection:
            store = StateStore(connection)
            try:
                person = store.state("person", resolve("person", badge.strip(), store.find))
            except RuleBroken as error:
                raise RuleBroken("sign_in.wrong") from error
        if not isinstance(person, PersonState):
            raise RuleBroken("sign_in.wrong")
        return person

    def _attempt(self, person: PersonState, unlock: Callable[[], Signer]) -> Session:
        now = moment_of(self.clock.now())
        attempts = read_attempts(self.reader, person.id)
        if attempts.locked_until and attempts.locked_until > now:
            raise RuleBroken("sign_in.locked", until=attempts.locked_until)
        if not person.account_open or person.departed:
            raise RuleBroken("permission.account_closed", person=person.id)
        self.keyring.settle(person.id, person.key)
        try:
            signer = unlock()
        except RuleBroken:
            write_attempts(self.writer, person.id, failed(attempts, now))
            raise
        if attempts.failures:
            write_attempts(self.writer, person.id, replace(attempts, failures=0, locked_until=None))
        return Session(person, signer, self._password_left(person.id))


def failed(attempts: Attempts, now: Moment) -> Attempts:
    """One more failure.

    Five lock for a quarter of an hour, fifteen in a day of China until an administrator helps.
    """
    last = attempts.last_failure_at
    same_day = last is not None and local_day(Moment(last)) == local_day(now)
    failures = attempts.failures + 1
    day_failures = (attempts.day_failures if same_day else 0) + 1
    until = attempts.locked_until
    if day_failures >= DAY_FAILURES_MAX:
        until = later(now, days=3650)
    elif failures >= FAILURES_MAX:
        until, failures = later(now, hours=LOCK_MINUTES / 60), 0
    return Attempts(failures, day_failures, now, until)
