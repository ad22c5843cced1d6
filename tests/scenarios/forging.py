"""A program without the rules, with true keys: it appends to the ledger what was never allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from custody_app.bootstrap import Core
from custody_app.domain.events.approvals import ApprovalDelegated
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemAccepted, ItemCheckedOut, ItemHandedOver
from custody_app.domain.events.registers import RequestApproved, RequestMade
from custody_app.domain.events.stores import ItemSentToStore
from custody_app.domain.ids import ItemId, PersonId, RequestId
from custody_app.domain.moments import Day, Moment, moment_of
from custody_app.domain.parts import PaperApproval
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import (
    Condition,
    Custody,
    Delegation,
    DeliveryMode,
    LoanPurpose,
    Rank,
    RequestKind,
)
from custody_app.queries.find_items import find_items
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.people import find_people
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.storage.unit_of_work import UnitOfWork, unit_of_work
from tests import builders as b
from tests.living import signer_of
from tests.scenarios.signing import event_of

CENT = Amount("0.01", "CNY")
UNDECIDED = ("REQUEST_APPROVED", "REQUEST_REFUSED")
OTHER_SUBJECTS = ("container", "effects", "account", "unit")


class Forger:
    """Makes what a false event is about as it ought to be, then records the false event."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._clerk = signer_of(core, "clerk")
        read = Reader(core.reader)
        rows = read(find_items, filters=ItemFilters(custody=(Custody.IN_STORE,)), limit=100).rows
        self._like: ItemState = read(state_of, ItemState, rows[0].id)
        people = read(find_people, text="", limit=100)
        self._spare = [row.id for row in people if row.id != self._clerk.id]
        self._serial = 0
        with core.reader.connect() as connection:
            self._subjects = {
                kind: _uuid(
                    connection.exec_driver_sql(
                        "SELECT lower(hex(id)) FROM subject_state WHERE kind = ?", (kind,)
                    ).scalars().first() or ""
                )
                for kind in OTHER_SUBJECTS
            }  # fmt: skip

    def people(self, places: Sequence[str], one: str, other: str) -> dict[str, str]:
        """Somebody of the register in each place, the same person in these two."""
        spare = iter(self._spare)
        found = {place: next(spare) for place in places} | {"recorder": self._clerk.id}
        keeps, gives = (other, one) if other == "recorder" else (one, other)
        return found | {gives: found[keeps]}

    def forge(self, typ: str, people: Mapping[str, str]) -> int:
        """The place of the false event in the ledger."""
        hand, clock = self._core.custody, self._core.clock
        batch = clock.new_id()
        with unit_of_work(hand.engine, clock.new_id) as work:
            stage = _Stage(self._core, work, batch, people)
            item = stage.stored(self._like, self._serial)
            self._serial += 1
            request = stage.asked(item, self._spare[-2:], decided=typ not in UNDECIDED)
            stage.away(item, request)
            if typ == "ITEM_CAME_BACK":
                stage.gone(item, request)
            known = self._subjects | {
                "item": item.id, "request": request, "centre": hand.centre,
                "seizure": item.seizure, "place": item.place,
            }  # fmt: skip
            event = event_of(typ, people, known)
            amounts = {"quantity": item.balance.stored, "amount": CENT, "before": CENT}
            names = {one.name for one in fields(event)} & set(amounts)
            event = replace(event, **{name: amounts[name] for name in names})
            lseq = stage.record(event, actor=people["actor"])
            work.seal(hand.station.sign, batch)
        return lseq


class _Stage:
    """One transaction of a forger."""

    def __init__(self, core: Core, work: UnitOfWork, batch: str, people: Mapping[str, str]) -> None:
        self._core = core
        self._work = work
        self._batch = batch
        self._who = {place: PersonId(person) for place, person in people.items()}
        self._clerk = signer_of(core, "clerk")

    def record(self, event: Event, *, actor: str = "", recorder: str = "") -> int:
        """Sign and append, whatever it is."""
        now = max(moment_of(self._core.clock.now()), self._work.head.wall)
        envelope = self._core.custody._envelope(
            actor or self._clerk.id, self._clerk, Moment(now), self._batch, "custodian"
        )
        envelope = replace(envelope, recorder=recorder or self._clerk.id)
        return self._work.record(event, envelope).lseq

    def stored(self, like: ItemState, serial: int) -> ItemState:
        """Another thing, taken in as it ought to be."""
        id_ = self._core.clock.new_id()
        listed = b.an_item(
            id_, b.a_tag(TagKind.ITEM, 900_000 + serial), case=like.case, seizure=like.seizure,
            line=f"f-{serial}", taken_at=like.taken_at,
        )  # fmt: skip
        self.record(listed)
        accepted = ItemAccepted(
            item=ItemId(id_), quantity=b.ONE, counted=True, place=like.place,
            mode=DeliveryMode.OFFICER_BRINGS, condition=Condition.INTACT,
        )  # fmt: skip
        self.record(accepted)
        state: ItemState = self._work.state("item", id_)
        return state

    def asked(self, item: ItemState, others: Sequence[str], *, decided: bool) -> RequestId:
        """A request of these people; others where the case names nobody."""
        id_ = RequestId(self._core.clock.new_id())
        asks, approves = map(PersonId, others)
        made = RequestMade(
            request=id_, number=f"F-{id_}", kind=RequestKind.DISPOSAL, case=item.case,
            requester=self._who.get("asked.requester", asks), rank_needed=Rank.POLICE_HEAD,
        )  # fmt: skip
        self.record(made, recorder=self._who.get("asked.recorder", asks))
        if not decided:
            return id_
        yes = RequestApproved(
            request=id_, approver=self._who.get("asked.approver", approves),
            rank=Rank.POLICE_HEAD, digest="", paper=PaperApproval("批1", Day("2026-03-02")),
        )  # fmt: skip
        self.record(yes)
        entitled = self._who.get("asked.entitled")
        if entitled is not None:
            now = moment_of(self._core.clock.now())
            self.record(
                ApprovalDelegated(
                    request=id_, how=Delegation.DEPUTY, entitled=entitled, confirm_by=now
                )
            )
        return id_

    def away(self, item: ItemState, request: RequestId) -> None:
        """Sent to another store, or lent, by whom the case says."""
        sent, lent = self._who.get("transit.carrier"), self._who.get("loan.borrower")
        now, there = moment_of(self._core.clock.now()), item.balance.stored
        if sent is not None:
            gone = ItemSentToStore(
                item=item.id, carrier=sent, quantity=there, condition=item.condition
            )
            self.record(
                gone, actor=self._who["transit.sent_by"], recorder=self._who["transit.recorded_by"]
            )
        elif lent is not None:
            self.record(
                ItemCheckedOut(
                    item=item.id, request=request, borrower=lent, quantity=there, due_at=now,
                    purpose=LoanPurpose.APPRAISAL, condition=item.condition,
                )
            )  # fmt: skip

    def gone(self, item: ItemState, request: RequestId) -> None:
        """It left with the case."""
        self.record(
            ItemHandedOver(
                item=item.id, request=request, quantity=item.balance.stored,
                to_unit=self._work.state("person", self._clerk.id).unit,
            )
        )  # fmt: skip


def _uuid(digits: str) -> str:
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
