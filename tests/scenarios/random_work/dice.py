"""Throws of the dice: what is done, by whom, with whom, and with which numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

from custody_app.domain.ids import PersonId
from custody_app.domain.quantity import Amount
from tests import builders as b

T = TypeVar("T")
Asked = object
"""What a step asks for: a command, or something else where there is nothing to do."""

STORE_KEEPER = PersonId("person-store-keeper")
"""Keeps the temporary store only."""
PEOPLE = (
    b.CUSTODIAN, b.CUSTODIAN_2, b.CUSTODY_HEAD, b.OFFICER, b.OFFICER_2, b.OTHER_OFFICER,
    b.UNIT_HEAD, b.POLICE_HEAD, b.PRINCIPAL_HEAD, b.FINANCE_CLERK, STORE_KEEPER, b.SUPERVISOR,
)  # fmt: skip
NUMBERS = ("5", "1", "2", "3", "0", "8")
"""Of the things there are five pieces: all, a part, nothing, and more than there is."""


class Dice:
    """One throw, from which face after face is read."""

    def __init__(self, throw: int) -> None:
        self._left = throw

    def one_of(self, faces: Sequence[T]) -> T:
        """One of them, each as likely as the others."""
        self._left, shown = divmod(self._left, len(faces))
        return faces[shown]

    def mostly(self) -> bool:
        """Three times of four."""
        return self.one_of((True, True, True, False))

    def amount(self, unit: str = "件") -> Amount:
        """So many pieces."""
        return Amount(self.one_of(NUMBERS), unit)


SCATTER = 0x1E3779B97F4A7C15
THROWS = 2**61 - 1
"""A prime, and a number that scatters: small ones, which hypothesis prefers, name every kind."""
DICE = st.integers(0, THROWS - 1).map(lambda n: n * SCATTER % THROWS)


@dataclass(frozen=True)
class Throw:
    """Who does a step, with whom, who stands beside; the dice for the rest of it."""

    by: PersonId
    other: PersonId
    beside: PersonId
    dice: Dice

    def confirmers(self) -> list[PersonId]:
        """Those who are there and are not the person signed in."""
        return [one for one in (self.other, self.beside) if one != self.by]


@dataclass(frozen=True)
class Kind:
    """A kind of step, and who mostly does it: three times of four it is they."""

    make: Callable[..., Asked]
    by: PersonId
    other: PersonId
    beside: PersonId

    def thrown(self, dice: Dice) -> Throw:
        """Who does it this time."""
        if dice.mostly():
            return Throw(self.by, self.other, self.beside, dice)
        return Throw(dice.one_of(PEOPLE), dice.one_of(PEOPLE), dice.one_of(PEOPLE), dice)


class Steps:
    """The kinds of steps of one part of the work."""

    def __init__(self) -> None:
        self.kinds: list[Kind] = []

    def step(
        self,
        by: PersonId = b.CUSTODIAN,
        other: PersonId = b.OFFICER,
        beside: PersonId = b.CUSTODIAN_2,
    ) -> Callable[[Callable[..., T]], Callable[..., T]]:
        """Add a kind of step, told by the people who mostly do it."""

        def add(make: Callable[..., T]) -> Callable[..., T]:
            self.kinds.append(Kind(make, by, other, beside))
            return make

        return add
