"""What the scan of a label records at intake: it proves, also for others, or it is bound."""

from __future__ import annotations

from collections.abc import Iterable

from custody_app.domain import tag
from custody_app.domain.commands.store import BindLabel, LabelItem, ProveLabel
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Custody


def needs_first_label(state: ItemState) -> bool:
    """In store, and no label was issued yet."""
    return state.custody is Custody.IN_STORE and not state.copy


def is_unproved(state: ItemState) -> bool:
    """A label was issued and not yet read back."""
    return state.custody is Custody.IN_STORE and bool(state.copy) and not state.label_proved


def label_commands(states: Iterable[ItemState]) -> list[LabelItem]:
    """First labels."""
    return [LabelItem(item=state.id) for state in states]


def proofs_of(
    state: ItemState, digits: str, list_: Iterable[ItemState], *, is_sampled: bool
) -> tuple[ProveLabel, ...]:
    """The scan proves the label; with bulk goods also the first labels of its kind on the list."""
    if state.custody is not Custody.IN_STORE or not state.copy:
        return ()
    own = () if state.label_proved else (ProveLabel(item=state.id, code=digits),)
    others = [
        ProveLabel(item=one.id, code=digits)
        for one in list_
        if is_sampled
        and is_unproved(one)
        and one.id != state.id
        and one.category is state.category
        and one.copy == tag.FIRST_COPY
    ]
    return (*own, *others)


def binding(state: ItemState, digits: str) -> BindLabel | None:
    """A label printed in advance, for a thing in store that has none."""
    return BindLabel(item=state.id, code=digits) if needs_first_label(state) else None
