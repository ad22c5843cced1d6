"""A real centre on disk after its demonstration day, and hands that get past the guards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from custody_app.bootstrap import Core, open_core
from custody_app.demo.cast import read_cast
from custody_app.demo.production import DEMO_COST, SEED, DemoPlan, make_demo
from custody_app.ledger.signing import wrap_key
from custody_app.runtime.paths import CentreDir
from custody_app.services.keyring import Keyring
from custody_app.services.signer import Signer
from custody_app.storage.core_packing import packed, unpacked
from custody_app.storage.key_files import RECOVERY_FILE, write_key_file

PROJECT = Path(__file__).resolve().parents[1]
CAST = read_cast(SEED)


def make_lived(folder: Path) -> CentreDir:
    """The centre after its first day."""
    centre = CentreDir(folder)
    make_demo(centre)
    return centre


def make_set_up(folder: Path) -> CentreDir:
    """The centre before anything happened."""
    centre = CentreDir(folder)
    make_demo(centre, DemoPlan(day=False))
    return centre


def copy_of(centre: CentreDir, to: Path) -> CentreDir:
    shutil.copytree(centre.root, to)
    return CentreDir(to)


@contextmanager
def opened(centre: CentreDir) -> Iterator[Core]:
    core = open_core(centre, cost=DEMO_COST)
    try:
        yield core
    finally:
        core.close()


def signer_of(core: Core, key: str) -> Signer:
    """Somebody of the demonstration with the key unlocked."""
    member = CAST.member(key)
    return core.sign_in.with_pin(member.badge, member.pin).signer


@contextmanager
def burgled(centre: CentreDir) -> Iterator[Any]:
    """The database as somebody with a file editor has it: no authorizer, no triggers."""
    raw = sqlite.connect(str(centre.db), isolation_level=None)
    triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    try:
        yield raw
        for _, sql in triggers:
            raw.execute(sql)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.close()


def core_of(raw: Any, pos: int) -> bytes:
    """The canonical bytes of an event."""
    (kept,) = raw.execute("SELECT core FROM ledger_event WHERE pos = ?", (pos,)).fetchone()
    return unpacked(kept)


def put_core(raw: Any, pos: int, core: bytes) -> None:
    raw.execute("UPDATE ledger_event SET core = ? WHERE pos = ?", (packed(core), pos))


def position(raw: Any, typ: str, number: int = 0) -> int:
    """Where the n-th event of a type lies."""
    found = [
        pos
        for pos, kept in raw.execute("SELECT pos, core FROM ledger_event ORDER BY pos")
        if f'"typ":"{typ}"'.encode() in unpacked(kept)
    ]
    return int(found[number])


RECOVERY_CODE = "2345-6789-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ"


def seal_recovery(centre: CentreDir) -> str:
    """Put a recovery sheet with a known code into the centre's keys."""
    station = Keyring(centre.keys, DEMO_COST).station()
    record = wrap_key(station.private, RECOVERY_CODE, b"", DEMO_COST)
    write_key_file(centre.keys, RECOVERY_FILE, record)
    return RECOVERY_CODE
