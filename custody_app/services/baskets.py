"""Keeps the open work of a clerk through a crash or a change of person."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.values import dataclass
from custody_app.runtime.clock import Clock
from custody_app.services.custody import Beside
from custody_app.storage.basket_store import (
    BasketRow,
    clear_basket,
    put_basket,
    read_basket,
    read_baskets,
    write_basket,
)
from custody_app.storage.engine import faults_told
from custody_app.storage.scan_store import is_person
from custody_app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OpenBasket:
    """One saved basket."""

    person_id: str
    saved_at: Moment
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Baskets:
    """Saved baskets of one centre; the content is what JSON can carry."""

    writer: Engine
    reader: Engine
    clock: Clock

    def save(self, person: str, content: dict[str, Any]) -> None:
        """Keep this basket in place of the person's last one.

        Raises:
            RuleBroken: ``person.unknown``.
        """
        if not is_person(person):
            raise RuleBroken("person.unknown", id=person[:80])
        at = moment_of(self.clock.now())
        write_basket(self.writer, person=person, at=at, content=_text_of(content))

    def beside(self, person: str, content: dict[str, Any]) -> Beside:
        """What keeps this content, or lets the basket go, in the transaction that carries it out.

        So no crash leaves a basket on offer that is on the record already.
        """
        return self.beside_events(person, lambda _events: content)

    def beside_events(
        self, person: str, content_of: Callable[[tuple[Event, ...]], dict[str, Any]]
    ) -> Beside:
        """As ``beside``, with a content that follows from what was recorded, such as papers owed.

        It is asked on the thread that writes, with every event of the transaction.
        """
        at = moment_of(self.clock.now())

        def keep(work: UnitOfWork) -> None:
            content = content_of(tuple(one.event for one in work.recorded))
            text = _text_of(content) if content else ""
            put_basket(work.connection, person=person, at=at, content=text)

        return keep

    def load(self, person: str) -> dict[str, Any] | None:
        """The person's basket, None when there is none."""
        with faults_told(), self.reader.connect() as connection:
            row = read_basket(connection, person)
        return _opened(row).content if row is not None else None

    def clear(self, person: str) -> None:
        """Let the person's basket go."""
        if is_person(person):
            clear_basket(self.writer, person=person)

    def open(self) -> tuple[OpenBasket, ...]:
        """All open baskets, the oldest first."""
        with faults_told(), self.reader.connect() as connection:
            return tuple(_opened(row) for row in read_baskets(connection))


def _text_of(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def _opened(row: BasketRow) -> OpenBasket:
    """A basket from its text; one that cannot be read opens empty."""
    try:
        content = json.loads(row.content)
    except ValueError:
        content = {}
    return OpenBasket(row.person_id, row.saved_at, content if isinstance(content, dict) else {})
