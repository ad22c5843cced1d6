"""Fills the tables of a real centre file with subjects, by the functions that record them."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from custody_app.domain.ids import (
    CaseId,
    ContainerId,
    ItemId,
    PersonId,
    PlaceId,
    RequestId,
    SeizureId,
    UnitId,
)
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Identifiers
from custody_app.domain.quantity import Amount
from custody_app.domain.state import registers as s
from custody_app.domain.state.item import Balance, ItemState, Loan
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import (
    CaseKind,
    Category,
    ContainerKind,
    Custody,
    FreezeReason,
    Grade,
    LoanPurpose,
    Measure,
    Nature,
    Origin,
    Party,
    PlaceKind,
    Rank,
    Role,
    UnitKind,
)
from custody_app.domain.world import STATE_OF_KIND
from custody_app.queries.reader import Reader
from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.projections.projector import project_state
from custody_app.storage.unit_of_work import write_subject
from custody_app.storage.upgrade import create_schema

KIND_OF_STATE = {cls: kind for kind, cls in STATE_OF_KIND.items()}
NAMES = (
    "手机",
    "苹果手机",
    "人民币",
    "海洛因",
    "水果刀",
    "黄金条",
    "刀具",
    "小轿车",
    "笔记本电脑",
    "图书",
)
FEATURES = (
    "黑色",
    "银色屏幕碎裂",
    "一包白色粉末",
    "IMEI尾号",
    "𠮷祥牌",
    "无牌照",
    "编号AB-12/7",
    "㛃家酒",
)
OWNERS = ("张三", "李四", "王䶮", "𬱖某", "欧阳娜娜", "Ivan Petrov", "O'Brien_7")
IN_STORE_STATES = (Custody.IN_STORE,) * 6 + (
    Custody.LISTED,
    Custody.ON_LOAN,
    Custody.DESTROYED,
    Custody.RETURNED_TO_OWNER,
    Custody.ARCHIVED,
    Custody.REFUSED,
)
DAY = "2026-03-{:02d}T02:00:00.000Z"
NOW = Moment("2026-03-20T04:00:00.000Z")


@dataclass
class Filled:
    """A centre file under test, with every state that was put into it."""

    path: Path
    writer: Engine
    reader: Reader
    random: random.Random
    items: list[ItemState] = field(default_factory=list)
    cases: list[s.CaseState] = field(default_factory=list)
    units: list[s.UnitState] = field(default_factory=list)
    people: list[s.PersonState] = field(default_factory=list)
    places: list[s.PlaceState] = field(default_factory=list)
    containers: list[s.ContainerState] = field(default_factory=list)
    seizures: list[s.SeizureState] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    _n: int = 0
    _serial: int = 0

    def id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128)))

    def tag(self, kind: TagKind) -> str:
        self._serial += 1
        return f"{kind:d}53010126{self._serial:06d}"

    def put(self, connection: Connection, state: Any) -> int:
        """One subject's rows, as the write path makes them."""
        kind = KIND_OF_STATE[type(state)]
        self._n += 1
        write_subject(connection, kind, state.id, self._n, 1, b"\0" * 32, state)
        project_state(connection, kind, self._n, None, state)
        self.numbers[state.id] = self._n
        return self._n

    def change(self, connection: Connection, before: Any, after: Any) -> None:
        """The rows of a changed subject."""
        kind = KIND_OF_STATE[type(after)]
        n = self.numbers[after.id]
        write_subject(connection, kind, after.id, n, 2, b"\0" * 32, after)
        project_state(connection, kind, n, before, after)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self.writer.begin() as connection:
            yield connection


def an_empty(path: Path, seed: int = 7) -> Filled:
    guard = Guard()
    writer = writer_engine(path, guard)
    create_schema(writer, guard)
    return Filled(path, writer, Reader(reader_engine(path)), random.Random(seed))


def fill(filled: Filled, items: int, cases: int) -> None:
    """Units, people, a tree of places, bags, cases with lists, and items of every state."""
    with filled.writing() as connection:
        _registers(filled, connection)
        for number in range(cases):
            _case(filled, connection, number)
        for _ in range(items):
            state = an_item(filled)
            filled.items.append(state)
            filled.put(connection, state)


def _registers(filled: Filled, connection: Connection) -> None:
    for n in range(3):
        unit = s.UnitState(
            id=UnitId(filled.id()), code=f"5301{n:08d}", kind=UnitKind.POLICE, name=f"第{n}大队"
        )
        filled.units.append(unit)
    for n in range(6):
        person = s.PersonState(
            id=PersonId(filled.id()),
            tag=filled.tag(TagKind.BADGE),
            unit=filled.units[n % 3].id,
            rank=(None, Rank.UNIT_HEAD, Rank.POLICE_HEAD)[n % 3],
            police=True,
            name=f"民警{n}",
            badge_no=f"0300{n:02d}",
            roles=(Role.CUSTODIAN,) if n < 3 else (),
            key="k" if n < 3 else "",
            account_open=n < 3,
        )
        filled.people.append(person)
    top = a_place(filled, "A", PlaceKind.SITE, None)
    filled.places.append(top)
    for r in range(3):
        rack = a_place(filled, f"A-{r}", PlaceKind.RACK, top.id)
        filled.places.append(rack)
        filled.places += [a_place(filled, f"A-{r}-{k}", PlaceKind.SLOT, rack.id) for k in range(4)]
    for n in range(5):
        bag = s.ContainerState(
            id=ContainerId(filled.id()),
            tag=filled.tag(TagKind.CONTAINER),
            kind=ContainerKind.BAG,
            grade=Grade.NORMAL,
            place=filled.places[2 + n].id,
            name=f"证物袋{n}",
        )
        filled.containers.append(bag)
    for state in (*filled.units, *filled.people, *filled.places, *filled.containers):
        filled.put(connection, state)


def a_place(filled: Filled, code: str, kind: PlaceKind, parent: PlaceId | None) -> s.PlaceState:
    return s.PlaceState(
        id=PlaceId(filled.id()),
        tag=filled.tag(TagKind.PLACE),
        code=code,
        kind=kind,
        parent=parent,
        name=f"位{code}",
    )


def _case(filled: Filled, connection: Connection, number: int) -> None:
    case = s.CaseState(
        id=CaseId(filled.id()),
        tag=filled.tag(TagKind.CASE),
        number=f"A53010{number % 3}000020260{number:04d}",
        kind=CaseKind.CRIMINAL,
        unit=filled.units[number % 3].id,
        officers=(filled.people[5].id,),
        name=f"案{number}盗窃案",
        registered_at=Moment(DAY.format(1)),
    )
    seizure = s.SeizureState(
        id=SeizureId(filled.id()),
        case=case.id,
        measure=Measure.SEIZE,
        document_no=f"昆公扣字[2026]{number}号",
        taken_at=Moment(DAY.format(1)),
        officers_note=Party.KNOWN,
        holder_note=Party.KNOWN,
        witness_note=Party.KNOWN,
        place_note=Party.KNOWN,
        recorded_at=Moment(DAY.format(1)),
    )
    filled.cases.append(case)
    filled.seizures.append(seizure)
    filled.put(connection, case)
    filled.put(connection, seizure)


def an_item(filled: Filled, **values: Any) -> ItemState:
    """An item of a random state, place and description."""
    pick = filled.random
    at = pick.randrange(len(filled.cases))
    custody = pick.choice(IN_STORE_STATES)
    one, none = Amount("1", "件"), Amount("0", "件")
    here = custody is Custody.IN_STORE
    out = custody is Custody.ON_LOAN
    gone = custody in (Custody.DESTROYED, Custody.RETURNED_TO_OWNER, Custody.ARCHIVED)
    balance = Balance(
        listed=one,
        taken=one if here or out or gone else none,
        stored=one if here else none,
        on_loan=one if out else none,
        released=one if gone else none,
        refused=none,
        consumed=none,
        lost=none,
    )
    where = pick.random()
    defaults: dict[str, Any] = {
        "id": ItemId(filled.id()),
        "tag": filled.tag(TagKind.ITEM),
        "copy": 1,
        "label_proved": pick.random() < 0.9,
        "case": filled.cases[at].id,
        "seizure": filled.seizures[at].id,
        "line": str(pick.randrange(1, 30)),
        "origin": Origin.LIST,
        "category": pick.choice((Category.PHONE, Category.CASH, Category.DRUGS, Category.KNIFE)),
        "grade": Grade.NORMAL,
        "nature": Nature.EVIDENCE,
        "name": pick.choice(NAMES),
        "features": pick.choice(FEATURES) + str(pick.randrange(100)),
        "owner": pick.choice(OWNERS),
        "identifiers": Identifiers(imei=f"86{pick.randrange(10**13):013d}"),
        "custody": custody,
        "measure": Measure.SEIZE,
        "balance": balance,
        "counted": pick.random() < 0.8,
        "place": pick.choice(filled.places).id if here and where < 0.7 else None,
        "container": pick.choice(filled.containers).id if here and 0.7 <= where < 0.95 else None,
        "taken_at": Moment(DAY.format(pick.randrange(1, 9))),
        "hand_over_due_at": Moment(DAY.format(pick.randrange(9, 28))),
        "intake_at": Moment(DAY.format(pick.randrange(9, 19))) if balance.taken.n == "1" else None,
        "frozen": FreezeReason.COUNT_DIFFERS if pick.random() < 0.03 and here else None,
        "holds": int(pick.random() < 0.03),
    }
    if out:
        defaults["loan"] = Loan(
            RequestId(filled.id()),
            pick.choice(filled.people).id,
            LoanPurpose.TEST,
            one,
            Moment(DAY.format(10)),
            Moment(DAY.format(pick.randrange(11, 29))),
        )
    return ItemState(**(defaults | values))
