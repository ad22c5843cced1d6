"""A pack is adopted whole, without contradictions, as it was shown, and for a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.event_codec import encode
from custody_app.domain.events.rules import RulePackAdopted
from custody_app.domain.ids import RulesId
from custody_app.domain.law.calendar import YearDays
from custody_app.domain.moments import Day, later
from custody_app.domain.permissions import rights_of
from custody_app.domain.rules.rule_packs import adopted, digest_of
from custody_app.domain.state.rules_in_force import IN_FORCE, RulesState
from custody_app.ledger.canonical_json import SIZE_MAX, canonical
from custody_app.services.permission_table import permission_table
from tests.builders import CUSTODIAN, CUSTODY_HEAD, NOW, TestWorld, a_centre
from tests.domain.law.packs import NATIONAL

OFF = (Day("2026-01-01"), Day("2026-05-01"), Day("2026-10-01"))
YEARS = (YearDays(year=2026, holidays=OFF, source="国办发明电"),)
NEXT = replace(NATIONAL, version="2027-01")


def asked(**more: object) -> AdoptRulePack:
    values = {"reason": "年度更新", "pack": NATIONAL, "calendars": YEARS}
    return AdoptRulePack(**(values | more))  # type: ignore[arg-type]


def with_digest(command: AdoptRulePack) -> AdoptRulePack:
    assert command.pack is not None
    return replace(command, digest=digest_of(command.pack, command.calendars, command.rights))


def rules(world: TestWorld) -> RulesState:
    return world.world.get(RulesState, world.find("rules", IN_FORCE) or "")


def test_a_pack_is_in_force_once_it_was_adopted() -> None:
    world = a_centre()
    (event,) = world.do(with_digest(asked()), by=CUSTODY_HEAD)
    assert isinstance(event, RulePackAdopted)
    found = rules(world)
    assert (found.pack, found.calendars, found.adoptions) == (NATIONAL, YEARS, 2)
    assert (found.adopted_at, found.adopted_by, found.reason) == (NOW, CUSTODY_HEAD, "年度更新")
    assert not found.work.is_working(date(2026, 1, 1))


def test_the_next_pack_takes_its_place_on_the_same_subject() -> None:
    world = a_centre()
    world.do(with_digest(asked()), by=CUSTODY_HEAD)
    first = rules(world)
    world.do(with_digest(asked(pack=NEXT)), by=CUSTODY_HEAD, now=later(NOW, days=1))
    second = rules(world)
    assert second.id == first.id
    assert (second.pack.version, second.adoptions) == ("2027-01", 3)
    assert second.digest != first.digest


def test_the_same_pack_is_not_adopted_twice() -> None:
    world = a_centre()
    world.do(with_digest(asked()))
    world.when(with_digest(asked())).refused("rulepack.in_force_already")


def test_what_was_not_shown_is_refused() -> None:
    world = a_centre()
    shown = with_digest(asked()).digest
    world.when(asked(pack=NEXT, digest=shown)).refused("rulepack.not_as_shown")
    world.when(asked(calendars=(), digest=shown)).refused("rulepack.not_as_shown")
    world.when(asked(pack=None)).refused("rulepack.not_read")
    world.when(with_digest(asked(reason="  "))).refused("rulepack.reason_missing")


def test_a_contradictory_pack_is_told_in_full() -> None:
    bad = replace(
        NATIONAL,
        deadlines=(*NATIONAL.deadlines, replace(NATIONAL.deadlines[0], article="", chased=())),
    )
    answer = a_centre().when(with_digest(asked(pack=bad)))
    assert {one.code for one in answer.broken} == {
        "rulepack.twice", "rulepack.no_article", "rulepack.nobody_chased"
    }  # fmt: skip


def test_the_national_pack_fits_into_one_event_twice() -> None:
    event = adopted(RulesId("rules-1"), NATIONAL, YEARS, "x" * 100)
    _, body, _ = encode(event)
    assert len(canonical({"core": body})) * 2 < SIZE_MAX
    rights = rights_of(permission_table())
    _, whole, _ = encode(adopted(RulesId("rules-1"), NATIONAL, YEARS, "x" * 100, rights))
    assert len(canonical({"core": whole})) * 4 < SIZE_MAX * 3


def test_another_table_alone_is_adopted_too() -> None:
    world = a_centre()
    world.do(with_digest(asked()))
    rights = rights_of(permission_table())
    command = asked(rights=rights)
    world.when(replace(command, digest=with_digest(asked()).digest)).refused(
        "rulepack.not_as_shown"
    )
    world.do(with_digest(command))
    assert rules(world).rights == rights


def test_a_custodian_cannot_change_the_law() -> None:
    world = a_centre()
    allowed = permission_table().roles("AdoptRulePack")
    assert not allowed & set(world.world.person(CUSTODIAN).roles)
    assert allowed & set(world.world.person(CUSTODY_HEAD).roles)
