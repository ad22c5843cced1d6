"""What the forms are filled with: head, case, people, lines; frozen, in the domain's own words.

Moments are ledger moments (UTC) and are printed in the centre's zone; codes are the 18 digits;
an empty text is a field nobody filled and is struck through on paper.
"""

from __future__ import annotations

from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Cash, Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    CaseKind,
    Category,
    Condition,
    Grade,
    Measure,
    Nature,
    Party,
    Rank,
)

CHINA_STANDARD_MINUTES = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHead:
    """What every form carries, whatever it is about.

    Attributes:
        agency: name of the agency as printed at the top.
        number: document number, such as ``昆公涉管入字〔2026〕12号``.
        code18: 18-digit code of this form (kind 6), printed as QR and Code 128.
        demo: print 演示 / DEMO across every page.
        printed_at: moment of issue; part of the bytes, so a reprint passes the first one again.
        ledger_position: log and number of the last event, such as ``ws-01/1234``.
        last_hash: hash of that event, hex.
        checkpoint: signed checkpoint text (``SPCC1:…``), printed as a small QR, or empty.
        copies: how many copies are signed; 0 for the usual number of this form.
        reprint_of: number of the form this one repeats or replaces.
        zone_minutes: the centre's distance from UTC.
    """

    agency: str
    number: str
    code18: str
    printed_at: Moment
    demo: bool = False
    ledger_position: str = ""
    last_hash: str = ""
    checkpoint: str = ""
    copies: int = 0
    reprint_of: str = ""
    zone_minutes: int = CHINA_STANDARD_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRef:
    """The case a form belongs to."""

    number: str = ""
    name: str = ""
    kind: CaseKind | None = None
    unit: str = ""
    officers: tuple[str, ...] = ()
    suspect: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A legal document a form rests on."""

    name: str
    number: str = ""
    on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A person who signs, or who is named as unknown, none or refusing.

    ``confirmed_at`` and ``confirmed_hash`` are set when the person confirmed by PIN in the program.
    """

    name: str = ""
    badge: str = ""
    unit: str = ""
    party: Party = Party.KNOWN
    note: str = ""
    confirmed_at: Moment | None = None
    confirmed_hash: str = ""


NOBODY_YET = Signatory()
"""An empty box, signed by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One thing on a list.

    Attributes:
        no: number on the paper: 1, 2, 3-1.
        listed: what the signed list says, when it differs from what was found.
        code18: code of the thing's label.
        features: free description; identifiers, weights and cash are printed after it.
        case: case number or name, when a list holds things of several cases.
        source: where it comes from, printed after the words for measure and nature.
        place: path of the place where it lies.
        container: number or code of the sealed package it lies in.
        before: what was recorded last, where it was found otherwise now.
    """

    no: str
    name: str
    quantity: Amount
    listed: Amount | None = None
    code18: str = ""
    category: Category | None = None
    features: str = ""
    identifiers: Identifiers | None = None
    weights: tuple[Weight, ...] = ()
    cash: Cash | None = None
    measure: Measure | None = None
    nature: Nature | None = None
    source: str = ""
    case: str = ""
    place: str = ""
    container: str = ""
    grade: Grade | None = None
    seal_no: str = ""
    condition: Condition | None = None
    condition_note: str = ""
    remark: str = ""
    before: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was seen of a thing at one hand-over: compared on the return slip."""

    quantity: Amount
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved what a form carries out, and on which paper."""

    number: str = ""
    on: Day | None = None
    approver: str = ""
    rank: Rank | None = None
    opinion: str = ""
