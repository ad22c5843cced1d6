"""What a call of ``handle`` wrote."""

from __future__ import annotations

from custody_app.domain.events.base import Event
from custody_app.domain.values import dataclass
from custody_app.storage.unit_of_work import Recorded


@dataclass(frozen=True, slots=True)
class Outcome:
    """The events of one transaction, in order, and the batch they share."""

    batch: str
    recorded: tuple[Recorded, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events themselves."""
        return tuple(entry.event for entry in self.recorded)

    @property
    def changed(self) -> frozenset[tuple[str, str]]:
        """(kind, id) of every subject that changed; open views decide whether to refresh."""
        return frozenset(subject for entry in self.recorded for subject in entry.subjects)

    def first(self, kind: str) -> str:
        """The id of the first subject of this kind, such as the item that was just listed.

        Raises:
            LookupError: no event named such a subject.
        """
        for entry in self.recorded:
            for found, id_ in entry.subjects:
                if found == kind:
                    return id_
        raise LookupError(kind)
