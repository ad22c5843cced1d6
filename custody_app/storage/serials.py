"""Last numbers given out, read inside the transaction that gives out the next."""

from __future__ import annotations

from sqlalchemy import Connection


def last_of(connection: Connection, series: str) -> int:
    """The last number of a series; 0 before the first."""
    found = connection.exec_driver_sql(
        "SELECT last FROM serial WHERE series = ?", (series,)
    ).scalar()
    return int(found or 0)
