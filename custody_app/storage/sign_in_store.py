"""Failed sign-ins and lockouts of this installation."""

from __future__ import annotations

from sqlalchemy import Engine, select

from custody_app.domain.values import dataclass
from custody_app.storage.engine import faults_told
from custody_app.storage.tables.local import sign_in


@dataclass(frozen=True, slots=True)
class Attempts:
    """What is remembered of one person's failures; moments as ledger text."""

    failures: int = 0
    day_failures: int = 0
    last_failure_at: str | None = None
    locked_until: str | None = None


def read_attempts(engine: Engine, person: str) -> Attempts:
    """Failures remembered for a person."""
    with faults_told(), engine.connect() as connection:
        row = connection.execute(select(sign_in).where(sign_in.c.person_id == person)).first()
    if row is None:
        return Attempts()
    return Attempts(row.failures, row.day_failures, row.last_failure_at, row.locked_until)


def write_attempts(engine: Engine, person: str, attempts: Attempts) -> None:
    """Remember failures of a person."""
    with faults_told(), engine.begin() as connection:
        connection.execute(sign_in.delete().where(sign_in.c.person_id == person))
        connection.execute(
            sign_in.insert(),
            {
                "person_id": person,
                "failures": attempts.failures,
                "day_failures": attempts.day_failures,
                "last_failure_at": attempts.last_failure_at,
                "locked_until": attempts.locked_until,
            },
        )
