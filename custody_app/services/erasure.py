"""Carry out an order to erase personal data, everywhere it is kept, and list it for restores."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from custody_app.domain.events.centre import PersonalDataErased
from custody_app.domain.ids import CentreId, PersonId
from custody_app.domain.policy import Policy
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.paper.issue import printed_name
from custody_app.storage.attachment_store import AttachmentStore
from custody_app.storage.engine import Guard
from custody_app.storage.erasing import ErasedFiles, erase, forget_in_files
from custody_app.storage.key_files import write_durably
from custody_app.storage.unit_of_work import UnitOfWork

LIST_NAME = "erasures.json"
PENDING = "forget.pending"
AT_ONCE_BYTES = 256 * 1024 * 1024
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What follows in the store when ``PersonalDataErased`` is recorded."""

    folder: CentreDir
    writer: Engine
    guard: Guard

    def effect(self, work: UnitOfWork, event: PersonalDataErased) -> None:
        """Delete values and refold states now; files go when the transaction is durable."""
        files = erase(
            work.connection,
            self.guard,
            work.states,
            frozenset(event.commitments),
            frozenset(event.of_events),
        )
        centre = work.state("centre", event.centre)
        target = Policy(centre.policy).text("backup_target") if centre is not None else ""
        work.afterwards.append(lambda: self._clear(files))
        if target:
            work.afterwards.append(lambda: _remember(Path(target), event))

    def _clear(self, files: ErasedFiles) -> None:
        store = AttachmentStore(self.folder.attachments)
        doomed = [store.path_of(h) for h in files.attachments]
        doomed += [
            self.folder.printed / printed_name(number, FormKind(kind))
            for number, kind in files.papers
        ]
        for path in doomed:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                # The order is on record and the values are gone; verification names this file.
                _LOG.warning("a file of an erased subject could not be removed")
        write_durably(self.folder.root / PENDING, b"")
        if self.folder.db.stat().st_size <= AT_ONCE_BYTES:
            self.forget()

    def forget(self) -> None:
        """Write the database anew; a large one, or one in use, waits for the next backup.

        Raises:
            Fault: ``storage.*``.
        """
        mark = self.folder.root / PENDING
        if mark.exists() and forget_in_files(self.writer, self.guard):
            mark.unlink(missing_ok=True)


def list_path(target: Path, centre: str) -> Path:
    """Where a backup target keeps the list of erasures of a centre."""
    return target / f"{centre}-{LIST_NAME}"


def merge_list(target: Path, centre: str, events: Iterable[PersonalDataErased]) -> None:
    """Add erasures to the list beside the backups, so that a restore applies them again.

    Raises:
        Fault: ``storage.*``.
    """
    path = list_path(target, centre)
    known = {event.commitments: event for event in read_list(path, centre)}
    known |= {event.commitments: event for event in events}
    plain = [
        {
            "commitments": list(event.commitments),
            "of_events": list(event.of_events),
            "order_no": event.order_no,
            "second": event.second,
        }
        for event in known.values()
    ]
    if plain:
        write_durably(path, json.dumps({"v": 1, "erasures": plain}, indent=1).encode())


def read_list(path: Path, centre: str) -> list[PersonalDataErased]:
    """The erasures of a list; none when there is no list.

    Raises:
        Fault: ``backup.erasures_unreadable``: going on would bring erased data back.
    """
    try:
        found = json.loads(path.read_bytes())
        return [_event(plain, centre) for plain in found["erasures"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Fault("backup.erasures_unreadable", file=path.name) from error


def _event(plain: dict[str, Any], centre: str) -> PersonalDataErased:
    return PersonalDataErased(
        centre=CentreId(centre),
        commitments=tuple(str(one) for one in plain["commitments"]),
        of_events=tuple(str(one) for one in plain["of_events"]),
        order_no=str(plain["order_no"]),
        second=PersonId(str(plain["second"])),
    )


def _remember(target: Path, event: PersonalDataErased) -> None:
    """The list is written again with every backup; a target that is not there now can wait."""
    if target.is_dir():
        with suppress(Fault):
            merge_list(target, event.centre, [event])
