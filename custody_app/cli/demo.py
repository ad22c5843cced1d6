"""``custody demo``: make a demonstration centre and live its first day."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from custody_app.cli.terminal import ALL_WELL, Terminal, add_command, folder_of
from custody_app.demo.production import SEED, DemoPlan, make_demo, write_lines
from custody_app.demo.readme import README
from custody_app.domain.errors import RuleBroken
from custody_app.runtime.i18n import translate
from custody_app.services.large_centre.size import size_of

TOLD_TIMES = 20
"""How often each stretch of the work tells how far it is."""


def add(commands: Any) -> None:
    """Put it on the command line."""
    parser = add_command(commands, "demo", translate("cli", "make a demonstration centre"))
    parser.add_argument(
        "--seed", type=int, default=SEED, help=translate("cli", "number that everything follows")
    )
    parser.add_argument(
        "--day",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=translate("cli", "live the first day"),
    )
    parser.add_argument(
        "--commands",
        type=Path,
        metavar="FILE",
        help=translate("cli", "write the day as JSON lines for custody exec"),
    )
    parser.add_argument(
        "--size",
        metavar="kunming|million|N",
        help=translate("cli", "years of records before the first day"),
    )
    parser.add_argument(
        "--open",
        type=float,
        metavar="SHARE",
        help=translate("cli", "share of these records still in custody, 0 to 1"),
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make it, telling how far it is on standard error."""
    folder = folder_of(options)

    last = 0

    def progress(done: int, of: int) -> None:
        nonlocal last
        share = done * TOLD_TIMES // max(of, 1)
        if share != last or done == of:
            text = translate("cli", "{done} of {of} {of:step|steps}")
            terminal.complain(text.format(done=done, of=of))
        last = share

    if options.open is not None and not options.size:
        raise RuleBroken("cli.open_needs_size")
    size = size_of(options.size, options.open) if options.size else None
    made = make_demo(folder, DemoPlan(options.seed, options.day, size), progress=progress)
    if options.commands is not None:
        write_lines(options.commands.expanduser().absolute(), made.lines)
    if options.json:
        told = {
            "ok": True,
            "folder": str(folder.root),
            "events": made.events,
            "papers": made.papers,
            "readme": str(folder.root / README),
        }
        terminal.say(json.dumps(told, ensure_ascii=False))
        return ALL_WELL
    told_made = translate(
        "cli", "The demonstration centre lies in {folder}: {events} {events:event|events}."
    )
    terminal.say(told_made.format(folder=folder.root, events=made.events))
    told_papers = translate("cli", "{papers} {papers:paper lies|papers lie} in {folder}.")
    terminal.say(told_papers.format(papers=made.papers, folder=folder.printed))
    told_people = translate("cli", "Badges, passwords and PINs stand in {file}.")
    terminal.say(told_people.format(file=folder.root / README))
    return ALL_WELL
