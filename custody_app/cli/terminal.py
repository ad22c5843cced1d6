"""What every sub-command shares: streams, the folder, answers as sentences or JSON, exit codes."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from custody_app.bootstrap import Core, open_core
from custody_app.messages import Told
from custody_app.runtime.clock import Clock
from custody_app.runtime.i18n import LANGUAGES, translate
from custody_app.runtime.logs import start_logging, stop_logging
from custody_app.runtime.paths import CentreDir, default_root

ALL_WELL = 0
SOMETHING_WRONG = 1
COULD_NOT_RUN = 2


@dataclass(frozen=True, slots=True)
class Terminal:
    """The three streams, in bytes: what is written is UTF-8 whatever the machine is set to."""

    stdin: BinaryIO
    stdout: BinaryIO
    stderr: BinaryIO

    def say(self, text: str) -> None:
        """One line for people on standard output."""
        self._write(self.stdout, text)

    def complain(self, text: str) -> None:
        """One line on standard error."""
        self._write(self.stderr, text)

    def answer(self, content: Mapping[str, Any]) -> None:
        """One JSON line on standard output, gone out when this returns."""
        self._write(self.stdout, json.dumps(content, ensure_ascii=False, separators=(",", ":")))

    def _write(self, stream: BinaryIO, text: str) -> None:
        # A lone surrogate becomes its JSON escape; all else is UTF-8.
        stream.write(f"{text}\n".encode("utf-8", "backslashreplace"))
        stream.flush()

    def tell_refused(self, told: Iterable[Told], *, as_json: bool) -> None:
        """Refusals and faults: sentences on standard error, with ``--json`` also an object."""
        found = list(told)
        if as_json:
            self.answer({"ok": False, "refused": [one.plain() for one in found]})
        for one in found:
            article = f"（{one.article}）" if one.article else ""
            following = f" {one.next}" if one.next else ""
            self.complain(f"{one.message}{article}{following} [{one.code}]")

    def tell_mistake(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A mistake of the program itself: a report number, the trace in the log, then the end.

        Installed as ``sys.excepthook``; Python itself would end with 1, which means "refused".
        """
        text = "".join(traceback.format_exception(kind, error, trace))
        number = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
        logger = logging.getLogger("custody_app.cli")
        logger.error(
            "mistake of the program",
            exc_info=(kind, error, trace),
            extra={"facts": {"report_no": number}},
        )
        sentence = translate("cli", "The program made a mistake; report number {number}.")
        self.complain(sentence.format(number=number))
        os._exit(COULD_NOT_RUN)

    def let_go(self) -> None:
        """Nobody reads any more: end without a complaint when Python closes the stream."""
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, self.stdout.fileno())


def add_command(
    commands: Any, name: str, summary: str, *, data: bool = True
) -> argparse.ArgumentParser:
    """A sub-command with the options all of them have."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=summary)
    if data:
        parser.add_argument(
            "--data",
            type=Path,
            default=None,
            metavar="DIR",
            help=translate("cli", "folder of the centre"),
        )
    parser.add_argument("--json", action="store_true", help=translate("cli", "answer in JSON"))
    parser.add_argument("--language", choices=LANGUAGES, help=translate("cli", "language of texts"))
    return parser


def folder_of(options: argparse.Namespace) -> CentreDir:
    """The centre's folder that the options name."""
    return CentreDir((options.data or default_root()).expanduser().absolute())


@contextmanager
def opened(options: argparse.Namespace, clock: Clock | None = None) -> Iterator[Core]:
    """The centre of the options, closed again at the end.

    Raises:
        Fault: ``storage.*``, ``keys.*``.
    """
    core = open_core(folder_of(options), clock)
    log = start_logging(core.folder.logs)
    try:
        yield core
    finally:
        stop_logging(log)
        core.close()
