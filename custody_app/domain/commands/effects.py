"""Commands on the personal effects of a person, which are no case property (公通字〔2012〕40号)."""

from __future__ import annotations

from custody_app.domain.commands.base import Command
from custody_app.domain.effects import EffectsEntry, GivenTo, KeptWhy, SeizedLine, Sex
from custody_app.domain.ids import CaseId, EffectsId, PersonId, PlaceId, SeizureId
from custody_app.domain.moments import Day
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import SignedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveEffects(Command):
    """Take what a person carried into a locker, line by line, on a slip of its own.

    ``officer`` brought the person in; ``case``, ``cause`` and ``document_no`` tell why.
    """

    place: PlaceId
    officer: PersonId
    why: KeptWhy
    person_name: str
    sex: Sex | None = None
    born: Day | None = None
    phone: str = ""
    id_kind: str = ""
    id_no: str = ""
    address: str = ""
    case: CaseId | None = None
    cause: str = ""
    document_no: str = ""
    lines: tuple[EffectsEntry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutEffects(Command):
    """Take lines out for a while and for a purpose; they are put back."""

    effects: EffectsId
    lines: tuple[int, ...]
    taken_by: PersonId
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBackEffects(Command):
    """Put lines back that were taken out for a while."""

    effects: EffectsId
    lines: tuple[int, ...]
    put_by: PersonId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEffects(Command):
    """Give lines back to the person or to whoever receives them for the person."""

    effects: EffectsId
    lines: tuple[int, ...]
    given_to: GivenTo = GivenTo.PERSON
    recipient: str = ""
    recipient_id_no: str = ""
    signed_by: SignedBy = SignedBy.SIGNATURE
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEffectsToSeizure(Command):
    """Lines turned out to belong to a case: they become things of one of its lists."""

    effects: EffectsId
    lines: tuple[SeizedLine, ...]
    seizure: SeizureId
    taken_by: PersonId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEffectsToTemporaryStore(Command):
    """Nobody knows yet whether lines belong to a case: the unit keeps them until it is clear."""

    effects: EffectsId
    lines: tuple[int, ...]
    place: PlaceId
    taken_by: PersonId
    reason: str
