"""What happened to the personal effects of a person (公通字〔2012〕40号)."""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.effects import EffectsCount, EffectsWords, GivenTo, KeptWhy, Sex
from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.ids import CaseId, EffectsId, FormId, ItemId, PersonId, PlaceId, SeizureId
from custody_app.domain.moments import Day
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind, SignedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsEvent(Event):
    """An event about one slip."""

    KIND: ClassVar[str] = "effects"
    effects: EffectsId = subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsReceived(EffectsEvent):
    """What a person carried lies in a locker of its own.

    Attributes:
        officer: who brought the person in; somebody else keeps the effects (第6条).
        words: of the lines, in the order of ``lines``.
    """

    number: str
    place: PlaceId
    officer: PersonId
    why: KeptWhy
    case: CaseId | None = None
    document_no: str = ""
    lines: tuple[EffectsCount, ...]
    name: str = personal("person")
    sex: Sex | None = personal("person", None)
    born: Day | None = personal("person", None)
    phone: str = personal("person")
    id_kind: str = personal("person")
    id_no: str = personal("person")
    address: str = personal("person")
    words: tuple[EffectsWords, ...] = personal("things", ())
    cause: str = personal("note")
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsTakenOut(EffectsEvent):
    """Lines are out of the locker for a while."""

    lines: tuple[int, ...]
    taken_by: PersonId
    purpose: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsPutBack(EffectsEvent):
    """Lines that were taken out lie in the locker again."""

    lines: tuple[int, ...]
    put_by: PersonId
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsReturned(EffectsEvent):
    """Lines were given back, seen by a second person and receipted."""

    lines: tuple[int, ...]
    given_to: GivenTo
    signed_by: SignedBy
    second: PersonId
    recipient: str = personal("person")
    recipient_id_no: str = personal("person")
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsSeized(EffectsEvent):
    """Lines became things of a case; ``items`` in the order of ``lines``."""

    lines: tuple[int, ...]
    seizure: SeizureId
    items: tuple[ItemId, ...]
    taken_by: PersonId
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsToTemporaryStore(EffectsEvent):
    """Lines went to a temporary store until it is clear whether they belong to a case."""

    lines: tuple[int, ...]
    place: PlaceId
    taken_by: PersonId
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsPaperIssued(EffectsEvent):
    """A paper about the slip was made; it goes when the person's data are erased."""

    form: FormId
    number: str
    form_kind: FormKind
