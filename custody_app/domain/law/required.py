"""Which of the fields that a kind of thing asks for are still missing."""

from __future__ import annotations

from collections.abc import Iterable

from custody_app.domain.law.rule_pack import CategoryRule, RequiredField
from custody_app.domain.parts import Cash, Identifiers, Weight
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import RefusalReason, WeightKind

WEIGHTS = {RequiredField.GROSS: WeightKind.GROSS, RequiredField.NET: WeightKind.NET}
COUNTED_ONLY = frozenset({*WEIGHTS, RequiredField.DENOMINATIONS})
"""Found by a count; a thing taken in sealed and uncounted has them later."""
CARE = frozenset({RequiredField.PACKAGING, RequiredField.ARRANGEMENT})
"""Told in words: how it is packed, who feeds it."""
REFUSAL_OF = {
    RequiredField.GROSS: RefusalReason.NO_WEIGHT,
    RequiredField.NET: RefusalReason.NO_WEIGHT,
    RequiredField.DENOMINATIONS: RefusalReason.CASH_NOT_COUNTED,
    RequiredField.SEAL_NO: RefusalReason.MEDIUM_UNSEALED,
    RequiredField.PACKAGING: RefusalReason.HAZARDOUS_PACKAGING,
    RequiredField.ARRANGEMENT: RefusalReason.LIVING_ANIMAL,
    RequiredField.VIN: RefusalReason.NO_VEHICLE_RECORD,
    RequiredField.PLATE: RefusalReason.NO_VEHICLE_RECORD,
}
"""Field -> the reason for which the custodian refuses a thing without it (10.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a thing."""

    identifiers: Identifiers | None = None
    cash: Cash | None = None
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    care_note: str = ""
    photographed: bool = False


def missing_of(
    rule: CategoryRule, known: Known, *, single: bool = True
) -> tuple[RequiredField, ...]:
    """What the kind asks for and nobody said; numbers are those of a single thing."""
    return tuple(one for one in rule.required if not _said(one, known, single=single))


def still_missing(fields: Iterable[RequiredField], known: Known) -> tuple[RequiredField, ...]:
    """Of the fields that were missing those that still are."""
    return tuple(one for one in fields if not _said(one, known, single=True))


def _said(field: RequiredField, known: Known, *, single: bool) -> bool:
    if field in WEIGHTS:
        return any(weight.kind is WEIGHTS[field] for weight in known.weights)
    if field in CARE:
        return bool(known.care_note.strip())
    if field is RequiredField.DENOMINATIONS:
        return known.cash is not None and bool(known.cash.denominations)
    if field is RequiredField.SEAL_NO:
        return bool(known.seal_no.strip())
    if field is RequiredField.PHOTO:
        return known.photographed
    if not single:
        return True
    own = known.identifiers or Identifiers()
    return bool(own.unreadable.strip() or getattr(own, field.value).strip())
