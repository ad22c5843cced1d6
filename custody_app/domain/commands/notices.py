"""Commands of a public notice to an unknown or absent owner: publish, record a claim (T22)."""

from __future__ import annotations

from custody_app.domain.commands.base import ItemCommand
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Day
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishNotice(ItemCommand):
    """The owner of a thing was called upon in public (刑事程序规定 第233条；行政程序规定 第197条).

    Attributes:
        where: newspaper, board or site on which the notice stands.
        approver: the police head who decided on it.
    """

    paper_no: str
    published_on: Day
    where: str
    approver: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClaim(ItemCommand):
    """Somebody says the thing is theirs while the notice runs; it runs no longer."""

    claimant: str
    claimant_id_no: str = ""
    claimed_on: Day
    grounds: str
