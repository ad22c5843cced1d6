"""Generated years of records: the real format, whole to every check, the same for the same seed."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from custody_app.demo.production import DemoPlan, make_demo
from custody_app.domain.custody_state import evolve
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.ids import CaseId, PersonId, PlaceId, UnitId
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.quantity import WEIGHT_UNITS
from custody_app.domain.state.steps import Happened
from custody_app.domain.vocabulary import Category
from custody_app.runtime.paths import CentreDir
from custody_app.services.large_centre import wording
from custody_app.services.large_centre.cast import CARE, Case, CaseUnit, Cast, Deal, Numbers, Stage
from custody_app.services.large_centre.fill import BULK_BOOKS, by_day
from custody_app.services.large_centre.lives import Teller
from custody_app.services.large_centre.size import ITEMS_MAX, OPEN_SHARE, Size, size_of
from custody_app.services.large_centre.years import years
from custody_app.services.ledger_audit import verify
from custody_app.services.rebuild import rebuild
from custody_app.storage.bulk_ledger import Hand
from tests.living import opened

DAY = 86_400_000
NOW = 1_700_000_000_000
HANDS = tuple(Hand(f"hand-{n}", "custodian", f"key-{n}", b"") for n in range(3))
CAST = Cast(
    custodians=HANDS,
    police_head=PersonId("police-head"),
    units=tuple(
        CaseUnit(
            UnitId(f"unit-{n}"), f"5301{n:02d}",
            tuple(PersonId(f"officer-{n}-{m}") for m in range(4)), PersonId(f"head-{n}"),
        )
        for n in range(3)
    ),
    procuratorate=UnitId("procuratorate"),
    slots=tuple(PlaceId(f"slot-{n}") for n in range(9)),
    safes=(PlaceId("safe"),),
    yards=(PlaceId("yard"),),
    site=5301,
    station=1,
)  # fmt: skip


def moment(milliseconds: int) -> Moment:
    return moment_of(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds))


def told(seed: int, cases: int = 120, open_share: float = 0.4) -> list[Deal]:
    """Cases of three things each, one an hour, over two years."""
    random, ids = Random(seed), itertools.count()
    stage = Stage(random, CAST, NOW + 700 * DAY, lambda _: f"id-{next(ids)}", moment)
    teller = Teller(stage, open_share)
    return [
        deal
        for number in range(cases)
        for deal in teller.case(
            NOW + number * 3_600_000, [(wording.category(random), 1) for _ in range(3)]
        )
    ]


def folded(deals: list[Deal]) -> dict[str, Any]:
    """The state of every item after all of it, as the store would fold it."""
    states: dict[str, Any] = {}
    for deal in sorted(deals, key=lambda one: one.at):
        at = moment(deal.at)
        person = PersonId(deal.hand.id)
        for deed in deal.deeds:
            if isinstance(deed.event, e.ItemEvent):
                id_ = deed.event.item
                happened = Happened(at, at, PersonId(deed.actor), person, 480)
                states[id_] = evolve(states.get(id_), deed.event, happened, id_)
    return states


def test_the_same_seed_tells_the_same_lives() -> None:
    assert told(7) == told(7)
    assert told(7) != told(8)


def test_every_balance_adds_up_and_nothing_leaves_twice() -> None:
    states = folded(told(1))
    assert len(states) == 360
    for state in states.values():
        assert state.balance.adds_up
        assert state.balance.stored.value >= 0
        assert not (state.is_gone and state.balance.held.value)
    gone = sum(state.is_gone for state in states.values())
    assert 0 < gone < len(states)


def test_the_share_of_open_things_is_about_what_was_asked() -> None:
    for share in (0.1, 0.8):
        states = folded(told(3, cases=300, open_share=share)).values()
        found = sum(not state.is_gone for state in states) / len(states)
        assert abs(found - share) < 0.15


def test_two_people_wherever_two_are_needed() -> None:
    deals = told(5)
    category = {
        deed.event.item: deed.event.category
        for deal in deals
        for deed in deal.deeds
        if isinstance(deed.event, e.ItemListed)
    }
    checked = Counter[str]()
    for deal in deals:
        for deed in deal.deeds:
            event = deed.event
            if isinstance(event, e.ItemAccepted | e.ItemCheckedOut | e.ItemReturned):
                two = category[event.item] in CARE
                assert (event.second is not None) == two
                assert not two or deal.second is not None
                checked[type(event).__name__] += two
            if isinstance(event, e.ItemDestroyed):
                assert len(set(event.handlers)) == 2
                assert event.witness not in event.handlers
    assert min(checked[name] for name in ("ItemAccepted", "ItemCheckedOut", "ItemReturned")) > 0


def test_nobody_approves_the_own_request_and_the_second_is_another() -> None:
    for deal in told(6):
        assert deal.second is None or deal.second.id != deal.hand.id
        requester = ""
        for deed in deal.deeds:
            if isinstance(deed.event, r.RequestMade):
                requester = deed.event.requester
            if isinstance(deed.event, r.RequestApproved):
                assert deed.event.approver != requester != ""


def test_codes_and_numbers_are_given_once() -> None:
    given = [
        getattr(deed.event, name)
        for deal in told(9)
        for deed in deal.deeds
        for name in ("tag", "number")
        if isinstance(deed.event, e.ItemListed | r.CaseRegistered | r.RequestMade)
        and hasattr(deed.event, name)
    ]
    assert len(given) == len(set(given)) > 400
    numbers = Numbers({"a": 4})
    assert [numbers.take("a"), numbers.take("b"), numbers.take("a")] == [5, 1, 6]


def test_the_years_go_on_only_until_the_store_was_opened() -> None:
    stage = Stage(Random(1), CAST, NOW, lambda _: "x", moment)
    case = Case(CaseId("case"), CAST.units[0], CAST.units[0].officers[:2], HANDS[0], HANDS[1], [])
    assert list(years(stage, NOW + DAY, case, 0.4)) == []


def test_words_are_of_the_field() -> None:
    random = Random(4)
    assert len({wording.person_name(random) for _ in range(200)}) > 100
    kinds = Counter(wording.category(random) for _ in range(3000))
    assert len(kinds) > 6
    for kind in kinds:
        assert wording.item_name(random, kind)
        assert wording.unit_of(kind)
        assert wording.features(random, kind)
    assert "透明塑料袋装" in wording.features(random, Category.DRUGS)
    assert wording.unit_of(Category.DRUGS) not in WEIGHT_UNITS


def luhn_is_right(digits: str) -> bool:
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def test_numbers_on_things_carry_right_check_digits() -> None:
    random = Random(11)
    for _ in range(50):
        phone = wording.identifiers(random, Category.PHONE)
        card = wording.identifiers(random, Category.BANK_CARD)
        car = wording.identifiers(random, Category.VEHICLE)
        assert phone is not None
        assert card is not None
        assert car is not None
        assert len(phone.imei) == 15
        assert luhn_is_right(phone.imei)
        assert luhn_is_right(card.bank_card)
        assert len(car.vin) == 17
        assert not set(car.vin) & set("IOQ")
    assert wording.identifiers(random, Category.GENERAL) is None
    assert wording.luhn("7992739871") == "79927398713"


@pytest.mark.parametrize(
    ("name", "share", "code"),
    [
        ("", None, "demo.size"),
        ("0", None, "demo.size"),
        ("-5", None, "demo.size"),
        ("1e6", None, "demo.size"),
        ("１００", None, "demo.size"),
        (str(ITEMS_MAX + 1), None, "demo.size"),
        ("9" * 400, None, "demo.size"),
        ("Kunming", None, "demo.size"),
        ("kunming", 1.5, "demo.open_share"),
        ("kunming", -0.1, "demo.open_share"),
        ("kunming", float("nan"), "demo.open_share"),
    ],
)
def test_sizes_there_are_none_of_are_refused(name: str, share: float | None, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        size_of(name, share)
    assert refused.value.code == code


def test_sizes() -> None:
    assert size_of("kunming", None) == Size(493_800, 105, 286_100, 12_000, OPEN_SHARE)
    assert size_of("million", 0.5).open_share == 0.5
    small = size_of("40", 0)
    assert (small.items, small.places, small.open_share) == (40, 24, 0)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> CentreDir:
    folder: Path = tmp_path_factory.mktemp("large") / "centre"
    size = Size(items=60, vehicles=2, books=330, places=30, open_share=0.4)
    make_demo(CentreDir(folder), DemoPlan(seed=3, day=False, size=size))
    return CentreDir(folder)


def test_a_grown_centre_is_whole_and_rebuilds_to_identical_rows(grown: CentreDir) -> None:
    report = verify(grown)
    assert report.is_whole, report.findings
    assert report.events > 400
    assert rebuild(grown, check=True).differences == ()


def test_it_holds_what_was_asked_for(grown: CentreDir) -> None:
    with opened(grown) as core, core.reader.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT category, count(*) FROM item_card GROUP BY category"
        )
        counts = {category: int(count) for category, count in rows}
        slots = connection.exec_driver_sql(
            "SELECT count(*) FROM place_card WHERE code LIKE 'L1-%-%'"
        ).scalar_one()
    volumes = 330 // 15
    bulk, rest = divmod(330 - volumes, BULK_BOOKS)
    assert sum(counts.values()) == 60 + 2 + volumes + bulk + bool(rest)
    assert counts["vehicle"] >= 2
    assert counts["book"] >= volumes + bulk + bool(rest)
    assert slots == 30


def test_most_cases_come_in_by_day_and_in_their_order() -> None:
    moments = [by_day(NOW + minute * 60_000) for minute in range(3 * 24 * 60)]
    assert moments == sorted(moments)
    hours = Counter((at // 3_600_000 + 8) % 24 for at in moments)
    open_hours = sum(hours[hour] for hour in range(8, 18))
    assert 0.85 < open_hours / len(moments) < 0.9
    assert set(hours) == set(range(24))


@pytest.mark.parametrize("share", [0.2, 0.6, 1.0])
def test_the_share_that_was_asked_for_stays_open(share: float) -> None:
    """Of cases whose years are over, those disposed of are the rest."""
    disposed = sum(
        isinstance(deed.event, e.ItemDestroyed | e.ItemReleased)
        for deal in told(7, cases=400, open_share=share)
        for deed in deal.deeds
    )
    assert disposed / 1200 == pytest.approx(1 - share, abs=0.06)
