"""The ledger: events, signed checkpoints, personal values.

Append-only by trigger and by authorizer.
"""

from __future__ import annotations

from sqlalchemy import BLOB, Column, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from custody_app.storage.base import METADATA

ledger_log = Table(
    "ledger_log",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    sqlite_strict=True,
)
"""The logs kept here: this station's own, later those of others."""

ledger_event = Table(
    "ledger_event",
    METADATA,
    Column("pos", Integer, primary_key=True),
    Column("log", Integer, nullable=False),
    Column("lseq", Integer, nullable=False),
    Column("eid", BLOB, nullable=False, unique=True),
    Column("ehash", BLOB, nullable=False),
    Column("usig", BLOB, nullable=False),
    Column("core", BLOB, nullable=False),
    UniqueConstraint("log", "lseq"),
    sqlite_strict=True,
)
"""``pos`` is the order of arrival here; for one station it equals ``lseq`` + 1."""

ledger_checkpoint = Table(
    "ledger_checkpoint",
    METADATA,
    Column("log", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("root", BLOB, nullable=False),
    Column("sig", BLOB, nullable=False),
    PrimaryKeyConstraint("log", "size"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""One signed head for each committed transaction; the C2SP note is composed from it."""

ledger_personal = Table(
    "ledger_personal",
    METADATA,
    Column("pos", Integer, nullable=False),
    Column("grp", Text, nullable=False),
    Column("salt", BLOB, nullable=False),
    Column("value", BLOB, nullable=False),
    PrimaryKeyConstraint("pos", "grp"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Values behind the commitments; the only rows of the ledger that an order can erase."""

ledger_head = Table(
    "ledger_head",
    METADATA,
    Column("log", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("ehash", BLOB, nullable=False),
    Column("wall", Text, nullable=False),
    Column("range", BLOB, nullable=False),
    sqlite_strict=True,
)
"""Where each log ends: hash, time and compact range, so that nothing is recomputed at start."""
