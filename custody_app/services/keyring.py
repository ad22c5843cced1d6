"""Signing keys of people.

Made here, wrapped under password and PIN, never leaving the station (decisions, 7, 22).
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Moment, checked_moment, moment_of
from custody_app.domain.values import dataclass
from custody_app.ledger.key_wrapping import BadWrap, WrapParameters, WrongSecret
from custody_app.ledger.signing import (
    PrivateKey,
    new_private_key,
    private_bytes,
    private_from_bytes,
    unwrap_key,
    wrap_key,
)
from custody_app.runtime.clock import Clock, SystemClock
from custody_app.runtime.faults import Fault
from custody_app.services.signer import Signer, station_signer
from custody_app.storage.key_files import RECOVERY_FILE, STATION_FILE, read_key_file, write_key_file

PIN_DIGITS_MIN = 6
PASSWORD_AT = "password_at"
PASSWORD_LENGTH_MIN = 12
RECOVERY_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RECOVERY_GROUPS = 8


@dataclass(frozen=True, slots=True)
class Keyring:
    """The key files of one station.

    Attributes:
        folder: ``DIR/keys``.
        cost: cost of Argon2id; tests lower it.
        clock: tells when a password is set; it stands beside the wrap, so it holds at this station.
    """

    folder: Path
    cost: WrapParameters = WrapParameters()
    clock: Clock = SystemClock()

    def make_station(self) -> tuple[Signer, str]:
        """Make the station's key and the recovery code that goes into the sealed envelope."""
        private = new_private_key()
        write_key_file(self.folder, STATION_FILE, {"seed": private_bytes(private).hex()})
        code = "-".join(
            "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(4))
            for _ in range(RECOVERY_GROUPS)
        )
        write_key_file(self.folder, RECOVERY_FILE, wrap_key(private, code, b"", self.cost))
        return station_signer(private), code

    def station(self) -> Signer:
        """The station's key.

        Raises:
            Fault: ``keys.missing``, ``keys.damaged``.
        """
        content = read_key_file(self.folder, STATION_FILE)
        try:
            return station_signer(private_from_bytes(bytes.fromhex(content["seed"])))
        except (KeyError, TypeError, ValueError) as error:
            raise Fault("keys.damaged", file=STATION_FILE) from error

    def recover_station(self, code: str) -> Signer:
        """Bring the station's key back from the sealed recovery code.

        Raises:
            RuleBroken: ``keys.wrong_recovery_code``.
            Fault: ``keys.missing``, ``keys.damaged``.
        """
        record = read_key_file(self.folder, RECOVERY_FILE)
        try:
            private = unwrap_key(record, code.strip().upper(), b"")
        except WrongSecret as error:
            raise RuleBroken("keys.wrong_recovery_code") from error
        except BadWrap as error:
            raise Fault("keys.damaged", file=RECOVERY_FILE) from error
        write_key_file(self.folder, STATION_FILE, {"seed": private_bytes(private).hex()})
        return station_signer(private)

    def make(self, person: str, password: str, pin: str) -> Signer:
        """Make a person's key; wrap it under the password, and under PIN and station key together.

        Raises:
            RuleBroken: ``sign_in.weak_password``, ``sign_in.weak_pin``.
        """
        check_password(password)
        check_pin(pin)
        private = new_private_key()
        self._write(person, private, password, pin)
        return Signer(PersonId(person), private)

    def with_password(self, person: str, password: str) -> Signer:
        """Unlock with the password, at the start of a shift.

        Raises:
            RuleBroken: ``sign_in.wrong``.
        """
        return self._unlock(person, "password", password, b"")

    def with_pin(self, person: str, pin: str) -> Signer:
        """Unlock with the PIN, to confirm or to come back.

        Raises:
            RuleBroken: ``sign_in.wrong``.
        """
        return self._unlock(person, "pin", pin, private_bytes(self.station().private))

    def prepare(self, person: str, password: str, pin: str) -> Signer:
        """Make a new key beside the one in use; ``settle`` puts it in its place.

        So a refused command or a power cut never costs a person the key that is enrolled.

        Raises:
            RuleBroken: ``sign_in.weak_password``, ``sign_in.weak_pin``.
        """
        check_password(password)
        check_pin(pin)
        signer = Signer(PersonId(person), new_private_key())
        content = self._wrapped(signer.private, password, pin) | {"key": signer.key}
        write_key_file(self.folder, _prepared(person), content)
        return signer

    def settle(self, person: str, key: str) -> None:
        """Put a prepared key in its place once the record names it."""
        path = self.folder / _prepared(person)
        if not path.is_file():
            return
        content = read_key_file(self.folder, path.name)
        if content.get("key") == key:
            write_key_file(self.folder, f"{person}.json", content)
            path.unlink(missing_ok=True)

    def drop_prepared(self, person: str) -> None:
        """Forget a prepared key that was refused."""
        (self.folder / _prepared(person)).unlink(missing_ok=True)

    def change_password(self, signer: Signer, password: str) -> None:
        """Wrap an unlocked key under a new password; the PIN stays.

        Raises:
            RuleBroken: ``sign_in.weak_password``.
        """
        check_password(password)
        wrapped = wrap_key(signer.private, password, b"", self.cost)
        self._rewrap(signer, {"password": wrapped, PASSWORD_AT: moment_of(self.clock.now())})

    def password_at(self, person: str) -> Moment | None:
        """When the password was set; None when the key file does not say.

        Raises:
            Fault: ``keys.missing``, ``keys.damaged``.
        """
        found = read_key_file(self.folder, f"{person}.json").get(PASSWORD_AT)
        with suppress(RuleBroken):
            return checked_moment(str(found))
        return None

    def change_pin(self, signer: Signer, pin: str) -> None:
        """Wrap an unlocked key under a new PIN; the password stays.

        Raises:
            RuleBroken: ``sign_in.weak_pin``.
        """
        check_pin(pin)
        seed = private_bytes(self.station().private)
        self._rewrap(signer, {"pin": wrap_key(signer.private, pin, seed, self.cost)})

    def _rewrap(self, signer: Signer, changed: dict[str, Any]) -> None:
        content = read_key_file(self.folder, f"{signer.id}.json")
        write_key_file(self.folder, f"{signer.id}.json", content | changed)

    def _write(self, person: str, private: PrivateKey, password: str, pin: str) -> None:
        write_key_file(self.folder, f"{person}.json", self._wrapped(private, password, pin))

    def _wrapped(self, private: PrivateKey, password: str, pin: str) -> dict[str, Any]:
        seed = private_bytes(self.station().private)
        return {
            "password": wrap_key(private, password, b"", self.cost),
            "pin": wrap_key(private, pin, seed, self.cost),
            PASSWORD_AT: moment_of(self.clock.now()),
        }

    def _unlock(self, person: str, way: str, secret: str, extra: bytes) -> Signer:
        name = f"{person}.json"
        content = read_key_file(self.folder, name)
        try:
            private = unwrap_key(content[way], secret, extra)
        except WrongSecret as error:
            raise RuleBroken("sign_in.wrong") from error
        except (BadWrap, KeyError) as error:
            raise Fault("keys.damaged", file=name) from error
        return Signer(PersonId(person), private)


def _prepared(person: str) -> str:
    return f"{person}.new.json"


def check_password(password: str) -> None:
    """At least twelve characters of three classes (profile CN-L3).

    Raises:
        RuleBroken: ``sign_in.weak_password``.
    """
    classes = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    kinds = sum(any(check(character) for character in password) for check in classes)
    if len(password) < PASSWORD_LENGTH_MIN or kinds < 3:
        raise RuleBroken("sign_in.weak_password", length=PASSWORD_LENGTH_MIN)


def check_pin(pin: str) -> None:
    """At least six digits, not all the same and not one run.

    Raises:
        RuleBroken: ``sign_in.weak_pin``.
    """
    runs = "0123456789012345 9876543210987654"
    good = pin.isascii() and pin.isdigit() and len(pin) >= PIN_DIGITS_MIN
    if not good or len(set(pin)) == 1 or pin in runs:
        raise RuleBroken("sign_in.weak_pin", digits=PIN_DIGITS_MIN)
