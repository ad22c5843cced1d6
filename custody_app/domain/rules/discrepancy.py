"""Rules of a discrepancy's end (T17): what was found goes on, what is lost is written off."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import UnfreezeItem, WriteOffItem
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.inquiry import ItemWrittenOff
from custody_app.domain.events.item import ItemUnfrozen
from custody_app.domain.ids import PersonId
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.separation import refuse_case_officer_as_custodian
from custody_app.domain.rules.standing import refuse_blank, refuse_gone
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Custody, Rank, Role
from custody_app.domain.world import Context, World

DECIDES = frozenset({Rank.POLICE_HEAD, Rank.PRINCIPAL_HEAD})
"""Who decides on the result of an inquiry (rules-and-process 10.3 T17, 11)."""


def unfreeze_item(command: UnfreezeItem, world: World, context: Context) -> tuple[Event, ...]:
    """The police head's decision clears a difference; nobody clears their own (T17)."""
    item = _under_inquiry(command.item, world, context)
    refuse_blank(command.paper_no, "item.unfreeze_paper_missing")
    refuse_blank(command.note, "item.unfreeze_note_missing")
    _refuse_decision_of(command.approver, item, world, context)
    return (
        ItemUnfrozen(
            item=command.item,
            paper_no=command.paper_no,
            approver=command.approver,
            note=command.note,
        ),
    )


def write_off_item(command: WriteOffItem, world: World, context: Context) -> tuple[Event, ...]:
    """A loss that both heads know of, looked into, decided, and answered for by somebody (T17)."""
    item = _under_inquiry(command.item, world, context)
    refuse_gone(item)
    lost = _lost_of(command, item)
    broken = [
        RuleBroken(code)
        for text, code in (
            (command.paper_no, "item.unfreeze_paper_missing"),
            (command.liability_no, "item.write_off_liability_missing"),
            (command.note, "item.unfreeze_note_missing"),
        )
        if not text.strip()
    ]
    if not command.attachments:
        broken.append(RuleBroken("item.write_off_report_missing"))
    if item.unacknowledged:
        head = item.unacknowledged[0].value
        broken.append(RuleBroken("item.write_off_not_reported", item=item.id, rank=head))
    refuse_all(broken)
    _refuse_decision_of(command.approver, item, world, context)
    return (
        ItemWrittenOff(
            item=command.item,
            quantity=lost,
            paper_no=command.paper_no,
            liability_no=command.liability_no,
            approver=command.approver,
            note=command.note,
        ),
    )


def _under_inquiry(id_: str, world: World, context: Context) -> ItemState:
    item = world.item(id_)
    if item.frozen is None:
        raise RuleBroken("item.not_frozen", item=item.id)
    refuse_case_officer_as_custodian(item, world, context)
    return item


def _lost_of(command: WriteOffItem, item: ItemState) -> Amount:
    """What is lost of what is kept or lent; a lent thing is lost whole or comes back first."""
    on_loan = item.custody is Custody.ON_LOAN
    there = item.balance.on_loan if on_loan else item.balance.stored
    lost = command.quantity or there
    if lost.is_zero:
        raise RuleBroken("quantity.zero")
    rest = there.minus(lost)
    if on_loan and not (rest.is_zero and item.balance.stored.is_zero):
        raise RuleBroken("item.write_off_loan_in_part", item=item.id)
    return lost


def _refuse_decision_of(
    approver_id: PersonId, item: ItemState, world: World, context: Context
) -> None:
    """Decided by a police head who neither recorded it nor works on the case."""
    approver = world.person(approver_id)
    heads = {Role.POLICE_HEAD, Role.PRINCIPAL_HEAD}
    if approver.rank not in DECIDES and not heads & set(approver.roles):
        raise RuleBroken("item.unfreeze_rank", person=approver.id)
    if approver.id in (context.recorder.id, context.actor.id):
        raise RuleBroken("separation.clears_own", person=approver.id)
    if approver.id in world.case(item.case).officers:
        raise RuleBroken("separation.approves_own_case", person=approver.id)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    UnfreezeItem: unfreeze_item,
    WriteOffItem: write_off_item,
}
