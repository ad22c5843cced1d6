"""Somebody whose signing key is unlocked: a person, or the station itself."""

from __future__ import annotations

from custody_app.domain.ids import PersonId
from custody_app.domain.values import dataclass
from custody_app.ledger.signing import PrivateKey, key_id, public_bytes, sign

STATION = "station"


@dataclass(frozen=True, slots=True)
class Signer:
    """A name in the ledger and the private key that signs for it."""

    id: PersonId
    private: PrivateKey

    @property
    def key(self) -> str:
        """The key's name in events."""
        return key_id(public_bytes(self.private))

    @property
    def public(self) -> str:
        """The public key in hex, for enrolment."""
        return public_bytes(self.private).hex()

    def sign(self, message: bytes) -> bytes:
        """The signature of a message."""
        return sign(self.private, message)


def station_signer(private: PrivateKey) -> Signer:
    """The station as a signer of system events and checkpoints."""
    return Signer(PersonId(STATION), private)
