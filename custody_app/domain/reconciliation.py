"""Lay a bank statement beside the ledger: what agrees, what differs, what only one side has.

Pure and deterministic: the same two lists give the same answer in whatever order they come.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum

from custody_app.domain.moments import Day
from custody_app.domain.money import amount_of
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass

NEAR_DAYS = 3
"""A bank may book a transfer so many days after it was sent, over a weekend."""


@dataclass(frozen=True, slots=True)
class Move:
    """Money moved on one side.

    Attributes:
        fen: in minor units; what went out is negative.
        ref: row of the file, or position of the event.
    """

    day: Day
    fen: int
    receipt_no: str
    ref: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Moves of both sides that belong together; mostly one and one."""

    here: tuple[Move, ...]
    there: tuple[Move, ...]

    @property
    def amount_differs(self) -> bool:
        """The sums are not the same."""
        return sum(one.fen for one in self.here) != sum(one.fen for one in self.there)

    @property
    def day_differs(self) -> bool:
        """The days are not the same."""
        return {one.day for one in self.here} != {one.day for one in self.there}


class Finding(StrEnum):
    """How the two sides disagree about a payment."""

    DIFFERS = "differs"
    ONLY_HERE = "only_here"
    ONLY_THERE = "only_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One disagreement, as it is recorded and printed.

    Attributes:
        out_here: money went out according to the ledger.
        out_there: money went out according to the bank.
    """

    finding: Finding
    receipt_no: str = ""
    day_here: Day | None = None
    here: Amount | None = None
    out_here: bool = False
    day_there: Day | None = None
    there: Amount | None = None
    out_there: bool = False


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What came out."""

    matched: tuple[Pair, ...]
    differing: tuple[Pair, ...]
    only_here: tuple[Move, ...]
    only_there: tuple[Move, ...]

    @property
    def agrees(self) -> bool:
        """Both sides say the same."""
        return not (self.differing or self.only_here or self.only_there)

    def discrepancies(self, unit: str) -> tuple[Discrepancy, ...]:
        """Every disagreement in the order of days."""
        found = [_told(Finding.DIFFERS, pair.here, pair.there, unit) for pair in self.differing]
        found += [_told(Finding.ONLY_HERE, (one,), (), unit) for one in self.only_here]
        found += [_told(Finding.ONLY_THERE, (), (one,), unit) for one in self.only_there]
        return tuple(sorted(found, key=lambda one: one.day_here or one.day_there or ""))


def _told(
    finding: Finding, here: tuple[Move, ...], there: tuple[Move, ...], unit: str
) -> Discrepancy:
    mine, theirs = sum(one.fen for one in here), sum(one.fen for one in there)
    receipts = [one.receipt_no.strip() for one in (*here, *there)]
    return Discrepancy(
        finding=finding,
        receipt_no=next(filter(None, receipts), ""),
        day_here=here[0].day if here else None,
        here=amount_of(abs(mine), unit) if here else None,
        out_here=mine < 0,
        day_there=there[0].day if there else None,
        there=amount_of(abs(theirs), unit) if there else None,
        out_there=theirs < 0,
    )


def normal_receipt(text: str) -> str:
    """A receipt number as it is compared: without blanks, in capitals."""
    return "".join(text.split()).upper()


def reconcile(here: Iterable[Move], there: Iterable[Move]) -> Reconciliation:
    """Match by receipt number first; where one side has none, by amount and day."""
    book = _Book(_ordered(here), _ordered(there))
    book.match_receipts()
    for distance in range(NEAR_DAYS + 1):
        book.match_amounts(distance)
    return Reconciliation(
        _pairs_in_order(book.matched),
        _pairs_in_order(book.differing),
        tuple(book.here),
        tuple(book.there),
    )


def _ordered(moves: Iterable[Move]) -> list[Move]:
    return sorted(moves, key=lambda one: (one.day, one.ref, one.fen, one.receipt_no))


def _pairs_in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (pair.there[0].day, pair.there[0].ref)))


@dataclass(slots=True)
class _Book:
    """What is left on both sides, and what was found so far."""

    here: list[Move]
    there: list[Move]
    matched: list[Pair] = field(default_factory=list)
    differing: list[Pair] = field(default_factory=list)

    def match_receipts(self) -> None:
        """Moves with the same receipt number belong together."""
        mine, theirs = _by_receipt(self.here), _by_receipt(self.there)
        self.here, self.there = mine.pop("", []), theirs.pop("", [])
        for number in sorted(mine.keys() | theirs.keys()):
            self._match_group(mine.get(number, []), theirs.get(number, []))
        self.here, self.there = _ordered(self.here), _ordered(self.there)

    def _match_group(self, mine: list[Move], theirs: list[Move]) -> None:
        mine, theirs = self._take_equal(mine, theirs)
        if mine and theirs and (len(mine) == 1 or len(theirs) == 1):
            # One line of the bank may stand for several of ours, and the other way round.
            pair = Pair(tuple(mine), tuple(theirs))
            differs = pair.amount_differs or pair.day_differs
            (self.differing if differs else self.matched).append(pair)
            return
        both = min(len(mine), len(theirs))
        self.differing += [Pair((one,), (other,)) for one, other in zip(mine, theirs, strict=False)]
        self.here += mine[both:]
        self.there += theirs[both:]

    def _take_equal(self, mine: list[Move], theirs: list[Move]) -> tuple[list[Move], list[Move]]:
        """Take out what has the same amount and day, one for one."""
        waiting = _queues(theirs)
        rest = []
        for one in mine:
            queue = waiting[one.fen, _number(one.day)]
            if queue:
                self.matched.append(Pair((one,), (queue.popleft(),)))
            else:
                rest.append(one)
        return rest, _ordered(one for queue in waiting.values() for one in queue)

    def match_amounts(self, distance: int) -> None:
        """Pair equal amounts so many days apart where at least one side names no receipt."""
        with_number = _queues(one for one in self.there if one.receipt_no.strip())
        without = _queues(one for one in self.there if not one.receipt_no.strip())
        taken: set[int] = set()
        rest = []
        for one in self.here:
            pools = (without,) if one.receipt_no.strip() else (without, with_number)
            found = _nearest(one, distance, pools)
            if found is None:
                rest.append(one)
                continue
            taken.add(id(found))
            (self.differing if distance else self.matched).append(Pair((one,), (found,)))
        self.here = rest
        self.there = [one for one in self.there if id(one) not in taken]


Queues = dict[tuple[int, int], deque[Move]]


def _by_receipt(moves: Iterable[Move]) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = defaultdict(list)
    for one in moves:
        found[normal_receipt(one.receipt_no)].append(one)
    return found


def _queues(moves: Iterable[Move]) -> Queues:
    found: Queues = defaultdict(deque)
    for one in moves:
        found[one.fen, _number(one.day)].append(one)
    return found


def _nearest(move: Move, distance: int, pools: Sequence[Queues]) -> Move | None:
    day = _number(move.day)
    for at in dict.fromkeys((day + distance, day - distance)):
        for pool in pools:
            if queue := pool.get((move.fen, at)):
                return queue.popleft()
    return None


def _number(day: Day) -> int:
    return date.fromisoformat(day).toordinal()
