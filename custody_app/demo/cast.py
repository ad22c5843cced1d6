"""The demonstration centre as its file describes it: units, people, places, cases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from custody_app.domain.vocabulary import Rank, Role
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import resources_dir
from custody_app.services.first_run import FirstPerson

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})

RUNS = "0123456789 9876543210"
"""PINs that nobody may have."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person; ``password`` and ``pin`` are empty for a visitor without an account."""

    key: str
    badge: str
    name: str
    unit: str
    roles: tuple[Role, ...] = ()
    rank: Rank | None = None
    police: bool = True
    password: str = ""
    pin: str = ""

    @property
    def opens_centre(self) -> bool:
        """One of the first administrators, who are there from the first event on."""
        return bool(ADMINISTRATORS & set(self.roles))

    def as_first(self) -> FirstPerson:
        """As the wizard would ask for them."""
        return FirstPerson(
            self.name, self.badge, self.roles, self.password, self.pin, self.rank, self.police
        )


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything that is there before the day begins; rows as commands take them."""

    name: str
    agency: str
    site: int
    code: str
    units: tuple[dict[str, Any], ...]
    people: tuple[Member, ...]
    places: tuple[dict[str, Any], ...]
    cases: tuple[dict[str, Any], ...]

    def member(self, key: str) -> Member:
        """The person that the story calls so.

        Raises:
            LookupError: nobody.
        """
        for one in self.people:
            if key in (one.key, one.badge):
                return one
        raise LookupError(key)


def read_demo_file(name: str) -> dict[str, Any]:
    """A file of the demonstration.

    Raises:
        Fault: ``resources.unreadable``.
    """
    path = resources_dir() / "demo" / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Fault("resources.unreadable", path=name) from error


def read_cast(seed: int) -> Cast:
    """The cast with its passwords and PINs, which follow from the seed.

    Raises:
        Fault: ``resources.unreadable``.
    """
    file = read_demo_file("centre.toml")
    random = Random(f"people {seed}")
    return Cast(
        name=file["name"],
        agency=file["agency"],
        site=file["site"],
        code=file["code"],
        units=tuple(file["unit"]),
        people=tuple(_member(row, random) for row in file["person"]),
        places=tuple(_places(file["place"])),
        cases=tuple(file["case"]),
    )


def _member(row: dict[str, Any], random: Random) -> Member:
    roles = tuple(Role(role) for role in row.get("roles", ()))
    pin = ""
    while pin in RUNS:
        pin = "".join(random.sample("0123456789", 6))
    password = f"Kunming-{random.randrange(1000, 10000)}-{row['badge']}"
    return Member(
        key=row["key"],
        badge=row["badge"],
        name=row["name"],
        unit=row["unit"],
        roles=roles,
        rank=Rank(row["rank"]) if "rank" in row else None,
        police=row.get("police", True),
        password=password if roles else "",
        pin=pin if roles else "",
    )


def _places(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows; a zone brings its ``racks`` and their ``slots`` along, a yard its slots for one."""
    for row in rows:
        zone = {key: value for key, value in row.items() if key not in ("racks", "slots")}
        racks, slots = row.get("racks", 0), row.get("slots", 0)
        capacity = zone.pop("capacity") if racks else None
        yield zone
        for slot in range(1, 0 if racks else slots + 1):
            code = f"{row['code']}-{slot:02d}"
            yield {"code": code, "kind": "slot", "parent": row["code"], "capacity": 1}
        for rack in range(1, racks + 1):
            code = f"{row['code']}-{rack:02d}"
            yield {"code": code, "kind": "rack", "parent": row["code"]}
            for slot in range(1, slots + 1):
                yield {
                    "code": f"{code}-{slot:02d}",
                    "kind": "slot",
                    "parent": code,
                    "capacity": capacity,
                }
