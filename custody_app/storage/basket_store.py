"""Saved baskets: the open work of a clerk, one a person."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.storage.base import pack, unpack
from custody_app.storage.engine import faults_told
from custody_app.storage.tables.local import basket


@dataclass(frozen=True, slots=True)
class BasketRow:
    """One saved basket as it lies there."""

    person_id: str
    saved_at: Moment
    content: str


def write_basket(engine: Engine, *, person: str, at: str, content: str) -> None:
    """Keep this basket in place of the person's last one; an empty text lets it go."""
    with faults_told(), engine.begin() as connection:
        put_basket(connection, person=person, at=at, content=content)


def put_basket(connection: Connection, *, person: str, at: str, content: str) -> None:
    """The same inside a transaction that is open already."""
    connection.execute(basket.delete().where(basket.c.person_id == person))
    if content:
        connection.execute(
            basket.insert(), {"person_id": person, "saved_at": at, "content": content}
        )


def clear_basket(engine: Engine, *, person: str) -> None:
    """Let the person's basket go."""
    write_basket(engine, person=person, at="", content="")


def read_basket(connection: Connection, person: str) -> BasketRow | None:
    """The person's basket."""
    try:
        raw = pack(person)
    except ValueError:
        return None
    row = connection.exec_driver_sql(
        "SELECT saved_at, content FROM basket WHERE person_id = ? ORDER BY id DESC LIMIT 1", (raw,)
    ).first()
    return BasketRow(person, row[0], row[1]) if row else None


def read_baskets(connection: Connection) -> tuple[BasketRow, ...]:
    """All open baskets, the oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT person_id, saved_at, content FROM basket ORDER BY saved_at, id"
    )
    return tuple(BasketRow(unpack(row[0]), row[1], row[2]) for row in rows)
