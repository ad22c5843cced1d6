"""Unclaimed property as a centre meets it: called for in public, claimed, or gone to the state."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from custody_app.domain.vocabulary import Custody, FormKind
from custody_app.queries.forms import find_forms
from custody_app.queries.reader import Reader
from tests.scenarios.test_deadlines import Term, term  # noqa: F401 - a fixture

PUBLISH = {"item": "$thing.item", "where": "昆明日报", "approver": "530301", "paper_no": "公告1"}


def found_goods(play: Term, name: str = "金条", **line: Any) -> None:
    play.lists(name, **({"ownerless": True} | line))
    play.takes_in(place="A-01-01")


def ask(play: Term, disposal: str) -> dict[str, Any]:
    return {
        "items": [{"item": "$thing.item"}], "disposal": disposal, "reason": "无人认领，呈请上缴",
        "legal_paper_no": "处1",
    }  # fmt: skip


def test_t22_nobody_comes_and_the_thing_goes_to_the_treasury(term: Term) -> None:  # noqa: F811
    found_goods(term)
    asked = ask(term, "treasury")
    assert term.refused("zhang", "RequestDisposal", **asked) == ["disposal.notice_missing"]
    publish = PUBLISH | {"published_on": term.today}
    assert term.refused("zhang", "PublishNotice", **publish) == ["permission.role"]
    low = publish | {"approver": "530201"}
    assert term.refused("clerk", "PublishNotice", **low) == ["notice.rank_too_low"]
    term.does("clerk", "PublishNotice", **publish)
    term.does("clerk", "IssueForm", kind="public_notice", items=["$thing.item"])
    rows = Reader(term.core.reader)(find_forms, kind=FormKind.PUBLIC_NOTICE.value).rows
    assert len(rows) == 1
    assert term.refused("zhang", "RequestDisposal", **asked) == ["disposal.notice_running"]
    end = term.last_day(term.now, months=6)
    term.is_late_only_after("thing", "D13", end)
    term.clock.ahead += timedelta(days=190)
    term.does("zhang", "RequestDisposal", as_="asked", **asked)
    term.does("police_head", "ApproveRequest", request="$asked.request")
    term.does(
        "clerk", "PayInItem",
        item="$thing.item", request="$asked.request", receipt_no="缴1",
        attachments=[term.file("receipt")],
    )  # fmt: skip
    assert term.item("$thing.item").custody is Custody.PAID_IN
    assert term.due("thing", "D13") is None


def test_t22_the_owner_comes_while_the_notice_runs(term: Term) -> None:  # noqa: F811
    found_goods(term)
    term.does("clerk", "PublishNotice", **PUBLISH, published_on=term.today)
    term.does(
        "clerk", "RecordClaim",
        item="$thing.item", claimant="朱丽娜", claimant_id_no="530102198803140049",
        claimed_on=term.today, grounds="发票与金条编号一致",
    )  # fmt: skip
    assert term.due("thing", "D13") is None
    term.does(
        "zhang", "RequestDisposal", as_="asked",
        items=[{"item": "$thing.item"}], disposal="return_to_owner", reason="权利人明确",
        recipient="朱丽娜", legal_paper_no="返1",
    )  # fmt: skip


def test_t22_what_spoils_is_sold_without_waiting(term: Term) -> None:  # noqa: F811
    found_goods(term, name="松茸", perishable=True)
    term.does("zhang", "RequestDisposal", **ask(term, "sale"))
