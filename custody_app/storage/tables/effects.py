"""The list of slips of personal effects: one row a slip."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, text

from custody_app.storage.base import METADATA, Id

effects_card = Table(
    "effects_card",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("place_id", Id, nullable=False),
    Column("case_id", Id),
    Column("received_at", Text, nullable=False),
    Column("closed_at", Text),
    Column("lines", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("taken_out", Integer, nullable=False),
    Index("ix_effects_card_open", "place_id", sqlite_where=text("closed_at IS NULL")),
    sqlite_strict=True,
)
"""``waiting`` counts lines without an outcome; ``taken_out`` those of them out for a while."""
