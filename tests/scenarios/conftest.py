"""A centre on which scenarios are played in the words of the field, by the door for scripts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from custody_app.bootstrap import Core, open_core
from custody_app.cli.execute import Door
from custody_app.cli.sign_in import Crew
from custody_app.demo.cast import Cast, read_cast
from custody_app.demo.production import SEED, DemoPlan, make_demo
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.script.answer import Answer, filled_in
from custody_app.services.session import Session

ONE = {"n": "1", "u": "个"}


@dataclass
class Play:
    """Who does what; references such as ``$list.seizure`` speak of what was named before."""

    core: Core
    cast: Cast
    folder: Path
    burglary: str
    sessions: dict[str, Session] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    def session(self, who: str) -> Session:
        if who not in self.sessions:
            member = self.cast.member(who)
            self.sessions[who] = self.core.sign_in.with_pin(member.badge, member.pin)
        return self.sessions[who]

    def asks(self, who: str, command: str, second: str = "", /, **args: Any) -> Answer:
        """The answer to one command, whatever it is."""
        crew = Crew(self.session(who), self.session(second) if second else None)
        line = {"command": command, "args": filled_in(args, self.answers)}
        return Door(self.core, crew).answer(json.dumps(line).encode())

    def does(
        self, who: str, command: str, second: str = "", /, as_: Any = "", **args: Any
    ) -> Answer:
        """A command that must be carried out."""
        answer = self.asks(who, command, second, **args)
        assert answer["ok"], answer["refused"]
        if as_:
            self.answers[as_] = answer
        return answer

    def refused(self, who: str, command: str, second: str = "", /, **args: Any) -> list[str]:
        """The codes with which a command is refused."""
        answer = self.asks(who, command, second, **args)
        assert not answer["ok"], answer["events"]
        return [one["code"] for one in answer["refused"]]

    def types(self, answer: Answer) -> list[str]:
        return [event["type"] for event in answer["events"]]

    def item(self, reference: str) -> ItemState:
        id_ = filled_in(reference, self.answers)
        return Reader(self.core.reader)(state_of, kind=ItemState, id_=id_)

    def request(self, reference: str) -> ApprovalRequest:
        id_ = filled_in(reference, self.answers)
        return Reader(self.core.reader)(state_of, kind=ApprovalRequest, id_=id_)

    def hours(self, hours: float) -> Moment:
        """So many hours from now."""
        return moment_of(self.core.clock.now() + timedelta(hours=hours))

    @property
    def today(self) -> str:
        return (self.core.clock.now() + timedelta(hours=8)).date().isoformat()

    @property
    def photo(self) -> list[dict[str, str]]:
        return [self.file("photo")]

    def file(self, kind: str) -> dict[str, str]:
        path = self.folder / "picture.png"
        Image.new("RGB", (8, 8)).save(path)
        return {"path": str(path), "kind": kind}

    def lists(self, name: str, *, hours_ago: Any = 3, as_: Any = "", **more: Any) -> None:
        """A list of the burglary case with one line."""
        self.does(
            "zhang",
            "RecordSeizure",
            as_=f"{as_ or 'thing'}-list",
            case=self.burglary,
            measure="seize",
            taken_at=self.hours(-hours_ago),
            document_no="五公（刑）扣字1号",
            document_on=self.today,
            officers=["530211", "530212"],
            holder="罗某某",
            witness="李秀英",
            place="文林街",
        )
        line = {"category": "general", "quantity": ONE} | more
        self.does(
            "zhang",
            "ListItem",
            as_=as_ or "thing",
            seizure=f"${as_ or 'thing'}-list.seizure",
            name=name,
            **line,
        )

    def takes_in(
        self, thing: str = "thing", second: str = "", place: str = "", **more: Any
    ) -> None:
        """Accepted, labelled, and put away if a place is said."""
        args = {"quantity": self.said(thing), "delivered_by": "530211"} | more
        self.does("clerk", "AcceptItem", second, item=f"${thing}.item", **args)
        self.does("clerk", "LabelItem", item=f"${thing}.item")
        self.does("clerk", "ProveLabel", item=f"${thing}.item", code=f"${thing}.code")
        if place:
            self.does("clerk", "MoveItem", item=f"${thing}.item", place=place)

    def said(self, thing: str) -> dict[str, str]:
        listed = self.item(f"${thing}.item").balance.listed
        return {"n": listed.n, "u": listed.u}

    def calls_out(self, thing: str = "thing", *, hours: float = 4) -> None:
        """Asked for by the case officer, approved by the head of the unit."""
        self.does(
            "zhang",
            "RequestCallOut",
            as_="asked",
            items=[{"item": f"${thing}.item"}],
            purpose="appraisal",
            due_at=self.hours(hours),
            reason="价格认定",
        )
        self.does("wuhua_head", "ApproveRequest", request="$asked.request")

    def checks_out(self, thing: str = "thing", **more: Any) -> Answer:
        return self.does(
            "clerk",
            "CheckOutItem",
            "zhang",
            item=f"${thing}.item",
            request="$asked.request",
            borrower="530211",
            **more,
        )


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared") / "centre"
    make_demo(CentreDir(folder), DemoPlan(day=False))
    return folder


@pytest.fixture
def play(prepared: Path, tmp_path: Path) -> Iterator[Play]:
    """A demonstration centre before its first day; proven whole when the scenario is over."""
    folder = tmp_path / "centre"
    shutil.copytree(prepared, folder)
    core = open_core(CentreDir(folder))
    with core.reader.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT key FROM subject_key WHERE kind = 'case' AND key LIKE '%五华%3021号'"
        )
        number = str(found.scalar_one())
    yield Play(core, read_cast(SEED), tmp_path, number)
    core.close()
    report = verify(CentreDir(folder))
    assert report.is_whole, report.findings
