"""No question reads a big table from end to end.

SQLite tells its plan of every statement a question runs. A SCAN of a big table is allowed only as a
walk in the order of an index that stops at its LIMIT: no sorting, no grouping, no condition on an
expression that no index carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from custody_app.domain.events import item as e
from custody_app.domain.moments import Day, later
from custody_app.domain.tag import code_of
from custody_app.domain.vocabulary import Category, Custody, RequestKind
from custody_app.queries.audit_trail import audit_trail, checkpoints, entry_of, last_checkpoint
from custody_app.queries.batch_events import batch_events
from custody_app.queries.cases import case_folder, find_cases, seizure_folder
from custody_app.queries.centre_overview import centre_overview
from custody_app.queries.disposal_piles import disposal_piles
from custody_app.queries.disposal_report_data import disposal_report
from custody_app.queries.due import count_due, due_soonest
from custody_app.queries.find_items import (
    SORTS_ANYWHERE,
    ItemFilters,
    count_items,
    find_at_once,
    find_items,
)
from custody_app.queries.forms import count_awaiting, find_forms, form_folder
from custody_app.queries.holdings import (
    container_contents,
    find_place,
    place_children,
    place_containers,
    place_contents,
    place_path,
)
from custody_app.queries.item_card import item_card
from custody_app.queries.item_history import item_history, subject_history
from custody_app.queries.people import find_people, held_by, staff
from custody_app.queries.requests import (
    find_requests,
    ready_to_check_out,
    request_folder,
    waiting_for,
)
from custody_app.queries.resolve_tag import resolve_tag
from custody_app.queries.shift_summary import shift_summary
from custody_app.queries.today import today
from custody_app.queries.why_still_here import why_still_here
from tests.queries.recording import BAG, CASE, HEAD, OFFICER, ROOM, SEIZURE, SLOT, UNIT, Centre
from tests.queries.test_registers import approve, ask, issue

BIG = (
    "item_card|item_search|item_file|stock_move|ledger_event|ledger_personal|ledger_checkpoint"
    "|subject_state|subject_event|subject_key|request_item|form_item|due|batch|scan_journal"
)
NAMED = re.compile(rf"\b({BIG})\b(?:\s+(?!WHERE|ORDER|CROSS|INDEXED|NOT|LIMIT|ON\b)([a-z]\w*))?")
SCAN = re.compile(r"SCAN (\w+)(.*)")


@contextmanager
def statements(centre: Centre) -> Iterator[list[tuple[str, Any]]]:
    """Every statement and its values while a question is asked."""
    seen: list[tuple[str, Any]] = []

    def note(
        connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool
    ) -> None:
        seen.append((statement, values))

    engine = centre.reader.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def bad_steps(centre: Centre, statement: str, values: Any) -> list[str]:
    """Steps of a plan that read a big table from end to end."""
    if not statement.lstrip().upper().startswith(("SELECT", "WITH")):
        return []
    aliases = {alias or table for table, alias in NAMED.findall(statement)}
    with centre.reader.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        connection.rollback()
    steps = [row[3] for row in rows]
    found = []
    sorts = any("TEMP B-TREE" in step for step in steps)
    for step in steps:
        scan = SCAN.match(step)
        if scan is None or scan[1] not in aliases or "VIRTUAL TABLE INDEX" in step:
            continue
        walks = "LIMIT" in statement and "ORDER BY" in statement and not sorts
        if not walks:
            found.append(f"{step}: {statement}")
    return found


@pytest.fixture
def lived(centre: Centre) -> Centre:
    item = centre.item()
    other = centre.item(container=BAG)
    ask(centre, other, RequestKind.DISPOSAL)
    approve(centre, ask(centre, item, RequestKind.DISPOSAL))
    approve(centre, ask(centre, item, RequestKind.CALL_OUT))
    issue(centre, item, case=CASE)
    centre.record(e.HoldPlaced(item=item, reason="x"))
    return centre


def questions(centre: Centre) -> list[tuple[Any, dict[str, Any]]]:
    """Every question a screen asks, in every shape that walks another way."""
    item, now = centre.items[0], centre.now
    found: list[tuple[Any, dict[str, Any]]] = []
    filters = (
        ItemFilters(),
        ItemFilters(custody=(Custody.IN_STORE,)),
        ItemFilters(custody=(Custody.IN_STORE, Custody.ON_LOAN)),
        ItemFilters(category=(Category.PHONE,)),
        ItemFilters(case=CASE),
        ItemFilters(seizure=SEIZURE),
        ItemFilters(place=ROOM),
        ItemFilters(place=SLOT, below=False),
        ItemFilters(container=BAG),
        ItemFilters(unit=UNIT),
        ItemFilters(holder=OFFICER),
        ItemFilters(on_loan=True),
        ItemFilters(overdue_at=now),
        ItemFilters(matters=("held", "needs_label")),
        ItemFilters(text="手机"),
        ItemFilters(text="手"),
        ItemFilters(text="0001"),
        ItemFilters(text="手机", case=CASE),
        ItemFilters(text=code_of("153010126000099")),
    )
    for one in filters:
        first = centre.reader(find_items, filters=one, limit=1)
        found.append((count_items, {"filters": one}))
        for sort in SORTS_ANYWHERE:
            for after in (None, first.after):
                asked = {"filters": one, "sort": sort, "after": after}
                found.append((find_items, asked))
    page = centre.reader(find_items, limit=1)
    found.append((find_items, {"before": page.after}))
    form = centre.reader(find_forms).rows[0]
    request = centre.reader(find_requests).rows[0]
    found += [
        (find_at_once, {"text": "A5301020000002026030001 1"}),
        (item_card, {"item": item}),
        (item_history, {"item": item}),
        (subject_history, {"subject": CASE}),
        (why_still_here, {"item": item, "now": now}),
        (place_children, {}),
        (place_children, {"parent": ROOM}),
        (place_path, {"place": SLOT}),
        (find_place, {"text": "A"}),
        (place_contents, {"place": ROOM, "below": True}),
        (place_containers, {"place": SLOT}),
        (container_contents, {"container": BAG}),
        (find_cases, {"text": "张三"}),
        (case_folder, {"case": CASE}),
        (seizure_folder, {"seizure": SEIZURE}),
        (find_people, {"text": "民"}),
        (staff, {}),
        (held_by, {"person": OFFICER}),
        (waiting_for, {"person": HEAD}),
        (find_requests, {"state": "submitted", "kind": "disposal"}),
        (find_requests, {"case": CASE}),
        (request_folder, {"request": request.id}),
        (ready_to_check_out, {"cases": [CASE]}),
        (find_forms, {"awaiting": True}),
        (find_forms, {"case": CASE}),
        (count_awaiting, {}),
        (form_folder, {"form": form.code}),
        (disposal_piles, {"now": now}),
        (due_soonest, {"kind": "matter_held"}),
        (count_due, {"kind": "loan", "until": now}),
        (today, {"now": now, "person": HEAD}),
        (resolve_tag, {"code": form.code}),
        (resolve_tag, {"code": page.rows[0].code}),
        (shift_summary, {"now": now}),
        (disposal_report, {"since": Day("2026-03-01"), "until": Day("2026-03-31")}),
        (audit_trail, {"limit": 5}),
        (entry_of, {"lseq": 3}),
        (checkpoints, {}),
        (last_checkpoint, {}),
        (centre_overview, {"now": later(now, hours=1)}),
        (batch_events, {"batch": centre.reader(entry_of, lseq=0).batch}),  # type: ignore[union-attr]
    ]
    return found


def test_no_question_reads_a_big_table_from_end_to_end(lived: Centre) -> None:
    bad: list[str] = []
    run = 0
    for question, asked in questions(lived):
        with statements(lived) as seen:
            lived.reader(question, **asked)
        run += len(seen)
        for statement, values in dict.fromkeys((one, tuple(two or ())) for one, two in seen):
            told = bad_steps(lived, statement, values)
            bad += [f"{question.__name__} {asked}: {step}" for step in told]
    assert bad == []
    assert run > 500


def test_the_check_of_plans_bites(lived: Centre) -> None:
    for statement in (
        "SELECT count(*) FROM item_card WHERE name = 'x'",
        "SELECT n FROM item_card i ORDER BY i.name LIMIT 1",
        "SELECT 1 FROM subject_event WHERE pos = 7",
    ):
        assert bad_steps(lived, statement, ()), statement
