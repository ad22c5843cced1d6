"""Keeps a running count through a crash or a lock, and tells what was left of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from custody_app.domain.ids import PlaceId
from custody_app.domain.moments import later, moment_of
from custody_app.domain.values import dataclass
from custody_app.queries.names import people_of
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.services.custody import Beside
from custody_app.services.open_counts import OpenCount, OpenCounts
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

RUNS_HOURS = 24
"""Whoever scanned nothing for so long is not counting any more."""


@dataclass(frozen=True, slots=True)
class Left:
    """What there is of a place: the own count that broke off, and who else counts there now."""

    own: OpenCount | None = None
    others: tuple[tuple[str, OpenCount], ...] = ()

    @property
    def text(self) -> str:
        """In sentences, empty when nobody counts there; of others no figures: it is blind."""
        told = []
        if self.own is not None:
            text = translate(
                "places",
                "You began to count this place on {begun}: {count} {count:thing|things} scanned, "
                "the last on {saved}, not closed. Going on with it here ends it in any other "
                "window.",
            )
            told.append(
                text.format(
                    begun=local_text(self.own.begun_at),
                    count=len(self.own.items),
                    saved=local_text(self.own.saved_at),
                )
            )
        for name, count in self.others:
            text = translate(
                "places",
                "{person} has been counting this place since {begun}. Each of you closes a count "
                "of their own.",
            )
            told.append(text.format(person=name, begun=local_text(count.begun_at)))
        return "\n".join(told)


class CountKeeping:
    """The kept count of whoever is at the window, of one place."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        place: PlaceId,
        failed: Callable[[Exception], object],
    ) -> None:
        core = desk.core
        self._desk, self._owner, self._place, self._failed = desk, owner, place, failed
        self._counts = OpenCounts(core.writer, core.reader, core.clock)
        self._count: OpenCount | None = None
        officer = desk.session.officer
        login = officer.login if officer is not None else None
        self._person = login.person.id if login is not None else ""

    def look(self, then: Callable[[Left], object]) -> None:
        """What there is of the place, before anything is scanned."""
        self._desk.tasks.read(self._look, then, self._failed, owner=self._owner)

    def _look(self) -> Left:
        now = moment_of(self._desk.core.clock.now())
        found = self._counts.of_place(self._place)
        own = next((one for one in found if one.person_id == self._person and one.items), None)
        others = [
            one
            for one in found
            if one.person_id != self._person and later(one.saved_at, hours=RUNS_HOURS) > now
        ]
        names = Reader(self._desk.core.reader)(people_of, ids=[one.person_id for one in others])
        return Left(own, tuple((names[one.person_id].name, one) for one in others))

    def begin(self, then: Callable[[OpenCount], object]) -> None:
        """Nothing scanned yet."""
        counts, place, person = self._counts, self._place, self._person
        self._write(lambda: counts.begin(place, person), then)

    def take_up(self, left: OpenCount, then: Callable[[OpenCount], object]) -> None:
        """Go on with what broke off."""
        counts = self._counts
        self._write(lambda: counts.take_up(left), then)

    def _write(self, work: Callable[[], OpenCount], then: Callable[[OpenCount], object]) -> None:
        def begun(count: OpenCount) -> None:
            self._count = count
            then(count)

        self._desk.tasks.write(work, begun, self._failed, owner=self._owner)

    def keep(self, items: tuple[str, ...], elsewhere: Callable[[], object]) -> None:
        """Keep what was scanned by now; ``elsewhere`` is called when another window has it."""
        counts, count = self._counts, self._count
        if count is None:
            return
        kept = count

        def told(is_here: bool) -> None:
            if not is_here:
                elsewhere()

        self._desk.tasks.write(
            lambda: counts.keep(kept, items), told, self._failed, owner=self._owner
        )

    def let_go(self) -> None:
        """Nothing was scanned."""
        counts, count = self._counts, self._count
        if count is not None:
            gone = count
            self._desk.tasks.write(lambda: counts.let_go(gone))

    def beside(self) -> Beside | None:
        """What lets the count go in the transaction that records it."""
        return self._counts.beside(self._count) if self._count is not None else None


class CountOffer(QFrame):
    """Tells what was left of a count and asks what to do; hidden when there is nothing to ask."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setProperty("tone", str(Tone.CAUTION))
        self._label = Label("", "strip", wrap=True)
        self._go_on: Callable[[], object] = _nothing
        self._anew: Callable[[], object] = _nothing
        self.go_on_button = Button(
            translate("places", "Go on with it"), Kind.PRIMARY, clicked=lambda: self._go_on(),
            name="count_go_on_button",
        )  # fmt: skip
        self.anew_button = Button(
            translate("places", "Begin anew"), clicked=lambda: self._anew(),
            name="count_anew_button",
        )  # fmt: skip
        outer = QVBoxLayout(self)
        outer.setSpacing(SPACE.small)
        outer.addWidget(self._label)
        outer.addLayout(row(None, self.anew_button, self.go_on_button))
        self.hide()

    @property
    def text(self) -> str:
        """What is told."""
        return self._label.text()

    def ask(
        self, left: Left, go_on: Callable[[OpenCount], object], anew: Callable[[], object]
    ) -> None:
        """Show it; with nothing of one's own there is nothing to go on with."""
        own = left.own
        self._label.setText(left.text)
        self.go_on_button.setVisible(own is not None)
        self._go_on = (lambda: go_on(own)) if own is not None else _nothing
        self._anew = anew
        if own is None:
            self.anew_button.setText(translate("places", "Count as well"))
        self.show()
        (self.go_on_button if own is not None else self.anew_button).setFocus()


def _nothing() -> None:
    """Until it is asked."""
