"""Closed lists and small facts of what a person carried and that is no case property."""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import CashUse, Category, Nature


class KeptWhy(StrEnum):
    """Why the police keep them and no relative collects them (公通字〔2012〕40号 第5条)."""

    NOTICE_HINDERS = "notice_hinders"
    NOBODY_REACHED = "nobody_reached"
    PERSON_REFUSES = "person_refuses"
    PROXY_REFUSES = "proxy_refuses"
    OTHER_NEED = "other_need"


class Sex(StrEnum):
    """As the identity card says."""

    MALE = "male"
    FEMALE = "female"


class LineState(StrEnum):
    """Where a line of a slip is; the last three are its one outcome."""

    IN_LOCKER = "in_locker"
    TAKEN_OUT = "taken_out"
    SEIZED = "seized"
    TEMPORARY_STORE = "temporary_store"
    RETURNED = "returned"


OUTCOMES = frozenset({LineState.SEIZED, LineState.TEMPORARY_STORE, LineState.RETURNED})
"""Nothing follows after one of them."""


class GivenTo(StrEnum):
    """Who receives what is given back."""

    PERSON = "person"
    RELATIVE = "relative"
    PROXY = "proxy"
    DETENTION_PLACE = "detention_place"


@dataclass(frozen=True, slots=True)
class EffectsEntry:
    """One line as it is typed: ``mark`` is the number on the thing, ``seal_no`` of its envelope."""

    name: str
    quantity: Amount
    feature: str = ""
    mark: str = ""
    seal_no: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class EffectsCount:
    """What stays of a line when its words are erased."""

    quantity: Amount
    seal_no: str = ""


@dataclass(frozen=True, slots=True)
class EffectsWords:
    """The words of a line."""

    name: str
    feature: str = ""
    mark: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SeizedLine:
    """A line that becomes a thing of a case: what kind of thing it is, what cash is for."""

    line: int
    category: Category
    nature: Nature = Nature.EVIDENCE
    cash_use: CashUse | None = None
    proving_feature: str = ""
