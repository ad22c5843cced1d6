"""Commands about the law itself: which rule pack is in force."""

from __future__ import annotations

from custody_app.domain.commands.base import Command
from custody_app.domain.law.calendar import YearDays
from custody_app.domain.law.rule_pack import RulePack
from custody_app.domain.parts import GivenRight
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptRulePack(Command):
    """Put a rule pack into force: the one of the program, or a file of the centre over it.

    Attributes:
        file: name of a file in the folder ``rulepacks`` of the centre; empty is the program's own.
        digest: what the dry run showed; another content is refused; empty takes what is there.
        pack: read from the file by the service, as are ``calendars``; ``rights`` are the program's.
    """

    file: str = ""
    reason: str
    digest: str = ""
    pack: RulePack | None = None
    calendars: tuple[YearDays, ...] = ()
    rights: tuple[GivenRight, ...] = ()
