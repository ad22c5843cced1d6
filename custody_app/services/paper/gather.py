"""From ids to what stands on paper: lines, cases, people, places, approvals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from custody_app.documents.parts import Approval, CaseRef, ItemLine, Paper, Signatory
from custody_app.domain import tag
from custody_app.domain.moments import Day, Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.timing import local_day
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest, PersonState, SeizureState
from custody_app.domain.vocabulary import Party
from custody_app.domain.world import World
from custody_app.queries.evidence import Confirmation, Evidence, Seen
from custody_app.runtime.words import word

PLACE_DEPTH_MAX = 12


@dataclass(slots=True)
class Gather:
    """Reads the record for one paper."""

    world: World
    evidence: Evidence
    language: str

    def person(
        self, id_: str | None, confirmed: Mapping[str, Confirmation] | None = None
    ) -> Signatory:
        """A person as a signatory; confirmed by PIN if a countersignature is there."""
        if not id_ or id_ == "station":
            return Signatory()
        state = self.world.get(PersonState, id_)
        confirmation = (confirmed or {}).get(id_)
        return Signatory(
            name=state.name,
            badge=state.badge_no,
            unit=self.unit_name(state.unit),
            confirmed_at=confirmation.at if confirmation else None,
            confirmed_hash=confirmation.ehash[:16] if confirmation else "",
        )

    def recorder(
        self, seen: Seen, confirmed: Mapping[str, Confirmation] | None = None
    ) -> Signatory:
        """Who recorded an event; the recorder's own signature over it counts as a confirmation."""
        signatory = self.person(seen.core.recorder, confirmed)
        if signatory.confirmed_at is None and seen.core.shown != "station":
            return replace(
                signatory, confirmed_at=Moment(seen.core.wall), confirmed_hash=seen.ehash[:16]
            )
        return signatory

    def named(self, name: str, note: Party) -> Signatory:
        """A holder or witness by name, or why there is none."""
        return Signatory(name=name, party=note)

    def unit_name(self, id_: str | None) -> str:
        """A unit's name."""
        if not id_:
            return ""
        unit = self.world.unit(id_)
        return unit.name or unit.code

    def place_path(self, id_: str | None) -> str:
        """``A / A-12 / A-12-32``: from the site down to the slot."""
        parts: list[str] = []
        while id_ and len(parts) < PLACE_DEPTH_MAX:
            place = self.world.place(id_)
            parts.append(place.code)
            id_ = place.parent
        return " / ".join(reversed(parts))

    def where(self, item: ItemState) -> str:
        """The path of the place where an item lies; an item in a container shares its place."""
        if item.container:
            return self.place_path(self.world.container(item.container).place)
        return self.place_path(item.place)

    def case(self, id_: str) -> CaseRef:
        """A case as papers name it."""
        case = self.world.case(id_)
        return CaseRef(
            number=case.number,
            name=case.name,
            kind=case.kind,
            unit=self.unit_name(case.unit),
            officers=tuple(self.world.person(officer).name for officer in case.officers),
            suspect=case.suspects,
            provisional=case.provisional,
        )

    def seizure(self, item: ItemState) -> SeizureState:
        """The list an item came in on."""
        return self.world.seizure(item.seizure)

    def papers(self, seizure: SeizureState) -> tuple[Paper, ...]:
        """The legal document behind a list."""
        if not seizure.document_no:
            return ()
        name = word("measure", seizure.measure.value, self.language)
        return (Paper(name=name, number=seizure.document_no, on=seizure.document_on),)

    def line(self, item: ItemState, quantity: Amount | None = None, remark: str = "") -> ItemLine:
        """An item as a line of a list."""
        balance = item.balance
        taken = balance.taken
        shown = quantity or (balance.listed if taken.is_zero else taken)
        differs = not taken.is_zero and taken.n != balance.listed.n and not balance.listed.is_zero
        container = ""
        if item.container:
            container = tag.grouped(tag.code_of(self.world.container(item.container).tag))
        return ItemLine(
            no=item.line,
            name=item.name,
            quantity=shown,
            listed=balance.listed if differs and quantity is None else None,
            code18=tag.code_of(item.tag, max(item.copy, tag.FIRST_COPY)),
            category=item.category,
            features="；".join(part for part in (item.features, item.proving_feature) if part),
            identifiers=item.identifiers,
            weights=item.weights,
            cash=item.cash,
            measure=item.measure,
            nature=item.nature,
            case=self.world.case(item.case).number,
            place=self.where(item),
            container=container,
            grade=item.grade,
            seal_no=item.seal_no,
            condition=item.condition,
            remark=remark,
        )

    def approval(self, request: ApprovalRequest) -> Approval:
        """The decision a paper carries out."""
        on: Day | None = None
        if request.paper is not None:
            on = Day(request.paper.on)
        elif request.decided_at is not None:
            on = local_day(request.decided_at)
        approver = self.world.person(request.approver).name if request.approver else ""
        return Approval(
            number=request.paper.number if request.paper else request.number,
            on=on,
            approver=approver,
            rank=request.approver_rank,
            opinion=request.decision_note,
        )
