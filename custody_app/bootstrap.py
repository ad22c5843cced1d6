"""The composition root: builds everything of one centre once.

Nothing else constructs these parts.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Engine

from custody_app.domain.events.centre import PersonalDataErased
from custody_app.domain.events.rules import RulePackAdopted
from custody_app.domain.ids import CentreId
from custody_app.ledger.key_wrapping import WrapParameters
from custody_app.runtime.clock import Clock, SystemClock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.backup import Backup
from custody_app.services.custody import Custody
from custody_app.services.erasure import Erasure
from custody_app.services.fills import fills_of
from custody_app.services.keyring import Keyring
from custody_app.services.paper.issue import FormIssuer
from custody_app.services.paper.press import LabelPress
from custody_app.services.rule_packs import RulesReader
from custody_app.services.session import SignIn
from custody_app.storage import ledger_store
from custody_app.storage.attachment_store import AttachmentStore
from custody_app.storage.centre_lock import CentreLock, take_lock
from custody_app.storage.engine import Guard, faults_told, reader_engine, writer_engine
from custody_app.storage.log_folding import fold_log
from custody_app.storage.network_path import refuse_network_path
from custody_app.storage.upgrade import check_schema


@dataclass(frozen=True, slots=True)
class Core:
    """One open centre: its write side, its read side, its files."""

    folder: CentreDir
    clock: Clock
    guard: Guard
    writer: Engine
    reader: Engine
    keyring: Keyring
    custody: Custody
    rules: RulesReader
    sign_in: SignIn
    attachments: AttachmentStore
    labels: LabelPress
    backup: Backup
    lock: CentreLock

    def fold_log(self) -> bool:
        """Keep the write-ahead log short; to be called when nobody waits for a commit.

        Raises:
            Fault: ``storage.*``.
        """
        return fold_log(self.writer)

    def close(self) -> None:
        """Let go of the database, folding the write-ahead log into it.

        On a full disk the log stays beside the database; what it holds is durable as it is.
        """
        try:
            with suppress(Fault), faults_told(), self.writer.connect() as connection:
                raw = connection.connection.dbapi_connection
                if raw is not None:
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.reader.dispose()
            self.writer.dispose()
            self.lock.release()


def open_core(
    folder: CentreDir, clock: Clock | None = None, cost: WrapParameters | None = None
) -> Core:
    """Open an existing centre.

    Raises:
        Fault: ``storage.no_centre``, ``storage.in_work`` while a restore, rebuild or upgrade has
            the centre alone, and the other ``storage.*``, ``keys.*``.
    """
    refuse_network_path(folder.root)
    if not folder.db.is_file():
        raise Fault("storage.no_centre", folder=str(folder.root))
    lock = take_lock(folder.lock_file, alone=False)
    try:
        return _opened(folder, clock or SystemClock(), cost or WrapParameters(), lock)
    except BaseException:
        lock.release()
        raise


def _opened(folder: CentreDir, clock: Clock, cost: WrapParameters, lock: CentreLock) -> Core:
    keyring = Keyring(folder.keys, cost)
    guard = Guard()
    reader = reader_engine(folder.db)
    check_schema(reader)
    writer = writer_engine(folder.db, guard)
    with reader.connect() as connection:
        head = ledger_store.read_head(connection)
    if head is None:
        raise Fault("storage.no_centre", folder=str(folder.root))
    centre = CentreId(head.log.partition("/")[0])
    erasure = Erasure(folder, writer, guard)
    rules = RulesReader(folder)
    custody = Custody(
        writer,
        clock,
        keyring.station(),
        centre,
        fills_of(FormIssuer(folder), rules),
        {PersonalDataErased: erasure.effect, RulePackAdopted: rules.effect},
    )
    return Core(
        folder=folder,
        clock=clock,
        guard=guard,
        writer=writer,
        reader=reader,
        keyring=keyring,
        custody=custody,
        rules=rules,
        sign_in=SignIn(writer, reader, keyring, clock),
        attachments=AttachmentStore(folder.attachments),
        labels=LabelPress(folder, writer, reader, clock, centre),
        backup=Backup(folder, reader, custody, clock, erasure),
        lock=lock,
    )
