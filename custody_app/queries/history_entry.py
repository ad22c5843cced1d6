"""Events as entries of a history: who, when, what, with names and files, who confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.event_codec import decode
from custody_app.domain.events.base import Event
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.ledger.entry import EventCore, from_bytes
from custody_app.queries.facts import Fact, facts_of, named_facts
from custody_app.queries.names import FileRef, PersonRef, packed_id, people_of
from custody_app.storage import ledger_store
from custody_app.storage.unit_of_work import FILES_GROUP

COUNTERSIGN = "COUNTERSIGN"


@dataclass(frozen=True, slots=True)
class Told:
    """One event as read: its core, its event, and which personal values were erased.

    ``event`` is None for an event type of a newer program.
    """

    pos: int
    ehash: str
    core: EventCore
    event: Event | None
    files: tuple[FileRef, ...]
    erased: tuple[str, ...]

    @property
    def at(self) -> Moment:
        """When it happened; when it was recorded if nothing else is said."""
        return Moment(self.core.occ["at"] if self.core.occ else self.core.wall)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One event for people to read.

    Attributes:
        typ: name of the event; its words stand in ``resources/words/event.toml``.
        shown: how the actor showed who they are.
        late_why: why it was typed in later, empty when it was recorded at once.
        via_container: 18 digits of the container that moved with the item inside.
        erased: groups of personal values that an order erased.
    """

    pos: int
    lseq: int
    ehash: str
    typ: str
    subject_kind: str
    subject_id: str
    recorded_at: Moment
    happened_at: Moment
    late_why: str
    actor: PersonRef
    recorder: PersonRef
    shown: str
    role: str
    batch: str
    facts: tuple[Fact, ...]
    files: tuple[FileRef, ...]
    countersigned: tuple[PersonRef, ...]
    via_container: str = ""
    erased: tuple[str, ...] = field(default=())

    def fact(self, name: str) -> str:
        """The value of a fact, empty when it is not there."""
        return next((fact.value for fact in self.facts if fact.name == name), "")


def read_event(connection: Connection, pos: int) -> Told:
    """The event at a position.

    Raises:
        LookupError: there is none.
    """
    stored = ledger_store.read_event(connection, pos)
    if stored is None:
        raise LookupError(pos)
    core = from_bytes(stored.core)
    values = ledger_store.personal_values(connection, pos)
    erased = tuple(sorted(core.pd.keys() - values.keys()))
    names = values.pop(FILES_GROUP, {}).get("names", [])
    subject = core.subjects[0].id if core.subjects else ""
    event: Event | None
    try:
        event = decode(core.typ, subject, core.body, values)
    except (KeyError, RuleBroken):
        event = None
    return Told(pos, stored.ehash.hex(), core, event, _files(core, pos, names), erased)


def _files(core: EventCore, pos: int, names: Sequence[str]) -> tuple[FileRef, ...]:
    return tuple(
        FileRef(
            h=str(file["h"]),
            size=int(file["n"]),
            mime=str(file["mime"]),
            name=names[at] if at < len(names) else "",
            pos=pos,
            recorded_at=Moment(core.wall),
        )
        for at, file in enumerate(core.att)
    )


def positions_of(connection: Connection, subject: str, limit: int = -1) -> list[int]:
    """Positions of the events that name a subject, the last one first."""
    rows = connection.exec_driver_sql(
        "SELECT pos FROM subject_event WHERE id = ? ORDER BY iseq DESC LIMIT ?",
        (packed_id(subject), limit),
    ).scalars()
    return list(rows.all())


def entries(
    connection: Connection, told: Sequence[Told], via: dict[int, str] | None = None
) -> tuple[HistoryEntry, ...]:
    """Entries of events in the order given; ``via`` names the container by position."""
    confirmed = _confirmed(connection, told)
    ids = {id_ for one in told for id_ in (one.core.actor, one.core.recorder)}
    people = people_of(connection, ids.union(*confirmed.values()))
    facts = named_facts(connection, [facts_of(one.event) if one.event else () for one in told])

    def person(id_: str) -> PersonRef:
        return people.get(id_, PersonRef(id_))

    return tuple(
        HistoryEntry(
            pos=one.pos,
            lseq=one.core.lseq,
            ehash=one.ehash,
            typ=one.core.typ,
            subject_kind=one.core.subjects[0].kind if one.core.subjects else "",
            subject_id=one.core.subjects[0].id if one.core.subjects else "",
            recorded_at=Moment(one.core.wall),
            happened_at=one.at,
            late_why=one.core.occ.get("why", "") if one.core.occ else "",
            actor=person(one.core.actor),
            recorder=person(one.core.recorder),
            shown=one.core.shown,
            role=one.core.role,
            batch=one.core.batch or "",
            facts=told_facts,
            files=one.files,
            countersigned=tuple(person(id_) for id_ in confirmed.get(one.core.batch or "", ())),
            via_container=(via or {}).get(one.pos, ""),
            erased=one.erased,
        )
        for one, told_facts in zip(told, facts, strict=True)
    )


def _confirmed(connection: Connection, told: Sequence[Told]) -> dict[str, tuple[str, ...]]:
    """Batch -> people who countersigned it; countersignatures stand last in their batch."""
    found = {}
    for batch in {one.core.batch for one in told if one.core.batch}:
        row = connection.exec_driver_sql(
            "SELECT first_pos, last_pos FROM batch WHERE id = ?", (packed_id(batch),)
        ).first()
        if row is None:
            continue
        signers: list[str] = []
        for pos in range(row[1], row[0] - 1, -1):
            stored = ledger_store.read_event(connection, pos)
            core = from_bytes(stored.core) if stored else None
            if core is None or core.typ != COUNTERSIGN:
                break
            signers.insert(0, core.actor)
        if signers:
            found[batch] = tuple(signers)
    return found
