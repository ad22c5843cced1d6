"""``custody due``: what is overdue or falls due within some days."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from custody_app.cli.terminal import ALL_WELL, Terminal, add_command, opened
from custody_app.domain import tag
from custody_app.domain.moments import Moment, later, moment_of
from custody_app.domain.rules.clocks import (
    CONFIRMATION,
    CONTRACT,
    HAND_OVER,
    IN_TRANSIT,
    LOAN,
    MEASURE,
    NOT_TRANSFERRED,
    PERSONAL_EFFECTS,
    STOCK_TAKE,
    UPKEEP,
    VISIT,
)
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.state.registers import ApprovalRequest, PlaceState
from custody_app.messages import readable_fact
from custody_app.queries.deadlines import KINDS, Alert, sweep
from custody_app.queries.due import REQUEST, DueRow, due_soonest
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.runtime.i18n import translate
from custody_app.services.scan_journal import ScanJournal, ScanRow

DAYS = 3
ROWS_MAX = 1000
SCANS_MAX = 20
RAW_SHOWN = 60


def add(commands: Any) -> None:
    """Put it on the command line."""
    parser = add_command(commands, "due", translate("cli", "list what is due"))
    parser.add_argument(
        "--days",
        type=int,
        default=DAYS,
        help=translate("cli", "how many days to look ahead"),
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """List what is due, soonest first within each kind."""
    with opened(options) as core:
        now = moment_of(core.clock.now())
        until = later(now, days=max(options.days, 0))
        rows = list(_rows(Reader(core.reader), now, until))
        journal = ScanJournal(core.writer, core.reader, core.clock)
        scans, count = journal.unread(SCANS_MAX), journal.count_unread()
    if options.json:
        answer = {"ok": True, "now": now, "until": until, "due": rows}
        terminal.answer({**answer, "unread_scans": count, "scans": [_plain(row) for row in scans]})
        return ALL_WELL
    words = _words()
    for row in rows:
        late = translate("cli", "overdue") if row["late"] else ""
        told = (
            readable_fact("at", row["at"]),
            words.get(row["kind"], row["kind"]),
            row["what"],
            late,
        )
        terminal.say("  ".join(part for part in told if part))
    if not rows:
        terminal.say(translate("cli", "Nothing is due."))
    if count:
        heading = translate("cli", "{count} scans were not understood; nobody has dealt with them:")
        terminal.say(heading.format(count=count))
    for scan in scans:
        terminal.say(f"  {readable_fact('at', scan.at)}  {scan.raw.strip()[:RAW_SHOWN]!r}")
    return ALL_WELL


def _plain(scan: ScanRow) -> dict[str, Any]:
    return {"n": scan.n, "at": scan.at, "raw": scan.raw, "why": scan.why}


def _words() -> dict[str, str]:
    return {
        HAND_OVER: translate("cli", "hand-over"),
        LOAN: translate("cli", "return"),
        MEASURE: translate("cli", "end of the measure"),
        NOT_TRANSFERRED: translate("cli", "in store, case not transferred"),
        IN_TRANSIT: translate("cli", "in transit between stores"),
        UPKEEP: translate("cli", "maintenance of a vehicle"),
        VISIT: translate("cli", "visit to entrusted property"),
        CONTRACT: translate("cli", "end of the contract of entrusted property"),
        REQUEST: translate("cli", "decision awaited"),
        CONFIRMATION: translate("cli", "confirmation of an approval awaited"),
        STOCK_TAKE: translate("cli", "stock-take of a place"),
        PERSONAL_EFFECTS: translate("cli", "personal effects without an outcome"),
    }


def _rows(read: Reader, now: Moment, until: Moment) -> Iterator[dict[str, Any]]:
    alerts = {(one.kind, one.item): one for one in read(sweep, now=now, limit=ROWS_MAX)}
    by_hand = dict.fromkeys(kind for kind, _ in alerts)
    for kind in dict.fromkeys((*KINDS, *by_hand, REQUEST)):
        for row in read(due_soonest, kind=kind, until=until, limit=ROWS_MAX):
            yield {
                "kind": kind,
                "at": row.at,
                "late": kind != REQUEST and row.at < now,
                "id": row.id,
                "what": _what(read, row),
                **_law_of(alerts.get((kind, row.id))),
            }


def _law_of(alert: Alert | None) -> dict[str, Any]:
    """What the rule pack says of it: its deadline, whose turn it is, what ends it."""
    if alert is None:
        return {}
    found = {"deadline": alert.deadline, "article": alert.article, "owner": alert.owner}
    return {name: text for name, text in found.items() if text} | {
        "hours_late": round(alert.hours_late, 1),
        "told": list(alert.told),
        "cleared_by": list(alert.cleared_by),
    }


def _what(read: Reader, row: DueRow) -> str:
    if row.item is not None:
        number = tag.grouped(row.item.code)
        return f"{number} {row.item.name} {row.item.case_number}"
    if row.kind in (REQUEST, CONFIRMATION):
        return read(state_of, kind=ApprovalRequest, id_=row.id).number
    if row.kind == PERSONAL_EFFECTS:
        slip = read(state_of, kind=EffectsState, id_=row.id)
        return f"{slip.number} {slip.name}"
    if row.kind == STOCK_TAKE:
        return read(state_of, kind=PlaceState, id_=row.id).code
    return row.id
