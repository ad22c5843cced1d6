"""Makes a demonstration centre in an empty folder, from its opening to the end of the shift."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from custody_app.bootstrap import Core, open_core
from custody_app.demo.calendar import yesterday
from custody_app.demo.cast import read_cast
from custody_app.demo.day_clock import DayClock
from custody_app.demo.readme import write_readme
from custody_app.demo.stage import SET_UP_AT, Progress, Stage, no_progress
from custody_app.demo.steps import read_day
from custody_app.domain.ids import PersonId
from custody_app.ledger.key_wrapping import WrapParameters
from custody_app.runtime.clock import Clock, SystemClock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.first_run import CentrePlan, open_centre
from custody_app.services.keyring import Keyring
from custody_app.services.large_centre.fill import Store, fill_rows, fill_store
from custody_app.services.large_centre.size import Size
from custody_app.storage.key_files import write_durably

DEMO_COST = WrapParameters(memory_kib=8 * 1024, passes=1, lanes=1)
"""Low, so that the demonstration starts quickly; its PINs stand in a file anyway."""
SEED = 5301
STORE_OPENED = datetime(2019, 6, 3, 1, tzinfo=UTC)
"""A large store begins as the model centre did, in June 2019."""


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """What kind of demonstration.

    Attributes:
        seed: ids, passwords, PINs and pauses follow from it.
        day: live the first day; without it the centre is only set up.
        size: years of records before that day; nothing means a new centre.
    """

    seed: int = SEED
    day: bool = True
    size: Size | None = None


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What came out of it: entries of the ledger, papers, the day as lines for ``custody exec``."""

    events: int
    papers: int
    lines: tuple[dict[str, Any], ...]


def make_demo(
    folder: CentreDir,
    plan: DemoPlan | None = None,
    clock: Clock | None = None,
    progress: Progress = no_progress,
) -> DemoMade:
    """Make a demonstration centre and live its first day, which was yesterday.

    Raises:
        Fault: ``demo.exists`` when the folder holds anything, ``storage.*``.
        RuleBroken: a step of the day that the rules refuse.
    """
    plan = plan or DemoPlan()
    refuse_used(folder)
    cast = read_cast(plan.seed)
    calendar = yesterday((clock or SystemClock()).now())
    opens_at = STORE_OPENED if plan.size else calendar.at(SET_UP_AT)
    day_clock = DayClock(opens_at, plan.seed)
    keyring = Keyring(folder.keys, DEMO_COST)
    first = [member for member in cast.people if member.opens_centre]
    opened = open_centre(
        folder,
        CentrePlan(cast.name, cast.site, cast.code, tuple(m.as_first() for m in first), demo=True),
        day_clock,
        keyring,
    )
    core = open_core(folder, day_clock, DEMO_COST)
    try:
        signers = {
            member.badge: core.keyring.with_password(person, member.password)
            for member, person in zip(first, opened.people, strict=True)
        }
        stage = Stage(core, cast, day_clock, calendar, Random(plan.seed), signers)
        stage.set_up()
        if plan.size is not None:
            core = _grown(core, stage, plan, progress)
        stage.register_cases()
        steps = read_day(cast)
        if plan.day:
            stage.live(steps, progress)
            stage.print_labels()
            if plan.size is None:
                # A backup proves every event it holds; over a large store that takes longer than
                # making it, and the daily backup of the window does it anyway.
                core.backup.run()
        lines = tuple(stage.line_of(step) for step in steps)
        with core.reader.connect() as connection:
            (events,) = connection.exec_driver_sql("SELECT count(*) FROM ledger_event").one()
    finally:
        core.close()
    write_readme(folder, cast, calendar, opened.recovery_code, day=plan.day)
    papers = len(list(folder.printed.glob("*.pdf")))
    return DemoMade(int(events), papers, lines)


def _grown(core: Core, stage: Stage, plan: DemoPlan, progress: Progress) -> Core:
    """The same centre, years of records later."""
    assert plan.size is not None
    custodians = [stage.signer_of(key) for key in ("clerk", "second")]
    head = PersonId(stage.signer_of("police_head").id)
    store = Store(
        core.folder, core.reader, core.custody.station, custodians, head, stage.cast.site, 1
    )
    core.close()
    until = stage.calendar.at(SET_UP_AT) - timedelta(hours=2)
    start = STORE_OPENED + timedelta(days=1)
    fill_store(store, plan.size, plan.seed, start, until, progress)
    fill_rows(core.folder, progress)
    grown = open_core(core.folder, stage.clock, DEMO_COST)
    stage.core = grown
    return grown


def refuse_used(folder: CentreDir) -> None:
    """A demonstration never touches a folder in which something lies.

    Raises:
        Fault: ``demo.exists``, ``demo.folder_in_use``.
    """
    try:
        if folder.db.exists():
            raise Fault("demo.exists", folder=str(folder.root))
        if folder.root.exists() and any(folder.root.iterdir()):
            raise Fault("demo.folder_in_use", folder=str(folder.root))
    except OSError as error:
        raise Fault("storage.cannot_open", detail=error.strerror or "") from error


def write_lines(path: Path, lines: tuple[dict[str, Any], ...]) -> None:
    """The day's lines as a file for ``custody exec``.

    Raises:
        Fault: ``storage.cannot_write``.
    """
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, text.encode())
    except OSError as error:
        raise Fault("storage.cannot_write", detail=error.strerror or "", file=path.name) from error
