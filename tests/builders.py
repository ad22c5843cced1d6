"""A small centre in memory for tests of rules; states are folded from real events.

Typical use::

    world = a_centre()
    item = world.stored(category=Category.PHONE)
    world.given(an_event).when(MoveItem(item=item, place=SLOT_2)).then(ItemMoved)
    world.when(MoveItem(item=item, place=SLOT), by=CUSTODIAN_2).refused("move.already_there")
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from custody_app.domain.commands.base import Command
from custody_app.domain.custody_state import evolve
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.events import centre as c
from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.events.base import Event
from custody_app.domain.ids import (
    CaseId,
    CentreId,
    ContainerId,
    ItemId,
    PersonId,
    PlaceId,
    RulesId,
    SeizureId,
    UnitId,
)
from custody_app.domain.moments import Moment, later
from custody_app.domain.parts import Attached, Cash, Denomination
from custody_app.domain.policy import Policy
from custody_app.domain.quantity import Amount
from custody_app.domain.rules import decide
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.state.intake_steps import split_part
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.money import account_key
from custody_app.domain.state.registers import CentreState, PersonState
from custody_app.domain.state.steps import Happened
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import (
    AttachmentKind,
    Authority,
    CaseKind,
    CashUse,
    Category,
    Condition,
    ContainerKind,
    DeliveryMode,
    Grade,
    Measure,
    Nature,
    Origin,
    Party,
    PlaceKind,
    Rank,
    RequestKind,
    RequestState,
    Role,
    Shown,
    UnitKind,
)
from custody_app.domain.world import Context, World
from tests.domain.law.packs import NATIONAL, YEARS
from tests.money_book import money_count

OF_MONEY = ("money_of_line", "receipts_of_line", "money_with_receipt")
TAKEN_AT = Moment("2026-03-02T01:00:00.000Z")
"""When the property of the seeded list was seized."""
NOW = Moment("2026-03-02T06:00:00.000Z")
"""The default moment of recording: five hours later."""

CENTRE = CentreId("centre-1")
POLICE_UNIT = UnitId("unit-police")
CENTRE_UNIT = UnitId("unit-centre")
PROCURATORATE = UnitId("unit-procuratorate")
COURT = UnitId("unit-court")
FINANCE_OFFICE = UnitId("unit-finance")
LABORATORY = UnitId("unit-laboratory")
ANTI_DRUG = UnitId("unit-anti-drug")

CUSTODIAN = PersonId("person-custodian")
CUSTODIAN_2 = PersonId("person-custodian-2")
CUSTODY_HEAD = PersonId("person-custody-head")
OFFICER = PersonId("person-officer")
OFFICER_2 = PersonId("person-officer-2")
OTHER_OFFICER = PersonId("person-other-officer")
UNIT_HEAD = PersonId("person-unit-head")
POLICE_HEAD = PersonId("person-police-head")
PRINCIPAL_HEAD = PersonId("person-principal-head")
FINANCE_CLERK = PersonId("person-finance")
SUPERVISOR = PersonId("person-supervisor")
SECURITY_ADMIN = PersonId("person-security")
SPECIAL_DEPARTMENT = PersonId("person-special-department")
VISITOR = PersonId("person-visitor")
"""An officer of another unit without an account."""

SLOT = PlaceId("place-slot")
SLOT_2 = PlaceId("place-slot-2")
TINY_SLOT = PlaceId("place-tiny")
"""Holds one thing only."""
PHONE_SLOT = PlaceId("place-phones")
"""For phones only."""
SAFE = PlaceId("place-safe")
DUAL_ROOM = PlaceId("place-dual-room")
DUAL_SLOT = PlaceId("place-dual-slot")
"""A slot inside the room under dual custody."""
DISCREPANCY = PlaceId("place-discrepancy")
CLOSED_SLOT = PlaceId("place-closed")
YARD = PlaceId("place-yard")
LOCKER = PlaceId("place-locker")
LOCKER_2 = PlaceId("place-locker-2")
PARKING = PlaceId("place-parking")
"""A yard with one slot."""
YARD_SLOT = PlaceId("place-yard-slot")

BAG = ContainerId("container-bag")
"""In SLOT, of no case."""
SAFE_BAG = ContainerId("container-safe-bag")
"""In the safe, of CASE."""
OTHER_CASE_BAG = ContainerId("container-other-case")
SEALED_BAG = ContainerId("container-sealed")

CASE = CaseId("case-1")
"""Criminal; officers OFFICER and OFFICER_2."""
ADMIN_CASE = CaseId("case-2")
"""Administrative; officer OTHER_OFFICER."""
SEIZURE = SeizureId("seizure-1")
ADMIN_SEIZURE = SeizureId("seizure-2")
TAKEOVER_SEIZURE = SeizureId("seizure-takeover")
NO_PAPER_SEIZURE = SeizureId("seizure-no-paper")
"""Neither a document number nor a remark."""

ONE = Amount("1", "件")
PHOTO = Attached("a" * 64, 1000, "image/jpeg", AttachmentKind.PHOTO, "1.jpg")
PAPER = Attached("b" * 64, 1000, "application/pdf", AttachmentKind.APPROVAL, "1.pdf")

_PEOPLE: tuple[tuple[PersonId, UnitId, Rank | None, tuple[Role, ...]], ...] = (
    (CUSTODIAN, CENTRE_UNIT, None, (Role.CUSTODIAN,)),
    (CUSTODIAN_2, CENTRE_UNIT, None, (Role.CUSTODIAN,)),
    (CUSTODY_HEAD, CENTRE_UNIT, Rank.CUSTODY_HEAD, (Role.CUSTODY_HEAD,)),
    (OFFICER, POLICE_UNIT, None, (Role.CASE_OFFICER,)),
    (OFFICER_2, POLICE_UNIT, None, (Role.CASE_OFFICER,)),
    (OTHER_OFFICER, POLICE_UNIT, None, (Role.CASE_OFFICER,)),
    (UNIT_HEAD, POLICE_UNIT, Rank.UNIT_HEAD, (Role.UNIT_HEAD,)),
    (POLICE_HEAD, POLICE_UNIT, Rank.POLICE_HEAD, (Role.POLICE_HEAD,)),
    (PRINCIPAL_HEAD, POLICE_UNIT, Rank.PRINCIPAL_HEAD, (Role.PRINCIPAL_HEAD,)),
    (FINANCE_CLERK, CENTRE_UNIT, None, (Role.FINANCE,)),
    (SUPERVISOR, POLICE_UNIT, None, (Role.SUPERVISOR,)),
    (SECURITY_ADMIN, CENTRE_UNIT, None, (Role.SECURITY_ADMIN,)),
    (VISITOR, PROCURATORATE, None, ()),
    (SPECIAL_DEPARTMENT, ANTI_DRUG, Rank.SPECIAL_DEPARTMENT, (Role.SPECIAL_DEPARTMENT,)),
)


@dataclass
class TestWorld:
    """A Source whose states are folded from events; also the scenario: given, when, then."""

    __test__ = False

    states: dict[tuple[str, str], Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    now: Moment = NOW
    serial: int = 0

    # Source

    def state(self, kind: str, id_: str) -> Any:
        """The state of a subject, or None."""
        return self.states.get((kind, id_))

    def find(self, kind: str, key: str) -> str | None:
        """The id behind a tag, number, code or badge; the rules have one key of their own."""
        if kind == "rules":
            return next((id_ for found, id_ in self.states if found == kind), None)
        for (found_kind, id_), state in self.states.items():
            if kind == found_kind == "account" and key == account_key(state.case, state.unit):
                return id_
            names = ("tag", "number", "code", "badge_no")
            if found_kind == kind and key in [getattr(state, name, None) for name in names]:
                return id_
        return None

    def count(self, question: str, id_: str) -> int:
        """The questions rules may ask."""
        if question in OF_MONEY:
            return money_count(self.events, question, id_)
        items = [state for (kind, _), state in self.states.items() if kind == "item"]
        if question == "items_in_place":
            return sum(item.place == id_ for item in items)
        if question == "items_in_container":
            return sum(item.container == id_ for item in items)
        if question == "vehicles_in_place":
            return sum(i.place == id_ and i.category is Category.VEHICLE for i in items)
        if question == "parts_of_vehicle":
            return sum(item.belongs_to == id_ and item.in_custody for item in items)
        if question == "items_of_seizure":
            return sum(item.seizure == id_ for item in items)
        if question == "open_items_of_case":
            return sum(item.case == id_ and not item.is_gone for item in items)
        return self._count_registers(question, id_)

    def _count_registers(self, question: str, id_: str) -> int:
        def held(wanted: str) -> list[Any]:
            return [state for (kind, _), state in self.states.items() if kind == wanted]

        if question == "containers_in_place":
            return sum(one.place == id_ for one in held("container"))
        if question == "places_in_place":
            return sum(one.parent == id_ and not one.closed for one in held("place"))
        if question == "open_effects_in_place":
            return sum(one.place == id_ and one.is_open for one in held("effects"))
        if question == "open_disposals":
            used = self.item(id_).used_requests
            asked = [one for one in held("request") if id_ in [a.item for a in one.items]]
            waiting = (RequestState.SUBMITTED, RequestState.APPROVED)
            return sum(
                one.kind is RequestKind.DISPOSAL and one.state in waiting and one.id not in used
                for one in asked
            )
        accounts = [one for one in held("person") if one.account_open]
        if question == "open_accounts":
            return len(accounts)
        assert question == "accounts_with_role", question
        return sum(id_ in one.roles for one in accounts)

    # reading

    @property
    def world(self) -> World:
        """The typed view that rules get."""
        return World(self)

    def item(self, id_: str) -> ItemState:
        """The state of an item now."""
        return self.world.item(id_)

    # writing

    def record(self, *events: Event, by: str = CUSTODIAN, at: Moment | None = None) -> TestWorld:
        """Fold events, as the store does."""
        moment = at or self.now
        happened = Happened(moment, moment, PersonId(by), PersonId(by), 480)
        for event in events:
            self.events.append(event)
            self._fold(event, happened)
        return self

    def _fold(self, event: Event, happened: Happened) -> None:
        subjects = event.subjects()
        parent: Any = self.state(*subjects[0]) if subjects else None
        for kind, id_ in subjects:
            before = self.state(kind, id_)
            if isinstance(event, e.ItemSplit) and before is None:
                self.states[kind, id_] = split_part(parent, event, id_)
            else:
                self.states[kind, id_] = evolve(before, event, happened, id_)

    given = record

    def change(self, id_: str, kind: str = "item", **values: Any) -> None:
        """Put a state straight into a situation that takes many events to reach."""
        self.states[kind, id_] = replace(self.states[kind, id_], **values)

    def set_policy(self, **entries: str) -> None:
        """Set entries of the policy by a real event."""
        new = tuple(c.PolicyEntry(name, value) for name, value in entries.items())
        self.record(c.PolicySet(centre=CENTRE, entries=new))

    # commands

    def context(
        self,
        by: str = CUSTODIAN,
        confirmers: Iterable[str] = (),
        now: Moment | None = None,
        happened_at: Moment | None = None,
        acted_by: str | None = None,
    ) -> Context:
        """Who gives the command, with whom and when."""
        centre = self.world.get(CentreState, CENTRE)
        return Context(
            now=now or self.now,
            happened_at=happened_at or now or self.now,
            recorder=self.world.get(PersonState, by),
            actor=self.world.get(PersonState, acted_by or by),
            shown=Shown.PIN if acted_by is None else Shown.SEEN,
            confirmers=tuple(PersonId(one) for one in confirmers),
            centre=centre,
            policy=Policy(centre.policy),
            next_tag=self._next_tag,
            next_number=self._next_number,
            new_id=self._new_id,
        )

    def _next_tag(self, kind: TagKind) -> str:
        self.serial += 1
        return a_tag(kind, self.serial)

    def _next_number(self, series: str) -> str:
        self.serial += 1
        return f"{series}-2026-{self.serial:04d}"

    def _new_id(self) -> str:
        self.serial += 1
        return f"new-{self.serial}"

    def decide(
        self,
        command: Command,
        by: str = CUSTODIAN,
        confirmers: Iterable[str] = (),
        now: Moment | None = None,
    ) -> tuple[Event, ...]:
        """The rule's answer; nothing is folded."""
        acted_by = command.acted_by
        context = self.context(by, confirmers, now, command.occurred_at, acted_by)
        return decide(command, self.world, context)

    def do(
        self,
        command: Command,
        by: str = CUSTODIAN,
        confirmers: Iterable[str] = (),
        now: Moment | None = None,
    ) -> tuple[Event, ...]:
        """Decide and fold."""
        events = self.decide(command, by, confirmers, now)
        self.record(*events, by=command.acted_by or by, at=command.occurred_at or now)
        return events

    def when(
        self,
        command: Command,
        by: str = CUSTODIAN,
        confirmers: Iterable[str] = (),
        now: Moment | None = None,
    ) -> Answer:
        """What the rules answer, for ``then`` or ``refused``; events are folded."""
        try:
            return Answer(self.do(command, by, confirmers, now))
        except RuleBroken as error:
            return Answer((), all_broken(error))

    # ready situations

    def listed(self, **values: Any) -> ItemId:
        """An item on the list, not handed over yet."""
        id_ = self._item_id()
        self.record(an_item(id_, a_tag(TagKind.ITEM, self.serial), **values), at=TAKEN_AT)
        return id_

    def stored(
        self,
        place: PlaceId | None = SLOT,
        *,
        labelled: bool = True,
        accepted: dict[str, Any] | None = None,
        **values: Any,
    ) -> ItemId:
        """An item taken in, labelled (unless not wanted), label proved, on its place."""
        id_ = self.listed(**values)
        facts: dict[str, Any] = {
            "quantity": self.item(id_).balance.listed,
            "counted": True,
            "mode": DeliveryMode.OFFICER_BRINGS,
            "condition": Condition.INTACT,
        }
        self.record(e.ItemAccepted(item=id_, **(facts | (accepted or {}))))
        if labelled:
            self.record(
                e.ItemLabelled(item=id_, copy=1),
                e.ItemLabelProved(item=id_, copy=1),
            )
        if place is not None:
            self.record(e.ItemMoved(item=id_, place=place))
        return id_

    def _item_id(self) -> ItemId:
        self.serial += 1
        return ItemId(f"item-{self.serial}")


@dataclass
class Answer:
    """What the rules said."""

    events: tuple[Event, ...]
    broken: tuple[RuleBroken, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the refusals."""
        return tuple(error.code for error in self.broken)

    def then(self, *wanted: Event | type[Event]) -> Answer:
        """Exactly these events, each given in full or by its type."""
        assert not self.broken, [(one.code, one.facts) for one in self.broken]
        assert len(self.events) == len(wanted), self.events
        for event, want in zip(self.events, wanted, strict=True):
            if isinstance(want, type):
                assert type(event) is want, event
            else:
                assert event == want
        return self

    def saying(self, **values: Any) -> Answer:
        """The first event has these values."""
        assert not self.broken, self.codes
        found = {name: getattr(self.events[0], name) for name in values}
        assert found == values
        return self

    def refused(self, *codes: str) -> Answer:
        """Refused with exactly these codes, in any order."""
        assert sorted(self.codes) == sorted(codes), (self.codes, self.events)
        return self


def a_tag(kind: TagKind, serial: int) -> str:
    """A 15-digit number of the test centre."""
    return f"{int(kind)}530101{26:02d}{serial:06d}"


def an_item(id_: str, tag: str, **values: Any) -> e.ItemListed:
    """One line of the seeded list; any field of the event may be given."""
    unknown = set(values) - {one.name for one in fields(e.ItemListed)}
    assert not unknown, unknown
    defaults: dict[str, Any] = {
        "item": ItemId(id_),
        "tag": tag,
        "case": CASE,
        "seizure": SEIZURE,
        "line": "1",
        "origin": Origin.LIST,
        "measure": Measure.SEIZE,
        "category": Category.GENERAL,
        "grade": Grade.NORMAL,
        "nature": Nature.EVIDENCE,
        "quantity": ONE,
        "taken_at": TAKEN_AT,
        "held": True,
        "name": "黑色双肩包",
    }
    if "category" in values:
        defaults["grade"] = NATIONAL.category(values["category"]).least_grade
    return e.ItemListed(**(defaults | values))


def some_cash(use: CashUse = CashUse.OBJECT, notes: int = 10) -> Cash:
    """So many notes of 100 yuan, counted."""
    total = Amount(str(100 * notes), "CNY")
    return Cash(use, total, (Denomination(Amount("100", "CNY"), notes),))


def cash_item(use: CashUse = CashUse.OBJECT, notes: int = 10, **values: Any) -> dict[str, Any]:
    """Fields of a line of cash, for ``listed`` and ``stored``."""
    cash = some_cash(use, notes)
    defaults: dict[str, Any] = {
        "category": Category.CASH,
        "grade": Grade.VALUABLE,
        "quantity": cash.total,
        "cash": cash,
        "name": "人民币",
        "proving_feature": "编号连号" if use is CashUse.OBJECT else "",
    }
    return defaults | values


def a_case(id_: str, number: str, **values: Any) -> r.CaseRegistered:
    """A criminal case of the police unit."""
    defaults: dict[str, Any] = {
        "case": CaseId(id_),
        "tag": a_tag(TagKind.CASE, 900000 + len(number)),
        "number": number,
        "kind": CaseKind.CRIMINAL,
        "unit": POLICE_UNIT,
        "officers": (OFFICER, OFFICER_2),
        "name": "张三盗窃案",
    }
    return r.CaseRegistered(**(defaults | values))


def a_seizure(id_: str, **values: Any) -> r.SeizureRecorded:
    """A list with its document, both officers, holder, witness and place."""
    defaults: dict[str, Any] = {
        "seizure": SeizureId(id_),
        "case": CASE,
        "measure": Measure.SEIZE,
        "document_no": "昆公(刑)扣字[2026]1号",
        "taken_at": TAKEN_AT,
        "officers": (OFFICER, OFFICER_2),
        "officers_note": Party.KNOWN,
        "holder_note": Party.KNOWN,
        "witness_note": Party.KNOWN,
        "place_note": Party.KNOWN,
        "place": "人民路1号",
        "holder": "张三",
        "witness": "李四",
    }
    return r.SeizureRecorded(**(defaults | values))


def a_centre() -> TestWorld:
    """The centre with its people, places, containers, two cases and four lists."""
    world = TestWorld()
    early = later(TAKEN_AT, days=-30)
    for events in (_opening(), _people(), _places(), _containers()):
        world.record(*events, at=early)
    world.record(
        a_case(CASE, "A5301010100002026030001"),
        a_case(
            ADMIN_CASE,
            "X5301010100002026030002",
            kind=CaseKind.ADMINISTRATIVE,
            officers=(OTHER_OFFICER,),
        ),
        a_seizure(SEIZURE),
        a_seizure(ADMIN_SEIZURE, case=ADMIN_CASE, measure=Measure.DETAIN),
        a_seizure(TAKEOVER_SEIZURE, takeover=True),
        a_seizure(NO_PAPER_SEIZURE, document_no=""),
        adopted(RulesId("rules-1"), NATIONAL, YEARS),
        at=TAKEN_AT,
    )
    world.events.clear()
    return world


def _opening() -> list[Event]:
    opened = c.CentreOpened(
        centre=CENTRE,
        site=5301,
        station=1,
        hash_algorithm="sha256",
        signature_algorithm="ed25519",
        station_key="k0",
        station_public_key="p0",
        first_keys=(),
        unit=CENTRE_UNIT,
        name="测试中心",
    )
    units = (
        (POLICE_UNIT, UnitKind.POLICE, Authority.POLICE),
        (CENTRE_UNIT, UnitKind.CENTRE, Authority.POLICE),
        (PROCURATORATE, UnitKind.PROCURATORATE, Authority.PROCURATORATE),
        (COURT, UnitKind.COURT, Authority.COURT),
        (FINANCE_OFFICE, UnitKind.FINANCE, Authority.FINANCE),
        (LABORATORY, UnitKind.LABORATORY, None),
        (ANTI_DRUG, UnitKind.COMPETENT_AUTHORITY, None),
    )
    return [
        opened,
        *(
            r.UnitRegistered(unit=id_, code=id_, kind=kind, authority=authority, name=id_)
            for id_, kind, authority in units
        ),
    ]


def _people() -> list[Event]:
    events: list[Event] = []
    for at, (id_, unit, rank, roles) in enumerate(_PEOPLE):
        events.append(
            r.PersonRegistered(
                person=id_,
                tag=a_tag(TagKind.BADGE, at),
                unit=unit,
                rank=rank,
                police=unit in (POLICE_UNIT, CENTRE_UNIT),
                name=id_,
                badge_no=f"0300{at:02d}",
            )
        )
        if roles:
            opened = r.AccountOpened(
                person=id_, roles=roles, key=f"key-{id_}", public_key=f"public-{id_}"
            )
            events.append(opened)
    return events


def _places() -> list[Event]:
    def place(at: int, id_: PlaceId, kind: PlaceKind, **values: Any) -> r.PlaceRegistered:
        return r.PlaceRegistered(
            place=id_, tag=a_tag(TagKind.PLACE, at), code=id_, kind=kind, name=id_, **values
        )

    return [
        place(1, SLOT, PlaceKind.SLOT),
        place(2, SLOT_2, PlaceKind.SLOT),
        place(3, TINY_SLOT, PlaceKind.SLOT, capacity=1),
        place(4, PHONE_SLOT, PlaceKind.SLOT, categories=(Category.PHONE,)),
        place(5, SAFE, PlaceKind.SAFE),
        place(6, DUAL_ROOM, PlaceKind.ZONE, dual_custody=True),
        place(7, DUAL_SLOT, PlaceKind.SLOT, parent=DUAL_ROOM),
        place(8, DISCREPANCY, PlaceKind.DISCREPANCY),
        place(9, CLOSED_SLOT, PlaceKind.SLOT),
        place(71, LOCKER, PlaceKind.LOCKER),
        place(72, LOCKER_2, PlaceKind.LOCKER),
        place(10, YARD, PlaceKind.YARD),
        place(11, PARKING, PlaceKind.YARD),
        place(12, YARD_SLOT, PlaceKind.SLOT, parent=PARKING),
        r.PlaceClosed(place=CLOSED_SLOT),
    ]


def _containers() -> list[Event]:
    def bag(at: int, id_: ContainerId, place: PlaceId, **values: Any) -> r.ContainerRegistered:
        return r.ContainerRegistered(
            container=id_,
            tag=a_tag(TagKind.CONTAINER, at),
            kind=ContainerKind.BAG,
            grade=Grade.NORMAL,
            place=place,
            **values,
        )

    return [
        bag(1, BAG, SLOT),
        bag(2, SAFE_BAG, SAFE, case=CASE),
        bag(3, OTHER_CASE_BAG, SLOT, case=ADMIN_CASE),
        bag(4, SEALED_BAG, SLOT, seal_no="B-1"),
    ]
