"""A public notice to an unknown or absent owner, and the claim that ends it (T22, S52)."""

from __future__ import annotations

from custody_app.domain.events.base import personal
from custody_app.domain.events.item import ItemEvent
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Day
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePublished(ItemEvent):
    """The owner was called upon; the term of ``deadline`` (D13, at the court D14) runs."""

    deadline: str
    paper_no: str
    published_on: Day
    approver: PersonId
    where: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeClaimed(ItemEvent):
    """Somebody claimed the thing; the notice ended."""

    deadline: str
    claimed_on: Day
    claimant: str = personal("person")
    claimant_id_no: str = personal("person")
    grounds: str = personal("note")
