"""What only the store knows is filled in inside the transaction, whatever the caller claims."""

from __future__ import annotations

from datetime import timedelta

import pytest

from custody_app.bootstrap import Core, open_core
from custody_app.demo.day_clock import DayClock
from custody_app.demo.production import DEMO_COST
from custody_app.domain.commands import COMMANDS
from custody_app.domain.commands.intake import AcceptItem, FileCorrectedList, ListItem
from custody_app.domain.commands.registers import (
    ConfirmClock,
    ErasePersonalData,
    HandOverShift,
    IssueBlankSlips,
    IssueForm,
    PrintCheckpoint,
)
from custody_app.domain.commands.store import SeeItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.centre import (
    BlankSlipsIssued,
    CheckpointPrinted,
    ClockJumped,
    PersonalDataErased,
    ShiftHandedOver,
)
from custody_app.domain.events.item import ItemListCorrected
from custody_app.domain.events.registers import FormIssued
from custody_app.domain.ids import ItemId, PersonId, SeizureId
from custody_app.domain.moments import Day, Moment, moment_of
from custody_app.domain.quantity import Amount
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Category, FormKind
from custody_app.ledger.entry import from_bytes
from custody_app.runtime.paths import CentreDir
from custody_app.services.fills import fills_of
from custody_app.services.ledger_audit import verify
from custody_app.services.paper.issue import FormIssuer
from custody_app.services.rule_packs import RulesReader
from custody_app.storage import ledger_store
from tests.services.asking import (
    does,
    item_named,
    person,
    positions_of,
    size_of,
    state,
)

FORGED = "f" * 64


def root_of(core: Core) -> str:
    with core.reader.connect() as connection:
        found = ledger_store.read_checkpoint(connection)
    assert found is not None
    return found[0].root.hex()


def test_every_filled_command_is_a_command(lived_once: CentreDir) -> None:
    filled = fills_of(FormIssuer(lived_once), RulesReader(lived_once))
    assert set(filled) <= set(COMMANDS.values())
    assert set(filled) >= {
        IssueForm, IssueBlankSlips, HandOverShift, PrintCheckpoint, ConfirmClock,
        ErasePersonalData, FileCorrectedList,
    }  # fmt: skip


def test_a_printed_checkpoint_is_the_head_and_not_what_somebody_claims(core: Core) -> None:
    size, root = size_of(core), root_of(core)
    (event,) = does(core, PrintCheckpoint(size=7, root=FORGED)).events
    assert isinstance(event, CheckpointPrinted)
    assert (event.size, event.root) == (size, root)
    (again,) = does(core, PrintCheckpoint()).events
    assert isinstance(again, CheckpointPrinted)
    assert again.size == size + 1
    assert again.root != root


def test_a_shift_hands_over_the_same_head(core: Core) -> None:
    size, root = size_of(core), root_of(core)
    taken_by = PersonId(person(core, "second"))
    command = HandOverShift(taken_by=taken_by, open_matters=3, size=1, root=FORGED)
    event = does(core, command, second="second").events[0]
    assert isinstance(event, ShiftHandedOver)
    assert (event.size, event.root, event.open_matters) == (size, root, 3)


def test_a_clock_that_stands_behind_is_confirmed_by_two_and_work_goes_on(
    lived: CentreDir,
) -> None:
    core = open_core(lived, cost=DEMO_COST)
    item = item_named(core, "雨伞")
    does(core, SeeItem(item=item))
    with core.reader.connect() as connection:
        last = connection.exec_driver_sql("SELECT wall FROM ledger_head").scalar_one()
    behind = core.clock.now() - timedelta(hours=2)
    core.close()
    slow = open_core(lived, DayClock(behind, 9), DEMO_COST)
    with pytest.raises(RuleBroken) as refused:
        does(slow, SeeItem(item=item))
    assert refused.value.code == "time.clock_behind"
    with pytest.raises(RuleBroken):
        does(slow, ConfirmClock(reason="主板电池耗尽"))
    claimed = ConfirmClock(reason="主板电池耗尽", last_wall=Moment("2000-01-01T00:00:00.000Z"))
    event = does(slow, claimed, second="second").events[0]
    assert isinstance(event, ClockJumped)
    assert event.last_wall == last
    does(slow, SeeItem(item=item))
    slow.close()
    assert verify(lived).is_whole


def commitments_of(core: Core, subject: str) -> list[tuple[str, str]]:
    """(group, commitment) of every event that names a subject."""
    found: list[tuple[str, str]] = []
    with core.reader.connect() as connection:
        for pos in positions_of(core, subject):
            stored = ledger_store.read_event(connection, pos)
            assert stored is not None
            found += from_bytes(stored.core).pd.items()
    return found


def test_an_order_to_erase_names_every_commitment_of_the_thing(core: Core) -> None:
    item = item_named(core, "平板电脑")
    wanted = [commitment for _, commitment in commitments_of(core, item)]
    command = ErasePersonalData(order_no="1", item=item, commitments=(FORGED,), of_events=("x",))
    event = does(core, command, by="security", second="audit").events[0]
    assert isinstance(event, PersonalDataErased)
    assert sorted(event.commitments) == sorted(wanted)
    assert FORGED not in event.commitments


def test_an_order_for_one_group_leaves_the_others(core: Core) -> None:
    item = item_named(core, "平板电脑")
    command = ErasePersonalData(order_no="1", item=item, groups=("person",))
    event = does(core, command, by="security", second="audit").events[0]
    assert isinstance(event, PersonalDataErased)
    wanted = [one for group, one in commitments_of(core, item) if group == "person"]
    assert sorted(event.commitments) == sorted(wanted)
    assert len(wanted) < len(commitments_of(core, item))
    assert state(core, "item", item).name == "平板电脑"


def short_of_one(core: Core, seizure: SeizureId) -> ItemId:
    """Two on the list, one in the bag."""
    two, one = Amount("2", "把"), Amount("1", "把")
    listed = does(
        core, ListItem(seizure=seizure, name="锁", category=Category.GENERAL, quantity=two),
        by="zhang",
    )  # fmt: skip
    item = ItemId(listed.first("item"))
    accept = AcceptItem(
        item=item, quantity=one, delivered_by=PersonId(person(core, "zhang")),
        difference_note="少一把", corrected_list_awaited=True, late_note="迟到",
    )  # fmt: skip
    does(core, accept)
    return item


def test_a_corrected_list_closes_every_thing_that_waits_for_it(core: Core) -> None:
    seizure = SeizureId(state(core, "item", item_named(core, "钥匙")).seizure)
    waiting = {short_of_one(core, seizure) for _ in range(2)}
    settled = item_named(core, "充电宝")
    today = Day(moment_of(core.clock.now())[:10])
    command = FileCorrectedList(seizure=seizure, list_no="补1", received_on=today)
    outcome = does(core, command)
    closed = {event.item for event in outcome.events if isinstance(event, ItemListCorrected)}
    assert closed == waiting
    assert settled not in closed
    assert not any(state(core, "item", one).corrected_list_awaited for one in waiting)


def test_blank_slips_are_numbered_on_and_printed(core: Core) -> None:
    first, second = (
        does(core, IssueBlankSlips(kind=FormKind.RETURN_SLIP, count=5, first_tag="x")).events[0]
        for _ in range(2)
    )
    assert isinstance(first, BlankSlipsIssued)
    assert isinstance(second, BlankSlipsIssued)
    assert int(second.first_tag) == int(first.first_tag) + 5
    assert first.first_tag[0] == f"{TagKind.FORM:d}"
    paper = core.folder.printed / f"blank-{first.first_tag}-5.pdf"
    assert paper.read_bytes().startswith(b"%PDF-")
    form = does(core, IssueForm(kind=FormKind.SHIFT_SHEET)).events[0]
    assert isinstance(form, FormIssued)
    assert int(form.tag) == int(second.first_tag) + 5


@pytest.mark.parametrize(
    ("kind", "count", "code"),
    [
        (FormKind.RECEIPT, 5, "form.blank_kind"),
        (FormKind.RETURN_SLIP, 0, "form.blank_count"),
        (FormKind.RETURN_SLIP, -3, "form.blank_count"),
        (FormKind.RETURN_SLIP, 10**9, "form.blank_count"),
    ],
)
def test_blank_slips_that_cannot_be_take_no_number(
    core: Core, kind: FormKind, count: int, code: str
) -> None:
    size, printed = size_of(core), set(core.folder.printed.iterdir())
    with pytest.raises(RuleBroken) as refused:
        does(core, IssueBlankSlips(kind=kind, count=count))
    assert refused.value.code == code
    assert (size_of(core), set(core.folder.printed.iterdir())) == (size, printed)
