"""The first page: figures of the day, and everything that waits with the button that clears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.state.item import ItemState
from custody_app.queries.papers_owed import OwedPaper, papers_owed
from custody_app.queries.reader import Reader
from custody_app.queries.states import states_of
from custody_app.queries.today import Today, today
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.scanning.code import ScannedCode, ScanSource
from custody_app.ui.decision_dialogs import own_id
from custody_app.ui.difference_dialog import ask_acknowledge
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.page import Page
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.today.presenter import TodayCard, Way, cards_of, count_text
from custody_app.ui.today.waiting_card import WaitingCard
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.cards import Card, StatTile
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

BACKUP_LATE_HOURS = 26


class TodayPage(Page):
    """What must I do now?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._open: set[str] = set()
        self._shown: tuple[TodayCard, ...] | None = None
        self._owed: tuple[OwedPaper, ...] = ()
        self._build_tiles()
        self._alerts = QVBoxLayout()
        self._alerts.setSpacing(SPACE.small)
        self.body.addLayout(self._alerts)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE.gap)
        self.body.addLayout(self._cards)
        self._empty = EmptyState(
            translate("today", "Nothing waits."),
            translate("today", "New things are taken in at the intake window; scans go to the "
                               "counter."),
            icon="circle-check",
            button=translate("today", "Open the counter"),
            clicked=lambda: desk.navigate("counter"),
        )  # fmt: skip
        self.body.addWidget(self._empty)
        self._empty.hide()
        self.body.addStretch(1)

    def _build_tiles(self) -> None:
        self.tiles = {
            "in_store": StatTile(
                translate("today", "In store"), icon="warehouse", name="tile_in_store"
            ),
            "on_loan": StatTile(translate("today", "On loan"), icon="log-out", name="tile_on_loan"),
            "overdue": StatTile(
                translate("today", "Overdue"), icon="alarm-clock", name="tile_overdue"
            ),
            "awaiting_disposal": StatTile(
                translate("today", "To be disposed of"), icon="gavel", name="tile_disposal"
            ),
            "day": StatTile(
                translate("today", "In and out today"), icon="arrow-left-right", name="tile_day"
            ),
        }
        self.body.addLayout(row(*self.tiles.values(), spacing=SPACE.gap))
        navigate = self.desk.navigate
        for code, page in (
            ("in_store", "items"),
            ("on_loan", "items"),
            ("overdue", "items"),
            ("awaiting_disposal", "disposal"),
            ("day", "shift"),
        ):
            self.tiles[code].pressed.connect(lambda page=page: navigate(page))

    def on_shown(self, **args: object) -> None:
        """The page came to the front."""
        self._read_owed()
        self._read()

    def on_changed(self, changes: object) -> None:
        """Something was recorded."""
        if self._owed:
            self._read_owed()
        self._read()

    def _read_owed(self) -> None:
        """What this person recorded and a crash, or a full disk, left without its paper."""
        person, now = own_id(self.desk), moment_of(self.desk.core.clock.now())
        read = Reader(self.desk.core.reader)
        if person:
            self.desk.tasks.read(
                lambda: read(papers_owed, person=person, now=now), self._on_owed, owner=self,
                question="owed",
            )  # fmt: skip

    def _on_owed(self, found: tuple[OwedPaper, ...]) -> None:
        if found != self._owed:
            self._owed = found
            self._read()

    def make_owed(self) -> None:
        """The papers that are owed, as one print job."""
        forms = [
            IssueForm(kind=one.kind, items=one.items, case=one.case, request=one.request)
            for one in self._owed
        ]
        if forms:
            issue_paper(self.desk, self, *forms)

    def _read(self) -> None:
        core = self.desk.core
        officer = self.desk.session.officer
        login = officer.login if officer is not None else None
        person = login.person.id if login is not None else ""
        now = moment_of(core.clock.now())
        read = Reader(core.reader)
        zone = core.clock.zone_minutes()
        self.desk.tasks.read(
            lambda: read(today, now=now, zone_minutes=zone, person=person),
            lambda found: self._show(found, now),
            owner=self,
            question="today",
        )

    def _show(self, found: Today, now: Moment) -> None:
        for code in ("in_store", "on_loan", "awaiting_disposal"):
            self.tiles[code].set_figure(count_text(getattr(found, code)))
        late = Tone.BAD if found.overdue.n else Tone.NEUTRAL
        self.tiles["overdue"].set_figure(count_text(found.overdue), late)
        self.tiles["day"].set_figure(f"{found.in_today} / {found.out_today}")
        self._show_alerts(found)
        cards = cards_of(found, now)
        if cards != self._shown:
            self._shown = cards
            self._show_cards()

    def _show_alerts(self, found: Today) -> None:
        _empty_out(self._alerts)
        hours = found.backup.hours
        if hours is None or hours > BACKUP_LATE_HOURS:
            text = translate("today", "There is no backup yet.")
            if hours is not None:
                text = translate(
                    "today", "The last backup is {hours} {hours:hour|hours} old."
                ).format(hours=int(hours))
            self._alert(text, translate("today", "Back up"), "settings", section="backup")
        if self._owed:
            kinds = dict.fromkeys(word("form_kind", one.kind.value) for one in self._owed)
            text = translate(
                "today", "{count} {count:paper|papers} for what you recorded "
                "{count:was|were} not made: {kinds}."
            )  # fmt: skip
            said = text.format(count=len(self._owed), kinds=translate("today", ", ").join(kinds))
            make = Button(
                translate("today", "Make the papers"), clicked=self.make_owed,
                name="make_owed_papers_button",
            )  # fmt: skip
            self._alert_with(said, make)
        if found.unread_scans.n:
            text = translate("today", "{count} {count:scan was|scans were} not understood.")
            self._alert(
                text.format(count=found.unread_scans.n), translate("today", "Look"), "counter"
            )

    def _alert(self, text: str, button: str, page: str, **args: str) -> None:
        go = Button(button, clicked=lambda: self.desk.navigate(page, **args), name="alert_button")
        self._alert_with(text, go)

    def _alert_with(self, text: str, button: Button) -> None:
        card = Card()
        line = row(Label(text, "caution", wrap=True), button)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        self._alerts.addWidget(card)

    def _show_cards(self) -> None:
        _empty_out(self._cards)
        cards = self._shown or ()
        for found in cards:
            card = WaitingCard(found, is_open=found.code in self._open)
            card.chosen.connect(self._go)
            card.expanded.connect(self._expand)
            self._cards.addWidget(card)
        self._empty.setVisible(not cards)

    def _expand(self, code: str) -> None:
        self._open.add(code)
        self._show_cards()

    def _go(self, way: Way) -> None:
        if way.acknowledge:
            self._acknowledge(way.item)
        elif way.request:
            self.desk.navigate(way.page, request=way.request)
        elif way.slip:
            self.desk.navigate(way.page, slip=way.slip)
        elif way.place:
            self.desk.navigate(way.page, place=way.place)
        elif way.code:
            code = ScannedCode(way.code, way.code, ScanSource.TYPED)
            self.desk.navigate(way.page, code=code)
        elif way.page == "intake":
            self.desk.navigate(way.page, case=way.case, seizure=way.seizure)
        else:
            self.desk.navigate(way.page, item_id=way.item)

    def _acknowledge(self, item: str) -> None:
        read = Reader(self.desk.core.reader)
        self.desk.tasks.read(
            lambda: read(states_of, ItemState, [item])[item],
            lambda state: ask_acknowledge(self.desk, state),
            owner=self,
            question="acknowledge",
        )

    def state(self) -> dict[str, object]:
        """Which lists are shown in full."""
        return {"open": sorted(self._open)}

    def restore(self, state: dict[str, object]) -> None:
        """Show them in full again."""
        kept = state.get("open")
        self._open = set(map(str, kept)) if isinstance(kept, list) else set()


def _empty_out(layout: QVBoxLayout) -> None:
    while (old := layout.takeAt(0)) is not None:
        widget = old.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
