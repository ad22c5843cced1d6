"""What is known of each subject now.

Its state, its history, its unique keys, its due moments, its numbers.
"""

from __future__ import annotations

from sqlalchemy import BLOB, Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from custody_app.storage.base import METADATA, Id

subject_state = Table(
    "subject_state",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("iseq", Integer, nullable=False),
    Column("head", BLOB, nullable=False),
    Column("state", Text, nullable=False),
    sqlite_strict=True,
)
"""The folded state as JSON, with the head of the subject's own chain."""

subject_event = Table(
    "subject_event",
    METADATA,
    Column("id", Id, nullable=False),
    Column("iseq", Integer, nullable=False),
    Column("pos", Integer, nullable=False),
    PrimaryKeyConstraint("id", "iseq"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Which events name a subject, in order."""

subject_key = Table(
    "subject_key",
    METADATA,
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("id", Id, nullable=False),
    PrimaryKeyConstraint("kind", "key"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Unique keys people type or scan: 15-digit tags, case numbers, place codes, badge numbers."""

due = Table(
    "due",
    METADATA,
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("id", Id, nullable=False),
    PrimaryKeyConstraint("kind", "at", "id"),
    Index("ix_due_id", "id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Due moments written with the event that starts or ends them (decisions, 26)."""

serial = Table(
    "serial",
    METADATA,
    Column("series", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Last number given out in each series."""

tally = Table(
    "tally",
    METADATA,
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("name", "key"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Counts kept with the events, so that no screen counts a million rows."""

batch = Table(
    "batch",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("first_pos", Integer, nullable=False),
    Column("last_pos", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Which events happened together."""
