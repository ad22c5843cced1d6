"""What the law says here: the rule pack in force, whole, with the calendars it is counted by."""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.ids import RulesId
from custody_app.domain.law.calendar import YearDays
from custody_app.domain.law.routes import Route
from custody_app.domain.law.rule_pack import ApprovalLevel, CategoryRule, Deadline
from custody_app.domain.parts import GivenRight
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePackAdopted(Event):
    """A rule pack is in force from now on; what was recorded before stays as it was.

    The pack lies flat in the event, not as one object: the ledger allows six levels (decisions, 2).

    Attributes:
        pack: name of the pack; ``over`` names the one below it.
        rights: the table of permissions; each event is judged by the one adopted before it.
        digest: SHA-256 of pack, calendars and table, as shown before it was adopted.
    """

    KIND: ClassVar[str] = "rules"
    rules: RulesId = subject()
    pack: str
    version: str
    zh: str
    en: str
    over: str = ""
    deadlines: tuple[Deadline, ...]
    approvals: tuple[ApprovalLevel, ...]
    categories: tuple[CategoryRule, ...]
    routes: tuple[Route, ...] = ()
    calendars: tuple[YearDays, ...]
    rights: tuple[GivenRight, ...] = ()
    digest: str
    reason: str = personal("note")
