"""Set up a new centre with its first people and its backup target.

Its sealed recovery sheet as PDF.
"""

from __future__ import annotations

import os
from pathlib import Path

from custody_app.documents.parts import FormHead
from custody_app.documents.render import render
from custody_app.domain.commands.registers import SetPolicy
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.centre import PolicyEntry
from custody_app.domain.moments import moment_of
from custody_app.domain.state.registers import CentreState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Role
from custody_app.domain.world import World
from custody_app.ledger.key_wrapping import WrapParameters
from custody_app.runtime.clock import Clock
from custody_app.runtime.paths import CentreDir
from custody_app.services.custody import Custody
from custody_app.services.first_run import CentrePlan, OpenedCentre, open_centre
from custody_app.services.keyring import Keyring
from custody_app.services.paper.centre_forms import recovery_sheet
from custody_app.storage.engine import Guard, writer_engine
from custody_app.storage.state_store import StateStore

POLICY_ROLES = frozenset({Role.CUSTODY_HEAD, Role.SYSTEM_ADMIN})


@dataclass(frozen=True, slots=True)
class SetUp:
    """A centre that was just set up.

    Attributes:
        recovery_pdf: the sealed recovery sheet; it is shown once and never stored.
    """

    opened: OpenedCentre
    recovery_pdf: bytes


def is_other_disk(folder: Path, target: Path) -> bool:
    """Whether a backup target lies on another disk than the centre."""
    try:
        return os.stat(_existing(folder)).st_dev != os.stat(_existing(target)).st_dev
    except OSError:
        return False


def _existing(path: Path) -> Path:
    found = path.resolve()
    while not found.exists() and found != found.parent:
        found = found.parent
    return found


def set_up(
    folder: CentreDir,
    plan: CentrePlan,
    clock: Clock,
    backup_target: str,
    cost: WrapParameters | None = None,
) -> SetUp:
    """Open the centre, record its backup target, make its recovery sheet.

    Raises:
        RuleBroken: ``centre.*``, ``sign_in.weak_*``.
        Fault: ``storage.*``.
    """
    if backup_target and not Path(backup_target).is_absolute():
        raise RuleBroken("centre.backup_target", target=backup_target[:120])
    if backup_target and not any(POLICY_ROLES & set(person.roles) for person in plan.people):
        raise RuleBroken("centre.admin_missing", role=Role.SYSTEM_ADMIN.value)
    keyring = Keyring(folder.keys, cost or WrapParameters())
    opened = open_centre(folder, plan, clock, keyring)
    engine = writer_engine(folder.db, Guard())
    try:
        custody = Custody(engine, clock, keyring.station(), opened.centre)
        if backup_target:
            _record_target(custody, plan, opened, keyring, backup_target)
        with engine.connect() as connection:
            centre = World(StateStore(connection)).get(CentreState, opened.centre)
    finally:
        engine.dispose()
    head = FormHead(
        agency=plan.name,
        number="",
        code18="",
        demo=plan.demo,
        printed_at=moment_of(clock.now()),
        copies=1,
    )
    sheet = recovery_sheet(head, centre, opened.recovery_code, backup_target)
    return SetUp(opened, render(sheet))


def _record_target(
    custody: Custody,
    plan: CentrePlan,
    opened: OpenedCentre,
    keyring: Keyring,
    backup_target: str,
) -> None:
    for id_, person in zip(opened.people, plan.people, strict=True):
        if POLICY_ROLES & set(person.roles):
            signer = keyring.with_pin(id_, person.pin)
            entry = PolicyEntry("backup_target", backup_target)
            custody.handle(SetPolicy(entries=(entry,)), signer=signer)
            return
