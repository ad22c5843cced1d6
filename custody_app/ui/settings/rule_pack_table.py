"""One table of a rule pack: its own columns, how sure each rule is, and its article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from custody_app.domain.law.codes import UNREAD, Certainty
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class Rule(Protocol):
    """An entry of a rule pack."""

    @property
    def certainty(self) -> Certainty:
        """How surely it is known."""

    @property
    def article(self) -> str:
        """Where it stands."""


R = TypeVar("R", bound=Rule)


def rule_table(
    desk: Desk, name: str, columns: Sequence[Column[R]], after: Sequence[Column[R]] = ()
) -> RecordTable[R]:
    """One row for each entry; marked where nobody read the text."""
    basis: tuple[Column[R], ...] = (
        Column("certainty", translate("rule_packs", "Certainty"),
               lambda rule: word("certainty", rule.certainty.value), 140,
               tone=lambda rule: Tone.CAUTION if rule.certainty in UNREAD else Tone.NEUTRAL),
        Column("article", translate("rule_packs", "Article"), lambda rule: rule.article, 340),
    )  # fmt: skip
    return RecordTable(
        name,
        [*columns, *basis, *after],
        desk.tasks,
        desk.memory,
        empty=EmptyState(translate("rule_packs", "No rule pack is in force."), icon="scale"),
    )
