"""What the rule pack in force says of a kind of thing, as the other rules ask it."""

from __future__ import annotations

from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Category, Grade, Nature
from custody_app.domain.world import World

_CARE = (Grade.NORMAL, Grade.VALUABLE, Grade.SPECIAL)


def kind_of(category: Category, world: World) -> CategoryRule:
    """What the pack in force says of a kind."""
    return world.rules().pack.category(category)


def grade_of(category: Category, asked: Grade | None, world: World) -> Grade:
    """The grade to record: what is asked for, and never less than the pack says.

    It is written into the event, so a thing keeps the care it came in with when the pack changes.
    """
    least = kind_of(category, world).least_grade
    return max(asked or least, least, key=_CARE.index)


def needs_two_people(item: ItemState, world: World) -> bool:
    """A second person is asked for by the grade on record or by the pack in force."""
    return item.needs_two_people or kind_of(item.category, world).two_people


def is_contraband(item: ItemState, world: World) -> bool:
    """Things nobody may own or trade freely."""
    return item.nature is Nature.CONTRABAND or kind_of(item.category, world).contraband
