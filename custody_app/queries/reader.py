"""Ask a question on one snapshot of the record, on a connection that can only read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from custody_app.domain.values import dataclass
from custody_app.storage.engine import faults_told

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reader:
    """``reader(question, **arguments)`` opens a snapshot, asks, and lets go of it."""

    engine: Engine

    def __call__(
        self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The answer of one question.

        Raises:
            Fault: ``storage.*`` when the disk, the file or a lock fails.
            RuleBroken: what the question itself refuses, such as an unknown id.
        """
        with faults_told(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                return question(connection, *args, **kwargs)
            finally:
                connection.rollback()
