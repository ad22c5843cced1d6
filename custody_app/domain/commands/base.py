"""What every command carries.

Who acted and how that was shown, when it really happened, attached files.
"""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain.ids import ItemId, PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Attached
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Shown


class LateWhy(StrEnum):
    """Why a thing is recorded later than it happened."""

    POWER_CUT = "power_cut"
    LATE_ENTRY = "late_entry"
    TAKEOVER = "takeover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What somebody asks for.

    Attributes:
        acted_by: who did it, when not the person signed in (decisions, 10).
        shown: how that person showed who they are; nothing means the own PIN of the person signed
        in.
        occurred_at: when it happened, if that was earlier than now (typed in from a blank slip).
        occurred_why: why it is typed in later.
        attachments: files already stored that belong to this step.
    """

    acted_by: PersonId | None = None
    shown: Shown | None = None
    occurred_at: Moment | None = None
    occurred_why: LateWhy | None = None
    attachments: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCommand(Command):
    """A command about one item."""

    item: ItemId
