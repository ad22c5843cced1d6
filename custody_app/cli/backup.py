"""``custody backup``: a verified copy of the centre in another folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from custody_app.cli.terminal import (
    ALL_WELL,
    SOMETHING_WRONG,
    Terminal,
    add_command,
    opened,
)
from custody_app.messages import told_code
from custody_app.runtime.i18n import translate


def add(commands: Any) -> None:
    """Put it on the command line."""
    summary = translate("cli", "copy the centre and verify the copy")
    parser = add_command(commands, "backup", summary)
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help=translate("cli", "folder for the backup; otherwise the one of the policy"),
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make one backup; 1 when the copy did not prove whole."""
    target = options.to.expanduser().absolute() if options.to else None
    with opened(options) as core:
        made = core.backup.run(target)
    whole = made.report.is_whole
    warnings = [told_code(code, {}) for code in made.warnings]
    if options.json:
        terminal.answer(
            {
                "ok": whole,
                "path": str(made.path),
                "events": made.size,
                "warnings": [one.plain() for one in warnings],
                "removed": [str(path) for path in made.removed],
            }
        )
    else:
        for one in warnings:
            terminal.complain(f"{one.message} {one.next}".strip() + f" [{one.code}]")
        text = translate("cli", "Backup of {events} {events:event|events} in {path}")
        terminal.say(text.format(events=made.size, path=made.path))
    return ALL_WELL if whole else SOMETHING_WRONG
