"""What a verification can find: the kinds of fault and one fault with its place."""

from enum import StrEnum
from typing import NamedTuple


class FindingKind(StrEnum):
    """What is wrong at one place of a log."""

    CHANGED_BYTE = "changed_byte"
    GAP = "gap"
    ORDER = "order"
    FOREIGN_EVENT = "foreign_event"
    BROKEN_CHAIN = "broken_chain"
    BROKEN_SUBJECT_CHAIN = "broken_subject_chain"
    BAD_SIGNATURE = "bad_signature"
    UNKNOWN_KEY = "unknown_key"
    BAD_CHECKPOINT = "bad_checkpoint"
    CUT_TAIL = "cut_tail"
    PD_MISMATCH = "pd_mismatch"
    PD_MISSING = "pd_missing"


class Finding(NamedTuple):
    """One fault: where it is, whose history it touches, and a short code with facts."""

    kind: FindingKind
    lseq: int
    subject_id: str | None
    detail: str
