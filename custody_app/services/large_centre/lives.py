"""The lives of generated items from the first paper to the shelf, case by case."""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.ids import CaseId, ItemId, SeizureId
from custody_app.domain.parts import Cash, Denomination, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    CaseKind,
    CashUse,
    Category,
    Condition,
    DeliveryMode,
    Grade,
    Measure,
    Nature,
    Origin,
    Party,
    WeightKind,
)
from custody_app.services.large_centre import wording
from custody_app.services.large_centre.cast import (
    CARE,
    DAY,
    HOUR,
    MINUTE,
    Case,
    Deal,
    Stage,
    Thing,
)
from custody_app.services.large_centre.years import years


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lines of one list share."""

    at: int
    case: CaseId
    seizure: SeizureId
    taken: int
    suspect: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells lives of whole cases."""

    stage: Stage
    open_share: float

    def case(self, at: int, kinds: list[tuple[Category, int]]) -> Iterator[Deal]:
        """Everything that ever happens to a case whose things come in at this time."""
        stage, random = self.stage, self.stage.random
        unit = random.choice(stage.cast.units)
        hand = random.choice(stage.cast.custodians)
        second = random.choice([one for one in stage.cast.custodians if one.id != hand.id])
        officers = tuple(random.sample(unit.officers, 2))
        id_, seizure = CaseId(stage.new_id(at)), SeizureId(stage.new_id(at))
        taken = at - random.randrange(1, 22) * HOUR
        suspect = wording.person_name(random)
        case = Case(id_, unit, officers, hand, second, [])
        paper = Listed(at, id_, seizure, taken, suspect)
        yield _opening(stage, at - 5 * MINUTE, case, paper)
        listed = []
        for line, (category, copies) in enumerate(kinds, 1):
            thing, event = _listed(stage, paper, line, category, copies)
            case.things.append(thing)
            listed.append(event)
        yield Deal(at, hand, case.deeds(listed))
        yield from _intake(stage, at + 3 * MINUTE, case)
        yield from years(stage, at + DAY, case, self.open_share)


def _opening(stage: Stage, at: int, case: Case, paper: Listed) -> Deal:
    moment = stage.moment(at)
    month = moment[:4] + moment[5:7]
    number = f"A{case.unit.code}{month}{stage.numbers.take(f'{case.unit.code}{month}'):04d}"
    registered = r.CaseRegistered(
        case=case.id,
        tag=stage.tag(7, moment),
        number=number,
        kind=CaseKind.CRIMINAL if stage.random.random() < 0.6 else CaseKind.ADMINISTRATIVE,
        unit=case.unit.id,
        officers=case.officers,
        name=wording.case_name(stage.random, paper.suspect),
        suspects=paper.suspect,
    )
    listed = r.SeizureRecorded(
        seizure=paper.seizure,
        case=case.id,
        measure=Measure.SEIZE,
        document_no=f"昆公扣字[{moment[:4]}]{stage.numbers.take(f'doc{moment[:4]}')}号",
        taken_at=stage.moment(paper.taken),
        officers=case.officers,
        officers_note=Party.KNOWN,
        holder_note=Party.KNOWN,
        witness_note=Party.KNOWN,
        place_note=Party.KNOWN,
        place="昆明市",
        holder=paper.suspect,
        witness=wording.person_name(stage.random),
    )
    return Deal(at, case.hand, case.deeds((registered, listed)))


def _listed(
    stage: Stage, paper: Listed, line: int, category: Category, copies: int
) -> tuple[Thing, e.ItemListed]:
    random = stage.random
    id_ = ItemId(stage.new_id(paper.at))
    quantity, cash = _quantity(stage, category, copies)
    weights = _weights(stage, category)
    seal = f"FQ{random.randrange(10**7):07d}" if category in CARE else ""
    event = e.ItemListed(
        item=id_,
        tag=stage.tag(1, stage.moment(paper.at)),
        case=paper.case,
        seizure=paper.seizure,
        line=str(line),
        origin=Origin.LIST,
        measure=Measure.SEIZE,
        category=category,
        grade=CARE.get(category, Grade.NORMAL),
        nature=Nature.EVIDENCE,
        quantity=quantity,
        taken_at=stage.moment(paper.taken),
        held=True,
        cash=cash,
        name=wording.item_name(random, category),
        features=wording.features(random, category),
        identifiers=wording.identifiers(random, category),
        owner=paper.suspect,
    )
    return Thing(id_, category, quantity, weights, seal), event


def _weights(stage: Stage, category: Category) -> tuple[Weight, ...]:
    if category is Category.DRUGS:
        net = stage.random.randrange(20, 50_000) / 100
        return (
            Weight(WeightKind.GROSS, Amount(f"{net + 1.2:.2f}", "g")),
            Weight(WeightKind.NET, Amount(f"{net:.2f}", "g")),
        )
    if category is Category.VALUABLES:
        net = stage.random.randrange(100, 9000) / 100
        return (Weight(WeightKind.NET, Amount(f"{net:.2f}", "g")),)
    return ()


def _quantity(stage: Stage, category: Category, copies: int) -> tuple[Amount, Cash | None]:
    if category is not Category.CASH:
        return Amount(str(copies), wording.unit_of(category)), None
    notes = stage.random.randrange(1, 500)
    total = Amount(f"{notes * 100}.00", "CNY")
    note = Denomination(Amount("100", "CNY"), notes)
    return total, Cash(CashUse.OBJECT, total, (note,))


def _intake(stage: Stage, at: int, case: Case) -> Iterator[Deal]:
    accepted = [
        e.ItemAccepted(
            item=thing.id,
            quantity=thing.quantity,
            counted=True,
            mode=DeliveryMode.OFFICER_BRINGS,
            condition=Condition.INTACT,
            weights=thing.weights,
            seal_no=thing.seal_no,
            delivered_by=case.officers[0],
            second=case.second_for(thing),
        )
        for thing in case.things
    ]
    yield Deal(at, case.hand, case.deeds(accepted), case.pair)
    labels = [e.ItemLabelled(item=thing.id, copy=1) for thing in case.things]
    yield Deal(at + MINUTE, case.hand, case.deeds(labels))
    for number, thing in enumerate(case.things):
        proved = e.ItemLabelProved(item=thing.id, copy=1)
        put = e.ItemMoved(item=thing.id, place=stage.place(thing))
        yield Deal(at + (2 + number) * MINUTE, case.hand, case.deeds((proved, put)))
