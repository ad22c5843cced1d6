"""Names behind ids, looked up for a whole page at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass

BATCH = 500
ID_BYTES = 16
PATH_DEPTH = 12
PATH_JOIN = " / "
STATION = "station"


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as lists name them."""

    id: str
    name: str = ""
    badge_no: str = ""
    unit_id: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place with its path from the top."""

    id: str
    code: str
    name: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class ContainerRef:
    """A bag or box and where it lies; ``code`` has 18 digits."""

    id: str
    code: str
    name: str = ""
    kind: str = ""
    seal_no: str = ""
    place: PlaceRef | None = None


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case as lists name it."""

    id: str
    number: str
    name: str = ""
    unit_id: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A stored file of an event; ``h`` is its SHA-256 in hexadecimal."""

    h: str
    size: int
    mime: str
    name: str
    pos: int
    recorded_at: Moment


def code_of(base: str, copy: int = tag.FIRST_COPY) -> str:
    """The printable 18 digits; numbers that are no tag of ours are told as they are."""
    shaped = len(base) == tag.BASE_LENGTH and base.isascii() and base.isdigit()
    return tag.code_of(base, max(copy, tag.FIRST_COPY)) if shaped else base


def base_of(text: str) -> str:
    """The 15 digits of a typed or scanned code, spaces apart; empty when it is no code."""
    try:
        return tag.parse("".join(text.split()))[0].base
    except RuleBroken:
        return ""


def packed_id(id_: str) -> bytes:
    """The 16 bytes of an id; text that is no id finds nothing."""
    try:
        raw = bytes.fromhex(id_.replace("-", ""))
    except ValueError:
        raw = b""
    return raw if len(raw) == ID_BYTES else id_.encode("utf-8", "replace")


def id_text(raw: bytes | None) -> str:
    """The text of an id, empty for none; by slices, because a page has hundreds of them."""
    if not raw:
        return ""
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def rows_of(
    connection: Connection, head: str, column: str, ids: Iterable[bytes], tail: str = ""
) -> Iterator[Any]:
    """Rows whose column is one of these ids, asked for in batches."""
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        marks = ", ".join("?" * len(part))
        yield from connection.exec_driver_sql(
            f"{head} WHERE {column} IN ({marks}){tail}", tuple(part)
        )


def people_of(connection: Connection, ids: Iterable[str]) -> dict[str, PersonRef]:
    """Id -> person; the station and unknown ids get an empty name."""
    wanted = [id_ for id_ in ids if id_ and id_ != STATION]
    head = (
        "SELECT p.id, p.name, p.badge_no, p.unit_id, u.name, u.code FROM person_card p"
        " LEFT JOIN unit_card u ON u.id = p.unit_id"
    )
    found = {}
    for row in rows_of(connection, head, "p.id", map(packed_id, wanted)):
        id_ = id_text(row[0])
        found[id_] = PersonRef(id_, row[1], row[2], id_text(row[3]), row[4] or row[5] or "")
    return found


def person_of(connection: Connection, id_: str | None) -> PersonRef | None:
    """One person, None for no id."""
    if not id_:
        return None
    return people_of(connection, (id_,)).get(id_, PersonRef(id_))


def units_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Id -> the unit's name."""
    head = "SELECT id, name, code FROM unit_card"
    wanted = map(packed_id, filter(None, ids))
    return {id_text(row[0]): row[1] or row[2] for row in rows_of(connection, head, "id", wanted)}


def unit_name(connection: Connection, id_: str | None) -> str:
    """A unit's name, empty for none."""
    return units_of(connection, (id_,)).get(id_, "") if id_ else ""


def cases_of(connection: Connection, ids: Iterable[str]) -> dict[str, CaseRef]:
    """Id -> case."""
    head = "SELECT id, number, name, unit_id FROM case_card"
    wanted = map(packed_id, filter(None, ids))
    return {
        id_text(row[0]): CaseRef(id_text(row[0]), row[1], row[2], id_text(row[3]))
        for row in rows_of(connection, head, "id", wanted)
    }


def places_of(connection: Connection, ids: Iterable[str]) -> dict[str, PlaceRef]:
    """Id -> place with its path; each level of the tree is one look-up."""
    head = "SELECT id, code, name, parent_id FROM place_card"
    known: dict[bytes, Any] = {}
    wanted = [packed_id(id_) for id_ in ids if id_]
    level: set[bytes] = set(wanted)
    for _ in range(PATH_DEPTH):
        level -= known.keys()
        if not level:
            break
        rows = list(rows_of(connection, head, "id", level))
        known |= {row[0]: row for row in rows}
        level = {row[3] for row in rows if row[3]}
    return {id_text(raw): _place(raw, known) for raw in wanted if raw in known}


def _place(raw: bytes, known: dict[bytes, Any]) -> PlaceRef:
    row = known[raw]
    path = [row[1]]
    above = row[3]
    while above in known and len(path) < PATH_DEPTH:
        path.append(known[above][1])
        above = known[above][3]
    return PlaceRef(id_text(raw), row[1], row[2], PATH_JOIN.join(reversed(path)))


def place_of(connection: Connection, id_: str | None) -> PlaceRef | None:
    """One place, None for no id."""
    return places_of(connection, (id_,)).get(id_) if id_ else None


def containers_of(connection: Connection, ids: Iterable[str]) -> dict[str, ContainerRef]:
    """Id -> container with its place."""
    head = "SELECT id, tag, name, kind, seal_no, place_id FROM container_card"
    rows = list(rows_of(connection, head, "id", map(packed_id, filter(None, ids))))
    places = places_of(connection, (id_text(row[5]) for row in rows))
    found = {}
    for row in rows:
        bare = ContainerRef(id_text(row[0]), code_of(row[1]), row[2], row[3], row[4])
        found[bare.id] = replace(bare, place=places.get(id_text(row[5])))
    return found


def container_of(connection: Connection, id_: str | None) -> ContainerRef | None:
    """One container, None for no id."""
    return containers_of(connection, (id_,)).get(id_) if id_ else None
