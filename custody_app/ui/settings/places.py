"""Places in series: many shelves at once, with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import RegisterPlace
from custody_app.domain.events.registers import PlaceRegistered
from custody_app.domain.ids import PlaceId
from custody_app.domain.vocabulary import PlaceKind
from custody_app.queries.holdings import PlaceNode, find_place
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.label_dialog import show_labels
from custody_app.ui.settings.presenter import SERIES_MAX, series
from custody_app.ui.settings.section import Section
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, TextField, TickField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

SHOWN = 6


class PlacesSection(Section):
    """First and last code, kind and parent; what will be registered is shown before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            translate(
                "settings",
                "Register a whole rack at once: the first and the last code of a series. Single "
                "places are changed on the page Places.",
            ),
        )
        self._parents: dict[str, PlaceNode] = {}
        self._last: tuple[str, ...] = ()
        self._first = TextField(placeholder="A-12-01", max_length=40, name="series_first")
        self._end = TextField(placeholder="A-12-40", max_length=40, name="series_last")
        self._kind = ChoiceField(
            list(words("place_kind").items()), value=PlaceKind.SLOT.value, name="series_kind"
        )
        self._parent = TextField(placeholder="A-12", max_length=40, name="series_parent")
        self._capacity = TextField(max_length=6, name="series_capacity", check=_mistake_of_number)
        self._dual = TickField(translate("settings", "Two locks, two people"), name="series_dual")
        self._told = Label("", "muted", wrap=True)
        self._parent_field = Field(
            translate("settings", "Lies in (code of the place above)"), self._parent
        )
        self._build()
        for field in (self._first, self._end):
            field.textChanged.connect(lambda _text: self._tell())
        self._tell()

    def _build(self) -> None:
        card = Card(translate("settings", "New places"))
        grid = FormGrid(2)
        grid.add(Field(translate("settings", "First code"), self._first, needed=True))
        grid.add(Field(translate("settings", "Last code"), self._end))
        grid.add(Field(translate("settings", "Kind"), self._kind))
        grid.add(self._parent_field)
        hint = translate("settings", "Things that fit; empty is not counted")
        grid.add(Field(translate("settings", "Capacity of each"), self._capacity, hint=hint))
        grid.add(Field(translate("settings", "Custody"), self._dual))
        grid.finished.connect(self._go)
        card.body.addWidget(grid)
        card.body.addWidget(self._told)
        self._register = Button(
            translate("settings", "Register the places"), Kind.PRIMARY, "check", self._go,
            name="register_places",
        )  # fmt: skip
        self._print = Button(
            translate("settings", "Print their labels"), icon="printer", clicked=self._labels,
            name="print_place_labels",
        )  # fmt: skip
        self._print.setEnabled(False)
        card.body.addLayout(row(None, self._print, self._register))
        self.body.addWidget(card)
        self.body.addStretch(1)

    def _codes(self) -> tuple[str, ...]:
        return series(self._first.value(), self._end.value())

    def _tell(self) -> None:
        codes = self._codes()
        self._register.setEnabled(bool(codes))
        if codes:
            shown = translate("settings", ", ").join(codes[:SHOWN])
            text = translate(
                "settings", "{count} {count:place|places} will be registered: {codes}"
            ).format(count=len(codes), codes=shown + (" …" if len(codes) > SHOWN else ""))
        elif self._first.value():
            text = translate(
                "settings",
                "First and last code differ in their last number only, at most {limit} places.",
            ).format(limit=SERIES_MAX)
        else:
            text = translate("settings", "For example A-12-01 to A-12-40 makes forty slots.")
        self._told.setText(text)

    def _go(self) -> None:
        above = self._parent.value()
        self._parent_field.set_mistake("")
        if not self._codes() or _mistake_of_number(self._capacity.value()):
            return
        if not above:
            self._record(None)
            return
        self.desk.tasks.read(
            lambda: self.read(find_place, text=above), self._on_parents, owner=self
        )

    def _on_parents(self, found: tuple[PlaceNode, ...]) -> None:
        above = self._parent.value()
        exact = [place for place in found if above in (place.code, place.tag, place.label_code)]
        if not exact:
            self._parent_field.set_mistake(translate("settings", "There is no place of this code."))
            return
        self._record(exact[0].id)

    def _record(self, parent: str | None) -> None:
        capacity = int(self._capacity.value()) if self._capacity.value() else None
        commands = [
            RegisterPlace(
                code=code,
                kind=PlaceKind(self._kind.value()),
                parent=PlaceId(parent) if parent else None,
                capacity=capacity,
                dual_custody=self._dual.isChecked(),
            )
            for code in self._codes()
        ]
        self._register.setEnabled(False)
        self.desk.record(*commands, owner=self, then=self._recorded, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._tell()
        self.desk.notices.refuse(error)

    def _recorded(self, outcome: Outcome) -> None:
        made = [event for event in outcome.events if isinstance(event, PlaceRegistered)]
        self._last = tuple(event.place for event in made)
        self._print.setEnabled(bool(self._last))
        text = translate("settings", "{count} {count:place|places} registered.").format(
            count=len(made)
        )
        self.desk.notices.success(text)
        self._first.clear()
        self._end.clear()

    def _labels(self) -> None:
        show_labels(self.desk, [("place", id_) for id_ in self._last], self)

    def state(self) -> dict[str, object]:
        """What was typed."""
        return {
            "first": self._first.value(),
            "last": self._end.value(),
            "parent": self._parent.value(),
            "capacity": self._capacity.value(),
            "kind": self._kind.value(),
            "made": list(self._last),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Put it back."""
        self._first.setText(str(state.get("first") or ""))
        self._end.setText(str(state.get("last") or ""))
        self._parent.setText(str(state.get("parent") or ""))
        self._capacity.setText(str(state.get("capacity") or ""))
        self._kind.set_value(str(state.get("kind") or PlaceKind.SLOT.value))
        made = state.get("made")
        self._last = tuple(str(id_) for id_ in made) if isinstance(made, list) else ()
        self._print.setEnabled(bool(self._last))


def _mistake_of_number(text: str) -> str:
    if not text or (text.isascii() and text.isdigit() and int(text) > 0):
        return ""
    return translate("settings", "A whole number, or nothing.")
