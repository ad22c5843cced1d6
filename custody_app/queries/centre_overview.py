"""The centre in one look: its state, its station, its size, the age of its backup."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.moments import Moment, hours_between
from custody_app.domain.state.registers import CentreState
from custody_app.domain.values import dataclass
from custody_app.queries.names import unit_name
from custody_app.queries.page import tally, tally_sum
from custody_app.queries.states import state_of
from custody_app.runtime.faults import Fault
from custody_app.storage import ledger_store


@dataclass(frozen=True, slots=True)
class BackupAge:
    """When the last verified backup was made, and how many hours ago."""

    last_at: Moment | None
    hours: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreOverview:
    """What the frame of the window and the status command tell of a centre."""

    state: CentreState
    log: str
    station_label: str
    demo: bool
    size: int
    last_wall: Moment | None
    people: int
    accounts: int
    items: int
    backup: BackupAge
    unit_name: str


def centre_overview(connection: Connection, *, now: Moment) -> CentreOverview:
    """The centre as the record has it.

    Raises:
        Fault: ``storage.no_centre``.
    """
    head = ledger_store.read_head(connection)
    if head is None:
        raise Fault("storage.no_centre")
    centre, _, station = head.log.partition("/")
    state = state_of(connection, CentreState, centre)
    accounts: int = connection.exec_driver_sql(
        "SELECT count(*) FROM person_card WHERE account_open = 1"
    ).scalar_one()
    return CentreOverview(
        state=state,
        log=head.log,
        station_label=station,
        demo=state.demo,
        size=head.size,
        last_wall=Moment(head.wall) if head.wall else None,
        people=tally(connection, "kind", "person"),
        accounts=accounts,
        items=tally_sum(connection, "custody"),
        backup=backup_age(state, now),
        unit_name=unit_name(connection, state.unit),
    )


def backup_age(state: CentreState, now: Moment) -> BackupAge:
    """How old the last verified backup is."""
    last = state.last_backup_at
    return BackupAge(last, hours_between(last, now) if last else None)


def centre_state(connection: Connection) -> CentreState | None:
    """The centre's own state, None in a file without a ledger."""
    head = ledger_store.read_head(connection)
    if head is None:
        return None
    return state_of(connection, CentreState, head.log.partition("/")[0])
