"""Keys: RFC 8032 vectors, false signatures, keys that must not be enrolled."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custody_app.ledger.signing import (
    BadPublicKey,
    check_public_key,
    key_id,
    new_private_key,
    private_bytes,
    private_from_bytes,
    public_bytes,
    sign,
    verify,
)

FIELD = 2**255 - 19
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
        "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
]
# The eight points of small order and their unreduced spellings (y + p, or x = 0 with the sign set).
LOW_ORDER = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]
UNREDUCED = [(FIELD + n).to_bytes(32, "little").hex() for n in range(19)]
UNREDUCED += [(FIELD + n + (1 << 255)).to_bytes(32, "little").hex() for n in range(19)]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC_8032)
def test_published_vectors(seed: str, public: str, message: str, signature: str) -> None:
    private = private_from_bytes(bytes.fromhex(seed))
    assert private_bytes(private).hex() == seed
    assert public_bytes(private).hex() == public
    assert sign(private, bytes.fromhex(message)).hex() == signature
    assert verify(bytes.fromhex(public), bytes.fromhex(signature), bytes.fromhex(message))


def test_false_signatures_are_false_and_do_not_raise() -> None:
    private = new_private_key()
    public, signature = public_bytes(private), sign(private, b"message")
    assert verify(public, signature, b"message")
    assert not verify(public, signature, b"massage")
    assert not verify(public, signature[:-1], b"message")
    assert not verify(public, b"", b"message")
    assert not verify(public_bytes(new_private_key()), signature, b"message")
    assert not verify(b"short", signature, b"message")
    for bit in range(0, 512, 37):
        changed = bytearray(signature)
        changed[bit // 8] ^= 1 << bit % 8
        assert not verify(public, bytes(changed), b"message")


def test_key_id_is_short_and_stable() -> None:
    public = bytes.fromhex(RFC_8032[0][1])
    assert key_id(public) == key_id(public) != key_id(bytes.fromhex(RFC_8032[1][1]))
    assert len(key_id(public)) == 16


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=32, max_size=32))
def test_real_keys_may_be_enrolled(seed: bytes) -> None:
    check_public_key(public_bytes(private_from_bytes(seed)))


@pytest.mark.parametrize("public", LOW_ORDER)
def test_low_order_keys_are_refused(public: str) -> None:
    with pytest.raises(BadPublicKey, match="low_order"):
        check_public_key(bytes.fromhex(public))


@pytest.mark.parametrize("public", LOW_ORDER)
def test_eight_times_a_low_order_point_is_nothing(public: str) -> None:
    curve_d = -121665 * pow(121666, -1, FIELD) % FIELD
    y = int.from_bytes(bytes.fromhex(public), "little") & ((1 << 255) - 1)
    x_squared = (y * y - 1) * pow(curve_d * y * y + 1, -1, FIELD) % FIELD
    x = pow(x_squared, (FIELD + 3) // 8, FIELD)
    if x * x % FIELD != x_squared:
        x = x * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
    assert x * x % FIELD == x_squared
    for _ in range(3):
        k = curve_d * x * x * y * y % FIELD
        x, y = (
            2 * x * y * pow(1 + k, -1, FIELD) % FIELD,
            (y * y + x * x) * pow(1 - k, -1, FIELD) % FIELD,
        )
    assert (x, y) == (0, 1)


@pytest.mark.parametrize("public", UNREDUCED)
def test_unreduced_keys_are_refused(public: str) -> None:
    with pytest.raises(BadPublicKey, match="not_canonical"):
        check_public_key(bytes.fromhex(public))


def test_other_keys_that_are_none() -> None:
    with pytest.raises(BadPublicKey, match="not_on_curve"):
        check_public_key((2).to_bytes(32, "little"))
    for size in (0, 31, 33):
        with pytest.raises(BadPublicKey, match="length"):
            check_public_key(bytes(size))
