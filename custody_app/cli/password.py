"""``custody password``: change one's own password where no window is open."""

from __future__ import annotations

import argparse
import os
from typing import Any

from custody_app.cli.terminal import ALL_WELL, Terminal, add_command, opened
from custody_app.domain.errors import RuleBroken
from custody_app.runtime.i18n import translate
from custody_app.services.people import People

NOW_VARIABLE = "CUSTODY_PASSWORD"
NEW_VARIABLE = "CUSTODY_NEW_PASSWORD"


def add(commands: Any) -> None:
    """Put it on the command line."""
    parser = add_command(
        commands,
        "password",
        translate(
            "cli",
            "change your password: CUSTODY_PASSWORD becomes CUSTODY_NEW_PASSWORD",
        ),
    )
    parser.add_argument(
        "--officer",
        required=True,
        metavar="BADGE",
        help=translate("cli", "whose password"),
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Change it; refused with a sentence when the old one is wrong or the new one too weak."""
    with opened(options) as core:
        people = People(core.custody, core.keyring, core.sign_in)
        people.change_own_password(options.officer, _secret(NOW_VARIABLE), _secret(NEW_VARIABLE))
    if options.json:
        terminal.answer({"ok": True})
    else:
        terminal.say(translate("cli", "The password is changed."))
    return ALL_WELL


def _secret(variable: str) -> str:
    found = os.environ.get(variable, "")
    if not found:
        raise RuleBroken("cli.secret_missing", variable=variable)
    return found
