"""The lives of generated items.

Intake, label, place, count, loan, move, change of authority, disposal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.ids import CaseId, ItemId, PersonId, PlaceId, RequestId, SeizureId, UnitId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import AskedItem, Cash, Denomination, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import (
    TWO_PERSON,
    Authority,
    CaseKind,
    CashUse,
    Category,
    Condition,
    DeliveryMode,
    Disposal,
    Grade,
    LoanPurpose,
    Measure,
    Nature,
    Origin,
    Party,
    Rank,
    Recipient,
    RequestKind,
    SignedBy,
    WeightKind,
)
from custody_app.services.large_centre import wording
from custody_app.storage.bulk_ledger import Deed, Hand

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class CaseUnit:
    """A case unit with its officers and its head."""

    id: UnitId
    code: str
    officers: tuple[PersonId, ...]
    head: PersonId


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what the store has: hands that record, units, places, other authorities."""

    custodians: tuple[Hand, ...]
    police_head: PersonId
    units: tuple[CaseUnit, ...]
    procuratorate: UnitId
    slots: tuple[PlaceId, ...]
    safes: tuple[PlaceId, ...]
    yards: tuple[PlaceId, ...]
    site: int
    station: int


@dataclass(frozen=True, slots=True)
class Deal:
    """One transaction at a time: what is written, who records, who countersigns."""

    at: int
    hand: Hand
    deeds: tuple[Deed, ...]
    second: Hand | None = None


@dataclass(slots=True)
class Thing:
    """One item while its life is being told."""

    id: ItemId
    category: Category
    quantity: Amount
    weights: tuple[Weight, ...]
    seal_no: str


@dataclass(slots=True)
class Numbers:
    """Serials of codes and printed numbers, by year or month."""

    last: dict[str, int] = field(default_factory=dict)

    def take(self, series: str) -> int:
        """The next number of a series."""
        self.last[series] = self.last.get(series, 0) + 1
        return self.last[series]


@dataclass(slots=True)
class Teller:
    """Tells lives of whole cases."""

    random: Random
    cast: Cast
    open_share: float
    until: int
    new_id: Callable[[int], str]
    moment: Callable[[int], Moment]
    numbers: Numbers = field(default_factory=Numbers)

    def case(self, at: int, kinds: list[tuple[Category, int]]) -> Iterator[Deal]:
        """Everything that ever happens to a case whose things come in at this time."""
        random = self.random
        unit = random.choice(self.cast.units)
        hand = random.choice(self.cast.custodians)
        second = random.choice([other for other in self.cast.custodians if other.id != hand.id])
        officers = tuple(random.sample(unit.officers, 2))
        case, seizure = CaseId(self.new_id(at)), SeizureId(self.new_id(at))
        taken = at - random.randrange(1, 22) * HOUR
        suspect = wording.person_name(random)
        yield self._opening(at - 5 * MINUTE, hand, unit, officers, case, seizure, taken, suspect)
        things = []
        listed = []
        for line, (category, copies) in enumerate(kinds, 1):
            thing, event = self._listed(at, case, seizure, line, category, copies, taken, suspect)
            things.append(thing)
            listed.append(Deed(event, hand.id))
        yield Deal(at, hand, tuple(listed))
        yield from self._intake(at + 3 * MINUTE, hand, second, officers[0], things)
        yield from self._years(at + DAY, hand, second, unit, officers, case, things)

    def _opening(
        self,
        at: int,
        hand: Hand,
        unit: CaseUnit,
        officers: tuple[PersonId, ...],
        case: CaseId,
        seizure: SeizureId,
        taken: int,
        suspect: str,
    ) -> Deal:
        moment = self.moment(at)
        month = moment[:4] + moment[5:7]
        number = f"A{unit.code}{month}{self.numbers.take(f'{unit.code}{month}'):04d}"
        tag = self._tag(7, moment)
        registered = r.CaseRegistered(
            case=case,
            tag=tag,
            number=number,
            kind=CaseKind.CRIMINAL if self.random.random() < 0.6 else CaseKind.ADMINISTRATIVE,
            unit=unit.id,
            officers=officers,
            name=wording.case_name(self.random, suspect),
            suspects=suspect,
        )
        listed = r.SeizureRecorded(
            seizure=seizure,
            case=case,
            measure=Measure.SEIZE,
            document_no=f"昆公扣字[{moment[:4]}]{self.numbers.take(f'doc{moment[:4]}')}号",
            taken_at=self.moment(taken),
            officers=officers,
            officers_note=Party.KNOWN,
            holder_note=Party.KNOWN,
            witness_note=Party.KNOWN,
            place_note=Party.KNOWN,
            place="昆明市",
            holder=suspect,
            witness=wording.person_name(self.random),
        )
        return Deal(at, hand, (Deed(registered, hand.id), Deed(listed, hand.id)))

    def _tag(self, kind: int, moment: str) -> str:
        series = f"{kind}{self.cast.site:04d}{self.cast.station:02d}{moment[2:4]}"
        return f"{series}{self.numbers.take(series):06d}"

    def _listed(
        self,
        at: int,
        case: CaseId,
        seizure: SeizureId,
        line: int,
        category: Category,
        copies: int,
        taken: int,
        suspect: str,
    ) -> tuple[Thing, e.ItemListed]:
        random = self.random
        id_ = ItemId(self.new_id(at))
        quantity, cash = self._quantity(category, copies)
        weights: tuple[Weight, ...] = ()
        if category is Category.DRUGS:
            net = random.randrange(20, 50_000) / 100
            weights = (
                Weight(WeightKind.GROSS, Amount(f"{net + 1.2:.2f}", "g")),
                Weight(WeightKind.NET, Amount(f"{net:.2f}", "g")),
            )
        elif category is Category.VALUABLES:
            weights = (
                Weight(WeightKind.NET, Amount(f"{random.randrange(100, 9000) / 100:.2f}", "g")),
            )
        seal = f"FQ{random.randrange(10**7):07d}" if category in TWO_PERSON else ""
        event = e.ItemListed(
            item=id_,
            tag=self._tag(1, self.moment(at)),
            case=case,
            seizure=seizure,
            line=str(line),
            origin=Origin.LIST,
            measure=Measure.SEIZE,
            category=category,
            grade=Grade.VALUABLE if category is Category.VALUABLES else Grade.NORMAL,
            nature=Nature.EVIDENCE,
            quantity=quantity,
            taken_at=self.moment(taken),
            held=True,
            cash=cash,
            name=wording.item_name(random, category),
            features=wording.features(random, category),
            identifiers=wording.identifiers(random, category),
            owner=suspect,
        )
        return Thing(id_, category, quantity, weights, seal), event

    def _quantity(self, category: Category, copies: int) -> tuple[Amount, Cash | None]:
        if category is not Category.CASH:
            return Amount(str(copies), wording.unit_of(category)), None
        notes = self.random.randrange(1, 500)
        total = Amount(f"{notes * 100}.00", "CNY")
        note = Denomination(Amount("100", "CNY"), notes)
        return total, Cash(CashUse.OBJECT, total, (note,))

    def _intake(
        self, at: int, hand: Hand, second: Hand, officer: PersonId, things: list[Thing]
    ) -> Iterator[Deal]:
        two = any(thing.category in TWO_PERSON for thing in things)
        accepted = [
            Deed(
                e.ItemAccepted(
                    item=thing.id,
                    quantity=thing.quantity,
                    counted=True,
                    mode=DeliveryMode.OFFICER_BRINGS,
                    condition=Condition.INTACT,
                    weights=thing.weights,
                    seal_no=thing.seal_no,
                    delivered_by=officer,
                    second=PersonId(second.id) if thing.category in TWO_PERSON else None,
                ),
                hand.id,
            )
            for thing in things
        ]
        yield Deal(at, hand, tuple(accepted), second if two else None)
        labels = [Deed(e.ItemLabelled(item=thing.id, copy=1), hand.id) for thing in things]
        yield Deal(at + MINUTE, hand, tuple(labels))
        for number, thing in enumerate(things):
            proved = Deed(e.ItemLabelProved(item=thing.id, copy=1), hand.id)
            put = Deed(e.ItemMoved(item=thing.id, place=self._place(thing)), hand.id)
            yield Deal(at + (2 + number) * MINUTE, hand, (proved, put))

    def _place(self, thing: Thing) -> PlaceId:
        if thing.category is Category.VEHICLE:
            return self.random.choice(self.cast.yards)
        if thing.category in TWO_PERSON:
            return self.random.choice(self.cast.safes)
        return self.random.choice(self.cast.slots)

    def _years(
        self,
        at: int,
        hand: Hand,
        second: Hand,
        unit: CaseUnit,
        officers: tuple[PersonId, ...],
        case: CaseId,
        things: list[Thing],
    ) -> Iterator[Deal]:
        random = self.random
        at += random.randrange(1, 40) * DAY
        if random.random() < 0.15 and at < self.until:
            yield from self._loan(at, hand, second, unit, officers[0], case, things)
            at += 12 * DAY
        if random.random() < 0.25 and at < self.until:
            moved = [
                Deed(
                    e.ItemMoved(item=thing.id, place=self._place(thing), reason="库位调整"), hand.id
                )
                for thing in things
            ]
            yield Deal(at, hand, tuple(moved))
        at += random.randrange(20, 200) * DAY
        if random.random() < 0.5 and at < self.until:
            seen = [Deed(e.ItemSeen(item=thing.id), hand.id) for thing in things]
            yield Deal(at, hand, tuple(seen))
        if random.random() < 0.12 and at < self.until:
            yield from self._authority(at + HOUR, hand, things)
        elif random.random() > self.open_share / 0.88:
            at += random.randrange(30, 300) * DAY
            if at < self.until:
                yield from self._disposal(at, hand, second, unit, officers[0], case, things)

    def _request(
        self, at: int, kind: RequestKind, case: CaseId, requester: PersonId, things: list[Thing]
    ) -> tuple[RequestId, str, tuple[AskedItem, ...]]:
        moment = self.moment(at)
        month = f"SQ{moment[:4]}{moment[5:7]}"
        number = f"{month}{self.numbers.take(month):04d}"
        asked = tuple(AskedItem(thing.id, thing.quantity, "0" * 64) for thing in things)
        return RequestId(self.new_id(at)), number, asked

    def _loan(
        self,
        at: int,
        hand: Hand,
        second: Hand,
        unit: CaseUnit,
        officer: PersonId,
        case: CaseId,
        things: list[Thing],
    ) -> Iterator[Deal]:
        request, number, asked = self._request(at, RequestKind.CALL_OUT, case, officer, things)
        due = self.moment(at + 10 * DAY)
        made = r.RequestMade(
            request=request,
            number=number,
            kind=RequestKind.CALL_OUT,
            case=case,
            requester=officer,
            items=asked,
            rank_needed=Rank.UNIT_HEAD,
            purpose=LoanPurpose.IDENTIFICATION,
            due_at=due,
            reason="组织辨认",
        )
        approved = r.RequestApproved(
            request=request, approver=unit.head, rank=Rank.UNIT_HEAD, digest="0" * 64
        )
        yield Deal(at, hand, (Deed(made, officer, "seen"), Deed(approved, unit.head, "paper")))
        two = any(thing.category in TWO_PERSON for thing in things)
        pair = second if two else None
        out, back = [], []
        for thing in things:
            both = PersonId(second.id) if thing.category in TWO_PERSON else None
            out.append(
                e.ItemCheckedOut(
                    item=thing.id,
                    request=request,
                    borrower=officer,
                    purpose=LoanPurpose.IDENTIFICATION,
                    quantity=thing.quantity,
                    due_at=Moment(due),
                    condition=Condition.INTACT,
                    weights=thing.weights,
                    seal_no=thing.seal_no,
                    second=both,
                )
            )
            back.append(
                e.ItemReturned(
                    item=thing.id,
                    returned_by=officer,
                    quantity=thing.quantity,
                    condition=Condition.INTACT,
                    weights=thing.weights,
                    seal_no=thing.seal_no,
                    place=self._place(thing),
                    second=both,
                )
            )
        done = Deed(r.RequestCarriedOut(request=request), hand.id)
        deeds = (*(Deed(event, hand.id) for event in out), done)
        yield Deal(at + HOUR, hand, deeds, pair)
        if at + 5 * DAY < self.until:
            yield Deal(at + 5 * DAY, hand, tuple(Deed(event, hand.id) for event in back), pair)

    def _authority(self, at: int, hand: Hand, things: list[Thing]) -> Iterator[Deal]:
        moment = self.moment(at)
        to_unit, to = self.cast.procuratorate, Authority.PROCURATORATE
        paper = f"昆公移字[{moment[:4]}]{self.numbers.take(f'move{moment[:4]}')}号"
        sent = [
            e.AuthorityChangeSent(
                item=thing.id, to_unit=to_unit, to_authority=to, paper_no=paper, proposal="随案移送"
            )
            for thing in things
        ]
        yield Deal(at, hand, tuple(Deed(event, hand.id) for event in sent))
        if at + 3 * DAY < self.until:
            day = self.moment(at + 3 * DAY)[:10]
            confirmed = [
                e.AuthorityChangeConfirmed(
                    item=thing.id,
                    to_unit=to_unit,
                    to_authority=to,
                    receipt_no=f"回{paper}",
                    receipt_on=Day(day),
                )
                for thing in things
            ]
            yield Deal(at + 3 * DAY, hand, tuple(Deed(event, hand.id) for event in confirmed))

    def _disposal(
        self,
        at: int,
        hand: Hand,
        second: Hand,
        unit: CaseUnit,
        officer: PersonId,
        case: CaseId,
        things: list[Thing],
    ) -> Iterator[Deal]:
        request, number, asked = self._request(at, RequestKind.DISPOSAL, case, officer, things)
        destroy = self.random.random() < 0.45
        kind = Disposal.DESTRUCTION if destroy else Disposal.RETURN_TO_OWNER
        made = r.RequestMade(
            request=request,
            number=number,
            kind=RequestKind.DISPOSAL,
            case=case,
            requester=officer,
            items=asked,
            rank_needed=Rank.POLICE_HEAD,
            disposal=kind,
            reason="案件已办结",
        )
        approved = r.RequestApproved(
            request=request, approver=self.cast.police_head, rank=Rank.POLICE_HEAD, digest="0" * 64
        )
        asking = (Deed(made, officer, "seen"), Deed(approved, self.cast.police_head, "paper"))
        yield Deal(at, hand, asking)
        ended = [self._ended(thing, kind, request, hand, second, unit.head, at) for thing in things]
        done = Deed(r.RequestCarriedOut(request=request), hand.id)
        deeds = (*(Deed(event, hand.id) for event in ended), done)
        yield Deal(at + HOUR, hand, deeds, second)
        if at + 30 * DAY < self.until:
            archived = [Deed(e.ItemArchived(item=thing.id), hand.id) for thing in things]
            yield Deal(at + 30 * DAY, hand, tuple(archived))

    def _ended(
        self,
        thing: Thing,
        kind: Disposal,
        request: RequestId,
        hand: Hand,
        second: Hand,
        witness: PersonId,
        at: int,
    ) -> e.ItemEvent:
        if kind is Disposal.DESTRUCTION:
            return e.ItemDestroyed(
                item=thing.id,
                request=request,
                quantity=thing.quantity,
                handlers=(PersonId(hand.id), PersonId(second.id)),
                witness=witness,
                method="粉碎",
                where="销毁场",
            )
        return e.ItemReleased(
            item=thing.id,
            request=request,
            kind=kind,
            quantity=thing.quantity,
            recipient=Recipient.OWNER,
            signed_by=SignedBy.SIGNATURE,
            second=PersonId(second.id),
            recipient_name=wording.person_name(self.random),
            recipient_id_kind="111",
            recipient_id_no=f"5301{self.random.randrange(10**14):014d}",
            proof="居民身份证",
        )
