"""A recorded checkpoint as a slip: its text, and the sheet that leaves the building."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from custody_app.documents.checkpoint_slip import CheckpointSlip, checkpoint_slip_pdf
from custody_app.documents.parts import FormHead
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.policy import Policy
from custody_app.domain.state.registers import CentreState
from custody_app.domain.values import dataclass
from custody_app.domain.world import World
from custody_app.ledger.checkpoint import NoteSignature, note_key_id, slip_of
from custody_app.runtime.clock import Clock
from custody_app.runtime.i18n import DEFAULT_LANGUAGE
from custody_app.runtime.paths import CentreDir
from custody_app.storage import ledger_store
from custody_app.storage.key_files import make_folder, write_durably
from custody_app.storage.state_store import StateStore


@dataclass(frozen=True, slots=True)
class SlipPress:
    """Makes the checkpoint slips of one centre.

    Attributes:
        centre: id of the centre.
    """

    folder: CentreDir
    reader: Engine
    clock: Clock
    centre: str

    def text(self, size: int | None = None) -> str:
        """The signed short form of the checkpoint of this size, or of the last one.

        Raises:
            RuleBroken: ``verify.no_checkpoint`` when no transaction ended at this size.
        """
        return self._slip(size).text

    def print(self, size: int | None = None, language: str = DEFAULT_LANGUAGE) -> Path:
        """The sheet as a file under ``printed``; the same checkpoint gives the same name.

        Raises:
            RuleBroken: ``verify.no_checkpoint``.
            Fault: ``storage.*``, ``documents.*``.
        """
        slip = self._slip(size)
        make_folder(self.folder.printed)
        path = self.folder.printed / f"checkpoint-{slip.size}.pdf"
        write_durably(path, checkpoint_slip_pdf(slip, language))
        return path

    def _slip(self, size: int | None) -> CheckpointSlip:
        with self.reader.connect() as connection:
            found = ledger_store.read_checkpoint(connection, size)
            centre = World(StateStore(connection)).get(CentreState, self.centre)
        if found is None:
            raise RuleBroken("verify.no_checkpoint", size=size or 0)
        point, signature = found
        key = note_key_id(point.origin, bytes.fromhex(centre.station_public_key))
        now: Moment = moment_of(self.clock.now())
        return CheckpointSlip(
            head=FormHead(
                agency=Policy(centre.policy).text("agency") or centre.name,
                number="",
                code18="",
                printed_at=now,
                demo=centre.demo,
                ledger_position=f"{point.origin.partition('/')[2]}/{point.size - 1}",
                zone_minutes=self.clock.zone_minutes(),
            ),
            log=point.origin,
            size=point.size,
            root=point.root.hex(),
            text=slip_of(point, NoteSignature(point.origin, key, signature)),
        )
