"""``custody print``: issue a paper through the one write path and say where its PDF lies."""

from __future__ import annotations

import argparse
from typing import Any

from custody_app.cli.sign_in import add_people, signed_in
from custody_app.cli.terminal import ALL_WELL, Terminal, add_command, opened
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.events.registers import FormIssued
from custody_app.domain.record import from_plain
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.i18n import LANGUAGES, translate
from custody_app.services.paper.issue import printed_name
from custody_app.services.script.answer import answer_of

FIELDS = ("case", "request", "place", "batch", "replaces", "since", "until")


def add(commands: Any) -> None:
    """Put it on the command line."""
    parser = add_command(commands, "print", translate("cli", "issue a paper as PDF"))
    add_people(parser)
    parser.add_argument("kind", choices=[kind.value for kind in FormKind], metavar="KIND")
    parser.add_argument(
        "--item",
        action="append",
        default=[],
        dest="items",
        metavar="CODE",
        help=translate("cli", "a thing on the paper, by its 18-digit code; may be repeated"),
    )
    parser.add_argument("--case", metavar="NUMBER")
    parser.add_argument("--request", metavar="NUMBER")
    parser.add_argument("--place", metavar="CODE")
    parser.add_argument("--batch", default="", metavar="ID")
    parser.add_argument("--replaces", default="", metavar="NUMBER")
    parser.add_argument("--since", metavar="YYYY-MM-DD")
    parser.add_argument("--until", metavar="YYYY-MM-DD")
    parser.add_argument("--paper-language", choices=LANGUAGES, default="")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Issue one paper."""
    plain: dict[str, Any] = {
        "kind": options.kind,
        "items": options.items,
        "language": options.paper_language,
    }
    plain |= {name: getattr(options, name) for name in FIELDS if getattr(options, name)}
    with opened(options) as core:
        crew = signed_in(core, options)
        outcome = core.custody.handle(
            from_plain(IssueForm, plain), signer=crew.officer.signer, confirmers=crew.confirmers
        )
        issued = next(one for one in outcome.events if isinstance(one, FormIssued))
        path = core.folder.printed / printed_name(issued.number, issued.kind)
    if options.json:
        terminal.answer(answer_of(None, outcome) | {"path": str(path), "number": issued.number})
    else:
        terminal.say(str(path))
    return ALL_WELL
