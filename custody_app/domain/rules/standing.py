"""Where an item stands: refusals that many rules share (in store, frozen, asked for, gone)."""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import STORED, Custody
from custody_app.domain.world import World

_ELSEWHERE = {
    Custody.ON_LOAN: "item.on_loan",
    Custody.TEMPORARY_STORE: "item.in_temporary_store",
    Custody.IN_TRANSIT: "item.in_transit",
    Custody.ENTRUSTED: "item.entrusted",
}


def refuse_gone(item: ItemState) -> None:
    """Nothing more can be done to a thing that left or was taken apart.

    Raises:
        RuleBroken: ``item.gone``.
    """
    if item.is_gone:
        raise RuleBroken("item.gone", item=item.id, custody=item.custody.value)


def refuse_unless_in_store(item: ItemState) -> None:
    """The thing must lie in the store.

    Raises:
        RuleBroken: ``item.gone``, ``item.on_loan``, ``item.in_temporary_store``,
            ``item.in_transit``, ``item.entrusted``, ``item.not_in_store``.
    """
    refuse_gone(item)
    if item.custody in _ELSEWHERE:
        raise RuleBroken(_ELSEWHERE[item.custody], item=item.id)
    if item.custody is not Custody.IN_STORE:
        raise RuleBroken("item.not_in_store", item=item.id, custody=item.custody.value)


def refuse_unless_stored(item: ItemState) -> None:
    """The thing must lie in a place, be it of the centre or of a temporary store.

    Raises:
        RuleBroken: those of ``refuse_unless_in_store``.
    """
    if item.custody not in STORED:
        refuse_unless_in_store(item)


def refuse_frozen(item: ItemState) -> None:
    """A difference that is not cleared stops the step (T16).

    Raises:
        RuleBroken: ``item.frozen``.
    """
    if item.frozen is not None:
        raise RuleBroken("item.frozen", item=item.id, freeze_reason=item.frozen.value)


def refuse_asked_for(item: ItemState, world: World) -> None:
    """An open disposal or offer of authority names the thing as it is now.

    Raises:
        RuleBroken: ``item.disposal_open``, ``item.authority_offered``.
    """
    if world.count("open_disposals", item.id):
        raise RuleBroken("item.disposal_open", item=item.id)
    if item.authority_offer is not None:
        raise RuleBroken("item.authority_offered", item=item.id)


def refuse_blank(text: str, code: str, **facts: object) -> None:
    """A field that must say something.

    Raises:
        RuleBroken: the given code.
    """
    if not text.strip():
        raise RuleBroken(code, **facts)
