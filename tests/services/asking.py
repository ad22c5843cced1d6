"""What tests of services ask of the lived centre: things by name, people and cases by number."""

from __future__ import annotations

from typing import Any

from custody_app.bootstrap import Core
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId
from custody_app.domain.vocabulary import FormKind
from custody_app.services.outcome import Outcome
from custody_app.storage.base import pack, unpack
from custody_app.storage.state_store import StateStore
from tests.living import CAST, signer_of


def items_named(core: Core, name: str) -> list[ItemId]:
    """Things of this name, oldest first."""
    with core.reader.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id FROM item_card WHERE name = ? ORDER BY n", (name,)
        ).scalars()
        return [ItemId(unpack(raw)) for raw in rows]


def item_named(core: Core, name: str) -> ItemId:
    return items_named(core, name)[0]


def keyed(core: Core, kind: str, key: str) -> str:
    """The id behind a number, a badge or a code."""
    with core.reader.connect() as connection:
        found = StateStore(connection).find(kind, key)
    assert found is not None, (kind, key)
    return found


def person(core: Core, key: str) -> str:
    """Somebody of the demonstration."""
    return keyed(core, "person", CAST.member(key).badge)


def state(core: Core, kind: str, id_: str) -> Any:
    with core.reader.connect() as connection:
        return StateStore(connection).state(kind, id_)


def size_of(core: Core) -> int:
    """How many events there are."""
    with core.reader.connect() as connection:
        return int(connection.exec_driver_sql("SELECT size FROM ledger_head").scalar_one())


def positions_of(core: Core, subject: str) -> list[int]:
    with core.reader.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT pos FROM subject_event WHERE id = ? ORDER BY iseq", (pack(subject),)
        ).scalars()
        return [int(pos) for pos in rows]


def does(core: Core, *commands: Command, by: str = "clerk", second: str = "") -> Outcome:
    """Carry out commands; a second person confirms."""
    confirmers = (signer_of(core, second),) if second else ()
    return core.custody.handle(*commands, signer=signer_of(core, by), confirmers=confirmers)


def issued(core: Core, kind: FormKind, *items: ItemId, by: str = "clerk", **more: Any) -> bytes:
    """The PDF of a paper that was issued."""
    outcome = does(core, IssueForm(kind=kind, items=items, **more), by=by)
    form = state(core, "form", outcome.first("form"))
    return (core.folder.printed / f"{form.number}-{kind.value}.pdf").read_bytes()
