"""Rule packs from their files: the program's own, and a centre's file laid over it.

``DIR/rulepacks`` holds the files of a centre, ``calendar_2027.toml`` and the like among them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.rules import RulePackAdopted
from custody_app.domain.law.calendar import YearDays, calendar_of
from custody_app.domain.law.pack_making import gaps_of, laid_over, rule_pack
from custody_app.domain.law.rule_pack import Deadline, RulePack
from custody_app.domain.moments import Moment
from custody_app.domain.parts import GivenRight
from custody_app.domain.permissions import rights_of
from custody_app.domain.record import from_plain
from custody_app.domain.rules.rule_packs import digest_of
from custody_app.domain.values import dataclass
from custody_app.domain.world import Context
from custody_app.runtime.paths import CentreDir, resources_dir
from custody_app.services.permission_table import permission_table
from custody_app.storage.projections.law_facts import Progress, write_all_dues
from custody_app.storage.projections.rebuild import no_progress
from custody_app.storage.unit_of_work import UnitOfWork

NATIONAL = "national"
FILE_MAX = 256 * 1024
YEARS_AHEAD = 2
"""Terms of this year may end in the next: both must be known."""
_NAME = re.compile(r"[A-Za-z0-9_\-]{1,60}(\.toml)?\Z")
_CALENDAR = "calendar_*.toml"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be in force: the dry run of an adoption.

    Attributes:
        unknown_years: this year or the next, when its holidays are not entered.
    """

    pack: RulePack
    calendars: tuple[YearDays, ...]
    rights: tuple[GivenRight, ...]
    digest: str
    unknown_years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """One deadline that another pack says differently; ``None`` where a side has none."""

    id: str
    before: Deadline | None
    after: Deadline | None


def own_files(folder: CentreDir) -> tuple[str, ...]:
    """Names of the centre's own packs."""
    if not folder.rulepacks.is_dir():
        return ()
    found = (path.name for path in folder.rulepacks.glob("*.toml") if path.is_file())
    return tuple(sorted(name for name in found if not name.startswith("calendar_")))


def proposal(folder: CentreDir, file: str, now: Moment) -> Proposal:
    """What adopting this file would put in force; no name is the program's own pack.

    Raises:
        RuleBroken: ``rulepack.*`` and ``input.*``, every mistake of the file at once.
    """
    pack = rule_pack(_read(resources_dir() / "rulepacks" / f"{NATIONAL}.toml"))
    if file:
        own = rule_pack(_read(_own_path(folder, file)))
        pack = laid_over(pack, own) if own.over else own
    refuse_all(list(gaps_of(pack)))
    calendars = _calendars(folder)
    calendar_of(calendars)
    known = {year.year for year in calendars}
    first = int(now[:4])
    unknown = tuple(year for year in range(first, first + YEARS_AHEAD) if year not in known)
    rights = rights_of(permission_table())
    return Proposal(pack, calendars, rights, digest_of(pack, calendars, rights), unknown)


def _own_path(folder: CentreDir, file: str) -> Path:
    if not _NAME.match(file):
        raise RuleBroken("rulepack.file_name", file=file[:80])
    return folder.rulepacks / (file if file.endswith(".toml") else f"{file}.toml")


def _calendars(folder: CentreDir) -> tuple[YearDays, ...]:
    """The years of the program, those of the centre over them."""
    found: dict[int, YearDays] = {}
    for place in (resources_dir() / "rulepacks", folder.rulepacks):
        here: dict[int, YearDays] = {}
        for path in sorted(place.glob(_CALENDAR)) if place.is_dir() else ():
            year = from_plain(YearDays, _read(path), path.stem)
            if year.year in here:
                raise RuleBroken("rulepack.calendar_twice", year=year.year, file=path.name)
            here[year.year] = year
        found |= here
    return tuple(found[year] for year in sorted(found))


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            raw = file.read(FILE_MAX + 1)
    except OSError as error:
        raise RuleBroken("rulepack.no_file", file=path.name) from error
    if len(raw) > FILE_MAX:
        raise RuleBroken("rulepack.too_large", file=path.name, limit=FILE_MAX)
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RuleBroken("rulepack.no_utf8", file=path.name) from error
    except ValueError as error:
        raise RuleBroken("rulepack.no_toml", file=path.name, text=str(error)[:120]) from error


def changes(before: RulePack, after: RulePack) -> Iterator[DeadlineChange]:
    """Deadlines on which two packs differ."""
    old = {one.id: one for one in before.deadlines}
    new = {one.id: one for one in after.deadlines}
    for id_ in sorted(old.keys() | new.keys()):
        if old.get(id_) != new.get(id_):
            yield DeadlineChange(id_, old.get(id_), new.get(id_))


@dataclass(slots=True)
class RulesReader:
    """Completes the command with what its file says, and writes what follows from another law.

    Attributes:
        progress: told (things done, things in all) while due moments are written anew.
    """

    folder: CentreDir
    progress: Progress = no_progress

    def tell_nobody(self) -> None:
        """Nobody follows any more."""
        self.progress = no_progress

    def fill(self, command: AdoptRulePack, work: UnitOfWork, context: Context) -> AdoptRulePack:
        """The pack and its calendars from the file named."""
        found = proposal(self.folder, command.file, context.now)
        return replace(
            command,
            digest=command.digest or found.digest,
            pack=found.pack,
            calendars=found.calendars,
            rights=found.rights,
        )

    def effect(self, work: UnitOfWork, event: RulePackAdopted) -> None:
        """Every due moment by the law that is in force from now on."""
        write_all_dues(work.connection, self.progress)
