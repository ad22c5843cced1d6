"""Accounts and their keys: open, reset by two people, change one's own secrets, unlock.

A key is made at this station, prepared beside the one in use, recorded, and only then put in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from custody_app.domain.commands.registers import EnrolKey, OpenAccount
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Role
from custody_app.services.custody import Custody
from custody_app.services.keyring import Keyring, check_password, check_pin
from custody_app.services.outcome import Outcome
from custody_app.services.session import Session, SignIn
from custody_app.services.signer import Signer


@dataclass(frozen=True, slots=True)
class Secrets:
    """A password that starts a shift and a PIN that confirms."""

    password: str
    pin: str


@dataclass(frozen=True, slots=True)
class People:
    """Accounts of one centre at this station."""

    custody: Custody
    keyring: Keyring
    doors: SignIn

    def open_account(
        self,
        person: PersonId,
        roles: tuple[Role, ...],
        secrets: Secrets,
        *,
        signer: Signer,
        confirmers: Sequence[Signer] = (),
    ) -> Outcome:
        """Make the person's key and let them sign in.

        Raises:
            RuleBroken: ``sign_in.weak_*``, ``person.*``, ``permission.*``; no key is left behind.
        """
        made = self.keyring.prepare(person, secrets.password, secrets.pin)
        command = OpenAccount(person=person, roles=roles, public_key=made.public)
        return self._record(command, made, signer, confirmers)

    def reset(
        self,
        person: PersonId,
        secrets: Secrets,
        reason: str,
        *,
        signer: Signer,
        confirmers: Sequence[Signer],
    ) -> Outcome:
        """A new key, password and PIN for somebody who lost theirs; two others do it.

        Raises:
            RuleBroken: ``sign_in.weak_*``, ``person.*``, ``permission.*``; the old key stays then.
        """
        made = self.keyring.prepare(person, secrets.password, secrets.pin)
        command = EnrolKey(person=person, public_key=made.public, reason=reason)
        outcome = self._record(command, made, signer, confirmers)
        self.doors.clear_attempts(person)
        return outcome

    def _record(
        self,
        command: OpenAccount | EnrolKey,
        made: Signer,
        signer: Signer,
        confirmers: Sequence[Signer],
    ) -> Outcome:
        try:
            outcome = self.custody.handle(command, signer=signer, confirmers=confirmers)
        except RuleBroken:
            self.keyring.drop_prepared(made.id)
            raise
        self.keyring.settle(made.id, made.key)
        return outcome

    def change_own_password(self, badge: str, password: str, new: str) -> None:
        """A new password for somebody who knows the old one.

        Raises:
            RuleBroken: ``sign_in.wrong``, ``sign_in.locked``, ``sign_in.weak_password``,
                ``sign_in.same_password``.
        """
        check_password(new)
        self.doors.renew_password(self.doors.with_password(badge, password), new)

    def change_own_pin(self, badge: str, pin: str, new: str) -> None:
        """A new PIN for somebody who knows the old one.

        Raises:
            RuleBroken: ``sign_in.wrong``, ``sign_in.locked``, ``sign_in.weak_pin``.
        """
        check_pin(new)
        session = self.doors.with_pin(badge, pin)
        self.keyring.change_pin(session.signer, new)

    def unlock(self, by: Session, person: PersonId) -> None:
        """End the lockout of a person; the security administrator helps, never for themselves.

        Raises:
            RuleBroken: ``sign_in.unlock_by_security_admin``.
        """
        if Role.SECURITY_ADMIN not in by.person.roles or by.person.id == person:
            raise RuleBroken("sign_in.unlock_by_security_admin")
        self.doors.clear_attempts(person)

    def locked(self, people: Sequence[str]) -> dict[str, Moment]:
        """Person -> when the lockout ends, for those who are locked out."""
        found = {person: self.doors.locked_until(person) for person in people}
        return {person: until for person, until in found.items() if until is not None}
