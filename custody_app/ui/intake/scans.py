"""What a scan means on the intake page: a label proves, a place takes, a badge delivers."""

from __future__ import annotations

from custody_app.domain import tag
from custody_app.domain.policy import LabelProof, Policy
from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Custody
from custody_app.queries.centre_overview import centre_state
from custody_app.queries.people import PersonRow, person_card
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.queries.states import state_of
from custody_app.runtime.i18n import translate

READABLE = ("known", "dead_twin", "future_copy")
KINDS = frozenset({TagKind.ITEM, TagKind.PLACE, TagKind.CONTAINER, TagKind.BADGE, TagKind.CASE})


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code and what it stands for; only what its kind has is filled.

    Attributes:
        is_blank: a label printed in advance that nothing has yet.
        is_sampled: one label of such things on a list stands for all of them.
    """

    digits: str
    meaning: Meaning
    item: ItemState | None = None
    person: PersonRow | None = None
    is_blank: bool = False
    is_sampled: bool = False

    @property
    def kind(self) -> TagKind | None:
        """What the code stands on, if it is known here."""
        return self.meaning.kind if self.meaning.status in READABLE else None


def understand(read: Reader, digits: str) -> Scanned:
    """Look the code up; called off the window's thread."""
    meaning = read(resolve_tag, code=digits)
    if meaning.status in READABLE:
        if meaning.kind is TagKind.ITEM:
            item = read(state_of, ItemState, meaning.id)
            return Scanned(digits, meaning, item, is_sampled=_is_sampled(read, item))
        if meaning.kind is TagKind.BADGE:
            return Scanned(digits, meaning, person=read(person_card, person=meaning.id))
    return Scanned(digits, meaning, is_blank=_is_blank(read, meaning))


def _is_sampled(read: Reader, item: ItemState) -> bool:
    centre = read(centre_state)
    policy = Policy(centre.policy if centre is not None else ())
    return policy.label_proof(item.category) is LabelProof.SAMPLE


def _is_blank(read: Reader, meaning: Meaning) -> bool:
    if meaning.status != "unknown" or meaning.kind is not TagKind.ITEM:
        return False
    centre = read(centre_state)
    base = meaning.code[: tag.BASE_LENGTH]
    return centre is not None and any(base in numbers for numbers in centre.blank_labels)


def trouble(scanned: Scanned) -> str:
    """Why a code cannot be used here; empty when it can."""
    if scanned.is_blank:
        return ""
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
