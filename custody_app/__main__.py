"""``custody``: without a sub-command the window, otherwise the command line.

Only one of the two is imported, so that the window does not wait for the other; this is the one
late import of our own modules in the program.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from custody_app.domain.errors import RuleBroken
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import LANGUAGES, set_language
from custody_app.runtime.loading import loading
from custody_app.runtime.paths import CentreDir, default_root

WINDOW_OPTIONS = ("--data", "--language")
COULD_NOT_RUN = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code is the process's."""
    words = list(sys.argv[1:] if argv is None else argv)
    if wants_window(words):
        return _window(words)
    with loading():
        from custody_app.cli import main as command_line

    return command_line(words)


def wants_window(words: Sequence[str]) -> bool:
    """Whether nothing but options of the window was given."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word in WINDOW_OPTIONS and rest:
            rest.pop(0)
        elif not word.startswith(tuple(f"{option}=" for option in WINDOW_OPTIONS)):
            return False
    return True


def _window(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="custody")
    parser.add_argument("--data", type=Path, default=default_root())
    parser.add_argument("--language", choices=LANGUAGES)
    options = parser.parse_args(words)
    if options.language:
        set_language(options.language)
    with loading():
        from custody_app.messages import told_all
        from custody_app.ui.start import open_window

    try:
        folder = CentreDir(options.data.expanduser().absolute())
        return open_window(folder, options.language or "")
    except (RuleBroken, Fault) as error:
        for told in told_all(error):
            sys.stderr.write(f"{told.message} {told.next} [{told.code}]\n")
        return COULD_NOT_RUN


if __name__ == "__main__":
    sys.exit(main())
