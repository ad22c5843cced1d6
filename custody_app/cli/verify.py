"""``custody verify``: prove the record whole, or name what is wrong; needs no key."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import Any

from custody_app.cli.terminal import (
    ALL_WELL,
    SOMETHING_WRONG,
    Terminal,
    add_command,
    folder_of,
)
from custody_app.domain.moments import moment_of
from custody_app.messages import told_code
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import translate
from custody_app.services.audit_report import Report
from custody_app.services.ledger_audit import verify
from custody_app.services.verification_note import Verification, write_verification


def add(commands: Any) -> None:
    """Put it on the command line."""
    parser = add_command(commands, "verify", translate("cli", "prove the record whole"))
    parser.add_argument(
        "--checkpoint",
        metavar="SLIP",
        help=translate("cli", "an earlier checkpoint slip: its text or a file with it"),
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Verify; 0 when the record is whole, 1 when something was found."""
    folder = folder_of(options)
    report = verify(folder, options.checkpoint)
    at = moment_of(SystemClock().now())
    # A backup on a read-only disk is verified all the same.
    with suppress(Fault):
        write_verification(folder, Verification(at, report.events, report.is_whole))
    if options.json:
        terminal.answer(_plain(report))
    else:
        _tell(report, terminal)
    return ALL_WELL if report.is_whole else SOMETHING_WRONG


def _plain(report: Report) -> dict[str, Any]:
    plain = report.plain()
    for told, found in zip(plain["findings"], report.findings, strict=True):
        told["message"] = told_code(found.code, found.facts).message
    for told, note in zip(plain["unknown"], report.notes, strict=True):
        told["message"] = told_code(note.code, note.facts).message
    return plain


def _tell(report: Report, terminal: Terminal) -> None:
    for found in report.findings:
        terminal.say(f"{told_code(found.code, found.facts).message} [{found.code}]")
    if report.dropped:
        more = translate("cli", "{count} more {count:finding is|findings are} left out.")
        terminal.say(more.format(count=report.dropped))
    for note in report.notes:
        terminal.say(told_code(note.code, note.facts).message)
    if report.is_whole:
        whole = translate(
            "cli",
            "The record is whole: {events} {events:event|events}, {files} {files:file|files}, "
            "root {root}",
        )
        terminal.say(
            whole.format(
                events=report.events, files=report.files_checked, root=report.root.hex()[:16]
            )
        )
    else:
        broken = translate(
            "cli",
            "The record is NOT whole: {count} {count:finding|findings} in {events} "
            "{events:event|events}.",
        )
        count = len(report.findings) + report.dropped
        terminal.say(broken.format(count=count, events=report.events))
