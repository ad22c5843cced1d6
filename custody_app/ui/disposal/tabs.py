"""The piles of the page of disposal, in the order of its tabs."""

from __future__ import annotations

from custody_app.queries.page import Count
from custody_app.runtime.i18n import translate

APPROVED, HELD, UNANSWERED, TO_BANK, TO_ARCHIVE = range(5)
TABS = {"approved": APPROVED, "held": HELD, "unanswered": UNANSWERED, "cash": TO_BANK,
        "left": TO_ARCHIVE}  # fmt: skip


def tab_words() -> list[str]:
    """The piles."""
    return [
        translate("disposal", "Approved"),
        translate("disposal", "Held back"),
        translate("disposal", "Unanswered"),
        translate("disposal", "Cash to bank"),
        translate("disposal", "Left, to be archived"),
    ]


def count_text(count: Count) -> str:
    """A count that says when it stopped counting."""
    return f"{count.n:,}" if count.exact else f"{count.n:,}+"
