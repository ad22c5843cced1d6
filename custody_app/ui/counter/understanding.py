"""What a scanned code or a typed text means at the counter; called off the window's thread."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from custody_app.domain import tag
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest, FormState
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Custody, FormKind, RequestKind, RequestState
from custody_app.queries.cases import case_folder
from custody_app.queries.find_items import find_at_once, find_items
from custody_app.queries.holdings import container_contents
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.people import find_people
from custody_app.queries.reader import Reader
from custody_app.queries.requests import ready_to_check_out
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.queries.states import id_of_key, states_of
from custody_app.scanning.basket import Basket, Entry, Kind

if TYPE_CHECKING:
    from custody_app.bootstrap import Core

READABLE = frozenset({"known", "dead_twin"})
WHOLE_CASE_MAX = 200
APPROVALS = frozenset({FormKind.CALL_OUT_APPROVAL, FormKind.DISPOSAL_APPROVAL})


class CommandCard(StrEnum):
    """What a command card does in an open basket."""

    CONFIRM = "confirm"
    CANCEL = "cancel"
    PRINT = "print"
    NEXT_PERSON = "next_person"
    REPEAT_PLACE = "repeat_place"


CARD_OF_SERIAL = {
    1: CommandCard.CONFIRM,
    2: CommandCard.CANCEL,
    3: CommandCard.PRINT,
    4: CommandCard.NEXT_PERSON,
    5: CommandCard.REPEAT_PLACE,
}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a scan adds to the basket; nothing of it where it was not understood.

    Attributes:
        status: as ``resolve_tag`` tells it; ``typed_nothing`` for text that names nothing.
        form: a paper that is no door into the basket, to be shown where papers are checked.
        elsewhere: a request that is carried out on another page, such as a release.
        current_copy: the label copy that counts, when an older one was read.
    """

    person: str = ""
    request: str = ""
    entries: tuple[Entry, ...] = ()
    card: CommandCard | None = None
    form: str = ""
    elsewhere: str = ""
    status: str = "known"
    code: str = ""
    label: str = ""
    current_copy: int = 0
    none_waiting: bool = False


def understand(core: Core, code: str, basket: Basket) -> Understood:
    """The meaning of 18 digits; the journal has put what is foreign or unknown on its list.

    Raises:
        Fault: ``storage.*``.
    """
    read = Reader(core.reader)
    meaning = read(resolve_tag, code=code)
    if meaning.kind is TagKind.COMMAND and meaning.status != "other_centre":
        card = CARD_OF_SERIAL.get(tag.parse(code)[0].serial)
        if card is not None:
            return Understood(card=card, code=code)
        nobody = Entry(Kind.UNKNOWN, code, code, why="unknown")
        return Understood(entries=(nobody,), code=code)
    if meaning.status not in READABLE:
        entry = Entry(Kind.UNKNOWN, code, code, why=meaning.status)
        return Understood(entries=(entry,), code=code, label=meaning.label)
    return _of_meaning(read, meaning, basket)


def _of_meaning(read: Reader, meaning: Meaning, basket: Basket) -> Understood:
    code, id_ = meaning.code, meaning.id
    if meaning.kind is TagKind.BADGE:
        return Understood(person=id_, code=code)
    if meaning.kind is TagKind.ITEM:
        copy = meaning.copy or 0
        entry = Entry(Kind.ITEM, id_, code, copy)
        current = meaning.current_copy or 0
        old = current if meaning.status == "dead_twin" else 0
        return Understood(entries=(entry,), code=code, label=meaning.label, current_copy=old)
    if meaning.kind is TagKind.PLACE:
        return Understood(entries=(Entry(Kind.PLACE, id_, code),), code=code)
    if meaning.kind is TagKind.CONTAINER:
        return Understood(entries=_of_box(read, id_, code, basket), code=code)
    if meaning.kind is TagKind.FORM:
        return _of_form(read, id_, code, basket)
    if meaning.kind is TagKind.CASE:
        return _of_case(read, id_, code, basket)
    return Understood(form=code, code=code)


def _of_box(read: Reader, box: str, code: str, basket: Basket) -> tuple[Entry, ...]:
    """The things in it when somebody came for them, else the box itself."""
    whole = (Entry(Kind.CONTAINER, box, code),)
    if not (basket.person or basket.requests):
        return whole
    rows = read(container_contents, container=box)
    named = _named_in_approvals(read, {row.case_id for row in rows})
    wanted = tuple(Entry(Kind.ITEM, row.id) for row in rows if row.id in named)
    return wanted or whole


def _of_form(read: Reader, id_: str, code: str, basket: Basket) -> Understood:
    """An approval names who asked; the slip of what went out names who has it."""
    form = read(states_of, FormState, [id_])[id_]
    if form.kind in APPROVALS and form.request:
        return _of_request(read, form.request, basket, code)
    if form.kind is FormKind.CHECK_OUT_SLIP:
        states = read(states_of, ItemState, [str(id_) for id_ in form.items])
        loans = {id_: states[id_].loan for id_ in form.items}
        entries = tuple(Entry(Kind.ITEM, one) for one, loan in loans.items() if loan is not None)
        borrowers = [loan.borrower for loan in loans.values() if loan is not None]
        if entries:
            person = basket.person or borrowers[0]
            return Understood(person=person, entries=entries, code=code)
    return Understood(form=code, code=code, label=form.number)


def _of_request(read: Reader, id_: str, basket: Basket, code: str = "") -> Understood:
    """An approval: who asked, and everything it names that did not go out yet."""
    request = read(states_of, ApprovalRequest, [id_])[id_]
    if request.kind is not RequestKind.CALL_OUT:
        elsewhere = id_ if request.kind is RequestKind.DISPOSAL else ""
        return Understood(
            status="other_request", code=code, label=request.number, elsewhere=elsewhere
        )
    entries: tuple[Entry, ...] = ()
    if request.state is RequestState.APPROVED:
        states = read(states_of, ItemState, [str(asked.item) for asked in request.items])
        left = [one.item for one in request.items if id_ not in states[one.item].used_requests]
        entries = tuple(Entry(Kind.ITEM, one) for one in left)
    person = basket.person or request.requester
    return Understood(person, id_, entries, code=code, label=request.number)


def _of_case(read: Reader, case: str, code: str, basket: Basket) -> Understood:
    """A whole case: what is approved to go out, and what the person brings back of it."""
    named = _named_in_approvals(read, {case})
    page = read(find_items, filters=ItemFilters(case=case), limit=WHOLE_CASE_MAX)
    wanted = [
        row.id
        for row in page.rows
        if (row.custody is Custody.IN_STORE and row.id in named)
        or (row.custody is Custody.ON_LOAN and basket.person in ("", row.holder_id))
    ]
    number = read(case_folder, case=case).row.number
    entries = tuple(Entry(Kind.ITEM, one) for one in wanted)
    return Understood(entries=entries, code=code, label=number, none_waiting=not entries)


def _named_in_approvals(read: Reader, cases: set[str]) -> set[str]:
    ids = read(ready_to_check_out, cases=cases)
    requests = read(states_of, ApprovalRequest, list(ids)).values()
    return {asked.item for request in requests for asked in request.items}


def understand_typed(core: Core, text: str, basket: Basket) -> Understood:
    """A badge number, a request or form number, a case number, a place code, a name.

    Raises:
        Fault: ``storage.*``.
    """
    read = Reader(core.reader)
    person = read(id_of_key, "person", text)
    if person:
        return Understood(person=person)
    request = read(id_of_key, "request", text.upper())
    if request:
        return _of_request(read, request, basket)
    form = read(id_of_key, "form", text.upper())
    if form:
        return _of_form(read, form, text.upper(), basket)
    place = read(id_of_key, "place", text)
    if place:
        return Understood(entries=(Entry(Kind.PLACE, place),))
    direct = read(find_at_once, text=text)
    if direct is not None and direct.kind == "item":
        return Understood(entries=(Entry(Kind.ITEM, direct.id),))
    if direct is not None and direct.kind == "case":
        return _of_case(read, direct.id, "", basket)
    people = read(find_people, text=text, limit=2)
    if len(people) == 1:
        return Understood(person=people[0].id)
    status = "several_people" if people else "typed_nothing"
    return Understood(status=status, code=text, label=text)
