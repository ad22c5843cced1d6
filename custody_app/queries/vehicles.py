"""Vehicles as the yard knows them: where each stands, its keys, its upkeep, its next term."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from sqlalchemy import Connection

from custody_app.domain.events.vehicles import VehicleMaintained
from custody_app.domain.moments import Moment, hours_between, later
from custody_app.domain.rules.clocks import UPKEEP, clocks_of
from custody_app.domain.rules.legal_clock import Clock, Law
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import FormState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Custody, FormKind
from custody_app.queries.evidence import Evidence, Seen
from custody_app.queries.find_items import ItemFilters, find_items
from custody_app.queries.form_rows import COLUMNS as FORM_COLUMNS
from custody_app.queries.form_rows import FormRow, named_forms
from custody_app.queries.item_rows import COLUMNS, ItemRow, named_rows
from custody_app.queries.names import id_text, packed_id, rows_of
from custody_app.queries.page import PAGE, Cursor, KeysetPage
from custody_app.queries.states import states_of
from custody_app.storage.projections.law_facts import law_of
from custody_app.storage.state_store import StateStore

HERE = (
    Custody.TEMPORARY_STORE, Custody.IN_TRANSIT, Custody.IN_STORE, Custody.ENTRUSTED,
    Custody.AT_AUTHORITY_STORE, Custody.ON_LOAN,
)  # fmt: skip
COMING = (
    Custody.LISTED, Custody.REGISTERED_ONLY, Custody.URGENT_TEST, Custody.AWAITED, Custody.REFUSED,
)  # fmt: skip
SOON_DAYS = 7
"""Maintenance is told so many days before it is due, as the pack does."""
SHEETS_MAX = 200
HELD = tuple(one.value for one in HERE)


class View(StrEnum):
    """Which vehicles a list shows."""

    HERE = "here"
    UPKEEP = "upkeep"
    NOT_INSPECTED = "not_inspected"
    NO_KEY = "no_key"
    ON_LOAN = "on_loan"
    COMING = "coming"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleRow:
    """One vehicle in a list.

    Attributes:
        keys: records of keys that are in custody.
        articles: records of other things of it that are in custody.
        days: full days since the intake; -1 before it.
        term: the next legal end beside its maintenance; None where none runs.
    """

    item: ItemRow
    plate: str
    vin: str
    keys: int
    articles: int
    days: int
    inspected: bool
    upkeep_at: Moment | None
    upkeep_late: bool
    term: Clock | None


def vehicles(
    connection: Connection,
    *,
    now: Moment,
    view: View = View.HERE,
    text: str = "",
    after: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[VehicleRow]:
    """One page of vehicles, newest first; the cursor goes on behind the last row looked at."""
    custody = {View.ON_LOAN: (Custody.ON_LOAN,), View.COMING: COMING, View.GONE: ()}
    filters = ItemFilters(category=(Category.VEHICLE,), text=text, custody=custody.get(view, HERE))
    law = law_of(StateStore(connection))
    fits = _filter_of(view, now)
    found: list[VehicleRow] = []
    while True:
        page = find_items(connection, filters=filters, after=after, limit=limit)
        found += [row for row in _rows(connection, page.rows, law, now) if fits(row)]
        after = page.after
        if after is None or len(found) >= limit:
            return KeysetPage(tuple(found), after, None)


def vehicle_row(connection: Connection, *, item: ItemRow, now: Moment) -> VehicleRow:
    """The row of one vehicle."""
    (row,) = _rows(connection, (item,), law_of(StateStore(connection)), now)
    return row


def _filter_of(view: View, now: Moment) -> Callable[[VehicleRow], bool]:
    soon = later(now, days=SOON_DAYS)
    left = frozenset((*HERE, *COMING))
    return {
        View.UPKEEP: lambda row: row.upkeep_at is not None and row.upkeep_at <= soon,
        View.NOT_INSPECTED: lambda row: not row.inspected,
        View.NO_KEY: lambda row: not row.keys,
        View.GONE: lambda row: row.item.custody not in left,
    }.get(view, lambda row: True)


def _rows(
    connection: Connection, items: tuple[ItemRow, ...], law: Law | None, now: Moment
) -> list[VehicleRow]:
    ids = [row.id for row in items]
    states = states_of(connection, ItemState, ids)
    parts = _held_parts(connection, ids)
    return [_row(row, states[row.id], parts.get(row.id, []), law, now) for row in items]


def _row(
    row: ItemRow, state: ItemState, parts: list[ItemState], law: Law | None, now: Moment
) -> VehicleRow:
    clocks = sorted(clocks_of(state, law), key=lambda one: one.at)
    upkeep = next((one.at for one in clocks if one.deadline == UPKEEP), None)
    numbers = state.identifiers
    keys = sum(part.is_key for part in parts)
    until = state.gone_at or now
    days = int(hours_between(state.intake_at, until) // 24) if state.intake_at else -1
    return VehicleRow(
        item=row,
        plate=numbers.plate if numbers else "",
        vin=numbers.vin if numbers else "",
        keys=keys,
        articles=len(parts) - keys,
        days=days,
        inspected=state.vehicle is not None and state.vehicle.inspection is not None,
        upkeep_at=upkeep,
        upkeep_late=upkeep is not None and upkeep < now,
        term=next((one for one in clocks if one.deadline != UPKEEP), None),
    )


def _held_parts(connection: Connection, vehicles: list[str]) -> dict[str, list[ItemState]]:
    """Vehicle -> its keys and articles in custody."""
    head = "SELECT i.id, i.vehicle_id, i.custody FROM item_card i"
    rows = [
        row
        for row in rows_of(connection, head, "i.vehicle_id", map(packed_id, vehicles))
        if row[2] in HELD
    ]
    states = states_of(connection, ItemState, [id_text(row[0]) for row in rows])
    found: dict[str, list[ItemState]] = {}
    for id_, vehicle, _ in rows:
        found.setdefault(id_text(vehicle), []).append(states[id_text(id_)])
    return found


def parts_of_vehicle(connection: Connection, *, vehicle: str) -> tuple[ItemRow, ...]:
    """Everything that belongs to a vehicle, also what left, in the order of the record."""
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM item_card i INDEXED BY ix_item_card_vehicle"
        " WHERE i.vehicle_id = ? ORDER BY i.n",
        (packed_id(vehicle),),
    ).all()
    return named_rows(connection, rows)


def upkeeps_of(
    connection: Connection, *, vehicle: str
) -> tuple[tuple[VehicleMaintained, Seen], ...]:
    """Every time somebody looked after it, oldest first."""
    told = [
        (seen.event, seen)
        for seen in Evidence(connection).newest_first(vehicle)
        if isinstance(seen.event, VehicleMaintained)
    ]
    return tuple(sorted(told, key=lambda one: one[0].maintained_at))


def sheets_out(connection: Connection) -> tuple[FormRow, ...]:
    """Inspection sheets that were printed and not typed in yet, newest first."""
    rows = connection.exec_driver_sql(
        f"SELECT {FORM_COLUMNS} FROM form_card f INDEXED BY ix_form_card_kind"
        " WHERE f.kind = ? AND f.voided = 0 ORDER BY f.n DESC LIMIT ?",
        (FormKind.INSPECTION_SHEET.value, SHEETS_MAX),
    ).all()
    forms = named_forms(connection, rows)
    states = states_of(connection, FormState, [form.id for form in forms])
    return tuple(form for form in forms if states[form.id].filled_at is None)
