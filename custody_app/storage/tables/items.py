"""Items as lists, searches and reports need them."""

from __future__ import annotations

from sqlalchemy import BLOB, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from custody_app.storage.base import METADATA, Id

item_card = Table(
    "item_card",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("tag", Text, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("case_id", Id, nullable=False),
    Column("seizure_id", Id, nullable=False),
    Column("line", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("custody", Text, nullable=False),
    Column("quantity", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("place_id", Id),
    Column("container_id", Id),
    Column("holder_id", Id),
    Column("vehicle_id", Id),
    Column("due_at", Text),
    Column("taken_at", Text, nullable=False),
    Column("intake_at", Text),
    Column("matters", Integer, nullable=False),
    Column("search_text", Text, nullable=False),
    Index("ix_item_card_case", "case_id", "n"),
    Index("ix_item_card_seizure", "seizure_id"),
    Index("ix_item_card_place", "place_id", "n", sqlite_where=text("place_id IS NOT NULL")),
    Index(
        "ix_item_card_container", "container_id", "n", sqlite_where=text("container_id IS NOT NULL")
    ),
    Index("ix_item_card_vehicle", "vehicle_id", "n", sqlite_where=text("vehicle_id IS NOT NULL")),
    Index("ix_item_card_custody", "custody", "n"),
    Index("ix_item_card_category", "category", "n"),
    Index("ix_item_card_intake_at", "intake_at", "n"),
    Index("ix_item_card_due", "due_at", "n", sqlite_where=text("due_at IS NOT NULL")),
    sqlite_strict=True,
)
"""One row an item; ``matters`` is a bit set of what still waits (``projections/item_card.py``)."""

item_file = Table(
    "item_file",
    METADATA,
    Column("subject_id", Id, nullable=False),
    Column("pos", Integer, nullable=False),
    Column("h", BLOB, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("mime", Text, nullable=False),
    PrimaryKeyConstraint("subject_id", "pos", "h"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Files that belong to a subject's events."""

stock_move = Table(
    "stock_move",
    METADATA,
    Column("pos", Integer, nullable=False),
    Column("item_id", Id, nullable=False),
    Column("day", Text, nullable=False),
    Column("way", Integer, nullable=False),
    Column("typ", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("unit_id", Id, nullable=False),
    PrimaryKeyConstraint("pos", "item_id"),
    Index("ix_stock_move_day", "day", "category", "unit_id", "way"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Each time a thing came into (+1) or left (-1) the centre's custody.

Opening + in - out = closing.
"""
