"""Which notices a reported difference calls for: one for each case among what was stopped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemFrozen
from custody_app.domain.ids import ItemId
from custody_app.domain.vocabulary import FormKind


def stopped_by(events: Iterable[Event]) -> tuple[ItemId, ...]:
    """The things that a transaction stopped over a difference."""
    return tuple(event.item for event in events if isinstance(event, ItemFrozen))


def notices_of(stopped: Iterable[ItemId], cases: Mapping[ItemId, str]) -> tuple[IssueForm, ...]:
    """One notice for each case among the things that were stopped; ``cases`` by thing."""
    of_case: dict[str, list[ItemId]] = {}
    for item in stopped:
        if item in cases:
            of_case.setdefault(cases[item], []).append(item)
    return tuple(
        IssueForm(kind=FormKind.DIFFERENCE_NOTICE, items=tuple(items)) for items in of_case.values()
    )
