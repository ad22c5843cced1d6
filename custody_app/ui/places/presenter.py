"""What the page of places decides: fullness of the tree, and what a scan means there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from enum import StrEnum

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import MoveContainer, MoveItem
from custody_app.domain.ids import ContainerId, ItemId, PlaceId
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import PlaceKind
from custody_app.queries.holdings import PlaceNode, place_children
from custody_app.queries.reader import Reader

ICONS = {
    PlaceKind.SITE: "building-2",
    PlaceKind.TEMPORARY_STORE: "inbox",
    PlaceKind.ZONE: "map",
    PlaceKind.RACK: "warehouse",
    PlaceKind.SLOT: "box",
    PlaceKind.SAFE: "lock",
    PlaceKind.YARD: "map-pin",
    PlaceKind.LOCKER: "backpack",
    PlaceKind.DISCREPANCY: "triangle-alert",
}
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place with what lies in it and below it.

    Attributes:
        items: things here and in every place below.
        room: capacity here and below; None where nothing below says how much fits.
    """

    node: PlaceNode
    items: int
    room: int | None

    @property
    def fullness(self) -> float | None:
        """Share of the room that is taken, from 0 to 1."""
        if not self.room:
            return None
        return min(self.items / self.room, 1.0)

    @property
    def note(self) -> str:
        """``12/40``, or the count alone where no capacity is known."""
        if self.room:
            return f"{self.items}/{self.room}"
        return str(self.items) if self.items else ""


def read_places(read: Reader) -> list[PlaceNode]:
    """All places, parents before their children; runs off the window's thread."""
    found: list[PlaceNode] = []
    level = list(read(place_children))
    for _ in range(DEEPEST):
        found += level
        level = [
            child
            for node in level
            if node.children
            for child in read(place_children, parent=node.id)
        ]
        if not level:
            break
    return found


def with_sums(nodes: Sequence[PlaceNode]) -> list[PlaceShown]:
    """Every place with the sums of what lies below it; parents stand before their children."""
    items = {node.id: node.items for node in nodes}
    rooms: dict[str, int | None] = {node.id: node.capacity for node in nodes}
    own = dict(rooms)
    for node in reversed(nodes):
        if node.parent_id not in items:
            continue
        items[node.parent_id] += items[node.id]
        room = rooms[node.id]
        if room is not None and own[node.parent_id] is None:
            rooms[node.parent_id] = (rooms[node.parent_id] or 0) + room
    return [PlaceShown(node, items[node.id], rooms[node.id]) for node in nodes]


class Kind(StrEnum):
    """What was scanned, as far as moving is concerned."""

    ITEM = "item"
    CONTAINER = "container"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Scanned:
    """A thing, container or place that a code stands for."""

    kind: Kind
    id: str
    name: str
    place_id: str = ""


class Step(StrEnum):
    """What a scan leads to."""

    TAKEN = "taken"
    ALREADY = "already"
    SHOW_PLACE = "show_place"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Hand:
    """What was scanned to be moved and waits for its place."""

    things: tuple[Scanned, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Nothing waits."""
        return not self.things

    def scan(self, found: Scanned) -> tuple[Hand, Step]:
        """What the next scan means.

        Things and containers are taken in hand; a place ends the move. A container that follows
        things is where the things go; a container scanned first is itself to be moved.
        """
        if any(thing.id == found.id for thing in self.things):
            return self, Step.ALREADY
        if found.kind is Kind.PLACE:
            return self, Step.SHOW_PLACE if self.is_empty else Step.MOVE
        into = found.kind is Kind.CONTAINER and any(t.kind is Kind.ITEM for t in self.things)
        if into:
            return self, Step.MOVE
        return replace(self, things=(*self.things, found)), Step.TAKEN

    def without(self, id_: str) -> Hand:
        """The same without one thing."""
        return Hand(tuple(thing for thing in self.things if thing.id != id_))

    def commands(self, target: Scanned) -> list[Command]:
        """One move for each thing; a container with its contents is one."""
        return [move_of(thing, target) for thing in self.things]


def move_of(thing: Scanned, target: Scanned) -> Command:
    """The move of one thing or container to a place, or of a thing into a container."""
    if thing.kind is Kind.CONTAINER:
        return MoveContainer(container=ContainerId(thing.id), place=PlaceId(target.id))
    if target.kind is Kind.CONTAINER:
        return MoveItem(item=ItemId(thing.id), container=ContainerId(target.id))
    return MoveItem(item=ItemId(thing.id), place=PlaceId(target.id))
