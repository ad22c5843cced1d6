"""Cases, lists, people, units, places, containers, requests and forms as lists need them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from custody_app.storage.base import METADATA, Id

case_card = Table(
    "case_card",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("tag", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("provisional", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit_id", Id, nullable=False),
    Column("closed", Integer, nullable=False),
    Column("registered_at", Text, nullable=False),
    Index("ix_case_card_number", "number"),
    Index("ix_case_card_unit", "unit_id"),
    sqlite_strict=True,
)

seizure_card = Table(
    "seizure_card",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, nullable=False),
    Column("measure", Text, nullable=False),
    Column("document_no", Text, nullable=False),
    Column("list_no", Text, nullable=False),
    Column("taken_at", Text, nullable=False),
    Index("ix_seizure_card_case", "case_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

person_card = Table(
    "person_card",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("badge_no", Text, nullable=False),
    Column("unit_id", Id, nullable=False),
    Column("rank", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("account_open", Integer, nullable=False),
    Column("departed", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

unit_card = Table(
    "unit_card",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("authority", Text, nullable=False),
    Column("name", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

place_card = Table(
    "place_card",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("parent_id", Id),
    Column("capacity", Integer),
    Column("dual_custody", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("closed", Integer, nullable=False),
    Index("ix_place_card_parent", "parent_id"),
    Index("ix_place_card_code", "code"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

place_use = Table(
    "place_use",
    METADATA,
    Column("place_id", Id, primary_key=True),
    Column("since", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Since when anything has stood in a place; its first stock-take counts from then (D28)."""

container_card = Table(
    "container_card",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("place_id", Id),
    Column("case_id", Id),
    Column("seal_no", Text, nullable=False),
    Index("ix_container_card_place", "place_id"),
    Index("ix_container_card_case", "case_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

request_card = Table(
    "request_card",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("number", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("disposal", Text, nullable=False),
    Column("case_id", Id, nullable=False),
    Column("requester_id", Id, nullable=False),
    Column("rank_needed", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("due_at", Text),
    Column("items", Integer, nullable=False),
    Index("ix_request_card_state", "state", "kind", "n"),
    Index("ix_request_card_case", "case_id"),
    sqlite_strict=True,
)

request_item = Table(
    "request_item",
    METADATA,
    Column("item_id", Id, nullable=False),
    Column("request_id", Id, nullable=False),
    PrimaryKeyConstraint("item_id", "request_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

form_card = Table(
    "form_card",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("tag", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("case_id", Id),
    Column("issued_at", Text, nullable=False),
    Column("awaits", Integer, nullable=False),
    Column("voided", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Index("ix_form_card_kind", "kind", "n"),
    Index("ix_form_card_awaits", "n", sqlite_where=text("awaits = 1")),
    sqlite_strict=True,
)
"""``awaits`` is 1 while the signed copy is still to come back."""

form_item = Table(
    "form_item",
    METADATA,
    Column("item_id", Id, nullable=False),
    Column("form_id", Id, nullable=False),
    PrimaryKeyConstraint("item_id", "form_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
