"""What every event is.

A frozen fact about one subject, its free text and personal data in named groups.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any, ClassVar

from custody_app.domain.ids import KIND_OF_ID
from custody_app.domain.values import dataclass

SUBJECT = {"subject": True}


def subject() -> Any:
    """The field that names the event's subject; it stands in the envelope, not in the body."""
    return field(metadata=SUBJECT)


def personal(group: str, default: Any = "") -> Any:
    """A field kept behind a salted commitment in this group (decisions, 4)."""
    return field(default=default, metadata={"pd": group})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A recorded fact. Released events are frozen.

    Fields are never renamed and never change their meaning.
    """

    KIND: ClassVar[str] = ""
    SCHEMA: ClassVar[int] = 1

    def subjects(self) -> tuple[tuple[str, str], ...]:
        """(kind, id) of what the event is about.

        One, none for system events, more only for a split.
        """
        for row in _subject_fields(type(self)):
            return ((self.KIND, str(getattr(self, row))),)
        return ()


def _subject_fields(cls: type) -> tuple[str, ...]:
    return tuple(
        name
        for name, found in cls.__dataclass_fields__.items()  # type: ignore[attr-defined]
        if found.metadata.get("subject")
    )


def type_name(cls: type) -> str:
    """``ItemCheckedOut`` -> ``ITEM_CHECKED_OUT`` (decisions, 5)."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).upper()


ID_KINDS = frozenset(KIND_OF_ID.values())
