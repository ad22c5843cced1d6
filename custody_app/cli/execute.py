"""``custody exec``: one JSON command a line in, one JSON answer out after each commit."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from custody_app.bootstrap import Core
from custody_app.cli.lines import lines_of, parsed
from custody_app.cli.schema import schema
from custody_app.cli.sign_in import Crew, add_people, password_warning, signed_in
from custody_app.cli.terminal import (
    ALL_WELL,
    COULD_NOT_RUN,
    SOMETHING_WRONG,
    Terminal,
    add_command,
    opened,
)
from custody_app.domain.errors import RuleBroken
from custody_app.domain.rules.oddities import oddities
from custody_app.domain.world import World
from custody_app.messages import names_in, told_all, told_code
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import translate
from custody_app.services.attachments import FileShelf
from custody_app.services.outcome import Outcome
from custody_app.services.references import resolve
from custody_app.services.script.answer import Answer, answer_of
from custody_app.services.script.asked import id_of, steps_of
from custody_app.storage.state_store import StateStore


def add(commands: Any) -> None:
    """Put it on the command line."""
    parser = add_command(
        commands,
        "exec",
        translate("cli", "carry out commands: one JSON line each from standard input"),
    )
    add_people(parser, required=False)
    parser.add_argument(
        "--schema",
        action="store_true",
        help=translate("cli", "print the JSON Schema of every command and end"),
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Answer every line; the exit code is 0, or 1 when a line was refused."""
    if options.schema:
        terminal.say(json.dumps(schema(), ensure_ascii=False, indent=1))
        return ALL_WELL
    with opened(options) as core:
        crew = signed_in(core, options)
        if text := password_warning(crew):
            terminal.complain(text)
        door = Door(core, crew)
        refused = False
        try:
            for answer in door.answers(terminal):
                terminal.answer(answer)
                refused = refused or not answer["ok"]
        except BrokenPipeError:
            terminal.let_go()
            return COULD_NOT_RUN
    return SOMETHING_WRONG if refused else ALL_WELL


@dataclass(frozen=True, slots=True)
class Door:
    """Carries out lines for the people signed in."""

    core: Core
    crew: Crew

    def answers(self, terminal: Terminal) -> Iterator[Answer]:
        """One answer a line; a refused line never stops the next."""
        for raw in lines_of(terminal.stdin):
            yield self.answer(raw)
            # The answer has gone out; now nobody waits. On a full disk the log stays long.
            with suppress(Fault):
                self.core.fold_log()

    def answer(self, raw: bytes | None) -> Answer:
        """Carry out one line: all of it or nothing."""
        id_: str | int | None = None
        try:
            line = parsed(raw)
            id_ = id_of(line)
            outcome = self._carried_out(line)
        except (RuleBroken, Fault) as error:
            told = told_all(error, names_in(self.core))
            return {"id": id_, "ok": False, "refused": [one.plain() for one in told]}
        return answer_of(id_, outcome) | self._warnings(outcome)

    def _warnings(self, outcome: Outcome) -> Answer:
        """What looks odd in what was recorded; it has been recorded all the same."""
        with self.core.reader.connect() as connection:
            world = World(StateStore(connection))
            odd = [one for event in outcome.events for one in oddities(event, world)]
        names = names_in(self.core)
        told = [told_code(one.code, one.facts, names).plain() for one in odd]
        return {"warnings": told} if told else {}

    def _carried_out(self, line: Any) -> Outcome:
        steps = steps_of(line)
        self._check_people(line)
        shelf = FileShelf(self.core.attachments, self.core.folder.inbox)
        commands = [step.ready(shelf) for step in steps]
        return self.core.custody.handle(
            *commands, signer=self.crew.officer.signer, confirmers=self.crew.confirmers
        )

    def _check_people(self, line: dict[str, Any]) -> None:
        """A line written for somebody else is refused, so that a day's lines are not mixed up."""
        second = self.crew.second
        for key, person in (
            ("officer", self.crew.officer.person.id),
            ("second", second.person.id if second else ""),
        ):
            said = line.get(key)
            if said in (None, ""):
                continue
            if not isinstance(said, str):
                raise RuleBroken("input.wrong_type", at=key, wanted="text")
            with self.core.reader.connect() as connection:
                meant = resolve("person", said, StateStore(connection).find)
            if meant != person:
                raise RuleBroken("exec.other_people", at=key, person=meant)
