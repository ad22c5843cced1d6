"""Papers of the centre itself: shift sheet, report of a period, blank slips, recovery sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.forms.blank_slip import BlankKind
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueBlankSlips, IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Day, Moment, moment_of
from custody_app.domain.rules.timing import local_day
from custody_app.domain.state.registers import CentreState
from custody_app.domain.tag import parse
from custody_app.domain.vocabulary import FormKind
from custody_app.domain.world import World
from custody_app.services.paper.centre_forms import (
    disposal_report,
    make_blank_slips,
    recovery_sheet,
    shift_sheet,
)
from custody_app.services.paper.gather import Gather
from custody_app.storage.state_store import StateStore
from tests.builders import a_centre

REPORT = IssueForm(kind=FormKind.DISPOSAL_REPORT)


def number(amount: Any) -> int:
    return int(amount.n)


def test_a_report_adds_up_line_by_line(centre: Core, gather: Gather, head: FormHead) -> None:
    today = local_day(moment_of(centre.clock.now()))
    asked = replace(REPORT, since=Day("2019-01-01"), until=today)
    report = disposal_report(asked, gather, head)
    assert report.balances
    for line in report.balances:
        opening, taken, out, closing = map(
            number, (line.opening, line.taken_in, line.out, line.closing)
        )
        assert opening + taken - out == closing
    assert sum(number(line.opening) for line in report.balances) == 0
    kinds = {row.kind.value for row in report.disposed}
    assert {"destruction", "auction", "treasury", "competent_authority"} <= kinds
    without = [row.name for row in report.disposed if not row.approval_no]
    assert without == ["赌资"]
    assert all(row.receipt_no for row in report.disposed if row.name == "赌资")
    assert report.corrections


def test_what_lies_before_the_period_is_the_opening(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    after = Day("2199-01-01")
    report = disposal_report(replace(REPORT, since=after, until=after), gather, head)
    whole = disposal_report(replace(REPORT, since=Day("2019-01-01"), until=after), gather, head)
    assert sum(number(line.opening) for line in report.balances) == sum(
        number(line.closing) for line in whole.balances
    )
    assert (report.disposed, report.corrections) == ((), ())
    assert all(number(line.taken_in) == number(line.out) == 0 for line in report.balances)


@pytest.mark.parametrize(
    ("since", "until"),
    [(None, None), ("2026-01-01", None), (None, "2026-01-01"), ("2026-01-02", "2026-01-01")],
)
def test_a_period_has_a_beginning_and_an_end(
    gather: Gather, head: FormHead, since: str | None, until: str | None
) -> None:
    asked = replace(
        REPORT, since=Day(since) if since else None, until=Day(until) if until else None
    )
    with pytest.raises(RuleBroken) as refused:
        disposal_report(asked, gather, head)
    assert refused.value.code == "form.no_period"


def test_the_shift_sheet_tells_what_is_open_and_when_the_last_backup_was(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    now = replace(head, printed_at=moment_of(centre.clock.now()), ledger_position="ws-01/712")
    sheet = shift_sheet(IssueForm(kind=FormKind.SHIFT_SHEET), gather, now)
    assert sheet.station == "ws-01"
    assert sheet.since < sheet.until == now.printed_at
    assert sheet.sections
    for section in sheet.sections:
        assert section.count is None or section.count >= len(section.lines)
    with centre.reader.connect() as connection:
        state = World(StateStore(connection)).get(CentreState, centre.custody.centre)
    assert state.last_backup_at is not None
    assert sheet.backup_text[:10] == local_day(state.last_backup_at)


def test_blank_slips_have_codes_of_their_own_in_a_row(head: FormHead) -> None:
    kept: list[tuple[str, tuple[Any, ...]]] = []
    asked = IssueBlankSlips(kind=FormKind.CHECK_OUT_SLIP, count=3)
    done = make_blank_slips(asked, a_centre().context(), head, lambda *given: kept.append(given))
    ((name, slips),) = kept
    assert name == f"blank-{done.first_tag}-3.pdf"
    numbers = [parse(slip.head.code18)[0].base for slip in slips]
    assert numbers == [str(int(done.first_tag) + step) for step in range(3)]
    assert {slip.kind for slip in slips} == {BlankKind.OUT}
    assert [slip.head.number for slip in slips] == [base[-6:] for base in numbers]


def test_a_recovery_sheet_tells_which_centre_it_opens(centre: Core, head: FormHead) -> None:
    with centre.reader.connect() as connection:
        state = World(StateStore(connection)).get(CentreState, centre.custody.centre)
    sheet = recovery_sheet(head, state, "2345-6789", "/mnt/backup")
    assert (sheet.site, sheet.station) == ("5301", "01")
    assert (sheet.recovery_code, sheet.backup_target) == ("2345-6789", "/mnt/backup")
    assert sheet.station_public_key == centre.custody.station.public
    assert Moment(sheet.head.printed_at) == head.printed_at
