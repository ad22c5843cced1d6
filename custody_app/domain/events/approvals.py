"""Approvals in a hurry, by telephone or by a deputy, and what the one entitled says of them."""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.ids import PersonId, RequestId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import PaperApproval
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Delegation


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalDelegated(Event):
    """The approval beside it was given by telephone or by a deputy of the one entitled."""

    KIND: ClassVar[str] = "request"
    request: RequestId = subject()
    how: Delegation
    entitled: PersonId
    confirm_by: Moment
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalConfirmed(Event):
    """The one entitled stands by it."""

    KIND: ClassVar[str] = "request"
    request: RequestId = subject()
    person: PersonId
    paper: PaperApproval | None = None
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRevoked(Event):
    """The one entitled does not stand by it; it serves for nothing from here on."""

    KIND: ClassVar[str] = "request"
    request: RequestId = subject()
    person: PersonId
    paper: PaperApproval | None = None
    reason: str = personal("note")
