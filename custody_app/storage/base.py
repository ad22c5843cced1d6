"""Metadata, naming of constraints and the few column types of the store."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import BLOB, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables of ``centre.db``; Alembic needs the named constraints."""


def pack(id_: str) -> bytes:
    """A UUID text as the 16 bytes that indexes hold."""
    return uuid.UUID(id_).bytes


def unpack(raw: bytes) -> str:
    """The UUID text of 16 bytes."""
    return str(uuid.UUID(bytes=raw))


class Id(TypeDecorator[str]):
    """A UUID kept as 16 bytes, text outside."""

    impl = BLOB
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Text to bytes; text that is no UUID finds nothing."""
        if value is None:
            return None
        try:
            return pack(value)
        except ValueError:
            return value.encode("utf-8", "replace")

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Bytes to text."""
        return None if value is None else unpack(value)
