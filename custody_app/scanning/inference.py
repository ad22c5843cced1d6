"""What a scan means: no modes, it follows from what the thing is and what else was scanned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from custody_app.domain.vocabulary import STORED, Custody
from custody_app.scanning.basket import (
    NOT_IN_YET,
    PLACED,
    Basket,
    Doing,
    Entry,
    Facts,
    Kind,
    Row,
    Target,
)

ASKED_FOR = frozenset({Doing.NO_APPROVAL, Doing.STOPPED})
"""What somebody came for and does not get."""
CAN_BE_PLACED = ASKED_FOR | {Doing.PROVE}
"""Such a thing is moved when a place is scanned with it."""


@dataclass(slots=True)
class _Walk:
    """The rows so far, and which of them still wait for a place."""

    basket: Basket
    facts: Mapping[str, Facts]
    rows: list[Row] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    sticky: Target | None = None
    filled_box: Entry | None = None

    def take(self, entry: Entry) -> None:
        """One entry more, in the order of the scans."""
        if entry.kind is Kind.UNKNOWN:
            self.rows.append(Row(entry, Doing.UNKNOWN))
        elif entry.kind is Kind.ITEM:
            self._take_item(entry)
        elif entry.kind is Kind.CONTAINER:
            self._take_container(entry)
        else:
            self._take_place(entry)

    def _take_item(self, entry: Entry) -> None:
        facts = self.facts.get(entry.id)
        if facts is None:
            return
        box = self._open_box()
        if box is not None:
            self.sticky = Target(Kind.CONTAINER, box.id)
        row = _row_of(entry, facts, self.basket)
        takes_place = row.doing in PLACED or row.doing in CAN_BE_PLACED
        # A place of that store, read with it, shows that somebody works there.
        takes_place = takes_place or (facts.elsewhere and facts.custody in STORED)
        self.rows.append(row)
        self.filled_box = None
        if not takes_place:
            return
        if self.sticky is not None:
            self._send(len(self.rows) - 1, self.sticky)
        else:
            self.waiting.append(len(self.rows) - 1)

    def _take_container(self, entry: Entry) -> None:
        if self.waiting:
            self._send_waiting(Target(Kind.CONTAINER, entry.id))
            self.filled_box = entry
            return
        self.filled_box = None
        place = self.sticky if self.sticky and self.sticky.kind is Kind.PLACE else None
        self.sticky = None if place is None else self.sticky
        doing = Doing.MOVE_BOX if place else Doing.BOX_WAITS
        self.rows.append(Row(entry, doing, place))
        if place is None:
            self.waiting.append(len(self.rows) - 1)

    def _take_place(self, entry: Entry) -> None:
        target = Target(Kind.PLACE, entry.id)
        if self.filled_box is not None:
            self.rows.append(Row(self.filled_box, Doing.MOVE_BOX, target))
            self.filled_box = None
        elif self.waiting:
            self._send_waiting(target)
        else:
            self.sticky = target

    def _open_box(self) -> Entry | None:
        """A box scanned just before: what follows goes into it, the box itself stays."""
        last = len(self.rows) - 1
        while last >= 0 and self.rows[last].doing is Doing.UNKNOWN:
            last -= 1
        if last < 0 or self.rows[last].doing is not Doing.BOX_WAITS:
            return None
        self.waiting.remove(last)
        self.waiting = [line - 1 if line > last else line for line in self.waiting]
        return self.rows.pop(last).entry

    def _send_waiting(self, target: Target) -> None:
        """To the place goes what was brought back; what is only asked for stays where it is."""
        waiting, self.waiting = self.waiting, []
        brought_back = any(self.rows[line].doing is Doing.RETURN for line in waiting)
        for line in waiting:
            box = self.rows[line].entry.kind is Kind.CONTAINER
            asked_for = brought_back and self.rows[line].doing in ASKED_FOR
            if asked_for or (box and target.kind is Kind.CONTAINER):
                self.waiting.append(line)
            else:
                self._send(line, target)

    def _send(self, line: int, target: Target) -> None:
        row = self.rows[line]
        if row.doing is Doing.BOX_WAITS:
            self.rows[line] = replace(row, doing=Doing.MOVE_BOX, target=target)
            return
        facts = self.facts[row.entry.id]
        doing = Doing.RETURN if row.doing is Doing.RETURN else _moving(facts, target)
        self.rows[line] = replace(row, doing=doing, target=target)


def _moving(facts: Facts, target: Target) -> Doing:
    if not facts.place and not facts.container:
        return Doing.PUT_AWAY
    here = facts.place if target.kind is Kind.PLACE else facts.container
    return Doing.FOUND if here == target.id else Doing.MOVE


def _row_of(entry: Entry, facts: Facts, basket: Basket) -> Row:
    """What the thing alone says, before any place is scanned."""
    old = bool(entry.copy and facts.label_copy and entry.copy < facts.label_copy)
    proves = entry.copy > 0 and entry.copy == facts.label_copy and not facts.label_proved
    row = Row(entry, Doing.FOUND, proves=proves, old_label=old)
    if facts.custody is Custody.ON_LOAN:
        return replace(row, doing=Doing.RETURN, proves=False)
    if facts.custody in NOT_IN_YET:
        return replace(row, doing=Doing.TO_INTAKE, proves=False)
    if facts.elsewhere:
        return replace(row, doing=Doing.ELSEWHERE, proves=False)
    if facts.custody not in STORED:
        return replace(row, doing=Doing.NOT_HERE, proves=False)
    if facts.frozen and (basket.person or basket.requests):
        return replace(row, doing=Doing.STOPPED)
    request = _request_for(facts, basket)
    if request:
        return replace(row, doing=Doing.OUT, request=request, proves=False)
    if basket.person or basket.requests:
        return replace(row, doing=Doing.NO_APPROVAL)
    return replace(row, doing=Doing.PROVE) if proves else row


def _request_for(facts: Facts, basket: Basket) -> str:
    """The approval the thing goes out on: one that was scanned, else any, if somebody is here."""
    scanned = next((one for one in basket.requests if one in facts.requests), "")
    if scanned:
        return scanned
    return facts.requests[0] if basket.person and facts.requests else ""


def propose(basket: Basket, facts: Mapping[str, Facts]) -> tuple[Row, ...]:
    """The rows of a basket: what each thing will do."""
    walk = _Walk(basket, facts)
    for entry in basket.entries:
        walk.take(entry)
    return tuple(walk.rows)


def swallowed(basket: Basket, rows: Sequence[Row]) -> tuple[Entry, ...]:
    """Places and boxes that no row of the basket uses yet: the next scans go there."""
    used = {row.target.id for row in rows if row.target} | {row.entry.id for row in rows}
    return tuple(one for one in basket.entries if one.id not in used)
