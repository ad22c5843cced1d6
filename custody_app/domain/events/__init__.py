"""Every event by its name; this list and its golden bytes are the contract (decisions, 5)."""

from __future__ import annotations

from custody_app.domain.events import (
    approvals,
    authority,
    centre,
    clocks,
    counts,
    effects,
    inquiry,
    item,
    keeping,
    money,
    notices,
    registers,
    rules,
    stores,
    vehicles,
)
from custody_app.domain.events.base import Event, type_name

BASES = frozenset({"Event", "ItemEvent", "CentreEvent", "MoneyEvent", "EffectsEvent"})


def _listed() -> dict[str, type[Event]]:
    found: dict[str, type[Event]] = {}
    for module in (
        item,
        inquiry,
        authority,
        stores,
        vehicles,
        effects,
        keeping,
        clocks,
        counts,
        notices,
        registers,
        approvals,
        centre,
        money,
        rules,
    ):
        for name, member in vars(module).items():
            if isinstance(member, type) and issubclass(member, Event) and name not in BASES:
                found[type_name(member)] = member
    return found


EVENTS: dict[str, type[Event]] = _listed()
"""``ITEM_CHECKED_OUT`` -> ``ItemCheckedOut``."""
