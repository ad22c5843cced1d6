"""``custody restore``: a centre brought back from a backup into an empty folder."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from custody_app.cli.terminal import (
    ALL_WELL,
    SOMETHING_WRONG,
    Terminal,
    add_command,
    folder_of,
)
from custody_app.domain.errors import RuleBroken
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.i18n import translate
from custody_app.services.restore import restore

CODE_VARIABLE = "CUSTODY_RECOVERY_CODE"


def add(commands: Any) -> None:
    """Put it on the command line."""
    summary = translate("cli", "bring a centre back; the code stands in CUSTODY_RECOVERY_CODE")
    parser = add_command(commands, "restore", summary)
    parser.add_argument("backup", type=Path, metavar="BACKUP")
    parser.add_argument("--reason", default="", help=translate("cli", "why, for the record"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Restore into the folder of ``--data``, which must be empty."""
    code = os.environ.get(CODE_VARIABLE, "")
    if not code:
        raise RuleBroken("cli.recovery_code_missing", variable=CODE_VARIABLE)
    folder = folder_of(options)
    done = restore(
        options.backup.expanduser().absolute(),
        folder,
        code,
        SystemClock(),
        reason=options.reason,
    )
    if options.json:
        terminal.answer(
            {
                "ok": done.report.is_whole,
                "folder": str(folder.root),
                "events": done.size,
                "made_at": done.made_at,
                "erased_again": done.erased_again,
            }
        )
    else:
        text = translate(
            "cli", "The centre lies in {folder} again, with {events} {events:event|events}."
        )
        terminal.say(text.format(folder=folder.root, events=done.size))
    return ALL_WELL if done.report.is_whole else SOMETHING_WRONG
