"""Every command by its name.

What an officer can ask for, on screens, by script and by scan alike.
"""

from __future__ import annotations

from custody_app.domain.commands import (
    clocks,
    counts,
    effects,
    intake,
    loans,
    money,
    notices,
    outgoing,
    registers,
    rules,
    store,
    stores,
    vehicles,
)
from custody_app.domain.commands.base import Command

BASES = frozenset({"Command", "ItemCommand"})


def _listed() -> dict[str, type[Command]]:
    found: dict[str, type[Command]] = {}
    for module in (
        registers, rules, clocks, counts, intake, effects, store, stores, vehicles, loans, notices,
        outgoing, money,
    ):  # fmt: skip
        for name, member in vars(module).items():
            if isinstance(member, type) and issubclass(member, Command) and name not in BASES:
                found[name] = member
    return found


COMMANDS: dict[str, type[Command]] = _listed()
"""``CheckOutItem`` -> its dataclass."""
