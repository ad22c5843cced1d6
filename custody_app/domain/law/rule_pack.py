"""A rule pack: deadlines, approvers, kinds of things, ways out as data, each with its article.

The texts of the law change and some were never read in the original; so lengths, levels and
articles are data with a certainty, and a centre can put its own pack over the national one.
"""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain.errors import RuleBroken
from custody_app.domain.law.codes import Act, Certainty
from custody_app.domain.law.routes import Route
from custody_app.domain.law.terms import Term, term_of
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import CaseKind, Category, Grade, Rank, Role


class Start(StrEnum):
    """What a deadline runs from."""

    TAKING = "taking"
    MEASURE = "measure"
    RECEIPT = "receipt"
    END_OF_USE = "end_of_use"
    APPROVAL = "approval"
    FINDING = "finding"
    DECISION = "decision"
    NOTICE = "notice"
    JUDGMENT = "judgment"
    SERVICE = "service"
    INTAKE = "intake"
    REPORT = "report"
    ACCEPTANCE = "acceptance"
    REGISTRATION = "registration"
    MAINTENANCE = "maintenance"
    COUNT = "count"
    DISPATCH = "dispatch"
    VISIT = "visit"
    CONTRACT = "contract"


class RequiredField(StrEnum):
    """What must be recorded of a thing of a kind (rules-and-process 12.1, 3)."""

    IMEI = "imei"
    SERIAL_NO = "serial_no"
    SEAL_NO = "seal_no"
    VIN = "vin"
    PLATE = "plate"
    ENGINE_NO = "engine_no"
    MILEAGE = "mileage"
    BANK_CARD = "bank_card"
    FINENESS = "fineness"
    GROSS = "gross"
    NET = "net"
    DENOMINATIONS = "denominations"
    PHOTO = "photo"
    PACKAGING = "packaging"
    ARRANGEMENT = "arrangement"


class Lodging(StrEnum):
    """In which place of the store a kind must lie; anywhere unless the pack says so."""

    OWN_PLACE = "own_place"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Extension:
    """By how much a deadline may be made longer, how often, from which rank on, in which cases."""

    length: int
    unit: str
    times: int
    rank: Rank | None = None
    next_higher: bool = False
    case_kind: CaseKind | None = None

    @property
    def term(self) -> Term:
        """The length as a term."""
        return term_of(self.length, self.unit)


@dataclass(frozen=True, slots=True)
class Chase:
    """Who is told, and so many days after the end (negative: before)."""

    role: Role
    after_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One deadline of the catalogue (rules-and-process 3).

    Attributes:
        id: D01 to D28 of the national catalogue; a centre's own start with ``X``.
        length: 0 is a date that the approval or the centre names itself.
        warn_days: days before the end from which it is shown as near.
        before_end: it is made longer before it ends, or not at all.
        enabled: off for what is historic or another agency's, until a centre turns it on.
    """

    id: str
    zh: str
    en: str
    starts: Start
    length: int = 0
    unit: str = ""
    long_length: int = 0
    long_unit: str = ""
    extensions: tuple[Extension, ...] = ()
    case_kind: CaseKind | None = None
    chased: tuple[Chase, ...]
    warn_days: int = 0
    before_end: bool = False
    article: str
    certainty: Certainty
    enabled: bool = False
    note_zh: str = ""
    note_en: str = ""

    @property
    def term(self) -> Term | None:
        """The ordinary length; None where a date is named."""
        return term_of(self.length, self.unit) if self.length else None

    def longer(self, kind: CaseKind | None) -> tuple[Extension, ...]:
        """The extensions in a case of this kind in their order, each as often as it may be."""
        fitting = (one for one in self.extensions if one.case_kind in (None, kind))
        return tuple(one for one in fitting for _ in range(one.times))

    @property
    def long_term(self) -> Term | None:
        """The length in a major or complex case, where the law has one."""
        return term_of(self.long_length, self.long_unit) if self.long_length else self.term


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLevel:
    """The lowest rank for an act, for one kind of case or for both."""

    act: Act
    rank: Rank
    case_kind: CaseKind | None = None
    article: str = ""
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRule:
    """What a kind of thing asks for.

    Attributes:
        required: what is to be recorded; what is missing is asked for and marked.
        refused_without: of these, what the custodian does not take the thing without.
        two_people: a second person at every hand-over and opening (rules-and-process 9).
        grade: the grade of care such a thing has at least.
        contraband: never sold (rules-and-process 12.1, 8).
        weighed: weighed at the intake and at each hand-over.
        never_returned: never handed back to a person.
        never_shown: never called out for publicity.
        sealed: no opening of its seal without a paper that allows it.
        until_judgment: no way out before the judgment takes effect (12.1, 10).
        early_sale: its sale before the decision is proposed from the first day on.
        authority_store: the store of the competent authority may keep it meanwhile.
        destruction: the act whose level decides on its destruction, where a department does.
        lodging: the place it must lie in.
        authority_zh: who receives it in the end, in Chinese; ``authority_en`` in English.
    """

    category: Category
    required: tuple[RequiredField, ...] = ()
    refused_without: tuple[RequiredField, ...] = ()
    two_people: bool = False
    grade: Grade | None = None
    contraband: bool = False
    weighed: bool = False
    never_returned: bool = False
    never_shown: bool = False
    sealed: bool = False
    until_judgment: bool = False
    early_sale: bool = False
    authority_store: bool = False
    destruction: Act | None = None
    lodging: Lodging | None = None
    authority_zh: str = ""
    authority_en: str = ""
    storage_zh: str = ""
    storage_en: str = ""
    handling_zh: str = ""
    handling_en: str = ""
    article: str = ""
    certainty: Certainty

    @property
    def least_grade(self) -> Grade:
        """The grade such a thing has at least; two people are never asked for below valuable."""
        return self.grade or (Grade.VALUABLE if self.two_people else Grade.NORMAL)

    @property
    def by_face(self) -> bool:
        """Counted note by note: cash always (21号 第9条), counterfeit money where the pack asks."""
        return self.category is Category.CASH or RequiredField.DENOMINATIONS in self.required


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """A whole pack, by name and version.

    Attributes:
        over: name of the pack whose other entries stay in force; empty for one that stands alone.
    """

    name: str
    version: str
    zh: str
    en: str
    over: str = ""
    deadlines: tuple[Deadline, ...] = ()
    approvals: tuple[ApprovalLevel, ...] = ()
    categories: tuple[CategoryRule, ...] = ()
    routes: tuple[Route, ...] = ()

    def deadline(self, id_: str) -> Deadline:
        """A deadline by its id.

        Raises:
            RuleBroken: ``rulepack.no_deadline``.
        """
        for one in self.deadlines:
            if one.id == id_:
                return one
        raise RuleBroken("rulepack.no_deadline", deadline=id_[:20])

    def level(self, act: Act, kind: CaseKind) -> ApprovalLevel:
        """The level of an act in a case of this kind; the entry of the kind wins.

        Raises:
            RuleBroken: ``rulepack.no_level``.
        """
        found = [one for one in self.approvals if one.act is act and one.case_kind in (None, kind)]
        if not found:
            raise RuleBroken("rulepack.no_level", act=act.value)
        return next((one for one in found if one.case_kind is kind), found[0])

    def category(self, category: Category) -> CategoryRule:
        """What a kind of thing asks for; nothing where the pack says nothing."""
        for one in self.categories:
            if one.category is category:
                return one
        return CategoryRule(category=category, certainty=Certainty.OURS)
