"""Notice commits of other processes: SQLite's data_version on one connection that is kept."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Engine

from custody_app.storage.engine import faults_told


class CommitMark:
    """A number that moves whenever another connection has committed; one asks at a time."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        self._turn = Lock()
        self._last = 0

    def read(self) -> int:
        """The number now; the last one, when a window asks that is just being closed.

        Raises:
            Fault: ``storage.*``.
        """
        with self._turn, faults_told():
            if not self._connection.closed:
                found = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
                self._connection.rollback()
                self._last = int(found)
            return self._last

    def close(self) -> None:
        """Give the connection back."""
        with self._turn:
            self._connection.close()
