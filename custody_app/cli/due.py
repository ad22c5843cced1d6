"""``custody due``: what is overdue or falls due within some days."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from custody_app.cli.terminal import ALL_WELL, Terminal, add_command, opened
from custody_app.domain import tag
from custody_app.domain.moments import Moment, later, moment_of
from custody_app.domain.rules.clocks import (
    BANK_RECEIPT,
    CONFIRMATION,
    CONTRACT,
    HAND_OVER,
    IN_TRANSIT,
    LOAN,
    NOT_TRANSFERRED,
    PERSONAL_EFFECTS,
    STOCK_TAKE,
    UPKEEP,
    VISIT,
)
from custody_app.domain.rules.measure_clocks import MEASURE
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.state.money import AccountState
from custody_app.domain.state.registers import ApprovalRequest, CaseState, PlaceState
from custody_app.messages import readable_fact
from custody_app.queries.deadlines import KINDS, Alert, sweep
from custody_app.queries.due import REQUEST, DueRow, due_soonest
from custody_app.queries.owners import named
from custody_app.queries.reader import Reader
from custody_app.queries.rules import rules_in_force
from custody_app.queries.states import state_of
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.services.scan_journal import ScanJournal, ScanRow

DAYS = 3
DAYS_MAX = 36_500
"""A hundred years; the calendar of the computer ends some day."""
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
        until = later(now, days=min(max(options.days, 0), DAYS_MAX))
        read = Reader(core.reader)
        rows, words = list(_rows(read, now, until)), _names(read) | _words()
        journal = ScanJournal(core.writer, core.reader, core.clock)
        scans, count = journal.unread(SCANS_MAX), journal.count_unread()
    if options.json:
        answer = {"ok": True, "now": now, "until": until, "due": rows}
        terminal.answer({**answer, "unread_scans": count, "scans": [_plain(row) for row in scans]})
        return ALL_WELL
    for row in rows:
        late = translate("cli", "overdue") if row["late"] else ""
        if not row.get("is_sure", True):
            late += " " + translate("cli", "(holidays of that year are not entered)")
        told = (
            readable_fact("at", row["at"]),
            words.get(row["kind"], row["kind"]),
            row["what"],
            row.get("person", ""),
            late.strip(),
        )
        terminal.say("  ".join(part for part in told if part))
    if not rows:
        terminal.say(translate("cli", "Nothing is due."))
    if count:
        heading = translate(
            "cli",
            "{count} {count:scan was|scans were} not understood; nobody has dealt with "
            "{count:it|them}:",
        )
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


def _names(read: Reader) -> dict[str, str]:
    """The deadlines of the pack in force, by id, in words."""
    rules = read(rules_in_force)
    is_chinese = language() == DEFAULT_LANGUAGE
    deadlines = rules.pack.deadlines if rules is not None else ()
    return {one.id: one.zh if is_chinese else one.en for one in deadlines if one.enabled}


def _rows(read: Reader, now: Moment, until: Moment) -> Iterator[dict[str, Any]]:
    swept = read(named, alerts=read(sweep, now=now, limit=ROWS_MAX, until=until))
    alerts = {(one.kind, one.item): one for one in swept}
    for kind in dict.fromkeys((*KINDS, *_names(read), REQUEST)):
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
    if alert.person is not None:
        found["person"] = f"{alert.person.name} {alert.person.badge_no}".strip()
    return {name: text for name, text in found.items() if text} | {
        "hours_late": round(alert.hours_late, 1),
        "is_sure": alert.is_sure,
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
    if row.kind == BANK_RECEIPT:
        account = read(state_of, kind=AccountState, id_=row.id)
        number = read(state_of, kind=CaseState, id_=account.case).number
        return f"{number} {account.unit}"
    if row.kind == STOCK_TAKE:
        return read(state_of, kind=PlaceState, id_=row.id).code
    return row.id
