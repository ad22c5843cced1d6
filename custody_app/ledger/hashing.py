"""Hashes of events, leaves and personal data, each under its own domain label."""

from hashlib import sha256

from custody_app.ledger.canonical_json import canonical

EVENT_LABEL = b"SPCC/event/v1\0"
SIGNATURE_LABEL = b"SPCC/usig/v1\0"
PERSONAL_LABEL = b"SPCC/pd/v1\0"
SALT_SIZE = 32

ZERO_HASH = bytes(32)
ZERO_HASH_HEX = ZERO_HASH.hex()


def event_hash(core: bytes) -> bytes:
    """Return the hash (``ehash``) of an event's canonical bytes."""
    return sha256(EVENT_LABEL + core).digest()


def user_signing_input(ehash: bytes) -> bytes:
    """Return what the recorder's key signs for an event."""
    return SIGNATURE_LABEL + ehash


def leaf_hash(ehash: bytes, usig: bytes) -> bytes:
    """Return the Merkle leaf of an event: it covers the event and its signature."""
    return sha256(b"\0" + ehash + usig).digest()


def zero_hash() -> bytes:
    """Return the ``lprev`` of event 0."""
    return ZERO_HASH


def pd_commitment(salt: bytes, value: object) -> bytes:
    """Return the commitment to one group of personal data.

    Raises:
        NotCanonical: the value is outside the canonical profile.
        ValueError: the salt is not 32 bytes.
    """
    return pd_commitment_of_bytes(salt, canonical(value))


def pd_commitment_of_bytes(salt: bytes, value: bytes) -> bytes:
    """Return the commitment to a group whose canonical bytes are already at hand."""
    if len(salt) != SALT_SIZE:
        raise ValueError("a commitment needs a salt of 32 bytes")
    return sha256(PERSONAL_LABEL + salt + value).digest()
