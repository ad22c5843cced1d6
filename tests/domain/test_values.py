"""Our ``dataclass`` makes what the standard library's makes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from custody_app.domain import values


class _Written:
    """As the class statements below stand in a module, decorated by either."""

    def __init__(self, dataclass: Callable[..., Any]) -> None:
        @dataclass(frozen=True, slots=True)
        class Thing:
            """A thing."""

            name: str
            count: int = 1
            parts: tuple[str, ...] = ()
            notes: list[str] = field(default_factory=list)
            seen: str = field(default="", compare=False, repr=False)

        @dataclass(frozen=True, slots=True, kw_only=True)
        class Base:
            """What others add to."""

            id: str
            late: bool = False

        @dataclass(frozen=True, slots=True, kw_only=True)
        class More(Base):
            """Its own field comes after, without a default."""

            place: str

            def __post_init__(self) -> None:
                object.__setattr__(self, "place", self.place.strip())

        @dataclass(frozen=True, slots=True)
        class Nothing:
            """No field at all."""

        @dataclass(frozen=True, slots=True)
        class Told:
            """Says itself what it is."""

            code: str

            def __repr__(self) -> str:
                return f"<{self.code}>"

            def __eq__(self, other: object) -> bool:
                return isinstance(other, Told) and other.code.lower() == self.code.lower()

            def __hash__(self) -> int:
                return hash(self.code.lower())

        self.Thing, self.Base, self.More, self.Nothing, self.Told = Thing, Base, More, Nothing, Told


OURS, THEIRS = _Written(values.dataclass), _Written(dataclasses.dataclass)


def _both(make: Callable[[Any], object]) -> None:
    assert make(OURS) == make(THEIRS)


@values.dataclass(frozen=True, slots=True)
class Kept:
    """In a module, as a pickle asks for it."""

    name: str
    inside: tuple[int, ...] = ()


@pytest.mark.parametrize(
    "make",
    [
        lambda of: repr(of.Thing("watch", parts=("strap",))),
        lambda of: repr(of.More(id="a", place=" b ")),
        lambda of: repr((of.Nothing(), of.Told("X"))),
        lambda of: of.Thing.__match_args__,
        lambda of: of.More.__slots__,
        lambda of: [(one.name, one.kw_only) for one in dataclasses.fields(of.More)],
        lambda of: dataclasses.asdict(of.Thing("watch", 2)),
        lambda of: hash(of.Base(id="a")) == hash(of.Base(id="a")),
        lambda of: hash(of.Base(id="a")),
        lambda of: hash(of.Nothing()),
        lambda of: of.Told("x") in {of.Told("X")},
        lambda of: of.Base(id="a") == of.More(id="a", place=""),
        lambda of: of.Thing("watch", seen="now") == of.Thing("watch"),
        lambda of: of.Thing("watch") == of.Thing("watch", 2),
        lambda of: of.Thing("watch") != of.Thing("watch"),
        lambda of: repr(dataclasses.replace(of.More(id="a", place="b"), late=True)),
        lambda of: repr(copy.deepcopy(of.Thing("watch", notes=["old"]))),
        lambda of: hasattr(of.Thing("watch"), "__dict__"),
        lambda of: of.Thing("a").notes is of.Thing("b").notes,
    ],
)
def test_it_makes_the_same(make: Callable[[Any], object]) -> None:
    _both(make)


@pytest.mark.parametrize(
    "ask",
    [
        lambda of: of.Thing(),
        lambda of: of.Thing("a", colour="red"),
        lambda of: of.Base("a"),
        lambda of: of.More(id="a"),
        lambda of: of.Nothing(1),
        lambda of: setattr(of.Thing("a"), "name", "b"),
        lambda of: delattr(of.Thing("a"), "name"),
        lambda of: hash(of.Thing("a")),
        lambda of: of.Base(id="a") < of.Base(id="b"),
    ],
)
def test_it_refuses_the_same(ask: Callable[[Any], object]) -> None:
    told: list[tuple[type, str]] = []
    for of in (OURS, THEIRS):
        with pytest.raises((TypeError, FrozenInstanceError)) as caught:
            ask(of)
        told.append((caught.type, str(caught.value)))
    assert told[0] == told[1]


def test_it_can_be_pickled() -> None:
    kept = Kept("a", (1, 2))
    assert pickle.loads(pickle.dumps(kept)) == kept


def test_an_init_is_made_once_and_only_when_it_is_needed() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Late:
        name: str

    at_first: Any = Late.__init__
    assert Late("a") == Late("a")
    made: Any = Late.__init__
    assert made is not at_first
    Late("b")
    assert Late.__init__ is made


def test_what_it_does_not_know_is_the_standard_librarys() -> None:
    @values.dataclass(slots=True)
    class Open:
        name: str = ""

    record = Open()
    record.name = "a"
    assert record == Open("a")
    assert Open.__hash__ is None
