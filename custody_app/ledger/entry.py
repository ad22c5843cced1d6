"""The event core: its fields, their shapes, and its canonical bytes."""

import json
from dataclasses import dataclass, field
from typing import Any

from custody_app.ledger.canonical_json import canonical, canonical_trusted, parse_canonical
from custody_app.ledger.entry_shape import BadEvent, check_members

VERSION = 1


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing the event is about, with its place in that thing's own history.

    The first event of a subject has ``iseq`` 1 and no parents; each further one counts on from its
    parent, whose event hash (hexadecimal) is ``iprev``.
    """

    kind: str
    id: str
    iseq: int
    iprev: tuple[str, ...]

    @classmethod
    def first(cls, kind: str, subject_id: str) -> "Subject":
        """Return the subject of the first event that names it."""
        return cls(kind, subject_id, 1, ())

    @classmethod
    def after(cls, kind: str, subject_id: str, iseq: int, head: str) -> "Subject":
        """Return the subject of the event that follows the one at ``iseq`` with hash ``head``."""
        return cls(kind, subject_id, iseq + 1, (head,))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCore:
    """All that is hashed and signed of one event.

    ``actor`` did it, ``recorder`` wrote it down and signs with ``key``; ``shown`` says how the
    actor's identity was shown. ``body`` holds no personal data; each group of those is a salted
    commitment in ``pd``. ``tz`` is minutes east of UTC.
    """

    typ: str
    eid: str
    log: str
    lseq: int
    lprev: str
    actor: str
    recorder: str
    role: str
    key: str
    shown: str
    wall: str
    tz: int
    schema: int
    app: str
    body: dict[str, Any]
    subjects: tuple[Subject, ...] = ()
    batch: str | None = None
    occ: dict[str, str] | None = None
    pd: dict[str, str] = field(default_factory=dict)
    att: tuple[dict[str, str | int], ...] = ()
    ref: tuple[str, ...] = ()
    epoch: int = 0
    alg: str = "sha256"


def to_bytes(core: EventCore) -> bytes:
    """Return the canonical bytes of a checked event core.

    Raises:
        BadEvent: a field is missing or misshapen.
        NotCanonical: the whole is outside the profile (text, depth, 64 KiB).
    """
    members = _members(core)
    check_members(members)
    return canonical(members)


def to_bytes_trusted(core: EventCore) -> bytes:
    """Return the same bytes without checking anything (bulk writing of generated events)."""
    return canonical_trusted(_members(core))


def from_bytes(raw: bytes) -> EventCore:
    """Read an event core, making sure that ``raw`` is its only possible encoding.

    Raises:
        NotCanonical: the bytes are not canonical.
        BadEvent: a field is missing, unknown or misshapen.
    """
    members = parse_canonical(raw)
    check_members(members)
    return _core_of(members)


def from_bytes_trusted(raw: bytes) -> EventCore:
    """Read the bytes of an event that was verified elsewhere, without checking anything again.

    Raises:
        ValueError, LookupError, TypeError: the bytes are not those of an event.
    """
    return _core_of(json.loads(raw))


def _core_of(members: dict[str, Any]) -> EventCore:
    return EventCore(
        typ=members["typ"],
        eid=members["eid"],
        log=members["log"],
        lseq=members["lseq"],
        lprev=members["lprev"],
        actor=members["actor"],
        recorder=members["rec"],
        role=members["role"],
        key=members["key"],
        shown=members["shown"],
        wall=members["wall"],
        tz=members["tz"],
        schema=members["schema"],
        app=members["app"],
        body=members["body"],
        subjects=tuple(
            Subject(item["kind"], item["id"], item["iseq"], tuple(item["iprev"]))
            for item in members.get("items", ())
        ),
        batch=members.get("batch"),
        occ=members.get("occ"),
        pd=members.get("pd", {}),
        att=tuple(members.get("att", ())),
        ref=tuple(members.get("ref", ())),
        epoch=members["epoch"],
        alg=members["alg"],
    )


def _members(core: EventCore) -> dict[str, Any]:
    members: dict[str, Any] = {
        "v": VERSION,
        "alg": core.alg,
        "typ": core.typ,
        "eid": core.eid,
        "log": core.log,
        "epoch": core.epoch,
        "lseq": core.lseq,
        "lprev": core.lprev,
        "actor": core.actor,
        "rec": core.recorder,
        "role": core.role,
        "key": core.key,
        "shown": core.shown,
        "wall": core.wall,
        "tz": core.tz,
        "body": core.body,
        "schema": core.schema,
        "app": core.app,
    }
    if core.subjects:
        members["items"] = [
            {"kind": one.kind, "id": one.id, "iseq": one.iseq, "iprev": list(one.iprev)}
            for one in core.subjects
        ]
    if core.batch is not None:
        members["batch"] = core.batch
    if core.occ is not None:
        members["occ"] = core.occ
    if core.pd:
        members["pd"] = core.pd
    if core.att:
        members["att"] = list(core.att)
    if core.ref:
        members["ref"] = list(core.ref)
    return members


__all__ = [
    "BadEvent",
    "EventCore",
    "Subject",
    "from_bytes",
    "from_bytes_trusted",
    "to_bytes",
    "to_bytes_trusted",
]
