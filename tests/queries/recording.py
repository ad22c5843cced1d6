"""A centre whose rows follow from real events of a real ledger, written by the unit of work."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import CentreOpened, Countersign
from custody_app.domain.ids import (
    CaseId,
    CentreId,
    ContainerId,
    ItemId,
    PersonId,
    PlaceId,
    SeizureId,
    UnitId,
)
from custody_app.domain.moments import Moment, later
from custody_app.domain.parts import Attached
from custody_app.domain.quantity import Amount
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import (
    CaseKind,
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
    Role,
    UnitKind,
)
from custody_app.queries.reader import Reader
from custody_app.runtime.clock import uuid7_text
from custody_app.storage import ledger_store
from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.unit_of_work import Envelope, Recorded, UnitOfWork
from custody_app.storage.upgrade import create_schema

START = Moment("2026-03-01T01:00:00.000Z")
"""Nine in the morning in China."""
ONE = Amount("1", "件")


def an_id(number: int) -> str:
    return uuid7_text(number, 0, bytes(8))


CENTRE = CentreId(an_id(1))
UNIT, COURT = UnitId(an_id(2)), UnitId(an_id(3))
CLERK, CLERK_2 = PersonId(an_id(10)), PersonId(an_id(11))
OFFICER, HEAD = PersonId(an_id(12)), PersonId(an_id(13))
ROOM, SLOT, SLOT_2 = PlaceId(an_id(20)), PlaceId(an_id(21)), PlaceId(an_id(22))
BAG = ContainerId(an_id(30))
CASE, SEIZURE = CaseId(an_id(40)), SeizureId(an_id(41))


@dataclass
class Centre:
    """A centre under test; each ``record`` is one transaction an hour after the last."""

    writer: Engine
    guard: Guard
    reader: Reader
    now: Moment = START
    ids: int = 1000
    serial: int = 0
    items: list[ItemId] = field(default_factory=list)

    def id(self) -> str:
        self.ids += 1
        return an_id(self.ids)

    def tag(self, kind: TagKind) -> str:
        self.serial += 1
        return f"{kind:d}53010126{self.serial:06d}"

    def record(
        self,
        *events: Event,
        actor: str = CLERK,
        confirmers: tuple[str, ...] = (),
        occurred_at: Moment | None = None,
        files: tuple[Attached, ...] = (),
        at: Moment | None = None,
    ) -> tuple[str, list[Recorded]]:
        """Write events as one batch; returns the batch and what was recorded."""
        self.now = at or later(self.now, hours=1)
        batch = self.id()

        def envelope(who: str, ref: tuple[str, ...] = ()) -> Envelope:
            return Envelope(
                actor=who,
                recorder=who if ref else CLERK,
                role="custodian",
                key="0" * 16,
                shown="pin",
                sign=lambda _: b"\0" * 64,
                wall=self.now,
                tz=480,
                app="test",
                batch=batch,
                occurred_at=None if ref else occurred_at,
                attachments=() if ref else files,
                ref=ref,
            )

        with self.writer.begin() as connection:
            work = UnitOfWork(connection, self.id)
            for event in events:
                work.record(event, envelope(actor))
                files = ()
            hashes = tuple(one.ehash for one in work.recorded)
            for who in confirmers:
                work.record(Countersign(purpose="confirmed"), envelope(who, hashes))
            work.seal(lambda _: b"\0" * 64, batch)
        return batch, list(work.recorded)

    def item(self, accepted: bool = True, **values: Any) -> ItemId:
        """An item on the list, taken into SLOT."""
        item = ItemId(self.id())
        place = values.pop("place", SLOT)
        container = values.pop("container", None)
        quantity = values.get("quantity", ONE)
        listed: dict[str, Any] = {
            "item": item,
            "tag": self.tag(TagKind.ITEM),
            "case": CASE,
            "seizure": SEIZURE,
            "line": str(len(self.items) + 1),
            "origin": Origin.LIST,
            "measure": Measure.SEIZE,
            "category": Category.PHONE,
            "grade": Grade.NORMAL,
            "nature": Nature.EVIDENCE,
            "quantity": ONE,
            "taken_at": START,
            "held": True,
            "name": "手机",
            "owner": "张三",
        }
        self.items.append(item)
        self.record(e.ItemListed(**(listed | values)))
        if accepted:
            self.record(
                e.ItemAccepted(
                    item=item,
                    quantity=quantity,
                    counted=True,
                    mode=DeliveryMode.OFFICER_BRINGS,
                    condition=Condition.INTACT,
                    delivered_by=OFFICER,
                    place=None if container else place,
                    container=container,
                )
            )
        return item


def a_centre(path: Path) -> Centre:
    """Event 0, two units, four people, a room with two slots, a bag, a case with its list."""
    guard = Guard()
    writer = writer_engine(path, guard)
    create_schema(writer, guard)
    with writer.begin() as connection:
        ledger_store.open_log(connection, f"{CENTRE}/ws-01")
    centre = Centre(writer, guard, Reader(reader_engine(path)))
    centre.record(
        CentreOpened(
            centre=CENTRE, site=5301, station=1, hash_algorithm="sha256",
            signature_algorithm="ed25519", station_key="k", station_public_key="p",
            first_keys=(), unit=UNIT, name="测试中心",
        ),
        r.UnitRegistered(unit=UNIT, code="530102", kind=UnitKind.POLICE, name="刑侦大队"),
        r.UnitRegistered(unit=COURT, code="5301C", kind=UnitKind.COURT, name="中级人民法院"),
    )  # fmt: skip
    for number, (person, rank) in enumerate(
        ((CLERK, None), (CLERK_2, None), (OFFICER, None), (HEAD, Rank.POLICE_HEAD))
    ):
        centre.record(
            r.PersonRegistered(
                person=person, tag=centre.tag(TagKind.BADGE), unit=UNIT, rank=rank, police=True,
                name=f"民警{number}", badge_no=f"03000{number}",
            )
        )  # fmt: skip
    for person in (CLERK, CLERK_2):
        centre.record(
            r.AccountOpened(person=person, roles=(Role.CUSTODIAN,), key="k", public_key="p")
        )
    for place, code, parent in ((ROOM, "A", None), (SLOT, "A-1", ROOM), (SLOT_2, "A-2", ROOM)):
        kind = PlaceKind.SLOT if parent else PlaceKind.ZONE
        centre.record(
            r.PlaceRegistered(
                place=place, tag=centre.tag(TagKind.PLACE), code=code, kind=kind, parent=parent
            )
        )
    centre.record(
        r.ContainerRegistered(
            container=BAG, tag=centre.tag(TagKind.CONTAINER), kind=ContainerKind.BAG,
            grade=Grade.NORMAL, place=SLOT, name="袋",
        ),
        r.CaseRegistered(
            case=CASE, tag=centre.tag(TagKind.CASE), number="A5301020000002026030001",
            kind=CaseKind.CRIMINAL, unit=UNIT, officers=(OFFICER,), name="张三盗窃案",
        ),
        r.SeizureRecorded(
            seizure=SEIZURE, case=CASE, measure=Measure.SEIZE, document_no="昆公扣字[2026]1号",
            taken_at=START, officers=(OFFICER,), officers_note=Party.KNOWN,
            holder_note=Party.KNOWN, witness_note=Party.NONE, place_note=Party.KNOWN,
        ),
    )  # fmt: skip
    return centre
