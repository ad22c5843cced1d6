"""Carries the demonstration out through the one write path: set the centre up, live the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from custody_app.bootstrap import Core
from custody_app.demo.calendar import Calendar
from custody_app.demo.cast import Cast, Member
from custody_app.demo.day_clock import DayClock
from custody_app.demo.pictures import draw_picture
from custody_app.demo.steps import Step
from custody_app.domain.commands.base import Command, LateWhy
from custody_app.domain.commands.registers import OpenAccount, RegisterPerson, SetPolicy
from custody_app.domain.events.centre import PolicyEntry
from custody_app.domain.ids import PersonId, UnitId
from custody_app.services.attachments import FileShelf
from custody_app.services.script.answer import Answer, answer_of, filled_in
from custody_app.services.script.asked import steps_of
from custody_app.services.signer import Signer

PICTURES = "pictures"
BASKET = "CarryOutBasket"
SET_UP_AT = "07:00"
REGISTERED_AT_ONCE = 40
SECONDS_BETWEEN = (4, 25)
LABELLED = "ITEM_LABELLED"

Progress = Callable[[int, int], None]
"""Steps done, steps in all."""


@dataclass(slots=True)
class Stage:
    """One open demonstration centre, its clock, and the keys of its people.

    Attributes:
        answers: what earlier lines said, by their names.
    """

    core: Core
    cast: Cast
    clock: DayClock
    calendar: Calendar
    random: Random
    signers: dict[str, Signer]
    answers: dict[str, Answer] = field(default_factory=dict)

    def set_up(self) -> None:
        """Units, places, people with accounts, and policy; the clock stands where it was set."""
        system, security = self._signer("system"), self._signer("security")
        self._record(system, SetPolicy(entries=(PolicyEntry("agency", self.cast.agency),)))
        self._register("RegisterUnit", self.cast.units, system)
        self._register("RegisterPlace", self.cast.places, system)
        for member in self.cast.people:
            if not member.opens_centre:
                self._register_person(member, security)

    def register_cases(self) -> None:
        """The cases of the story, on the morning of its day."""
        self.clock.set(self.calendar.at(SET_UP_AT))
        self._register("RegisterCase", self.cast.cases, self._signer("clerk"))

    def live(self, steps: Iterable[Step], progress: Progress) -> None:
        """Carry out the steps of the day, each at its time."""
        told = list(steps)
        for number, step in enumerate(told, start=1):
            self.clock.set(self.calendar.at(step.at))
            self.clock.move_on(self.random.randint(*SECONDS_BETWEEN))
            self._live(step)
            progress(number, len(told))

    def _live(self, step: Step) -> None:
        line = {"command": step.command, "args": filled_in(self.args_of(step), self.answers)}
        shelf = FileShelf(self.core.attachments, self.core.folder.inbox)
        commands = [one.ready(shelf) for one in steps_of(line)]
        confirmers = (self.signers[step.second],) if step.second else ()
        outcome = self.core.custody.handle(
            *commands, signer=self.signers[step.officer], confirmers=confirmers
        )
        self.answers[step.name] = answer_of(step.name, outcome)

    def print_labels(self) -> Path:
        """The sheet with the label of every thing that was labelled this day, in order."""
        labelled = [
            (subject["kind"], subject["id"])
            for answer in self.answers.values()
            for event in answer["events"]
            for subject in event["subjects"]
            if event["type"] == LABELLED
        ]
        return self.core.labels.print(labelled)

    def args_of(self, step: Step) -> dict[str, Any]:
        """The arguments with real dates, and with pictures drawn into the centre's folder."""
        dated = dict(step.with_dates(self.calendar).args)
        args: dict[str, Any] = self._with_pictures(dated, step.name)
        return args

    def _with_pictures(self, plain: Any, name: str) -> Any:
        if isinstance(plain, dict) and "picture" in plain:
            rest = {key: value for key, value in plain.items() if key != "picture"}
            file = f"{name}-{rest.get('kind', 'photo')}"
            path = draw_picture(self.pictures, file, plain["picture"])
            return {"path": str(path), "kind": "photo"} | rest
        if isinstance(plain, list):
            return [self._with_pictures(one, f"{name}-{n}") for n, one in enumerate(plain)]
        if isinstance(plain, dict):
            return {key: self._with_pictures(value, name) for key, value in plain.items()}
        return plain

    @property
    def pictures(self) -> Path:
        """Where drawn pictures lie before they are stored."""
        return self.core.folder.root / PICTURES

    def line_of(self, step: Step) -> dict[str, Any]:
        """A step as one line for ``custody exec``, told as having happened at its time."""
        args = self.args_of(step)
        late = {
            "occurred_at": self.calendar.filled_in(f"@0 {step.at}"),
            "occurred_why": LateWhy.LATE_ENTRY.value,
        }
        if step.command == BASKET:
            for inner in args["steps"]:
                if inner["command"] != "IssueForm":
                    inner["args"] |= late
        elif step.command != "IssueForm":
            args |= late
        line = {"id": step.name, "officer": step.officer, "command": step.command, "args": args}
        return line | ({"second": step.second} if step.second else {})

    def signer_of(self, key: str) -> Signer:
        """The key of somebody of the story."""
        return self._signer(key)

    def _signer(self, key: str) -> Signer:
        return self.signers[self.cast.member(key).badge]

    def _record(self, signer: Signer, *commands: Command, by: Signer | None = None) -> Answer:
        self.clock.move_on(self.random.randint(*SECONDS_BETWEEN))
        confirmers = (by,) if by else ()
        return answer_of(
            None, self.core.custody.handle(*commands, signer=signer, confirmers=confirmers)
        )

    def _register(self, name: str, rows: Iterable[dict[str, Any]], signer: Signer) -> None:
        commands = []
        for row in rows:
            plain = {key: value for key, value in row.items() if value is not None}
            line = {"command": name, "args": self.calendar.filled_in(plain)}
            commands += [step.command for step in steps_of(line)]
        for start in range(0, len(commands), REGISTERED_AT_ONCE):
            self._record(signer, *commands[start : start + REGISTERED_AT_ONCE])

    def _register_person(self, member: Member, security: Signer) -> None:
        command = RegisterPerson(
            unit=UnitId(member.unit),
            name=member.name,
            badge_no=member.badge,
            rank=member.rank,
            police=member.police,
            credential="" if member.roles else "人民警察证",
        )
        answer = self._record(security, command)
        if not member.roles:
            return
        (subject,) = (s for e in answer["events"] for s in e["subjects"] if s["kind"] == "person")
        person = PersonId(subject["id"])
        signer = self.core.keyring.make(person, member.password, member.pin)
        self.signers[member.badge] = signer
        account = OpenAccount(person=person, roles=member.roles, public_key=signer.public)
        self._record(security, account, by=self._signer("audit"))


def no_progress(done: int, of: int) -> None:
    """Tell nobody."""
