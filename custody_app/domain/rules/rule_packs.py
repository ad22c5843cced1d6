"""Rules about the rules: a pack is adopted whole, as it was shown, and for a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.rules import RulePackAdopted
from custody_app.domain.ids import RulesId
from custody_app.domain.law.calendar import YearDays
from custody_app.domain.law.pack_making import gaps_of, mistakes_of
from custody_app.domain.law.rule_pack import RulePack
from custody_app.domain.parts import GivenRight
from custody_app.domain.record import to_plain
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.state.rules_in_force import IN_FORCE, RulesState
from custody_app.domain.world import Context, World


def digest_of(
    pack: RulePack, calendars: tuple[YearDays, ...], rights: tuple[GivenRight, ...] = ()
) -> str:
    """SHA-256 of a pack with calendars and table, by which dry run and record are compared."""
    plain = {
        "pack": to_plain(pack),
        "calendars": [to_plain(year) for year in calendars],
        "rights": [to_plain(right) for right in rights],
    }
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def adopted(
    id_: RulesId,
    pack: RulePack,
    calendars: tuple[YearDays, ...],
    reason: str = "",
    rights: tuple[GivenRight, ...] = (),
) -> RulePackAdopted:
    """The event that puts a pack into force."""
    return RulePackAdopted(
        rules=id_,
        pack=pack.name,
        version=pack.version,
        zh=pack.zh,
        en=pack.en,
        over=pack.over,
        deadlines=pack.deadlines,
        approvals=pack.approvals,
        categories=pack.categories,
        routes=pack.routes,
        calendars=calendars,
        rights=rights,
        digest=digest_of(pack, calendars, rights),
        reason=reason,
    )


def adopt_rule_pack(command: AdoptRulePack, world: World, context: Context) -> tuple[Event, ...]:
    """A pack without contradictions, the one that was shown, and not the one in force already."""
    refuse_blank(command.reason, "rulepack.reason_missing")
    pack = command.pack
    if pack is None:
        raise RuleBroken("rulepack.not_read", file=command.file[:80])
    refuse_all([*mistakes_of(pack), *gaps_of(pack)])
    digest = digest_of(pack, command.calendars, command.rights)
    if digest != command.digest:
        raise RuleBroken("rulepack.not_as_shown", version=pack.version)
    before = _in_force(world)
    if before is not None and before.digest == digest:
        raise RuleBroken("rulepack.in_force_already", version=pack.version)
    id_ = before.id if before is not None else RulesId(context.new_id())
    return (adopted(id_, pack, command.calendars, command.reason, command.rights),)


def _in_force(world: World) -> RulesState | None:
    id_ = world.find("rules", IN_FORCE)
    return world.get(RulesState, id_) if id_ is not None else None


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {AdoptRulePack: adopt_rule_pack}
