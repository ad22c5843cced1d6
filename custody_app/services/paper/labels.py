"""What labels show, from the record: things, containers, places and badges."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from custody_app.documents.labels.badge_label import BadgeLabel
from custody_app.documents.labels.container_label import ContainerLabel
from custody_app.documents.labels.item_label import ItemLabel
from custody_app.documents.labels.place_label import PlaceLabel
from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.world import World

PLACE_DEPTH_MAX = 12
SHEET_MAX = 2_000
"""Labels in one print."""

Subject = tuple[str, str]
"""Kind and id, such as ``("item", "0190…")``."""


def labels_of(world: World, subjects: Sequence[Subject], *, demo: bool) -> list[Any]:
    """What the labels of these subjects show, each with the copy last issued.

    Args:
        world: the record.
        subjects: things, containers, places and people, in the order of the sheet.
        demo: the centre is a demonstration centre and every label says so.

    Raises:
        RuleBroken: ``label.nothing_to_print``, ``label.none_issued`` for a thing no label was
            issued for, ``label.too_many``, ``<kind>.unknown``.
    """
    if not subjects:
        raise RuleBroken("label.nothing_to_print")
    if len(subjects) > SHEET_MAX:
        raise RuleBroken("label.too_many", count=len(subjects), limit=SHEET_MAX)
    return [_FACES[kind](world, id_, demo) for kind, id_ in subjects]


def _item(world: World, id_: str, demo: bool) -> ItemLabel:
    item = world.item(id_)
    if not item.copy:
        raise RuleBroken("label.none_issued", item=item.id)
    taken = item.balance.taken
    return ItemLabel(
        code18=tag.code_of(item.tag, item.copy),
        name=item.name,
        no=item.line,
        quantity=item.balance.listed if taken.is_zero else taken,
        demo=demo,
    )


def _container(world: World, id_: str, demo: bool) -> ContainerLabel:
    container = world.container(id_)
    return ContainerLabel(
        code18=tag.code_of(container.tag),
        name=container.name,
        kind=container.kind,
        grade=container.grade,
        seal_no=container.seal_no,
        demo=demo,
    )


def _place(world: World, id_: str, demo: bool) -> PlaceLabel:
    place = world.place(id_)
    return PlaceLabel(
        code18=tag.code_of(place.tag),
        name=place.code,
        path=place_path(world, id_),
        kind=place.kind,
        dual_custody=place.dual_custody,
        demo=demo,
    )


def _badge(world: World, id_: str, demo: bool) -> BadgeLabel:
    person = world.person(id_)
    unit = world.unit(person.unit)
    return BadgeLabel(
        code18=tag.code_of(person.tag),
        name=person.name,
        badge_no=person.badge_no,
        unit=unit.name or unit.code,
        demo=demo,
    )


_FACES: Mapping[str, Callable[[World, str, bool], Any]] = {
    "item": _item,
    "container": _container,
    "place": _place,
    "person": _badge,
}


def place_path(world: World, id_: str) -> str:
    """``A / A-12 / A-12-32``: from the site down to the slot."""
    parts: list[str] = []
    found: str | None = id_
    while found and len(parts) < PLACE_DEPTH_MAX:
        place = world.place(found)
        parts.append(place.name or place.code)
        found = place.parent
    return " / ".join(reversed(parts))
