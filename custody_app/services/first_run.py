"""Open a new centre: schema, station key, event 0, first administrators."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import CentreOpened, FirstKey
from custody_app.domain.events.registers import AccountOpened, PersonRegistered, UnitRegistered
from custody_app.domain.ids import CentreId, PersonId, RulesId, UnitId
from custody_app.domain.moments import moment_of
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.tag import Tag, TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Authority, Rank, Role, UnitKind
from custody_app.runtime.clock import Clock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.custody import Custody
from custody_app.services.keyring import Keyring, check_password, check_pin
from custody_app.services.plain_text import plain_text
from custody_app.services.rule_packs import proposal
from custody_app.services.signer import Signer
from custody_app.storage import ledger_store
from custody_app.storage.engine import Guard, faults_told, writer_engine
from custody_app.storage.key_files import make_folder, sync_folder
from custody_app.storage.network_path import refuse_network_path
from custody_app.storage.upgrade import create_schema


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """One of the first administrators as the wizard asks for them."""

    name: str
    badge_no: str
    roles: tuple[Role, ...]
    password: str
    pin: str
    rank: Rank | None = None
    police: bool = True


@dataclass(frozen=True, slots=True)
class CentrePlan:
    """What the wizard knows of the new centre.

    Attributes:
        site: four digits of the centre in every code.
        station: two digits of this workstation.
        people: the first administrators; a security and an audit administrator among them.
    """

    name: str
    site: int
    unit_code: str
    people: tuple[FirstPerson, ...]
    station: int = 1
    demo: bool = False


@dataclass(frozen=True, slots=True)
class OpenedCentre:
    """What comes out of it: the centre's id, and the code for the sealed envelope."""

    centre: CentreId
    unit: UnitId
    recovery_code: str
    people: tuple[PersonId, ...]


def check_plan(plan: CentrePlan) -> None:
    """Refuse a plan that cannot work.

    Raises:
        RuleBroken: ``centre.*``, ``input.bad_text``, ``sign_in.weak_*``.
    """
    for text in (plan.name, plan.unit_code):
        plain_text(text)
    if not plan.name.strip():
        raise RuleBroken("centre.name_missing")
    if not 0 <= plan.site <= 9999 or not 1 <= plan.station <= 99:
        raise RuleBroken("centre.site_range", site=plan.site, station=plan.station)
    roles = [role for person in plan.people for role in person.roles]
    for needed in (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        if needed not in roles:
            raise RuleBroken("centre.admin_missing", role=needed.value)
    for person in plan.people:
        if Role.SECURITY_ADMIN in person.roles and Role.AUDIT_ADMIN in person.roles:
            raise RuleBroken("centre.admins_apart", badge=person.badge_no)
    badges = [person.badge_no for person in plan.people]
    if len(set(badges)) != len(badges):
        raise RuleBroken("centre.badge_twice")
    for person in plan.people:
        plain_text(person.name)
        plain_text(person.badge_no)
        check_password(person.password)
        check_pin(person.pin)


def open_centre(
    folder: CentreDir, plan: CentrePlan, clock: Clock, keyring: Keyring
) -> OpenedCentre:
    """Make the folder, the database, the keys and the first events of a new centre.

    The database gets its name when everything is in it, so that a power cut leaves no half of one.

    Raises:
        RuleBroken: the plan cannot work.
        Fault: ``storage.exists`` when the folder already holds a centre, ``storage.*``.
    """
    check_plan(plan)
    refuse_network_path(folder.root)
    if folder.db.exists():
        raise Fault("storage.exists", folder=str(folder.root))
    for path in (folder.root, folder.attachments, folder.printed, folder.keys, folder.inbox):
        make_folder(path)
    station, recovery_code = keyring.make_station()
    growing = folder.db.with_suffix(".new")
    _clear(growing)
    guard = Guard()
    engine = writer_engine(growing, guard)
    try:
        create_schema(engine, guard)
        centre = CentreId(clock.new_id())
        with faults_told(), engine.begin() as connection:
            ledger_store.open_log(connection, f"{centre}/ws-{plan.station:02d}")
        custody = Custody(engine, clock, station, centre)
        opened = _first_events(folder, custody, plan, clock, keyring, recovery_code)
        engine.dispose()
        os.replace(growing, folder.db)
        sync_folder(folder.root)
    finally:
        engine.dispose()
        _clear(growing)
    return opened


def _clear(growing: Path) -> None:
    """Remove what an opening that broke off left behind."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        growing.with_name(growing.name + suffix).unlink(missing_ok=True)


def _first_events(
    folder: CentreDir,
    custody: Custody,
    plan: CentrePlan,
    clock: Clock,
    keyring: Keyring,
    recovery_code: str,
) -> OpenedCentre:
    unit = UnitId(clock.new_id())
    ids = tuple(PersonId(clock.new_id()) for _ in plan.people)
    signers = [
        keyring.make(id_, person.password, person.pin)
        for id_, person in zip(ids, plan.people, strict=True)
    ]
    first_keys = tuple(
        FirstKey(id_, role, signer.key, signer.public)
        for id_, person, signer in zip(ids, plan.people, signers, strict=True)
        for role in person.roles
        if role in (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    )
    opened = CentreOpened(
        centre=custody.centre,
        site=plan.site,
        station=plan.station,
        demo=plan.demo,
        hash_algorithm="sha256",
        signature_algorithm="ed25519",
        station_key=custody.station.key,
        station_public_key=custody.station.public,
        first_keys=first_keys,
        unit=unit,
        name=plain_text(plan.name),
    )
    registered = UnitRegistered(
        unit=unit,
        code=plain_text(plan.unit_code),
        kind=UnitKind.CENTRE,
        authority=Authority.POLICE,
        name=plain_text(plan.name),
    )
    people = _people_events(plan, unit, signers, clock.now().year % 100)
    law = proposal(folder, "", moment_of(clock.now()))
    rules = adopted(RulesId(clock.new_id()), law.pack, law.calendars, rights=law.rights)
    custody.record_system(opened, registered, *people, rules)
    return OpenedCentre(custody.centre, unit, recovery_code, ids)


def _people_events(
    plan: CentrePlan, unit: UnitId, signers: list[Signer], year: int
) -> Iterator[Event]:
    """Each of the first people with a badge, and their account right behind."""
    for number, (person, signer) in enumerate(zip(plan.people, signers, strict=True), 1):
        id_ = PersonId(signer.id)
        tag = Tag(TagKind.BADGE, plan.site, plan.station, year, number).base
        yield PersonRegistered(
            person=id_,
            tag=tag,
            unit=unit,
            rank=person.rank,
            police=person.police,
            name=plain_text(person.name),
            badge_no=plain_text(person.badge_no),
        )
        yield AccountOpened(
            person=id_, roles=person.roles, key=signer.key, public_key=signer.public
        )


def fingerprint(public_key_hex: str) -> str:
    """A short fingerprint of a public key for paper: four groups of four hex digits."""
    digest = hashlib.sha256(bytes.fromhex(public_key_hex)).hexdigest()[:16]
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))
