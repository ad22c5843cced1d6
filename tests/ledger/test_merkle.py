"""The tree: published roots and proofs of RFC 6962, and every size up to 40."""

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custody_app.ledger.merkle import (
    EMPTY_ROOT,
    CompactRange,
    consistency_proof,
    inclusion_proof,
    root_of,
    verify_consistency,
    verify_inclusion,
)

VECTORS = json.loads(
    (Path(__file__).parent / "vectors" / "rfc6962-proofs.json").read_text(encoding="utf-8")
)
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [sha256(b"\0" + bytes.fromhex(one)).digest() for one in INPUTS]
MANY = [sha256(bytes([n])).digest() for n in range(40)]


def _root_by_definition(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = _root_by_definition(leaves[:split]), _root_by_definition(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


def _bytes(text: str | None) -> bytes:
    return base64.b64decode(text or "")


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("case", VECTORS["inclusion"], ids=lambda case: case["file"])
def test_published_inclusion_proofs(case: dict[str, Any]) -> None:
    is_good = verify_inclusion(
        _bytes(case["leafHash"]),
        case["leafIdx"],
        case["treeSize"],
        [_bytes(one) for one in case["proof"] or ()],
        _bytes(case["root"]),
    )
    assert is_good is not case["wantErr"]


@pytest.mark.parametrize("case", VECTORS["consistency"], ids=lambda case: case["file"])
def test_published_consistency_proofs(case: dict[str, Any]) -> None:
    is_good = verify_consistency(
        case["size1"],
        _bytes(case["root1"]),
        case["size2"],
        _bytes(case["root2"]),
        [_bytes(one) for one in case["proof"] or ()],
    )
    assert is_good is not case["wantErr"]


def test_every_small_tree_agrees_with_the_definition_and_survives_storing() -> None:
    tree = CompactRange()
    for size in range(len(MANY) + 1):
        assert tree.size == size
        assert tree.root() == _root_by_definition(MANY[:size]) == root_of(MANY[:size])
        stored = CompactRange.from_bytes(tree.to_bytes())
        assert (stored.size, stored.root()) == (size, tree.root())
        if size < len(MANY):
            tried = tree.copy()
            tried.append(MANY[size])
            assert tree.size == size
            tree.append(MANY[size])
            assert tried.root() == tree.root()
    assert CompactRange().root() == EMPTY_ROOT


def test_every_proof_of_every_small_tree() -> None:
    for size in range(1, len(MANY) + 1):
        leaves = MANY[:size]
        root = root_of(leaves)
        for index in range(size):
            proof = inclusion_proof(leaves, index)
            assert verify_inclusion(leaves[index], index, size, proof, root)
            assert not verify_inclusion(leaves[index], index, size, [*proof, root], root)
            assert not verify_inclusion(leaves[index], index, size, proof, EMPTY_ROOT)
            if proof:
                assert not verify_inclusion(leaves[index], index, size, proof[:-1], root)
        for earlier in range(1, size + 1):
            old = root_of(leaves[:earlier])
            proof = consistency_proof(leaves, earlier)
            assert verify_consistency(earlier, old, size, root, proof)
            assert not verify_consistency(earlier, old, size, root, [*proof, root])
            assert not verify_consistency(earlier, EMPTY_ROOT, size, root, proof)
            assert not verify_consistency(earlier, old, size, EMPTY_ROOT, proof)
            if proof:
                assert not verify_consistency(earlier, old, size, root, proof[:-1])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=60), st.data())
def test_a_changed_leaf_is_never_included(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index)
    other = sha256(leaves[index]).digest()
    assert not verify_inclusion(other, index, len(leaves), proof, root_of(leaves))


def test_impossible_questions_are_refused() -> None:
    for index in (-1, 8):
        with pytest.raises(IndexError):
            inclusion_proof(LEAVES, index)
        assert not verify_inclusion(LEAVES[0], index, 8, [], LEAVES[0])
    for size in (0, 9):
        with pytest.raises(ValueError, match="no such"):
            consistency_proof(LEAVES, size)
    assert not verify_consistency(0, EMPTY_ROOT, 1, LEAVES[0], [])
    assert not verify_consistency(2, LEAVES[0], 1, LEAVES[0], [])
    assert not verify_consistency(3, LEAVES[0], 4, LEAVES[0], [])


@pytest.mark.parametrize(
    ("size", "hashes"), [(-1, ()), (1, ()), (2, (b"",)), (3, (bytes(32),)), (0, (bytes(32),))]
)
def test_ranges_that_cannot_be(size: int, hashes: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="hash"):
        CompactRange(size, hashes)


@pytest.mark.parametrize("raw", [b"", bytes(7), bytes(9), (1).to_bytes(8, "big")])
def test_stored_ranges_that_cannot_be(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"range|hashes"):
        CompactRange.from_bytes(raw)
