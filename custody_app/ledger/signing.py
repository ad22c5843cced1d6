"""Ed25519 keys: making, checking, signing and verifying."""

from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from custody_app.ledger.key_wrapping import (
    BadWrap,
    WrapParameters,
    WrongSecret,
    unwrap_bytes,
    wrap_bytes,
)

__all__ = [
    "BadPublicKey",
    "BadWrap",
    "PrivateKey",
    "WrapParameters",
    "WrongSecret",
    "check_public_key",
    "key_id",
    "new_private_key",
    "private_bytes",
    "private_from_bytes",
    "public_bytes",
    "sign",
    "unwrap_key",
    "verify",
    "wrap_key",
]

PrivateKey = Ed25519PrivateKey

KEY_SIZE = 32
SIGNATURE_SIZE = 64
KEY_ID_LABEL = b"SPCC/keyid/v1\0"

_FIELD = 2**255 - 19
_CURVE_D = -121665 * pow(121666, -1, _FIELD) % _FIELD
# A y coordinate of a point of order 8; with 0, 1, -1 and its negative these are all the points
# whose order divides the cofactor.
_ORDER_8_Y = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_LOW_ORDER_Y = frozenset({0, 1, _FIELD - 1, _ORDER_8_Y, _FIELD - _ORDER_8_Y})


class BadPublicKey(ValueError):
    """A public key must not be enrolled; ``reason`` is a short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def new_private_key() -> PrivateKey:
    """Return a fresh key from the system's random source."""
    return Ed25519PrivateKey.generate()


def private_from_bytes(seed: bytes) -> PrivateKey:
    """Return the key of a 32-byte seed (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(seed)


def private_bytes(private: PrivateKey) -> bytes:
    """Return the 32-byte seed of a key."""
    return private.private_bytes_raw()


def public_bytes(private: PrivateKey) -> bytes:
    """Return the 32 bytes of the public half."""
    return private.public_key().public_bytes_raw()


def sign(private: PrivateKey, message: bytes) -> bytes:
    """Return the 64-byte signature of ``message``."""
    return private.sign(message)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether ``signature`` is that of ``message`` under ``public``; never raises."""
    try:
        _loaded(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id(public: bytes) -> str:
    """Return the name of a public key in events: 16 hexadecimal digits."""
    return sha256(KEY_ID_LABEL + public).hexdigest()[:16]


def check_public_key(public: bytes) -> None:
    """Refuse keys under which a signature proves nothing.

    Raises:
        BadPublicKey: ``length``, ``not_canonical`` (y not reduced), ``low_order``, or
            ``not_on_curve``.
    """
    if len(public) != KEY_SIZE:
        raise BadPublicKey("length")
    y = int.from_bytes(public, "little") & ((1 << 255) - 1)
    if y >= _FIELD:
        raise BadPublicKey("not_canonical")
    if y in _LOW_ORDER_Y:
        raise BadPublicKey("low_order")
    x_squared = (y * y - 1) * pow(_CURVE_D * y * y + 1, -1, _FIELD) % _FIELD
    if pow(x_squared, (_FIELD - 1) // 2, _FIELD) != 1:
        raise BadPublicKey("not_on_curve")


def wrap_key(
    private: PrivateKey, secret: str, extra: bytes, params: WrapParameters | None = None
) -> dict[str, str | int]:
    """Return the key encrypted under a password or PIN, as a record that can go into JSON.

    Args:
        private: the key to keep.
        secret: what the person types; compared after Unicode NFKC.
        extra: further key material that must be at hand to unwrap (the station key's for a PIN);
            empty for none.
        params: cost of Argon2id; the default is 64 MiB, 3 passes, 4 lanes.
    """
    bound = key_id(public_bytes(private))
    return wrap_bytes(private_bytes(private), secret, extra, bound, params or WrapParameters())


def unwrap_key(record: dict[str, str | int], secret: str, extra: bytes) -> PrivateKey:
    """Return the key of a record made by :func:`wrap_key`.

    Raises:
        WrongSecret: secret or extra differ, or the record was changed.
        BadWrap: not such a record, or of an unknown version.
    """
    return Ed25519PrivateKey.from_private_bytes(unwrap_bytes(record, secret, extra))


@lru_cache(maxsize=1024)
def _loaded(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
