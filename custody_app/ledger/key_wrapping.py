"""Private keys under a password or PIN: Argon2id, HKDF, AES-256-GCM."""

import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from custody_app.ledger.canonical_json import canonical

VERSION = 1
EXTRA_LABEL = b"SPCC/wrap/extra/v1\0"
WRAP_LABEL = b"SPCC/wrap/v1"
_MEMORY_KIB_MAX = 1024 * 1024
_PASSES_MAX = 64
_LANES_MAX = 64
_FIELDS = frozenset({"v", "kdf", "m", "t", "p", "key", "salt", "nonce", "sealed"})
_TEXTS = ("key", "salt", "nonce", "sealed")


class WrongSecret(ValueError):
    """The secret (or the extra key material) does not open the record."""


class BadWrap(ValueError):
    """The record is not one this version can open."""


@dataclass(frozen=True, slots=True)
class WrapParameters:
    """Cost of Argon2id."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


def wrap_bytes(
    secret_bytes: bytes, secret: str, extra: bytes, key: str, params: WrapParameters
) -> dict[str, str | int]:
    """Encrypt ``secret_bytes``; ``key`` names them and is bound to the ciphertext."""
    header: dict[str, str | int] = {
        "v": VERSION,
        "kdf": "argon2id",
        "m": params.memory_kib,
        "t": params.passes,
        "p": params.lanes,
        "key": key,
        "salt": secrets.token_hex(16),
        "nonce": secrets.token_hex(12),
    }
    sealed = _cipher(header, secret, extra).encrypt(
        bytes.fromhex(str(header["nonce"])), secret_bytes, canonical(header)
    )
    return {**header, "sealed": sealed.hex()}


def unwrap_bytes(record: dict[str, str | int], secret: str, extra: bytes) -> bytes:
    """Decrypt a record of :func:`wrap_bytes`.

    Raises:
        WrongSecret: secret or extra differ, or the record was changed.
        BadWrap: not such a record, of an unknown version, or asking for an absurd cost.
    """
    _check_record(record)
    header = {name: value for name, value in record.items() if name != "sealed"}
    try:
        return _cipher(header, secret, extra).decrypt(
            bytes.fromhex(str(header["nonce"])),
            bytes.fromhex(str(record["sealed"])),
            canonical(header),
        )
    except InvalidTag:
        raise WrongSecret from None


def _check_record(record: dict[str, str | int]) -> None:
    if not isinstance(record, dict) or set(record) != _FIELDS:
        raise BadWrap("fields")
    if record["v"] != VERSION or record["kdf"] != "argon2id":
        raise BadWrap("version")
    limits = {"m": _MEMORY_KIB_MAX, "t": _PASSES_MAX, "p": _LANES_MAX}
    for name, most in limits.items():
        cost = record[name]
        if type(cost) is not int or not 1 <= cost <= most:
            raise BadWrap("cost")
    if int(record["m"]) < 8 * int(record["p"]):
        raise BadWrap("cost")
    for name in _TEXTS:
        text = record[name]
        if not isinstance(text, str) or not _is_hex(text):
            raise BadWrap(name)
    if [len(str(record[name])) for name in _TEXTS] != [16, 32, 24, 96]:
        raise BadWrap("length")


def _is_hex(text: str) -> bool:
    return all(digit in "0123456789abcdef" for digit in text)


def _cipher(header: dict[str, str | int], secret: str, extra: bytes) -> AESGCM:
    stretched = hash_secret_raw(
        unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass"),
        bytes.fromhex(str(header["salt"])),
        time_cost=int(header["t"]),
        memory_cost=int(header["m"]),
        parallelism=int(header["p"]),
        hash_len=32,
        type=Type.ID,
    )
    mixed = HKDF(SHA256(), 32, sha256(EXTRA_LABEL + extra).digest(), WRAP_LABEL)
    return AESGCM(mixed.derive(stretched))
