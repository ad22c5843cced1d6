"""The counter's basket: a person, things and places in any order, and the rows it makes.

Pure: the facts of the things come from outside, nothing is looked up here. What a row will do is
inferred in ``inference.py``.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Custody

NOT_IN_YET = frozenset({Custody.LISTED, Custody.URGENT_TEST, Custody.AWAITED, Custody.REFUSED})


class Kind(StrEnum):
    """What an entry of the basket is."""

    ITEM = "item"
    CONTAINER = "container"
    PLACE = "place"
    UNKNOWN = "unknown"


class Doing(StrEnum):
    """What a row of the basket will do."""

    OUT = "out"
    RETURN = "return"
    PUT_AWAY = "put_away"
    MOVE = "move"
    FOUND = "found"
    PROVE = "prove"
    MOVE_BOX = "move_box"
    BOX_WAITS = "box_waits"
    NO_APPROVAL = "no_approval"
    STOP = "stop"
    STOPPED = "stopped"
    TO_INTAKE = "to_intake"
    NOT_HERE = "not_here"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


ACTS = frozenset(
    {
        Doing.OUT,
        Doing.RETURN,
        Doing.PUT_AWAY,
        Doing.MOVE,
        Doing.FOUND,
        Doing.PROVE,
        Doing.MOVE_BOX,
        Doing.STOP,
    }
)
"""Rows that record something; the others tell what is missing."""
PLACED = frozenset({Doing.RETURN, Doing.PUT_AWAY, Doing.MOVE, Doing.FOUND})
"""Rows of things that can be given a place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One scan as the basket keeps it; ``code`` is what was read, ``copy`` its label copy.

    Attributes:
        why: of an unknown code, as what the centre knows or does not know it.
    """

    kind: Kind
    id: str
    code: str = ""
    copy: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be known of a thing to say what will be done with it.

    Attributes:
        label_copy: the label copy that counts.
        requests: approved call-outs that name it and were not used for it, oldest first.
        frozen: stopped over a difference: it may come in and be put away, but not leave.
        elsewhere: it is recorded in another store, on the road or with a unit that keeps it.
    """

    custody: Custody
    place: str = ""
    container: str = ""
    label_copy: int = 0
    label_proved: bool = False
    requests: tuple[str, ...] = ()
    frozen: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A place or a container things go to."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the basket.

    Attributes:
        target: where it goes; None where nobody scanned a place.
        request: the approval it goes out on.
        proves: the scan also proves the label.
        old_label: an older label copy was read, which has a twin that counts.
    """

    entry: Entry
    doing: Doing
    target: Target | None = None
    request: str = ""
    proves: bool = False
    old_label: bool = False

    @property
    def acts(self) -> bool:
        """The row records something."""
        return self.doing in ACTS


@dataclass(frozen=True, slots=True)
class Basket:
    """Everything scanned for one person.

    Attributes:
        person: id of the person at the counter; empty when nobody showed a badge.
        requests: approvals that were scanned or typed, in order.
        entries: things and places in the order they came.
    """

    person: str = ""
    requests: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing was scanned."""
        return not (self.person or self.requests or self.entries)

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of the things, each once."""
        found = (entry.id for entry in self.entries if entry.kind is Kind.ITEM)
        return tuple(dict.fromkeys(found))

    def with_person(self, person: str) -> Basket:
        """Another person at the counter."""
        return replace(self, person=person)

    def with_request(self, request: str) -> Basket:
        """One more approval."""
        if request in self.requests:
            return self
        return replace(self, requests=(*self.requests, request))

    def with_entry(self, entry: Entry) -> Basket:
        """One more scan; a thing that is there already stays where it is in the order."""
        return self if self.holds(entry) else replace(self, entries=(*self.entries, entry))

    def holds(self, entry: Entry) -> bool:
        """The thing, or the unknown code, lies in the basket; a place may be named twice."""
        if entry.kind in (Kind.PLACE, Kind.CONTAINER):
            return False
        return any(one.kind is entry.kind and one.id == entry.id for one in self.entries)

    def without(self, entry: Entry) -> Basket:
        """A row is taken out."""
        left = tuple(one for one in self.entries if one is not entry and one != entry)
        return replace(self, entries=left)

    def last_target(self) -> Entry | None:
        """The place or container scanned last."""
        places = (Kind.PLACE, Kind.CONTAINER)
        return next((one for one in reversed(self.entries) if one.kind in places), None)
