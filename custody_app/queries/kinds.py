"""What the rule pack in force says of kinds of things, for screens that ask before a rule does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sqlalchemy import Connection

from custody_app.domain.law.codes import Certainty
from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Grade
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.rules import rules_in_force


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of the pack; a kind that it does not speak of asks for nothing."""

    rules: Mapping[Category, CategoryRule] = field(default_factory=dict)

    def of(self, category: Category) -> CategoryRule:
        """What the pack says of a kind."""
        found = self.rules.get(category)
        return found or CategoryRule(category=category, certainty=Certainty.OURS)

    def weighed(self, category: Category) -> bool:
        """Whether things of this kind are weighed at the intake and at each hand-over."""
        return self.of(category).weighed

    def two_people(self, item: ItemState | ItemRow) -> bool:
        """Whether the grade on record or the pack asks for two people (rules-and-process 9)."""
        return item.grade is not Grade.NORMAL or self.of(item.category).two_people


def kinds_in_force(connection: Connection) -> Kinds:
    """The kinds of the pack adopted last; none in a file without a ledger of a centre."""
    rules = rules_in_force(connection)
    return Kinds({one.category: one for one in rules.pack.categories} if rules is not None else {})
