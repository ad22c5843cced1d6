"""Realistic Chinese names, descriptions and numbers for generated records."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from custody_app.domain.parts import Identifiers
from custody_app.domain.vocabulary import Category
from custody_app.runtime.paths import resources_dir

_VIN = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


@cache
def _words() -> Mapping[str, Any]:
    path = resources_dir() / "demo" / "large_store.toml"
    words: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return words


def unit_of(kind: Category) -> str:
    """The unit in which a kind is counted."""
    return str(_words()["units"][kind.value])


def person_name(random: Random) -> str:
    """A name of two or three characters."""
    given = str(random.choice(_words()["given"]))
    if random.random() < 0.7:
        given += str(random.choice(_words()["given"]))
    return str(random.choice(_words()["surnames"])) + given


def category(random: Random) -> Category:
    """A kind, by its share."""
    at = random.random()
    for name, share in _words()["shares"].items():
        at -= share
        if at < 0:
            return Category(name)
    return Category.GENERAL


def item_name(random: Random, kind: Category) -> str:
    """What the list calls it."""
    return str(random.choice(_words()["names"][kind.value]))


def features(random: Random, kind: Category) -> str:
    """How it is described."""
    marks = _words()["marks"]
    text = str(random.choice(_words()["colours"])) + "，" + str(random.choice(marks))
    if random.random() < 0.5:
        text += f"，{random.choice(marks)}，编号{random.randrange(10**6):06d}"
    if kind is Category.DRUGS:
        text += "，透明塑料袋装"
    return text


def identifiers(random: Random, kind: Category) -> Identifiers | None:
    """Numbers on the thing, with right check digits where the field has them."""
    if kind is Category.PHONE:
        return Identifiers(imei=imei(random))
    if kind is Category.ELECTRONIC:
        return Identifiers(serial_no=f"SN{random.randrange(36**6):09d}{random.choice('ABCDEFGH')}")
    if kind is Category.BANK_CARD:
        return Identifiers(bank_card=luhn(f"6222{random.randrange(10**14):014d}"))
    if kind is Category.VEHICLE:
        plate = f"云A{random.randrange(10**5):05d}"
        vin = "L" + "".join(random.choice(_VIN) for _ in range(16))
        return Identifiers(vin=vin, plate=plate, mileage=str(random.randrange(1000, 200_000)))
    return None


def imei(random: Random) -> str:
    """Fifteen digits with Luhn's check digit."""
    return luhn(f"86{random.randrange(10**12):012d}")


def luhn(digits: str) -> str:
    """Digits with Luhn's check digit behind them."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if at % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{digits}{-total % 10}"


def case_name(random: Random, suspect: str) -> str:
    """Person + offence, as cases are named."""
    return suspect + "等人涉嫌" + str(random.choice(_words()["cases"]))
