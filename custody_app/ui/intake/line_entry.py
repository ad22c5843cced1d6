"""LineEntry: one line of a list as typed or pasted, its mistakes, and the command it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace

from custody_app.domain.commands.intake import ListItem, TakeOverItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PlaceId, SeizureId
from custody_app.domain.parts import Cash, Identifiers
from custody_app.domain.quantity import CURRENCIES, Amount
from custody_app.domain.rules.measured import IDENTIFIED
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import CashUse, Category, Grade, Nature
from custody_app.runtime.i18n import translate

NUMBERS_OF: dict[Category, tuple[str, ...]] = {
    Category.PHONE: ("imei", "imei2", "serial_no"),
    Category.ELECTRONIC: ("serial_no",),
    Category.VEHICLE: ("plate", "vin", "engine_no", "mileage"),
    Category.VALUABLES: ("fineness", "serial_no"),
    Category.BANK_CARD: ("bank_card",),
    Category.FIREARM: ("serial_no",),
}
"""Category -> the identifying numbers asked for, the first ones first."""
UNIT_OF: dict[Category, str] = {
    Category.CASH: "CNY",
    Category.COUNTERFEIT: "张",
    Category.PHONE: "部",
    Category.ELECTRONIC: "台",
    Category.DRUGS: "g",
    Category.KNIFE: "把",
    Category.FIREARM: "支",
    Category.AMMUNITION: "发",
    Category.VEHICLE: "辆",
    Category.BOOK: "本",
    Category.DOCUMENT: "份",
    Category.BANK_CARD: "张",
}
"""The unit a kind is mostly counted in."""


@dataclass(frozen=True, slots=True)
class LineEntry:
    """Texts as typed; codes for what was chosen."""

    name: str = ""
    category: str = Category.GENERAL.value
    number: str = "1"
    unit: str = "件"
    features: str = ""
    line: str = ""
    nature: str = Nature.EVIDENCE.value
    grade: str = ""
    imei: str = ""
    imei2: str = ""
    serial_no: str = ""
    plate: str = ""
    vin: str = ""
    engine_no: str = ""
    mileage: str = ""
    bank_card: str = ""
    fineness: str = ""
    unreadable: str = ""
    cash_use: str = ""
    proving_feature: str = ""
    owner: str = ""
    seal_no: str = ""
    place: str = ""

    @property
    def kind(self) -> Category:
        """The category."""
        return Category(self.category)


def plain(entry: LineEntry) -> dict[str, str]:
    """For keeping."""
    return asdict(entry)


def entry_of(kept: Mapping[str, object]) -> LineEntry:
    """Back from ``plain``; what is not known is left out."""
    names = {field.name for field in fields(LineEntry)}
    return replace(LineEntry(), **{k: str(v) for k, v in kept.items() if k in names})


def mistakes(entry: LineEntry) -> dict[str, str]:
    """Field -> what is wrong with it; what the rules would refuse, told while typing."""
    found: dict[str, str] = {}
    if not entry.name.strip():
        found["name"] = translate("intake", "The name is missing.")
    amount = _amount(entry)
    if amount is None:
        found["number"] = translate("intake", "This is no quantity in this unit.")
    elif amount.is_zero:
        found["number"] = translate("intake", "The quantity is nought.")
    found.update(_cash_mistakes(entry, amount))
    numbers = NUMBERS_OF.get(entry.kind, ())
    one = amount is not None and amount.value == 1
    has_number = entry.unreadable.strip() or any(getattr(entry, name).strip() for name in numbers)
    if entry.kind in IDENTIFIED and one and not has_number:
        found[numbers[0]] = translate(
            "intake", "Give a number of the thing, or say why none can be read."
        )
    return found


def _cash_mistakes(entry: LineEntry, amount: Amount | None) -> dict[str, str]:
    if entry.kind is not Category.CASH:
        return {}
    found = {}
    if amount is not None and amount.u not in CURRENCIES:
        found["number"] = translate("intake", "Cash is entered as an amount of money.")
    if not entry.cash_use:
        found["cash_use"] = translate("intake", "Say what the cash is for.")
    elif entry.cash_use == CashUse.OBJECT and not entry.proving_feature.strip():
        found["proving_feature"] = translate("intake", "Say which feature proves something.")
    return found


def _amount(entry: LineEntry) -> Amount | None:
    try:
        return Amount(entry.number, entry.unit)
    except RuleBroken:
        return None


def _identifiers(entry: LineEntry) -> Identifiers | None:
    found = Identifiers(
        imei=entry.imei.strip(),
        imei2=entry.imei2.strip(),
        serial_no=entry.serial_no.strip(),
        vin=entry.vin.strip(),
        plate=entry.plate.strip(),
        engine_no=entry.engine_no.strip(),
        bank_card=entry.bank_card.strip(),
        fineness=entry.fineness.strip(),
        mileage=entry.mileage.strip(),
        unreadable=entry.unreadable.strip(),
    )
    return None if found == Identifiers() else found


def _cash(entry: LineEntry) -> Cash | None:
    if entry.kind is not Category.CASH or not entry.cash_use:
        return None
    return Cash(CashUse(entry.cash_use), Amount(entry.number, entry.unit))


def list_command(entry: LineEntry, seizure: str, *, unlisted: bool = False) -> ListItem:
    """The line as a command.

    Raises:
        RuleBroken: ``quantity.*``.
    """
    return ListItem(
        seizure=SeizureId(seizure),
        name=entry.name.strip(),
        category=entry.kind,
        quantity=Amount(entry.number, entry.unit),
        line=entry.line.strip(),
        features=entry.features.strip(),
        grade=Grade(entry.grade) if entry.grade else None,
        nature=Nature(entry.nature),
        identifiers=_identifiers(entry),
        cash=_cash(entry),
        proving_feature=entry.proving_feature.strip(),
        owner=entry.owner.strip(),
        unlisted=unlisted,
    )


def takeover_command(entry: LineEntry, seizure: str) -> TakeOverItem:
    """The line as existing stock.

    Raises:
        RuleBroken: ``quantity.*``.
    """
    return TakeOverItem(
        seizure=SeizureId(seizure),
        name=entry.name.strip(),
        category=entry.kind,
        quantity=Amount(entry.number, entry.unit),
        place=PlaceId(entry.place.strip()),
        line=entry.line.strip(),
        features=entry.features.strip(),
        grade=Grade(entry.grade) if entry.grade else None,
        nature=Nature(entry.nature),
        identifiers=_identifiers(entry),
        cash=_cash(entry),
        proving_feature=entry.proving_feature.strip(),
        owner=entry.owner.strip(),
        seal_no=entry.seal_no.strip(),
    )
