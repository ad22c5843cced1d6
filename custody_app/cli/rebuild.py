"""``custody rebuild``: rows made anew from the ledger, or only compared with it (``--check``)."""

from __future__ import annotations

import argparse
from typing import Any

from custody_app.cli.terminal import (
    ALL_WELL,
    SOMETHING_WRONG,
    Terminal,
    add_command,
    folder_of,
)
from custody_app.runtime.i18n import translate
from custody_app.services.rebuild import Comparison, rebuild


def add(commands: Any) -> None:
    """Put it on the command line."""
    summary = translate("cli", "make all rows anew from the ledger")
    parser = add_command(commands, "rebuild", summary)
    parser.add_argument(
        "--check", action="store_true", help=translate("cli", "only compare, change nothing")
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Compare and perhaps replace; 1 when rows differ and were only compared."""
    found = rebuild(folder_of(options), check=options.check)
    differs = bool(found.differences)
    if options.json:
        terminal.answer(_plain(found) | {"ok": not differs, "replaced": not options.check})
    else:
        _tell(found, terminal, only_compared=options.check)
    return SOMETHING_WRONG if differs and options.check else ALL_WELL


def _plain(found: Comparison) -> dict[str, Any]:
    return {
        "events": found.events,
        "more": found.more,
        "differences": [
            {
                "table": one.table,
                "key": one.key,
                "kind": one.kind,
                "columns": list(one.columns),
                "last": one.last,
            }
            for one in found.differences
        ],
    }


def _tell(found: Comparison, terminal: Terminal, *, only_compared: bool) -> None:
    line = translate("cli", "{table} {key}: {kind} {columns}")
    for one in found.differences:
        columns = ", ".join(one.columns)
        told = line.format(table=one.table, key=one.key, kind=one.kind, columns=columns)
        terminal.say(told.strip())
    count = len(found.differences) + found.more
    if only_compared:
        text = translate(
            "cli", "{events} {events:event|events} folded, {count} {count:row differs|rows differ}."
        )
    else:
        text = translate(
            "cli",
            "{events} {events:event|events} folded, {count} {count:row|rows} differed and "
            "{count:is|are} mended.",
        )
    terminal.say(text.format(events=found.events, count=count))
