"""What the intake page decides: which line is next, who must confirm, what is recorded."""

from __future__ import annotations

from dataclasses import field

from custody_app.domain import tag
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import MoveItem, ProveLabel
from custody_app.domain.ids import ContainerId, ItemId, PlaceId
from custody_app.domain.moments import Moment
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Custody, Origin
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.intake.drafts import (
    PARTLY,
    REFUSE,
    Delivery,
    Draft,
    commands_of,
    first_draft,
    is_open,
    may_come,
    missing,
    needs_second,
    told,
)
from custody_app.ui.intake.proving import is_unproved, needs_first_label, proofs_of
from custody_app.ui.intake.reading import IntakeView, LineView
from custody_app.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class Standing:
    """A line in one word with its tone."""

    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Plan:
    """What one confirmation will record."""

    sentence: str
    lines: tuple[str, ...]
    commands: tuple[Command, ...]
    needs_second: bool
    accepted: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(slots=True)
class IntakePresenter:
    """Holds the view of the list and the drafts of its lines; knows nothing of widgets."""

    view: IntakeView | None = None
    drafts: dict[str, Draft] = field(default_factory=dict)
    scratch: dict[str, Draft] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)
    again: set[str] = field(default_factory=set)
    last_scanned: str = ""

    @property
    def lines(self) -> tuple[LineView, ...]:
        """The lines of the list in hand."""
        return self.view.lines if self.view is not None else ()

    @property
    def is_takeover(self) -> bool:
        """The list is one of existing stock."""
        return bool(self.view and self.view.seizure and self.view.seizure.takeover)

    def set_view(self, view: IntakeView) -> None:
        """Another view; drafts of lines that are settled meanwhile go."""
        self.view = view
        self.again = {id_ for id_ in self.again if _may_come(view, id_)}
        open_ids = {line.state.id for line in view.lines if self.is_coming(line.state)}
        if view.seizure is not None:
            self.drafts = {id_: d for id_, d in self.drafts.items() if id_ in open_ids}
            self.scratch = {id_: d for id_, d in self.scratch.items() if id_ in open_ids}

    def line(self, item: str) -> LineView | None:
        """A line by its item."""
        return self.view.line(item) if self.view is not None else None

    def draft(self, item: str) -> Draft | None:
        """The draft of a line; as the list says when there is none yet."""
        line = self.line(item)
        if line is None:
            return None
        return self.scratch.get(item) or self.drafts.get(item) or first_draft(line.state)

    def keep(self, draft: Draft) -> None:
        """The clerk decided a line."""
        self.drafts[draft.item] = draft
        self.scratch.pop(draft.item, None)

    def note_down(self, draft: Draft) -> None:
        """Typed and not yet decided; nothing is lost by looking at another line."""
        self.scratch[draft.item] = draft

    def drop(self, item: str) -> None:
        """The clerk takes the decision back; what was typed stays."""
        draft = self.drafts.pop(item, None)
        if draft is not None:
            self.scratch.setdefault(item, draft)

    def keep_all_as_listed(self) -> list[str]:
        """Decide every open line as listed, where nothing more is needed.

        Answers the items of lines that need more and stay undecided.
        """
        left: list[str] = []
        for line in self.lines:
            if not is_open(line.state) or line.state.id in self.drafts:
                continue
            draft = first_draft(line.state)
            if missing(draft, line.state, line.rule):
                left.append(line.state.id)
            else:
                self.keep(draft)
        return left

    def is_coming(self, state: ItemState) -> bool:
        """The line is decided now: it is open, or the thing is brought again."""
        return is_open(state) or state.id in self.again

    def bring_again(self, item: str) -> None:
        """What was refused or missing is brought to the window after all."""
        if self.view is not None and _may_come(self.view, item):
            self.again.add(item)

    def next_open(self, after: str = "") -> str:
        """The next line without a decision, going round; empty when all are decided."""
        ids = [line.state.id for line in self.lines]
        start = ids.index(ItemId(after)) + 1 if after in ids else 0
        for id_ in [*ids[start:], *ids[:start]]:
            line = self.line(id_)
            if line is not None and is_open(line.state) and id_ not in self.drafts:
                return id_
        return ""

    def first_line(self) -> str:
        """Where work goes on: an open line, else one that needs a label or a place."""
        waiting = [*self.to_label(), *self.unproved(), *self.unshelved()]
        found = self.next_open() or (waiting[0].id if waiting else "")
        return found or (self.lines[0].state.id if self.lines else "")

    def due_at(self) -> Moment | None:
        """When the first of the open lines must be handed over."""
        dues = [
            line.state.hand_over_due_at
            for line in self.lines
            if is_open(line.state) and line.state.hand_over_due_at
        ]
        return min(dues) if dues else None

    def late_lines(self, now: str) -> list[LineView]:
        """Decided lines whose 24 hours are over; they need a reason."""
        return [
            line
            for line in self.lines
            if line.state.id in self.drafts
            and self.drafts[line.state.id].way != REFUSE
            and line.state.hand_over_due_at is not None
            and line.state.hand_over_due_at < now
        ]

    def wants_second(self) -> bool:
        """A decided line needs a second person."""
        return any(
            needs_second(draft, line.state, line.rule)
            for id_, draft in self.drafts.items()
            if (line := self.line(id_)) is not None
        )

    def plan(self) -> Plan:
        """The commands of all decided lines, in the order of the list."""
        commands: list[Command] = []
        lines: list[str] = []
        accepted: list[str] = []
        refused: list[str] = []
        second = False
        for line in self.lines:
            draft = self.drafts.get(line.state.id)
            if draft is None:
                continue
            commands += commands_of(draft, line.state, self.delivery)
            lines.append(f"{line.state.line}  {line.state.name}  {told(draft, line.state)}")
            if draft.way != REFUSE:
                accepted.append(line.state.id)
            if draft.way in (REFUSE, PARTLY):
                refused.append(line.state.id)
            second = second or needs_second(draft, line.state, line.rule)
        sentence = translate(
            "intake", "Lines taken into the store: {accepted}. Lines refused: {refused}."
        ).format(accepted=len(accepted), refused=len(refused))
        if second:
            sentence += translate(
                "intake", " A second person confirms the count of all of them at once."
            )
        return Plan(
            sentence, tuple(lines), tuple(commands), second, tuple(accepted), tuple(refused)
        )

    def standing(self, line: LineView) -> Standing:
        """Where a line stands: decided, waiting, in store and what it still needs."""
        state = line.state
        draft = self.drafts.get(state.id)
        if draft is not None:
            if draft.way == REFUSE:
                return Standing(translate("intake", "To refuse"), Tone.BAD)
            if draft.way == PARTLY:
                return Standing(translate("intake", "To accept partly"), Tone.CAUTION)
            return Standing(translate("intake", "To accept"), Tone.INFO)
        if state.custody is Custody.IN_STORE:
            return in_store(state)
        tone = Tone.BAD if state.custody is Custody.REFUSED else Tone.NEUTRAL
        return Standing(word("custody", state.custody.value), tone)

    def to_label(self) -> list[ItemState]:
        """In store, and no label was issued yet."""
        return [line.state for line in self.lines if needs_first_label(line.state)]

    def unproved(self) -> list[ItemState]:
        """Labels that were printed and not yet read back."""
        return [line.state for line in self.lines if is_unproved(line.state)]

    def unshelved(self) -> list[ItemState]:
        """In store without a place."""
        return [line.state for line in self.lines if line.state.needs_place]

    def settled(self, *, refused: bool) -> list[ItemState]:
        """What a paper lists: refused lines, or everything that was accepted."""
        return [
            line.state
            for line in self.lines
            if (line.state.last_refusal if refused else not line.state.balance.taken.is_zero)
        ]

    def on_item_code(
        self, state: ItemState, digits: str, *, is_sampled: bool = False
    ) -> tuple[ProveLabel, ...]:
        """The scan of a label proves it; with bulk goods also the others of the list."""
        self.last_scanned = state.id
        on_list = [line.state for line in self.lines]
        return proofs_of(state, digits, on_list, is_sampled=is_sampled)

    def put_away(self, item: str, *, place: str = "", container: str = "") -> MoveItem:
        """The scan of a place or a bag puts the last scanned thing there."""
        return MoveItem(
            item=ItemId(item),
            place=PlaceId(place) if place else None,
            container=ContainerId(container) if container else None,
        )


def _may_come(view: IntakeView, item: str) -> bool:
    line = view.line(item)
    return line is not None and may_come(line.state)


def in_store(state: ItemState) -> Standing:
    """What a thing in store still needs before it is done."""
    if state.is_uncounted and state.origin is not Origin.TAKEOVER:
        return Standing(translate("intake", "Sealed, not counted"), Tone.CAUTION)
    if not state.copy:
        return Standing(translate("intake", "Needs a label"), Tone.CAUTION)
    if not state.label_proved:
        return Standing(translate("intake", "Scan the label"), Tone.CAUTION)
    if state.needs_place:
        return Standing(translate("intake", "Put away"), Tone.CAUTION)
    return Standing(translate("intake", "In place"), Tone.GOOD)


def code_of(state: ItemState) -> str:
    """The code of the label last issued, as people read it."""
    return tag.grouped(tag.code_of(state.tag, max(state.copy, tag.FIRST_COPY)))
