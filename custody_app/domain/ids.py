"""Typed identifiers, so that an item cannot be passed where a place is meant.

All are UUIDv7 strings.
"""

from __future__ import annotations

from typing import NewType

ItemId = NewType("ItemId", str)
ContainerId = NewType("ContainerId", str)
PlaceId = NewType("PlaceId", str)
CaseId = NewType("CaseId", str)
SeizureId = NewType("SeizureId", str)
PersonId = NewType("PersonId", str)
UnitId = NewType("UnitId", str)
RequestId = NewType("RequestId", str)
FormId = NewType("FormId", str)
CentreId = NewType("CentreId", str)
AccountId = NewType("AccountId", str)
EffectsId = NewType("EffectsId", str)
RulesId = NewType("RulesId", str)

KIND_OF_ID: dict[object, str] = {
    ItemId: "item",
    ContainerId: "container",
    PlaceId: "place",
    CaseId: "case",
    SeizureId: "seizure",
    PersonId: "person",
    UnitId: "unit",
    RequestId: "request",
    FormId: "form",
    CentreId: "centre",
    AccountId: "account",
    EffectsId: "effects",
    RulesId: "rules",
}
"""Identifier type -> kind of subject in the ledger."""
