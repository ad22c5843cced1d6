"""Rows of this installation that are not part of the record.

Scans, printed labels, saved baskets, counts that are not closed, sign-in attempts.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint, text

from custody_app.storage.base import METADATA, Id

scan_journal = Table(
    "scan_journal",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("meaning", Text, nullable=False),
    Column("person_id", Id),
    sqlite_strict=True,
)
"""Every scan before it is understood (decisions, 18); append-only, kept two years."""

scan_doubt = Table(
    "scan_doubt",
    METADATA,
    Column("scan", Integer, primary_key=True),
    Column("why", Text, nullable=False),
    sqlite_strict=True,
)
"""Scans that a person must deal with: not understood, foreign, unknown, read while locked."""

scan_answer = Table(
    "scan_answer",
    METADATA,
    Column("scan", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("answer", Text, nullable=False),
    sqlite_strict=True,
)
"""What a person did about a scan in doubt."""

label_print = Table(
    "label_print",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("printer", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Index("ix_label_print_code", "code", "n"),
    sqlite_strict=True,
)
"""Which label went to which printer and what became of it; append-only, the last row counts."""

basket = Table(
    "basket",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("saved_at", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index("ix_basket_person", "person_id"),
    sqlite_strict=True,
)
"""Open work of a clerk, kept through a crash or a change of person."""

open_count = Table(
    "open_count",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("place_id", Id, nullable=False),
    Column("person_id", Id, nullable=False),
    Column("window", Text, nullable=False),
    Column("begun_at", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("place_id", "person_id"),
    sqlite_strict=True,
)
"""What was scanned of a place whose count is not closed; ``window`` is where it goes on."""

sign_in = Table(
    "sign_in",
    METADATA,
    Column("person_id", Id, primary_key=True),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("day_failures", Integer, nullable=False, server_default=text("0")),
    Column("last_failure_at", Text),
    Column("locked_until", Text),
    sqlite_strict=True,
)
"""Failed sign-ins and lockouts."""
