"""Fill the ledger of a new centre with years of records, day by day, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from sqlalchemy import Engine

from custody_app.domain.events import registers as r
from custody_app.domain.ids import PersonId, PlaceId, UnitId
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Authority, Category, PlaceKind, Rank, UnitKind
from custody_app.ledger.signing import private_bytes
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.custody import APP_VERSION
from custody_app.services.large_centre import wording
from custody_app.services.large_centre.cast import DAY, HOUR, CaseUnit, Cast, Deal, Numbers, Stage
from custody_app.services.large_centre.lives import Teller
from custody_app.services.large_centre.size import Size
from custody_app.services.signer import Signer
from custody_app.storage import ledger_store
from custody_app.storage.bulk_ledger import BulkLedger, Deed, Hand
from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.heads import subject_heads
from custody_app.storage.projections.rebuild import fill_projections

BUREAUS = ("五华", "盘龙", "官渡", "西山", "呈贡", "东川", "晋宁", "安宁", "富民", "嵩明", "石林")
"""Eleven sub-bureaus, as at the model centre."""
DESKS = ("刑侦大队", "治安大队", "禁毒大队", "经侦大队", "城关派出所")
OFFICERS_PER_UNIT = 10
SAFES = 60
YARDS = 120
CASE_ITEMS = (1, 1, 2, 2, 3, 4, 5, 6, 8, 12)
"""How many lines a list has; about five items a case, as at Haicheng."""
BULK_BOOKS = 150
"""Copies in a bulk record of books."""
CHINA_MINUTES = 480
OPEN_BY_DAY = ((0.0, 0), (0.05, 8), (0.45, 12), (0.52, 14), (0.93, 18), (1.0, 24))
"""Share of the day's cases that have come in by an hour of the clock in China."""

Progress = Callable[[int, int], None]
"""(events done, events expected)."""
EVENTS_PER_RECORD = 7.6
"""About how many events a record has; only for telling progress."""


@dataclass(frozen=True, slots=True)
class Store:
    """What the filling needs of the centre that was just opened."""

    folder: CentreDir
    reader: Engine
    station: Signer
    custodians: Sequence[Signer]
    police_head: PersonId
    site: int
    station_no: int


def fill_store(
    store: Store, size: Size, seed: int, start: datetime, until: datetime, progress: Progress
) -> int:
    """Write years of records between two moments; returns how many events the ledger has then.

    The caller has closed every other connection, and rebuilds the projections afterwards.
    """
    random = Random(seed)
    with store.reader.connect() as connection:
        head = ledger_store.read_head(connection)
        heads = subject_heads(connection)
    store.reader.dispose()
    if head is None:
        raise Fault("storage.no_centre", folder=str(store.folder.root))
    volumes = size.books // 15
    records = size.items + size.vehicles + volumes + (size.books - volumes) // BULK_BOOKS
    expected = int(records * EVENTS_PER_RECORD)
    ledger = BulkLedger(
        str(store.folder.db),
        head,
        private_bytes(store.station.private),
        seed=seed,
        app=APP_VERSION,
        tz=CHINA_MINUTES,
        subjects=heads,
        progress=lambda done: progress(min(done, expected), expected),
    )
    hands = tuple(
        Hand(signer.id, "custodian", signer.key, private_bytes(signer.private))
        for signer in store.custodians
    )
    first = _milliseconds(start)
    cast = _register(store, ledger, hands, size, random, first)
    stage = Stage(random, cast, _milliseconds(until), ledger.new_id, _moment)
    teller = Teller(stage, size.open_share)
    _tell(ledger, teller, size, random, first + 3_600_000, _milliseconds(until))
    return ledger.close().size


def fill_rows(folder: CentreDir, progress: Progress) -> None:
    """Write the rows that follow from a ledger that was just filled."""
    reader, writer = reader_engine(folder.db), writer_engine(folder.db, Guard())
    try:
        fill_projections(reader, writer, folder.root, progress)
    finally:
        reader.dispose()
        writer.dispose()


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _moment(milliseconds: int) -> Moment:
    return moment_of(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds))


def _register(
    store: Store, ledger: BulkLedger, hands: tuple[Hand, ...], size: Size, random: Random, at: int
) -> Cast:
    """Units, officers and places of the large store."""
    hand = hands[0]
    new_id, wall = ledger.new_id, _moment(at)
    numbers = Numbers({f"4{store.site:04d}{store.station_no:02d}{wall[2:4]}": 1000})

    def tag(kind: int) -> str:
        series = f"{kind}{store.site:04d}{store.station_no:02d}{wall[2:4]}"
        offset = 1000 if kind == 3 else 0
        return f"{series}{numbers.take(series) + offset:06d}"

    units = []
    for b, bureau in enumerate(BUREAUS, 1):
        for d, desk in enumerate(DESKS, 1):
            unit = UnitId(new_id(at))
            code = f"5301{b:02d}{d:02d}0000"
            deeds = [
                Deed(
                    r.UnitRegistered(
                        unit=unit, code=code, kind=UnitKind.POLICE, authority=Authority.POLICE,
                        name=f"{bureau}分局{desk}",
                    ),
                    hand.id,
                )
            ]  # fmt: skip
            people = [PersonId(new_id(at)) for _ in range(OFFICERS_PER_UNIT)]
            for n, person in enumerate(people):
                deeds.append(
                    Deed(
                        r.PersonRegistered(
                            person=person, tag=tag(4), unit=unit, police=True,
                            rank=Rank.UNIT_HEAD if n == 0 else None,
                            name=wording.person_name(random), badge_no=f"9{b:02d}{d:02d}{n:02d}",
                        ),
                        hand.id,
                    )
                )  # fmt: skip
            ledger.transact(wall, at, hand, deeds)
            units.append(CaseUnit(unit, code, tuple(people[1:]), people[0]))
    procuratorate = UnitId(new_id(at))
    named = r.UnitRegistered(
        unit=procuratorate, code="530100J00000", kind=UnitKind.PROCURATORATE,
        authority=Authority.PROCURATORATE, name="昆明市人民检察院案件管理部门",
    )  # fmt: skip
    ledger.transact(wall, at, hand, (Deed(named, hand.id),))
    slots, safes, yards = _places(ledger, hand, size, at, tag)
    return Cast(
        hands, store.police_head, tuple(units), procuratorate, slots, safes, yards, store.site,
        store.station_no,
    )  # fmt: skip


def _places(
    ledger: BulkLedger, hand: Hand, size: Size, at: int, tag: Callable[[int], str]
) -> tuple[tuple[PlaceId, ...], tuple[PlaceId, ...], tuple[PlaceId, ...]]:
    wall = _moment(at)

    def place(code: str, kind: PlaceKind, parent: PlaceId | None, dual: bool = False) -> PlaceId:
        id_ = PlaceId(ledger.new_id(at))
        event = r.PlaceRegistered(
            place=id_, tag=tag(3), code=code, kind=kind, parent=parent, dual_custody=dual
        )
        ledger.transact(wall, at, hand, (Deed(event, hand.id),))
        return id_

    site = place("大库", PlaceKind.SITE, None)
    slots: list[PlaceId] = []
    per_zone, per_rack = 2400, 60
    while len(slots) < size.places:
        zone_no = len(slots) // per_zone + 1
        zone = place(f"L{zone_no}", PlaceKind.ZONE, site)
        while len(slots) < min(size.places, zone_no * per_zone):
            rack_no = len(slots) % per_zone // per_rack + 1
            rack = place(f"L{zone_no}-{rack_no:02d}", PlaceKind.RACK, zone)
            for n in range(min(per_rack, size.places - len(slots))):
                slots.append(place(f"L{zone_no}-{rack_no:02d}-{n + 1:02d}", PlaceKind.SLOT, rack))
    zone = place("LB", PlaceKind.ZONE, site, True)
    safes = [place(f"LB-{n + 1:02d}", PlaceKind.SAFE, zone, True) for n in range(SAFES)]
    zone = place("LC", PlaceKind.ZONE, site)
    yards = [place(f"LC-{n + 1:03d}", PlaceKind.YARD, zone) for n in range(YARDS)]
    return tuple(slots), tuple(safes), tuple(yards)


def _kinds(size: Size, random: Random) -> list[tuple[Category, int]]:
    """Every record of the store as (kind, copies), mixed."""
    volumes = size.books // 15
    bulk = (size.books - volumes) // BULK_BOOKS
    kinds = [(wording.category(random), 1) for _ in range(size.items)]
    kinds += [(Category.VEHICLE, 1)] * size.vehicles
    kinds += [(Category.BOOK, 1)] * volumes
    kinds += [(Category.BOOK, BULK_BOOKS)] * bulk
    rest = size.books - volumes - bulk * BULK_BOOKS
    if rest:
        kinds.append((Category.BOOK, rest))
    random.shuffle(kinds)
    return kinds


def _tell(
    ledger: BulkLedger, teller: Teller, size: Size, random: Random, start: int, until: int
) -> None:
    """Cases come in evenly over the years; what is to happen later waits in a heap."""
    kinds = _kinds(size, random)
    waiting: list[tuple[int, int, Deal]] = []
    told, order = 0, 0
    last_intake = until - 3 * 24 * 3_600_000
    step = (last_intake - start) / max(1, len(kinds))
    while told < len(kinds):
        at = by_day(int(start + told * step))
        count = random.choice(CASE_ITEMS)
        for deal in teller.case(at, kinds[told : told + count]):
            order += 1
            heapq.heappush(waiting, (deal.at, order, deal))
        told += count
        _write_until(ledger, waiting, by_day(int(start + told * step)) - 3_600_000)
    _write_until(ledger, waiting, until)


def by_day(at: int) -> int:
    """A moment moved within its day, so that most cases come in when the counter is open.

    Order is kept: what was later stays later.
    """
    day, milliseconds = divmod(at + CHINA_MINUTES * 60_000, DAY)
    share = milliseconds / DAY
    for (since, from_hour), (until, to_hour) in pairwise(OPEN_BY_DAY):
        if share < until:
            hours = from_hour + (share - since) / (until - since) * (to_hour - from_hour)
            return day * DAY + int(hours * HOUR) - CHINA_MINUTES * 60_000
    return at


def _write_until(ledger: BulkLedger, waiting: list[tuple[int, int, Deal]], at: int) -> None:
    while waiting and waiting[0][0] <= at:
        _, _, deal = heapq.heappop(waiting)
        ledger.transact(_moment(deal.at), deal.at, deal.hand, deal.deeds, deal.second)
