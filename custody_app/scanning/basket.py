"""The counter's basket: a person, things and places in any order, and what is to be done by them.

Pure: the facts of the things come from outside, nothing is looked up here. The inference has no
modes; what a scan means follows from what the thing is and what else lies in the basket.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from custody_app.domain.vocabulary import Custody

NOT_IN_YET = frozenset({Custody.LISTED, Custody.URGENT_TEST, Custody.REFUSED})


class Kind(StrEnum):
    """What an entry of the basket is."""

    ITEM = "item"
    CONTAINER = "container"
    PLACE = "place"


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
    TO_INTAKE = "to_intake"
    NOT_HERE = "not_here"


ACTS = frozenset(
    {
        Doing.OUT,
        Doing.RETURN,
        Doing.PUT_AWAY,
        Doing.MOVE,
        Doing.FOUND,
        Doing.PROVE,
        Doing.MOVE_BOX,
    }
)
"""Rows that record something; the others tell what is missing."""
PLACED = frozenset({Doing.RETURN, Doing.PUT_AWAY, Doing.MOVE, Doing.FOUND})
"""Rows of things that can be given a place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One scan as the basket keeps it; ``code`` is what was read, ``copy`` its label copy."""

    kind: Kind
    id: str
    code: str = ""
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be known of a thing to say what will be done with it.

    Attributes:
        label_copy: the label copy that counts.
        requests: approved call-outs that name it and were not used for it, oldest first.
    """

    custody: Custody
    place: str = ""
    container: str = ""
    label_copy: int = 0
    label_proved: bool = False
    requests: tuple[str, ...] = ()


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
        twice = entry.kind is Kind.ITEM and entry.id in self.items
        return self if twice else replace(self, entries=(*self.entries, entry))

    def without(self, entry: Entry) -> Basket:
        """A row is taken out."""
        left = tuple(one for one in self.entries if one is not entry and one != entry)
        return replace(self, entries=left)

    def last_target(self) -> Entry | None:
        """The place or container scanned last."""
        return next((one for one in reversed(self.entries) if one.kind is not Kind.ITEM), None)


@dataclass(slots=True)
class _Walk:
    """The rows so far, and which of them still wait for a place."""

    basket: Basket
    facts: Mapping[str, Facts]
    rows: list[Row] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    sticky: Target | None = None
    filled_box: Entry | None = None

    def take(self, entry: Entry) -> None:
        """One entry more, in the order of the scans."""
        if entry.kind is Kind.ITEM:
            self._take_item(entry)
        elif entry.kind is Kind.CONTAINER:
            self._take_container(entry)
        else:
            self._take_place(entry)

    def _take_item(self, entry: Entry) -> None:
        facts = self.facts.get(entry.id)
        if facts is None:
            return
        box = self._open_box()
        if box is not None:
            self.sticky = Target(Kind.CONTAINER, box.id)
        row = _row_of(entry, facts, self.basket)
        takes_place = row.doing in PLACED or row.doing in (Doing.NO_APPROVAL, Doing.PROVE)
        self.rows.append(row)
        self.filled_box = None
        if not takes_place:
            return
        if self.sticky is not None:
            self._send(len(self.rows) - 1, self.sticky)
        else:
            self.waiting.append(len(self.rows) - 1)

    def _take_container(self, entry: Entry) -> None:
        if self.waiting:
            self._send_waiting(Target(Kind.CONTAINER, entry.id))
            self.filled_box = entry
            return
        self.filled_box = None
        place = self.sticky if self.sticky and self.sticky.kind is Kind.PLACE else None
        self.sticky = None if place is None else self.sticky
        doing = Doing.MOVE_BOX if place else Doing.BOX_WAITS
        self.rows.append(Row(entry, doing, place))
        if place is None:
            self.waiting.append(len(self.rows) - 1)

    def _take_place(self, entry: Entry) -> None:
        target = Target(Kind.PLACE, entry.id)
        if self.filled_box is not None:
            self.rows.append(Row(self.filled_box, Doing.MOVE_BOX, target))
            self.filled_box = None
        elif self.waiting:
            self._send_waiting(target)
        else:
            self.sticky = target

    def _open_box(self) -> Entry | None:
        """A box scanned just before: what follows goes into it, the box itself stays."""
        if not self.rows or self.rows[-1].doing is not Doing.BOX_WAITS:
            return None
        self.waiting.remove(len(self.rows) - 1)
        return self.rows.pop().entry

    def _send_waiting(self, target: Target) -> None:
        """To the place goes what was brought back; what is only asked for stays where it is."""
        waiting, self.waiting = self.waiting, []
        brought_back = any(self.rows[line].doing is Doing.RETURN for line in waiting)
        for line in waiting:
            box = self.rows[line].entry.kind is Kind.CONTAINER
            asked_for = brought_back and self.rows[line].doing is Doing.NO_APPROVAL
            if asked_for or (box and target.kind is Kind.CONTAINER):
                self.waiting.append(line)
            else:
                self._send(line, target)

    def _send(self, line: int, target: Target) -> None:
        row = self.rows[line]
        if row.doing is Doing.BOX_WAITS:
            self.rows[line] = replace(row, doing=Doing.MOVE_BOX, target=target)
            return
        facts = self.facts[row.entry.id]
        doing = Doing.RETURN if row.doing is Doing.RETURN else _moving(facts, target)
        self.rows[line] = replace(row, doing=doing, target=target)


def _moving(facts: Facts, target: Target) -> Doing:
    if not facts.place and not facts.container:
        return Doing.PUT_AWAY
    here = facts.place if target.kind is Kind.PLACE else facts.container
    return Doing.FOUND if here == target.id else Doing.MOVE


def _row_of(entry: Entry, facts: Facts, basket: Basket) -> Row:
    """What the thing alone says, before any place is scanned."""
    old = bool(entry.copy and facts.label_copy and entry.copy < facts.label_copy)
    proves = entry.copy > 0 and entry.copy == facts.label_copy and not facts.label_proved
    row = Row(entry, Doing.FOUND, proves=proves, old_label=old)
    if facts.custody is Custody.ON_LOAN:
        return replace(row, doing=Doing.RETURN, proves=False)
    if facts.custody in NOT_IN_YET:
        return replace(row, doing=Doing.TO_INTAKE, proves=False)
    if facts.custody is not Custody.IN_STORE:
        return replace(row, doing=Doing.NOT_HERE, proves=False)
    request = _request_for(facts, basket)
    if request:
        return replace(row, doing=Doing.OUT, request=request, proves=False)
    if basket.person or basket.requests:
        return replace(row, doing=Doing.NO_APPROVAL)
    return replace(row, doing=Doing.PROVE) if proves else row


def _request_for(facts: Facts, basket: Basket) -> str:
    """The approval the thing goes out on: one that was scanned, else any, if somebody is here."""
    scanned = next((one for one in basket.requests if one in facts.requests), "")
    if scanned:
        return scanned
    return facts.requests[0] if basket.person and facts.requests else ""


def propose(basket: Basket, facts: Mapping[str, Facts]) -> tuple[Row, ...]:
    """The rows of a basket: what each thing will do."""
    walk = _Walk(basket, facts)
    for entry in basket.entries:
        walk.take(entry)
    return tuple(walk.rows)


def swallowed(basket: Basket, rows: Sequence[Row]) -> tuple[Entry, ...]:
    """Places and boxes that no row of the basket uses yet: the next scans go there."""
    used = {row.target.id for row in rows if row.target} | {row.entry.id for row in rows}
    return tuple(one for one in basket.entries if one.id not in used)
