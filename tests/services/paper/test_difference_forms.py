"""The notice to the two heads: what was recorded, what is found, who found it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import ReturnItem
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.commands.store import ChangeSeal, FreezeItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId, UnitId
from custody_app.domain.vocabulary import FormKind, FreezeReason
from custody_app.domain.world import World
from custody_app.queries.evidence import Evidence
from custody_app.queries.people import units
from custody_app.queries.reader import Reader
from custody_app.services.paper.difference_forms import difference_notice, inquiry_result
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.loan_forms import return_slip
from custody_app.storage.state_store import StateStore
from tests.living import signer_of
from tests.services.asking import item_named

SEAL = "F20260007"


@contextmanager
def gathering(core: Core) -> Iterator[Gather]:
    with core.reader.connect() as connection:
        yield Gather(World(StateStore(connection)), Evidence(connection), "zh_CN")


def done(core: Core, *commands: Command) -> None:
    second = [signer_of(core, "second")]
    core.custody.handle(*commands, signer=signer_of(core, "clerk"), confirmers=second)


def notice_of(*items: ItemId) -> IssueForm:
    return IssueForm(kind=FormKind.DIFFERENCE_NOTICE, items=items)


def test_what_comes_back_otherwise_stands_beside_what_went_out(core: Core, head: FormHead) -> None:
    laptop = item_named(core, "笔记本电脑")
    done(core, ReturnItem(item=laptop, seal_no="F-OTHER", difference_note="封签不明"))
    with gathering(core) as gather:
        paper = difference_notice(notice_of(laptop), gather, head)
    (line,) = paper.lines
    assert line.reason is FreezeReason.SEAL_DIFFERS
    assert line.last is not None
    assert line.found is not None
    assert (line.last.seal_no, line.found.seal_no) == (SEAL, "F-OTHER")
    assert line.explanation == "封签不明"
    assert paper.borrower.name == "张𬱖"
    assert paper.found_by.confirmed_hash


def test_what_was_stopped_in_the_store_is_told_as_recorded(core: Core, head: FormHead) -> None:
    umbrella = item_named(core, "雨伞")
    done(core, FreezeItem(item=umbrella, reason=FreezeReason.NOT_FOUND, note="盘点未见"))
    with gathering(core) as gather:
        paper = difference_notice(notice_of(umbrella), gather, head)
    (line,) = paper.lines
    assert (line.found, line.explanation) == (None, "盘点未见")
    assert line.last is not None


def test_another_seal_than_recorded_is_told(core: Core, head: FormHead) -> None:
    drug = item_named(core, "白色晶体疑似甲基苯丙胺")
    opened = ChangeSeal(item=drug, opened_seal_no="F-X", new_seal_no="F-Y", reason="复检")
    done(core, opened)
    with gathering(core) as gather:
        paper = difference_notice(notice_of(drug), gather, head)
    (line,) = paper.lines
    assert line.found is not None
    assert line.found.seal_no == "F-X"
    assert paper.second is not None


def test_without_a_stop_there_is_nothing_to_report(core: Core, head: FormHead) -> None:
    with gathering(core) as gather:
        for items, code in (((), "form.no_items"), (("弹簧刀",), "form.not_stopped")):
            ids = tuple(item_named(core, name) for name in items)
            with pytest.raises(RuleBroken) as told:
                difference_notice(notice_of(*ids), gather, head)
            assert told.value.code == code


def test_the_result_of_an_inquiry_is_told_once_there_is_one(core: Core, head: FormHead) -> None:
    with gathering(core) as gather:
        asked = IssueForm(kind=FormKind.INQUIRY_RESULT, items=(item_named(core, "雨伞"),))
        paper = inquiry_result(asked, gather, head)
        (line,) = paper.lines
        assert line.lost is not None
        assert (line.lost.n, line.reason) == ("2", FreezeReason.NOT_FOUND)
        assert (bool(line.liability_no), bool(paper.decision_no)) == (True, True)
        for items, code in (((), "form.no_items"), (("弹簧刀",), "form.no_inquiry")):
            ids = tuple(item_named(core, name) for name in items)
            with pytest.raises(RuleBroken) as told:
                inquiry_result(replace(asked, items=ids), gather, head)
            assert told.value.code == code


def test_the_laboratory_s_paper_stands_on_the_return_slip(core: Core, head: FormHead) -> None:
    laptop = item_named(core, "笔记本电脑")
    laboratory = next(one for one in Reader(core.reader)(units) if one.kind.value == "laboratory")
    done(
        core,
        ReturnItem(
            item=laptop,
            seal_no="LAB-1",
            seal_renewed=True,
            laboratory=UnitId(laboratory.id),
            lab_paper_no="昆公鉴31号",
        ),
    )
    with gathering(core) as gather:
        paper = return_slip(IssueForm(kind=FormKind.RETURN_SLIP, items=(laptop,)), gather, head)
    (line,) = paper.lines
    assert not line.differs
    assert line.documented is not None
    assert (line.documented.paper_no, line.documented.old_seal) == ("昆公鉴31号", SEAL)
    assert line.documented.laboratory == laboratory.name
