"""The sweep of deadlines on a real centre: what is over, whose turn it is, what ends it."""

from __future__ import annotations

from custody_app.bootstrap import Core
from custody_app.domain.commands import COMMANDS
from custody_app.domain.commands.registers import ConfirmRule
from custody_app.domain.moments import Moment, later, moment_of
from custody_app.domain.rules.clock_keeping import OF_VEHICLES
from custody_app.domain.rules.clocks import (
    BANK_RECEIPT,
    HAND_OVER,
    LOAN,
    NOT_TRANSFERRED,
    PERSONAL_EFFECTS,
    STOCK_TAKE,
)
from custody_app.domain.state.clock_steps import UNRELATED
from custody_app.domain.vocabulary import Role
from custody_app.queries.deadlines import CLEARED_BY, KINDS, Alert, sweep
from custody_app.queries.due import count_due
from custody_app.queries.reader import Reader
from tests.living import signer_of


def swept(core: Core, days: float, limit: int = 200) -> dict[str, list[Alert]]:
    """Alerts so many days from now, by kind."""
    read, now = Reader(core.reader), later(moment_of(core.clock.now()), days=days)
    found: dict[str, list[Alert]] = {kind: [] for kind in KINDS}
    for alert in read(sweep, now=now, limit=limit):
        found.setdefault(alert.kind, []).append(alert)
    return found


def test_what_is_over_or_near_is_told_and_nothing_else(core: Core) -> None:
    read, now = Reader(core.reader), moment_of(core.clock.now())
    found = swept(core, 0)
    for kind, days in ((HAND_OVER, 0), (LOAN, 3), (NOT_TRANSFERRED, 15)):
        wanted = read(count_due, kind=kind, until=later(now, days=days)).n
        assert len(found[kind]) == wanted, kind
    assert found[NOT_TRANSFERRED] == []
    assert found[LOAN]


def test_the_longer_it_is_over_the_higher_it_goes(core: Core) -> None:
    (soon, *_), (late, *_) = swept(core, 0)[LOAN], swept(core, 60)[LOAN]
    assert (soon.deadline, late.deadline) == ("D05", "D05")
    assert late.is_late
    assert late.told == (Role.CASE_OFFICER, Role.UNIT_HEAD, Role.CUSTODY_HEAD)
    assert late.owner is Role.CUSTODY_HEAD
    assert "第16条" in late.article
    assert late.cleared_by == ("ReturnItem", "RequestExtension")


def test_a_deadline_nobody_confirmed_names_no_article(core: Core) -> None:
    found = swept(core, 200)[NOT_TRANSFERRED]
    assert found
    assert {alert.article for alert in found} == {""}
    core.custody.handle(
        ConfirmRule(rule="deadline.d26", basis="本中心规定第三条"), signer=signer_of(core, "head")
    )
    assert {alert.article for alert in swept(core, 200)[NOT_TRANSFERRED]} == {"本中心规定"}


def test_a_list_is_cut_at_its_limit_and_starts_with_the_longest_over(core: Core) -> None:
    whole, cut = swept(core, 200)[NOT_TRANSFERRED], swept(core, 200, limit=2)[NOT_TRANSFERRED]
    assert [alert.item for alert in cut] == [alert.item for alert in whole[:2]]
    assert [alert.at for alert in whole] == sorted(alert.at for alert in whole)


def test_what_ends_a_deadline_are_commands_of_the_program() -> None:
    assert {name for names in CLEARED_BY.values() for name in names} <= set(COMMANDS)
    of_no_list = {STOCK_TAKE, PERSONAL_EFFECTS, BANK_RECEIPT, UNRELATED}
    assert set(CLEARED_BY) == {*KINDS, *of_no_list, *OF_VEHICLES}


def test_a_clock_set_back_makes_nothing_late(core: Core) -> None:
    read = Reader(core.reader)
    assert read(sweep, now=Moment("2020-01-01T00:00:00.000Z")) == ()
