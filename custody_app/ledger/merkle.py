"""RFC 6962 Merkle tree over leaf hashes: growing root, inclusion and consistency proofs.

Conventions: leaves are given already hashed. The root of the empty tree is SHA-256 of nothing.
A consistency proof from size 0 does not exist (it would prove nothing) and is refused; between
equal sizes the proof is empty and the roots must be equal.
"""

from collections.abc import Sequence
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


class CompactRange:
    """The right edge of a growing tree: all that is needed to append and to know the root.

    It holds one hash per set bit of the size, largest subtree first.
    """

    __slots__ = ("_hashes", "_size")

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        if size < 0 or len(hashes) != size.bit_count():
            raise ValueError("the number of hashes does not fit the size")
        if any(len(node) != HASH_SIZE for node in hashes):
            raise ValueError("a hash has 32 bytes")
        self._size = size
        self._hashes = list(hashes)

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self._size

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the right."""
        node = leaf
        size = self._size
        while size & 1:
            node = node_hash(self._hashes.pop(), node)
            size >>= 1
        self._hashes.append(node)
        self._size += 1

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        if not self._hashes:
            return EMPTY_ROOT
        node = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            node = node_hash(left, node)
        return node

    def copy(self) -> "CompactRange":
        """Return an independent range with the same leaves (to try an append)."""
        return CompactRange(self._size, self._hashes)

    def to_bytes(self) -> bytes:
        """Return size (8 bytes, big-endian) and hashes, for storing with the log."""
        return self._size.to_bytes(8, "big") + b"".join(self._hashes)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "CompactRange":
        """Read what :meth:`to_bytes` wrote.

        Raises:
            ValueError: the length does not fit the size.
        """
        if len(raw) < 8 or (len(raw) - 8) % HASH_SIZE:
            raise ValueError("not a compact range")
        hashes = [raw[at : at + HASH_SIZE] for at in range(8, len(raw), HASH_SIZE)]
        return cls(int.from_bytes(raw[:8], "big"), hashes)


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over ``leaves``."""
    return _root_between(leaves, 0, len(leaves))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of the leaf at ``index``, from the leaf upwards.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError("no such leaf")
    start, end = 0, len(leaves)
    path: list[bytes] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_root_between(leaves, middle, end))
            end = middle
        else:
            path.append(_root_between(leaves, start, middle))
            start = middle
    path.reverse()
    return path


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether ``proof`` shows ``leaf`` at ``index`` of the tree of that size and root."""
    if not 0 <= index < size or not _are_hashes([leaf, root, *proof]):
        return False
    node, position, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            node = node_hash(sibling, node)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            node = node_hash(node, sibling)
        position >>= 1
        last >>= 1
    return last == 0 and node == root


def consistency_proof(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """Return the proof that the tree over all ``leaves`` extends the tree over the first ``size``.

    Raises:
        ValueError: ``size`` is 0 or larger than the number of leaves.
    """
    if not 0 < size <= len(leaves):
        raise ValueError("no such earlier tree")
    start, end = 0, len(leaves)
    path: list[bytes] = []
    is_whole_subtree = True
    while size != end:
        middle = start + _split(end - start)
        if size <= middle:
            path.append(_root_between(leaves, middle, end))
            end = middle
        else:
            path.append(_root_between(leaves, start, middle))
            start = middle
            is_whole_subtree = False
    if not is_whole_subtree:
        path.append(_root_between(leaves, start, end))
    path.reverse()
    return path


def verify_consistency(
    size1: int, root1: bytes, size2: int, root2: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether ``proof`` shows that tree 2 begins with all leaves of tree 1."""
    if not 0 < size1 <= size2:
        return False
    if size1 == size2:
        return not proof and root1 == root2
    if not _are_hashes([root1, root2, *proof]):
        return False
    path = list(proof)
    if size1 & (size1 - 1) == 0:
        path.insert(0, root1)
    if not path:
        return False
    position, last = size1 - 1, size2 - 1
    while position & 1:
        position >>= 1
        last >>= 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old = node_hash(sibling, old)
            new = node_hash(sibling, new)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            new = node_hash(new, sibling)
        position >>= 1
        last >>= 1
    return last == 0 and old == root1 and new == root2


def _are_hashes(hashes: Sequence[bytes]) -> bool:
    return all(len(one) == HASH_SIZE for one in hashes)


def _split(count: int) -> int:
    """Return the largest power of two below ``count`` (which is at least 2)."""
    return 1 << ((count - 1).bit_length() - 1)


def _root_between(leaves: Sequence[bytes], start: int, end: int) -> bytes:
    tree = CompactRange()
    for at in range(start, end):
        tree.append(leaves[at])
    return tree.root()
