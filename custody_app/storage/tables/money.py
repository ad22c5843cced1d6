"""Lists of the money of cases: one row an account, one row a line of its ledger."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from custody_app.storage.base import METADATA, Id

money_account = Table(
    "money_account",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("case_id", Id, nullable=False),
    Column("unit", Text, nullable=False),
    Column("balance_fen", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("last_day", Text, nullable=False),
    Index("ix_money_account_case", "case_id"),
    sqlite_strict=True,
)

money_entry = Table(
    "money_entry",
    METADATA,
    Column("pos", Integer, primary_key=True),
    Column("account_id", Id, nullable=False),
    Column("line", Integer, nullable=False),
    Column("of_line", Integer, nullable=False),
    Column("case_id", Id, nullable=False),
    Column("unit", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount_fen", Integer, nullable=False),
    Column("balance_fen", Integer, nullable=False),
    Column("receipt_no", Text, nullable=False),
    UniqueConstraint("account_id", "line", name="uq_money_entry_line"),
    Index("ix_money_entry_of_line", "account_id", "of_line"),
    Index("ix_money_entry_day", "unit", "day", "pos"),
    sqlite_strict=True,
)
"""``of_line`` is the line itself, or the earlier one that a correction or a receipt is about."""
