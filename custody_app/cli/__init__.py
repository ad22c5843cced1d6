"""The command line ``custody``: one module for each sub-command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from custody_app.cli import (
    backup,
    demo,
    due,
    execute,
    password,
    print_form,
    rebuild,
    restore,
    verify,
)
from custody_app.cli.terminal import COULD_NOT_RUN, Terminal
from custody_app.domain.errors import RuleBroken
from custody_app.messages import told_all
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, LANGUAGES, set_language, translate
from custody_app.services.custody import APP_VERSION

SUB_COMMANDS = (demo, verify, rebuild, backup, restore, print_form, execute, due, password)
LANGUAGE_VARIABLE = "CUSTODY_LANGUAGE"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command.

    Returns:
        0 all well, 1 something was refused or found wrong, 2 could not run.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    set_language(asked_language(words))
    terminal = Terminal(sys.stdin.buffer, sys.stdout.buffer, sys.stderr.buffer)
    sys.excepthook = terminal.tell_mistake
    try:
        options = parser().parse_args(words)
        return int(options.run(options, terminal))
    except (RuleBroken, Fault) as error:
        terminal.tell_refused(told_all(error), as_json="--json" in words)
        return COULD_NOT_RUN
    except BrokenPipeError:
        terminal.let_go()
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return COULD_NOT_RUN


def asked_language(words: Sequence[str]) -> str:
    """The language of ``--language``, else of the environment; needed before any text is shown."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "")
    for number, word in enumerate(words):
        if word == "--language" and number + 1 < len(words):
            asked = words[number + 1]
        elif word.startswith("--language="):
            asked = word.partition("=")[2]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


class Parser(argparse.ArgumentParser):
    """A command line whose mistakes are told as every other refusal is."""

    def error(self, message: str) -> NoReturn:
        """Tell how the command is used, then refuse.

        Raises:
            RuleBroken: ``cli.usage``.
        """
        self.print_usage(sys.stderr)
        raise RuleBroken("cli.usage", detail=message)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    root = Parser(
        prog="custody",
        description=translate("cli", "Custody of seized property. Without a command: the window."),
    )
    root.add_argument("--version", action="version", version=f"custody {APP_VERSION}")
    commands = root.add_subparsers(title=translate("cli", "commands"), metavar="", required=True)
    for module in SUB_COMMANDS:
        module.add(commands)
    return root
