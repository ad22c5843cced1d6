"""States come back from their rows as they were, in every dimension; counts are those of rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.bootstrap import Core
from custody_app.domain.ids import ItemId, PersonId, RequestId, UnitId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import AuthorityOffer, ItemState, Loan
from custody_app.domain.vocabulary import (
    Authority,
    Category,
    ClockException,
    Condition,
    Custody,
    Disposal,
    FreezeReason,
    LoanPurpose,
    Measure,
    MeasureState,
    SealState,
    WeightKind,
)
from custody_app.domain.world import STATE_OF_KIND
from custody_app.runtime.paths import CentreDir
from custody_app.storage.base import unpack
from custody_app.storage.state_store import Held, StateStore, read_state, write_state
from tests.builders import NOW, a_centre, some_cash
from tests.living import opened


@pytest.fixture(scope="module")
def core(lived_once: CentreDir) -> Iterator[Core]:
    with opened(lived_once) as found:
        yield found


@pytest.fixture
def store(core: Core) -> Iterator[StateStore]:
    with core.reader.connect() as connection:
        yield StateStore(connection)


def plain_item() -> ItemState:
    world = a_centre()
    return world.item(world.stored())


FULL = replace(
    plain_item(),
    parent=ItemId("parent"),
    name="李䶮 㛃 𬱖 𠮷 \"'\\ \u2028",
    features="第一行\n第二行",
    owner="张三",
    identifiers=Identifiers(imei="862410053177240", serial_no="PF2XK8I7"),
    cash=some_cash(),
    custody=Custody.ON_LOAN,
    measure=Measure.DETAIN,
    authority=Authority.COURT,
    authority_unit=UnitId("u"),
    authority_offer=AuthorityOffer(UnitId("u"), Authority.COURT, "1号", NOW, "发还"),
    condition=Condition.DAMAGED,
    seal=SealState.SEALED,
    seal_no="F1",
    frozen=next(iter(FreezeReason)),
    holds=2,
    secret=True,
    ownerless=True,
    perishable=True,
    clock_exception=ClockException.URGENT_TEST,
    weights=(Weight(WeightKind.NET, Amount("5.50", "g"), "TP-02"),),
    loan=Loan(
        RequestId("r"), PersonId("p"), LoanPurpose.TEST, Amount("1", "袋"), NOW, NOW,
        (Weight(WeightKind.GROSS, Amount("6.120", "g")),), "F1", Condition.INTACT,
    ),
    used_requests=(RequestId("r1"), RequestId("r2")),
    borrowers=(PersonId("p"),),
    difference=True,
    returnable=Amount("2", "袋"),
    gone_at=NOW,
    banked=Amount("86450", "CNY"),
    leg=3,
    corrections=7,
)  # fmt: skip


def test_every_dimension_of_an_item_comes_back() -> None:
    back = read_state("item", write_state(FULL))
    assert back == FULL
    assert type(back) is ItemState
    for field in fields(ItemState):
        ours, theirs = getattr(FULL, field.name), getattr(back, field.name)
        assert type(ours) is type(theirs), field.name
    assert back.weights[0].amount.n == "5.50"
    assert back.material_digest() == FULL.material_digest()


def test_every_state_of_a_lived_centre_comes_back(core: Core) -> None:
    kinds = set()
    with core.reader.connect() as connection:
        for kind, text in connection.exec_driver_sql("SELECT kind, state FROM subject_state"):
            state = read_state(kind, text)
            kinds.add(kind)
            assert type(state) is STATE_OF_KIND[kind]
            assert is_dataclass(state)
            assert write_state(state) == text
    assert kinds == set(STATE_OF_KIND)


@given(
    st.decimals(min_value=0, max_value=Decimal("1e12"), places=3, allow_nan=False),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(list(Category)),
    st.sampled_from([None, *MeasureState]),
    st.sampled_from([None, *Disposal]),
)
def test_any_text_and_number_comes_back(
    number: Decimal, text: str, category: Category, measure: Any, _end: Any
) -> None:
    amount = Amount(f"{number:f}", "g")
    state = replace(
        FULL,
        name=text,
        category=category,
        measure_state=measure or FULL.measure_state,
        weights=(Weight(WeightKind.NET, amount),),
        taken_at=Moment("2026-03-02T01:00:00.000Z"),
    )
    assert read_state("item", write_state(state)) == state


def subjects(core: Core, kind: str) -> list[str]:
    with core.reader.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM subject_state WHERE kind = ?", (kind,))
        return [unpack(raw) for raw in rows.scalars()]


def test_an_id_of_another_kind_finds_nothing(core: Core, store: StateStore) -> None:
    item = subjects(core, "item")[0]
    assert store.state("case", item) is None
    store.forget()
    assert isinstance(store.state("item", item), ItemState)
    for nothing in ("", "x", "' OR 1=1 --", "0190a1b2-c3d4-7e5f-8a1b-0123456789ab"):
        assert store.state("item", nothing) is None


def test_what_is_in_hand_is_what_was_changed_until_it_is_let_go(
    core: Core, store: StateStore
) -> None:
    item = subjects(core, "item")[0]
    held = store.held("item", item)
    assert held is not None
    changed = replace(held.state, name="anders")
    store.keep(item, Held(held.n, held.iseq + 1, held.head, changed))
    assert store.state("item", item).name == "anders"
    store.forget()
    assert store.state("item", item) == held.state


def test_counts_are_those_of_the_states(core: Core, store: StateStore) -> None:
    items = [store.state("item", id_) for id_ in subjects(core, "item")]
    people = [store.state("person", id_) for id_ in subjects(core, "person")]
    places = [store.state("place", id_) for id_ in subjects(core, "place")]
    containers = [store.state("container", id_) for id_ in subjects(core, "container")]
    for place in places[:40]:
        assert store.count("items_in_place", place.id) == sum(i.place == place.id for i in items)
        inner = sum(p.parent == place.id and not p.closed for p in places)
        assert store.count("places_in_place", place.id) == inner
        boxes = sum(c.place == place.id for c in containers)
        assert store.count("containers_in_place", place.id) == boxes
    for case in subjects(core, "case"):
        of_case = [item for item in items if item.case == case]
        assert store.count("items_of_case", case) == len(of_case)
        still = sum(not item.is_gone for item in of_case)
        assert store.count("open_items_of_case", case) == still
    accounts = [person for person in people if person.account_open]
    assert store.count("open_accounts", "") == len(accounts)
    for role in ("custodian", "security_admin", "store_custodian", "admin", "cust"):
        wanted = sum(role in person.roles for person in accounts)
        assert store.count("accounts_with_role", role) == wanted


def test_a_key_is_found_by_its_kind_only(store: StateStore) -> None:
    place = store.find("place", "A-01-01")
    assert place is not None
    assert store.find("person", "A-01-01") is None
    assert store.find("place", "a-01-01") is None
    assert store.find("place", "A-01-01 ") is None
    assert store.find("person", "530101") is not None
