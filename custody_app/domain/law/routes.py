"""The decision table of disposal: which way a thing goes in which situation (10.4).

A table for people who decide: it says what the law has in mind and what is to be attached. What
closes a way is judged by ``rules/ways_out.py``, who approves by the levels of the pack.
"""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain.law.codes import Act, Certainty
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import CaseKind, Disposal


class Situation(StrEnum):
    """What is the case with a thing that shall leave; the rows of the table."""

    UNRELATED = "unrelated"
    MEASURE_ENDED = "measure_ended"
    VICTIMS = "victims"
    VICTIM_ABSENT = "victim_absent"
    OWNERLESS = "ownerless"
    PERISHABLE = "perishable"
    LOSING_VALUE = "losing_value"
    CONTRABAND = "contraband"
    WORTHLESS = "worthless"
    DANGEROUS = "dangerous"
    NEEDED_AT_TRIAL = "needed_at_trial"
    JUDGED = "judged"
    JUDGMENT_SILENT = "judgment_silent"
    SMALL_CONFISCATION = "small_confiscation"
    OF_AN_AUTHORITY = "of_an_authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One row of the table.

    Attributes:
        ways: the ways out of this situation; none where somebody must be asked first.
        act: whose level is meant, where it is not that of the way itself.
        attach_zh: what is put to the file, in Chinese; ``attach_en`` in English.
    """

    situation: Situation
    ways: tuple[Disposal, ...] = ()
    act: Act | None = None
    case_kind: CaseKind | None = None
    attach_zh: str
    attach_en: str
    article: str = ""
    certainty: Certainty
