"""Notice commits of other processes: SQLite's data_version on one connection that is kept."""

from __future__ import annotations

from sqlalchemy import Engine

from custody_app.storage.engine import faults_told


class CommitMark:
    """A number that moves whenever another connection has committed; use it on one thread only."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()

    def read(self) -> int:
        """The number now.

        Raises:
            Fault: ``storage.*``.
        """
        with faults_told():
            found = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            self._connection.rollback()
        return int(found)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()
