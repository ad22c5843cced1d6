"""The page of personal effects: which slips wait, in which locker, what becomes of each line?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.effects import EffectsRow
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.effects.deposit_dialog import DepositDialog
from custody_app.ui.effects.dialogs import (
    ask_give_back,
    ask_put_back,
    ask_store,
    ask_take_out,
    print_left,
)
from custody_app.ui.effects.presenter import (
    CLOSED,
    OPEN,
    SlipView,
    actions_of,
    fact_rows,
    read_slip,
    read_slips,
)
from custody_app.ui.effects.seizure_dialog import ask_seizure
from custody_app.ui.effects.tables import line_table, slip_table
from custody_app.ui.paged import fetch_of
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.page import Page
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.viewer import viewer_here
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.facts_grid import FactsGrid
from custody_app.ui.widgets.fields import ChoiceField, TextField
from custody_app.ui.widgets.flow import FlowRow
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, column, row, scrolling, split

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

LIST_WIDTH, CARD_WIDTH = 540, 520


class EffectsPage(Page):
    """What did people carry, and what becomes of it?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self._slip = ""
        self.view: SlipView | None = None
        self.which = ChoiceField(
            [(OPEN, translate("effects", "Waiting")), (CLOSED, translate("effects", "Closed"))],
            name="effects_which",
        )
        self.search = TextField(
            placeholder=translate("effects", "Name of the person or slip no."),
            name="effects_search", max_length=80,
        )  # fmt: skip
        self.table = slip_table(desk, lambda: self.now)
        self.lines = line_table(desk)
        self._title = Label("", "title", wrap=True)
        self._pill = Pill()
        self._facts = FactsGrid()
        self._actions = FlowRow()
        self._stack = QStackedWidget()
        self._build()
        self.which.chosen.connect(lambda _code: self._ask())
        self.search.textChanged.connect(lambda _text: self._ask())
        self.table.picked.connect(self._on_picked)

    def _build(self) -> None:
        receive = Button(
            translate("effects", "Take in…"), Kind.PRIMARY, "plus",
            lambda: DepositDialog(self.desk).dialog.open(), name="receive_effects_button",
        )  # fmt: skip
        filters = row(self.which, self.search, receive)
        filters.setStretch(1, 1)
        card = Card()
        card.body.addLayout(row(self._title, None, self._pill))
        card.body.addWidget(self._actions)
        card.body.addWidget(self.lines, 1)
        card.body.addWidget(scrolling(self._facts), 1)
        empty = EmptyState(translate("effects", "Pick a slip on the left."), icon="backpack")
        self._stack.addWidget(boxed(column(empty)))
        self._stack.addWidget(card)
        left = column(filters, self.table, spacing=SPACE.medium)
        self.body.addWidget(
            split(boxed(left), self._stack, sizes=[LIST_WIDTH, CARD_WIDTH], name="effects_split"),
            1,
        )

    @property
    def now(self) -> Moment:
        """The time, as the ledger writes it."""
        return moment_of(self.desk.core.clock.now())

    def on_shown(self, **args: object) -> None:
        """Read anew; ``slip`` opens one."""
        self._slip = str(args.get("slip") or self._slip)
        self._refresh()

    def on_changed(self, changes: object) -> None:
        """Something was taken in or left."""
        self._refresh()

    def take_keyboard(self) -> bool:
        """The search field."""
        self.search.setFocus()
        return True

    def on_typed(self, text: str) -> bool:
        """A name typed into the scan line is looked for here."""
        self.search.setText(text)
        return True

    def state(self) -> dict[str, object]:
        """The list, the search, the open slip."""
        return {"which": self.which.value(), "text": self.search.value(), "slip": self._slip}

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        self.which.set_value(str(state.get("which") or OPEN))
        self.search.setText(str(state.get("text") or ""))
        self._slip = str(state.get("slip") or "")

    def _ask(self) -> None:
        which, text = self.which.value(), self.search.value()
        self.table.ask(
            fetch_of(
                self._read, lambda read, after, limit: read_slips(read, which, text, after, limit)
            )
        )

    def _refresh(self) -> None:
        self._ask()
        if self._slip:
            self.open_slip(self._slip)

    def _on_picked(self, found: EffectsRow | None) -> None:
        if found is not None and found.id != self._slip:
            self.open_slip(found.id)

    def open_slip(self, slip: str) -> None:
        """Show a slip."""
        self._slip = slip
        read = self._read
        self.desk.tasks.read(lambda: read_slip(read, slip), self._show, owner=self, question="slip")

    def _show(self, view: SlipView) -> None:
        state = view.state
        if state.id != self._slip:
            return
        self.view = view
        self._title.setText("  ".join(part for part in (state.number, state.name) if part))
        if state.is_open:
            text = translate("effects", "{left} of {all} {left:waits|wait}").format(
                left=state.left, all=len(state.lines)
            )
            self._pill.set_state(text, Tone.CAUTION)
        else:
            self._pill.set_state(translate("effects", "Closed"), Tone.GOOD)
        self.lines.set_rows(state.lines)
        self._facts.show_rows(fact_rows(view))
        self._show_actions(view)
        self._stack.setCurrentIndex(1)

    def _show_actions(self, view: SlipView) -> None:
        buttons: list[QWidget] = []
        actions = actions_of(view.state, viewer_here(self.desk))
        for one in actions:
            kind = Kind.PRIMARY if one is actions[0] else Kind.SECONDARY
            button = Button(
                one.text, kind, one.icon, partial(self.start, one.code),
                name=f"effects_{one.code}_button", tip=one.why_not,
            )  # fmt: skip
            button.setEnabled(not one.why_not)
            buttons.append(button)
        self._actions.set_widgets(buttons)

    def start(self, code: str) -> None:
        """Begin what a button of the card asks for."""
        if self.view is None:
            return
        desk, state = self.desk, self.view.state
        slip = IssueForm(kind=FormKind.EFFECTS_SLIP, effects=state.id)
        doors: dict[str, Callable[[], object]] = {
            "give_back": lambda: ask_give_back(desk, state),
            "take_out": lambda: ask_take_out(desk, state),
            "put_back": lambda: ask_put_back(desk, state),
            "seize": lambda: ask_seizure(desk, state),
            "store": lambda: ask_store(desk, state),
            "slip": lambda: issue_paper(desk, self, slip),
            "left": lambda: print_left(desk, state),
        }
        doors[code]()
