"""Who may decide on a thing changes while the thing stays (T24, 换押式)."""

from __future__ import annotations

from custody_app.domain.events.base import personal
from custody_app.domain.events.item import ItemEvent
from custody_app.domain.ids import UnitId
from custody_app.domain.moments import Day
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityChangeSent(ItemEvent):
    """The deciding authority is offered to another unit; the object stays (T24)."""

    to_unit: UnitId
    to_authority: Authority
    paper_no: str
    proposal: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityChangeConfirmed(ItemEvent):
    """The stamped receipt came back; authority lies with the other unit."""

    to_unit: UnitId
    to_authority: Authority
    receipt_no: str
    receipt_on: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityChangeRefused(ItemEvent):
    """The other unit does not take authority over this thing."""

    to_unit: UnitId
    receipt_no: str = ""
    refused_on: Day
    reason: str = personal("note")
