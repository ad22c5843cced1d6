"""What is typed into the dialog of an inspection sheet, as facts, numbers and articles. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from custody_app.domain.commands.intake import ListItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.parts import Identifiers
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.vehicle import (
    BodyZone,
    Fuel,
    VehicleFacts,
    VehiclePaper,
    ZoneSeen,
    ZoneState,
)
from custody_app.domain.vocabulary import Category
from custody_app.runtime.i18n import translate
from custody_app.scanning.wedge import fold
from custody_app.ui.leaving_lines import Mistake

Values = Mapping[str, Any]
NUMBERS = ("plate", "vin", "engine_no")
KEY, ARTICLE = "key", "article"
PIECE = "件"


class FieldMistake(Mistake):
    """A field that cannot be read; ``key`` names it, the text is for people."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self.key = key


def facts_of(values: Values) -> VehicleFacts:
    """The facts as typed.

    Raises:
        FieldMistake: the number of keys is none, or damage of a part is told without its state.
    """
    zones = []
    for zone in BodyZone:
        state, note = values[f"zone_{zone.value}"], values[f"note_{zone.value}"]
        if state:
            zones.append(ZoneSeen(zone, ZoneState(state), note))
        elif note:
            said = translate("vehicles", "Say how this part was found.")
            raise FieldMistake(f"zone_{zone.value}", said)
    return VehicleFacts(
        make=values["make"],
        colour=values["colour"],
        mileage=fold(values["mileage"]).strip(),
        fuel=Fuel(values["fuel"]) if values["fuel"] else None,
        keys=keys_of(values["keys"]),
        zones=tuple(zones),
        papers=tuple(one for one in VehiclePaper if values[f"paper_{one.value}"]),
        equipment=values["equipment"],
        remark=values["remark"],
    )


def keys_of(text: str) -> int | None:
    """How many keys; nothing typed means nobody knows.

    Raises:
        FieldMistake: not a whole number.
    """
    typed = fold(text).strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 3):
        raise FieldMistake("keys", translate("vehicles", "Type the number of keys in digits."))
    return int(typed)


def numbers_of(values: Values) -> Identifiers | None:
    """The numbers as typed; None where none was."""
    found = {name: fold(values[name]).strip() for name in NUMBERS if values[name].strip()}
    return Identifiers(**found) if found else None


def values_of(facts: VehicleFacts | None) -> dict[str, str]:
    """The facts on record as the fields show them; what is ticked is ``yes``."""
    if facts is None:
        return {}
    found = {
        "make": facts.make,
        "colour": facts.colour,
        "mileage": facts.mileage,
        "fuel": facts.fuel.value if facts.fuel else "",
        "keys": "" if facts.keys is None else str(facts.keys),
        "equipment": facts.equipment,
        "remark": facts.remark,
    }
    found |= {f"paper_{one.value}": "yes" for one in facts.papers}
    for one in facts.zones:
        found[f"zone_{one.zone.value}"] = one.state.value
        found[f"note_{one.zone.value}"] = one.note
    return found


def articles_of(lines: Mapping[str, Mapping[str, str]], vehicle: ItemState) -> list[ListItem]:
    """Keys and articles as lines of the vehicle's own list; empty lines are left out.

    Raises:
        FieldMistake: a quantity cannot be read.
    """
    found = []
    for cells in lines.values():
        name = cells.get("name", "").strip()
        if not name:
            continue
        try:
            amount = Amount(fold(cells.get("number", "")).strip() or "1", cells["unit"] or PIECE)
        except RuleBroken as error:
            said = translate("vehicles", "The quantity of “{name}” cannot be read.")
            raise FieldMistake("articles", said.format(name=name)) from error
        found.append(
            ListItem(
                seizure=vehicle.seizure,
                name=name,
                category=Category.GENERAL,
                quantity=amount,
                nature=vehicle.nature,
                features=cells.get("features", "").strip(),
                vehicle=vehicle.id,
                is_key=cells.get("kind") == KEY,
            )
        )
    return found
