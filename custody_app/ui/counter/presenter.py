"""What lies in the basket, what changes it, and the papers that follow; no window in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId, PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.vocabulary import FormKind, Shown
from custody_app.scanning.basket import Basket, Doing, Entry, Kind
from custody_app.ui.counter.lines import Wanted
from custody_app.ui.counter.looking import Look
from custody_app.ui.counter.steps import Parties, Reading, reading_of
from custody_app.ui.counter.understanding import Understood

FORM_OF_DOING = {Doing.OUT: FormKind.CHECK_OUT_SLIP, Doing.RETURN: FormKind.RETURN_SLIP}


@dataclass(slots=True)
class CounterPresenter:
    """One open basket at the counter.

    Attributes:
        last_place: the place scanned last, also of the basket before; a command card repeats it.
        last_person: who was at the counter when the last basket was carried out.
        owed: papers of a basket that is on the record, not made yet.
    """

    basket: Basket = field(default_factory=Basket)
    readings: dict[str, Reading] = field(default_factory=dict)
    parties: Parties = field(default_factory=Parties)
    shown_look: Look = field(default_factory=Look)
    last_place: Entry | None = None
    last_person: str = ""
    owed: tuple[IssueForm, ...] = ()
    was_shown_chosen: bool = False

    @property
    def is_open(self) -> bool:
        """Something lies in the basket."""
        return not self.basket.is_empty

    def take(self, found: Understood) -> bool:
        """Put what was understood into the basket; tells whether anything changed."""
        before = self.basket
        if found.person:
            self._set_person(found.person)
        if found.request:
            self.basket = self.basket.with_request(found.request)
        for entry in found.entries:
            if entry.kind in (Kind.PLACE, Kind.CONTAINER):
                self.last_place = entry
            self.basket = self.basket.with_entry(entry)
        return self.basket != before

    def lies_there(self, found: Understood) -> Entry | None:
        """The thing that was scanned again while it lies in the basket already."""
        again = [entry for entry in found.entries if self.basket.holds(entry)]
        return again[0] if again and len(again) == len(found.entries) else None

    def _set_person(self, person: str) -> None:
        if person != self.basket.person:
            self.was_shown_chosen = False
        self.basket = self.basket.with_person(person)
        self.parties = replace(self.parties, person=person, brought_by="")

    def repeat_place(self) -> bool:
        """Scan the last place again."""
        if self.last_place is None:
            return False
        self.basket = self.basket.with_entry(replace(self.last_place, copy=0))
        return True

    def remove(self, entry: Entry) -> None:
        """Take a row out, with what was read of it."""
        self.basket = self.basket.without(entry)
        self.readings.pop(entry.id, None)

    def read_out(self, item: str, reading: Reading) -> bool:
        """Keep what was read of a thing; tells whether it is new."""
        if self.readings.get(item, Reading()) == reading:
            return False
        self.readings[item] = reading
        return True

    def say_who_brings(self, name: str) -> None:
        """Somebody without a badge brings things back."""
        self.parties = replace(self.parties, brought_by=name)

    def show_by(self, shown: Shown) -> None:
        """How the visiting officer shows who they are."""
        self.was_shown_chosen = True
        self.parties = replace(self.parties, shown=shown)

    def happened_at(self, moment: Moment | None) -> None:
        """Typed in later from a blank slip; None for now."""
        self.parties = replace(self.parties, occurred_at=moment)

    def wanted(self, recorder: PersonId) -> Wanted:
        """The question for the next look."""
        return Wanted(self.basket, dict(self.readings), self.parties, recorder)

    def keep_look(self, look: Look) -> bool:
        """Hold the answer; tells whether the look must be taken again.

        A person with an account confirms by PIN unless the clerk chose otherwise.
        """
        self.shown_look = look
        if self.was_shown_chosen or look.person is None:
            return False
        shown = Shown.PIN if look.person.account_open else Shown.PAPER
        changed = shown is not self.parties.shown
        self.parties = replace(self.parties, shown=shown)
        return changed

    @property
    def asks_person(self) -> bool:
        """The visiting officer confirms by their own PIN."""
        hands_over = self.shown_look.of(Doing.OUT) or self.shown_look.of(Doing.RETURN)
        known = bool(self.basket.person) and self.parties.occurred_at is None
        return bool(hands_over) and known and self.parties.shown is Shown.PIN

    @property
    def can_confirm(self) -> bool:
        """At least one row is ready and none waits for a reading."""
        return bool(self.shown_look.ready) and self.first_to_read() is None

    def first_to_read(self) -> str | None:
        """The first thing of which something must still be read or explained."""
        found = (line.row.entry.id for line in self.shown_look.lines if line.to_read)
        return next(found, None)

    def papers(self) -> tuple[IssueForm, ...]:
        """A slip for every case and direction of what is ready."""
        found: dict[tuple[FormKind, str], list[ItemId]] = {}
        for line in self.shown_look.ready:
            kind = FORM_OF_DOING.get(line.row.doing)
            if kind is not None and line.state is not None:
                found.setdefault((kind, line.state.case), []).append(line.state.id)
        return tuple(IssueForm(kind=kind, items=tuple(ids)) for (kind, _), ids in found.items())

    def cases(self) -> dict[ItemId, str]:
        """Item -> case of everything that is ready."""
        states = (line.state for line in self.shown_look.ready)
        return {state.id: state.case for state in states if state is not None}

    def left_over(self) -> Basket:
        """What stays when everything ready is carried out: the rows that could not be.

        Codes that nobody understood wait on a list of their own.
        """
        done = {line.row.entry for line in self.shown_look.ready}
        rows = [line.row for line in self.shown_look.lines if line.row.entry not in done]
        left = tuple(row.entry for row in rows if row.doing is not Doing.UNKNOWN)
        return Basket(person=self.basket.person, entries=left) if left else Basket()

    def plain_after(self) -> dict[str, Any]:
        """What is kept once everything ready is on the record: what stays, and the papers owed."""
        return _plain(self.left_over(), {}, Parties(), "", self.papers())

    def carried_out(self) -> None:
        """Everything ready is on the record; rows that could not be stay in the basket."""
        left, papers = self.left_over(), self.papers()
        self.last_person = self.basket.person
        self.clear()
        self.owed = papers
        self.basket, self.parties = left, Parties(person=left.person)

    def clear(self) -> None:
        """Ready for the next person; papers that are owed stay owed."""
        self.basket, self.readings, self.parties = Basket(), {}, Parties()
        self.shown_look, self.was_shown_chosen = Look(), False

    def plain(self) -> dict[str, Any]:
        """The open basket as plain data, to survive a crash or a change of person."""
        shown = self.parties.shown.value if self.was_shown_chosen else ""
        return _plain(self.basket, self.readings, self.parties, shown, self.owed)

    def restore(self, plain: Mapping[str, Any]) -> None:
        """Take up a basket that ``plain`` kept; what does not fit is left out."""
        self.clear()
        self.owed = _papers(plain.get("owed"))
        entries = [found for one in _list(plain.get("entries")) if (found := _entry(one))]
        person = str(plain.get("person") or "")
        requests = tuple(map(str, _list(plain.get("requests"))))
        self.basket = Basket(person, requests, tuple(entries))
        readings = plain.get("readings")
        if isinstance(readings, dict):
            self.readings = {str(id_): reading_of(one) for id_, one in readings.items()}
        moment = str(plain.get("occurred_at") or "")
        self.parties = Parties(
            person=person,
            brought_by=str(plain.get("brought_by") or ""),
            occurred_at=Moment(moment) if moment else None,
        )
        shown = str(plain.get("shown") or "")
        if shown in {one.value for one in Shown}:
            self.show_by(Shown(shown))


def with_owed(plain: dict[str, Any], papers: Iterable[IssueForm]) -> dict[str, Any]:
    """A kept basket with more papers that are owed."""
    more = [_paper(one) for one in papers]
    if not more:
        return plain
    kept = plain or _plain(Basket(), {}, Parties(), "", ())
    return {**kept, "owed": [*_list(kept.get("owed")), *more]}


def _paper(one: IssueForm) -> dict[str, Any]:
    return {"kind": one.kind.value, "items": list(one.items)}


def _plain(
    basket: Basket,
    readings: Mapping[str, Reading],
    parties: Parties,
    shown: str,
    owed: tuple[IssueForm, ...],
) -> dict[str, Any]:
    if basket.is_empty and not owed:
        return {}
    return {
        "person": basket.person,
        "requests": list(basket.requests),
        "entries": [asdict(entry) for entry in basket.entries],
        "readings": {id_: reading.plain() for id_, reading in readings.items()},
        "brought_by": parties.brought_by,
        "shown": shown,
        "occurred_at": parties.occurred_at or "",
        "owed": [_paper(one) for one in owed],
    }


def _papers(plain: object) -> tuple[IssueForm, ...]:
    kinds = {one.value for one in FormKind}
    found = []
    for one in _list(plain):
        if isinstance(one, dict) and one.get("kind") in kinds and _list(one.get("items")):
            items = tuple(ItemId(str(id_)) for id_ in _list(one.get("items")))
            found.append(IssueForm(kind=FormKind(one["kind"]), items=items))
    return tuple(found)


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _entry(plain: object) -> Entry | None:
    if not isinstance(plain, dict):
        return None
    kind, id_ = str(plain.get("kind", "")), str(plain.get("id", ""))
    if kind not in {one.value for one in Kind} or not id_:
        return None
    copy = plain.get("copy")
    number = copy if isinstance(copy, int) else 0
    return Entry(Kind(kind), id_, str(plain.get("code", "")), number, str(plain.get("why", "")))
