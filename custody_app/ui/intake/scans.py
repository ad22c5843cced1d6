"""What a scan means on the intake page: a label proves, a place takes, a badge delivers."""

from __future__ import annotations

from dataclasses import dataclass

from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Custody
from custody_app.queries.people import PersonRow, person_card
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.queries.states import state_of
from custody_app.runtime.i18n import translate

READABLE = ("known", "dead_twin", "future_copy")
KINDS = frozenset({TagKind.ITEM, TagKind.PLACE, TagKind.CONTAINER, TagKind.BADGE, TagKind.CASE})


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code and what it stands for; only what its kind has is filled."""

    digits: str
    meaning: Meaning
    item: ItemState | None = None
    person: PersonRow | None = None

    @property
    def kind(self) -> TagKind | None:
        """What the code stands on, if it is known here."""
        return self.meaning.kind if self.meaning.status in READABLE else None


def understand(read: Reader, digits: str) -> Scanned:
    """Look the code up; called off the window's thread."""
    meaning = read(resolve_tag, code=digits)
    item = person = None
    if meaning.status in READABLE:
        if meaning.kind is TagKind.ITEM:
            item = read(state_of, ItemState, meaning.id)
        elif meaning.kind is TagKind.BADGE:
            person = read(person_card, person=meaning.id)
    return Scanned(digits, meaning, item, person)


def trouble(scanned: Scanned) -> str:
    """Why a code cannot be used here; empty when it can."""
    texts = {
        "other_centre": translate("intake", "This code belongs to another centre."),
        "unknown": translate("intake", "Nothing on the record has this code."),
        "misread": translate("intake", "The code was misread. Scan again."),
        "not_a_code": translate("intake", "This is no code of a custody centre."),
    }
    return texts.get(scanned.meaning.status, "")


def target_of_place(last: ItemState | None, picked: ItemState | None) -> ItemState | None:
    """Which thing a scanned place takes: the last scanned one, or the picked one."""
    for state in (last, picked):
        if state is not None and state.custody is Custody.IN_STORE:
            return state
    return None
