"""State of the rules: the pack in force, the years of its calendar, who adopted it."""

from __future__ import annotations

from custody_app.domain.events.base import Event
from custody_app.domain.events.rules import RulePackAdopted
from custody_app.domain.ids import PersonId, RulesId
from custody_app.domain.law.calendar import WorkCalendar, YearDays, calendar_of
from custody_app.domain.law.rule_pack import RulePack
from custody_app.domain.moments import Moment
from custody_app.domain.parts import GivenRight
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.values import dataclass

IN_FORCE = "in_force"
"""The one key under which the rules of the centre are found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesState:
    """The law as this centre keeps it now.

    Attributes:
        adoptions: how many packs have been adopted, this one included.
    """

    id: RulesId
    pack: RulePack
    calendars: tuple[YearDays, ...]
    rights: tuple[GivenRight, ...] = ()
    digest: str
    adopted_at: Moment
    adopted_by: PersonId
    reason: str = ""
    adoptions: int

    @property
    def work(self) -> WorkCalendar:
        """The working days of the years that are known."""
        return calendar_of(self.calendars)


def _adopted(
    state: RulesState | None, event: RulePackAdopted, happened: Happened, id_: str
) -> RulesState:
    return RulesState(
        id=RulesId(id_),
        pack=RulePack(
            name=event.pack,
            version=event.version,
            zh=event.zh,
            en=event.en,
            over=event.over,
            deadlines=event.deadlines,
            approvals=event.approvals,
            categories=event.categories,
            routes=event.routes,
        ),
        calendars=event.calendars,
        rights=event.rights,
        digest=event.digest,
        adopted_at=happened.recorded_at,
        adopted_by=happened.actor,
        reason=event.reason,
        adoptions=state.adoptions + 1 if state is not None else 1,
    )


RULES_STEPS: dict[type[Event], Step] = {RulePackAdopted: _adopted}
