"""The basket: the same things in any order mean the same."""

from __future__ import annotations

from itertools import permutations

import pytest

from custody_app.domain.vocabulary import Custody
from custody_app.scanning.basket import Basket, Doing, Entry, Facts, Kind, Row, Target
from custody_app.scanning.inference import propose, swallowed

PHONE, GOLD, KNIFE, BOOK = "phone", "gold", "knife", "book"
FACTS = {
    PHONE: Facts(Custody.IN_STORE, place="A-1", label_copy=1, label_proved=True, requests=("q1",)),
    GOLD: Facts(Custody.ON_LOAN, label_copy=1, label_proved=True),
    KNIFE: Facts(Custody.IN_STORE, place="A-1", label_copy=1, label_proved=True),
    BOOK: Facts(Custody.IN_STORE, label_copy=1),
}


def thing(id_: str, copy: int = 1) -> Entry:
    return Entry(Kind.ITEM, id_, f"code-{id_}", copy)


def place(id_: str) -> Entry:
    return Entry(Kind.PLACE, id_)


def box(id_: str) -> Entry:
    return Entry(Kind.CONTAINER, id_)


def rows_of(basket: Basket) -> dict[str, Row]:
    return {row.entry.id: row for row in propose(basket, FACTS)}


def doings(*entries: Entry, person: str = "", requests: tuple[str, ...] = ()) -> dict[str, Doing]:
    rows = rows_of(Basket(person, requests, entries))
    return {id_: row.doing for id_, row in rows.items()}


def test_a_badge_and_things_in_any_order_go_out_and_come_back() -> None:
    for order in permutations((thing(PHONE), thing(GOLD), thing(KNIFE))):
        assert doings(*order, person="wang") == {
            PHONE: Doing.OUT,
            GOLD: Doing.RETURN,
            KNIFE: Doing.NO_APPROVAL,
        }


def test_without_a_badge_nothing_goes_out() -> None:
    assert doings(thing(PHONE), thing(KNIFE)) == {PHONE: Doing.FOUND, KNIFE: Doing.FOUND}
    assert doings(thing(PHONE), requests=("q1",)) == {PHONE: Doing.OUT}


def test_the_approval_that_was_scanned_is_the_one_that_is_used() -> None:
    facts = {PHONE: Facts(Custody.IN_STORE, requests=("q1", "q2"))}
    (row,) = propose(Basket("wang", ("q2",), (thing(PHONE),)), facts)
    assert row.request == "q2"


def test_a_place_takes_what_was_scanned_before_it() -> None:
    rows = rows_of(Basket("", (), (thing(KNIFE), thing(GOLD), place("B-2"), thing(BOOK))))
    assert rows[KNIFE].doing is Doing.MOVE
    assert rows[KNIFE].target == Target(Kind.PLACE, "B-2")
    assert rows[GOLD].doing is Doing.RETURN
    assert rows[GOLD].target == Target(Kind.PLACE, "B-2")
    assert rows[BOOK].target is None


def test_a_place_scanned_first_takes_what_follows_until_the_next_place() -> None:
    entries = (place("B-1"), thing(KNIFE), place("B-2"), thing(GOLD))
    rows = rows_of(Basket("", (), entries))
    assert rows[KNIFE].target == Target(Kind.PLACE, "B-1")
    assert rows[GOLD].target == Target(Kind.PLACE, "B-2")


def test_what_goes_out_takes_no_place() -> None:
    rows = rows_of(Basket("wang", (), (thing(PHONE), thing(GOLD), place("B-2"))))
    assert rows[PHONE].doing is Doing.OUT
    assert rows[PHONE].target is None
    assert rows[GOLD].target == Target(Kind.PLACE, "B-2")


def test_a_place_for_what_is_brought_back_does_not_move_what_is_asked_for() -> None:
    rows = rows_of(Basket("wang", (), (thing(KNIFE), thing(GOLD), place("B-2"))))
    assert rows[KNIFE].doing is Doing.NO_APPROVAL
    assert rows[GOLD].target == Target(Kind.PLACE, "B-2")
    assert doings(thing(KNIFE), place("B-2"), person="wang") == {KNIFE: Doing.MOVE}


def test_at_its_own_place_a_thing_is_seen_and_without_one_it_is_put_away() -> None:
    assert doings(thing(KNIFE), place("A-1")) == {KNIFE: Doing.FOUND}
    assert doings(thing(BOOK), place("A-1")) == {BOOK: Doing.PUT_AWAY}


def test_the_first_scan_of_a_label_proves_it() -> None:
    (row,) = propose(Basket("", (), (thing(BOOK),)), FACTS)
    assert (row.doing, row.proves) == (Doing.PROVE, True)
    (row,) = propose(Basket("", (), (thing(BOOK), place("A-1"))), FACTS)
    assert (row.doing, row.proves) == (Doing.PUT_AWAY, True)


def test_an_old_label_is_told_and_proves_nothing() -> None:
    facts = {KNIFE: Facts(Custody.IN_STORE, place="A-1", label_copy=3)}
    (row,) = propose(Basket("", (), (thing(KNIFE, copy=2),)), facts)
    assert row.old_label
    assert not row.proves


def test_a_box_is_a_place_for_what_is_scanned_beside_it() -> None:
    assert rows_of(Basket("", (), (thing(KNIFE), box("bag"))))[KNIFE].target == Target(
        Kind.CONTAINER, "bag"
    )
    rows = rows_of(Basket("", (), (box("bag"), thing(KNIFE))))
    assert rows[KNIFE].target == Target(Kind.CONTAINER, "bag")
    assert "bag" not in rows


def test_a_box_alone_waits_for_its_place_and_moves_as_a_whole() -> None:
    assert doings(box("bag")) == {"bag": Doing.BOX_WAITS}
    assert doings(box("bag"), place("B-2")) == {"bag": Doing.MOVE_BOX}
    assert doings(place("B-2"), box("bag")) == {"bag": Doing.MOVE_BOX}


def test_a_filled_box_can_be_shelved_at_once() -> None:
    rows = rows_of(Basket("", (), (thing(KNIFE), box("bag"), place("B-2"))))
    assert rows[KNIFE].target == Target(Kind.CONTAINER, "bag")
    assert rows["bag"].target == Target(Kind.PLACE, "B-2")


def test_a_place_nobody_uses_yet_is_told() -> None:
    basket = Basket("", (), (place("B-2"),))
    assert swallowed(basket, propose(basket, FACTS)) == (place("B-2"),)


@pytest.mark.parametrize(
    ("custody", "doing"),
    [
        (Custody.LISTED, Doing.TO_INTAKE),
        (Custody.REFUSED, Doing.TO_INTAKE),
        (Custody.DESTROYED, Doing.NOT_HERE),
        (Custody.WITH_CASE, Doing.NOT_HERE),
    ],
)
def test_what_is_not_in_the_store_is_told_not_guessed(custody: Custody, doing: Doing) -> None:
    (row,) = propose(Basket("wang", (), (thing("x"), place("B-2"))), {"x": Facts(custody)})
    assert (row.doing, row.acts, row.target) == (doing, False, None)


def test_a_thing_scanned_twice_is_one_row_and_can_be_taken_out() -> None:
    basket = Basket().with_entry(thing(KNIFE)).with_entry(thing(KNIFE)).with_entry(place("B-2"))
    assert basket.items == (KNIFE,)
    assert basket.last_target() == place("B-2")
    left = basket.without(thing(KNIFE))
    assert left.entries == (place("B-2"),)
    assert not left.is_empty
    assert Basket().is_empty


def unknown(code: str) -> Entry:
    return Entry(Kind.UNKNOWN, code, code, why="unknown")


def test_an_unknown_code_is_a_row_of_its_own_and_disturbs_nothing() -> None:
    entries = (box("bag"), unknown("c1"), thing(KNIFE), unknown("c2"), place("B-2"))
    rows = rows_of(Basket("", (), entries))
    assert rows["c1"].doing is rows["c2"].doing is Doing.UNKNOWN
    assert not rows["c1"].acts
    assert rows[KNIFE].target == Target(Kind.CONTAINER, "bag")
    basket = Basket().with_entry(unknown("c1")).with_entry(unknown("c1"))
    assert (len(basket.entries), basket.items, basket.last_target()) == (1, (), None)
    assert basket.holds(unknown("c1"))


def test_what_a_difference_stopped_does_not_go_out_but_can_be_put_away() -> None:
    facts = {
        KNIFE: Facts(Custody.IN_STORE, place="A-1", requests=("q1",), frozen=True),
        GOLD: Facts(Custody.ON_LOAN, frozen=True),
    }

    def doing(*entries: Entry, person: str = "wang") -> dict[str, Doing]:
        rows = propose(Basket(person, (), entries), facts)
        return {row.entry.id: row.doing for row in rows}

    assert doing(thing(KNIFE), thing(GOLD)) == {KNIFE: Doing.STOPPED, GOLD: Doing.RETURN}
    assert doing(thing(KNIFE), place("D")) == {KNIFE: Doing.MOVE}
    assert doing(thing(KNIFE), thing(GOLD), place("D")) == {
        KNIFE: Doing.STOPPED,
        GOLD: Doing.RETURN,
    }
    assert doing(thing(KNIFE), person="") == {KNIFE: Doing.FOUND}


def test_what_is_elsewhere_does_nothing_until_a_place_of_its_store_is_read() -> None:
    facts = {PHONE: Facts(Custody.TEMPORARY_STORE, place="Z-1", label_copy=1, elsewhere=True)}
    (alone,) = propose(Basket("wang", (), (thing(PHONE),)), facts)
    assert (alone.doing, alone.proves, alone.acts) == (Doing.ELSEWHERE, False, False)
    (seen,) = propose(Basket("", (), (thing(PHONE), place("Z-1"))), facts)
    assert seen.doing is Doing.FOUND
    (before,) = propose(Basket("", (), (place("Z-2"), thing(PHONE))), facts)
    assert (before.doing, before.target) == (Doing.MOVE, Target(Kind.PLACE, "Z-2"))
    road = {PHONE: Facts(Custody.IN_TRANSIT, label_copy=1, elsewhere=True)}
    (sent,) = propose(Basket("", (), (thing(PHONE), place("Z-1"))), road)
    assert sent.doing is Doing.ELSEWHERE
