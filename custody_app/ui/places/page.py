"""The page of places: what lies where, where is room, move by scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import PlaceId
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.holdings import find_place
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.runtime.i18n import translate
from custody_app.ui.item_columns import code_text, line_text
from custody_app.ui.label_dialog import show_labels
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.places.container_dialog import ContainerDialog
from custody_app.ui.places.contents import ContentsPanel
from custody_app.ui.places.dialogs import close_place, register_container, register_place
from custody_app.ui.places.hand_strip import HandStrip
from custody_app.ui.places.presenter import (
    ICONS,
    Hand,
    Kind,
    PlaceShown,
    Scanned,
    Step,
    read_places,
    with_sums,
)
from custody_app.ui.shell.page import Page
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.layouts import boxed, column, row, split
from custody_app.ui.widgets.place_tree import PlaceNode as TreeNode
from custody_app.ui.widgets.place_tree import PlaceTree

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk
from custody_app.ui.zone_dialog import or_ask_zone

TREE_WIDTH, LIST_WIDTH = 330, 760


class PlacesPage(Page):
    """What lies where, where is room?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self._places: dict[str, PlaceShown] = {}
        self._wanted = ""
        self.hand = Hand()
        self.strip = HandStrip()
        self.tree = PlaceTree()
        self.contents = ContentsPanel(desk)
        self.find_edit = TextField(
            placeholder=translate("places", "Find a place by code or name"), name="place_find"
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        new_place = Button(
            translate("places", "Place…"), icon="plus", clicked=self.register_place,
            name="register_place_button", tip=translate("places", "Register a place"),
        )  # fmt: skip
        new_container = Button(
            translate("places", "Container…"), icon="plus", clicked=self.register_container,
            name="register_container_button", tip=translate("places", "Register a container"),
        )  # fmt: skip
        left = column(
            self.find_edit, self.tree, row(new_place, new_container, None), spacing=SPACE.small
        )
        right = column(self.strip, self.contents, spacing=SPACE.medium)
        right.setStretch(1, 1)
        self.body.addWidget(
            split(boxed(left), boxed(right), sizes=[TREE_WIDTH, LIST_WIDTH], name="places_split"), 1
        )

    def _connect(self) -> None:
        self.tree.picked.connect(lambda _place: self._show_place())
        self.find_edit.returnPressed.connect(self._find)
        self.contents.items.opened.connect(
            lambda found: self.desk.navigate("items", item_id=found.id)
        )
        self.contents.containers.opened.connect(lambda found: self.open_container(found.id))
        self.contents.labels_pressed.connect(self.print_labels)
        self.contents.list_pressed.connect(self.print_contents)
        self.contents.close_pressed.connect(self.close_place)
        self.strip.put_down.connect(lambda id_: self._set_hand(self.hand.without(id_)))
        self.strip.put_all_down.connect(lambda: self._set_hand(Hand()))
        self.strip.here_pressed.connect(self._put_here)

    def on_shown(self, **args: object) -> None:
        """Read the tree; open the place or container asked for."""
        self._wanted = str(args.get("place") or self._wanted or self.tree.current())
        self._read_tree()
        if container := str(args.get("container") or ""):
            self.open_container(container)

    def on_changed(self, changes: object) -> None:
        """Counts and contents may be others now."""
        self._read_tree()
        self.contents.refresh()

    def on_scan(self, code: ScannedCode) -> bool:
        """Things and containers are taken in hand; a place ends the move or is shown."""
        if code.kind not in (TagKind.ITEM, TagKind.CONTAINER, TagKind.PLACE):
            return False
        read, digits = self._read, code.digits
        self.desk.tasks.write(lambda: read(resolve_tag, code=digits), self._on_meaning, owner=self)
        return True

    def on_typed(self, text: str) -> bool:
        """A place typed into the scan line is shown; anything else is looked for among things."""
        read = self._read

        def found(places: tuple[str, ...]) -> None:
            if places:
                self.tree.pick(places[0])
            else:
                self.desk.navigate("items", text=text)

        self.desk.tasks.read(
            lambda: tuple(node.id for node in read(find_place, text=text)), found, owner=self,
            question="find",
        )  # fmt: skip
        return True

    def state(self) -> dict[str, object]:
        """The picked place, the tab, what is in hand."""
        things = [[t.kind.value, t.id, t.name, t.place_id] for t in self.hand.things]
        return {
            "place": self.tree.current(),
            "tab": self.contents.tabs.currentIndex(),
            "below": self.contents.below.isChecked(),
            "hand": things,
        }

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        self._wanted = str(state.get("place") or "")
        self.contents.below.setChecked(bool(state.get("below", True)))
        self.contents.tabs.setCurrentIndex(1 if state.get("tab") == 1 else 0)
        things = state.get("hand")
        if isinstance(things, list):
            held = tuple(Scanned(Kind(t[0]), str(t[1]), str(t[2]), str(t[3])) for t in things)
            self._set_hand(Hand(held))

    @property
    def place(self) -> PlaceShown | None:
        """The picked place."""
        return self._places.get(self.tree.current())

    def _read_tree(self) -> None:
        read = self._read
        self.desk.tasks.read(
            lambda: with_sums(read_places(read)), self._show_tree, owner=self, question="tree"
        )

    def _show_tree(self, places: list[PlaceShown]) -> None:
        self._places = {place.node.id: place for place in places}
        self.tree.set_places([tree_node(place) for place in places if not place.node.closed])
        wanted, self._wanted = self._wanted, ""
        if not self.tree.current() and places:
            self.tree.pick(wanted if wanted in self._places else places[0].node.id)
        elif wanted and wanted != self.tree.current():
            self.tree.pick(wanted)
        self._show_place()

    def _show_place(self) -> None:
        place = self.place
        self.contents.show_place(place)
        self.strip.show_place(place.node.code if place else "")

    def _find(self) -> None:
        text = self.find_edit.value()
        if text:
            self.on_typed(text)

    def _on_meaning(self, found: Meaning) -> None:
        scanned = scanned_of(found)
        if scanned is not None:
            self.take(scanned)
            return
        self.desk.notices.sound()
        text = translate("places", "This code is not known at this centre.")
        if found.status == "dead_twin":
            text = translate("places", "This label was replaced; copy {copy} counts.")
        self.strip.tell(text.format(copy=found.current_copy))

    def take(self, scanned: Scanned) -> None:
        """Something was scanned: take it in hand, show it, or put there what is in hand."""
        hand, step = self.hand.scan(scanned)
        if step is Step.TAKEN:
            self._set_hand(hand)
        elif step is Step.SHOW_PLACE:
            self.tree.pick(scanned.id)
        elif step is Step.ALREADY:
            self.strip.tell(translate("places", "That is in hand already."))
        else:
            self._move(scanned)

    def _move(self, target: Scanned) -> None:
        moves = self.hand.commands(target)

        def done(_outcome: Outcome) -> None:
            self._set_hand(Hand())
            text = translate("places", "Recorded: {count} moved to {place}.")
            self.strip.tell(text.format(count=len(moves), place=target.name), Tone.GOOD)
            if target.kind is Kind.PLACE:
                self.tree.pick(target.id)

        failed = or_ask_zone(self.desk, moves, self._refuse, done)
        self.desk.record(*moves, owner=self, then=done, failed=failed)

    def _refuse(self, error: Exception) -> None:
        self.desk.notices.sound()
        self.strip.tell(self.desk.notices.explain(error))

    def _put_here(self) -> None:
        if (place := self.place) is not None:
            self._move(Scanned(Kind.PLACE, place.node.id, place.node.code))

    def _set_hand(self, hand: Hand) -> None:
        self.hand = hand
        self.strip.show_hand(hand)

    def open_container(self, id_: str) -> ContainerDialog:
        """The card of a container."""
        dialog = ContainerDialog(self.desk, id_, self)
        dialog.opened.connect(lambda item: self.desk.navigate("items", item_id=item))
        dialog.open()
        return dialog

    def register_place(self) -> None:
        """A new place below the picked one."""
        place = self.place

        def done(outcome: Outcome) -> None:
            self._wanted = outcome.first("place")
            self._read_tree()

        register_place(self.desk, place.node if place else None, done)

    def register_container(self) -> None:
        """A new container at the picked place; its label follows."""
        place = self.place
        register_container(
            self.desk,
            place.node if place else None,
            lambda outcome: show_labels(self.desk, [("container", outcome.first("container"))]),
        )

    def print_labels(self) -> None:
        """Labels of the picked place and the places right below it."""
        place = self.place
        if place is not None:
            below = [p.node.id for p in self._places.values() if p.node.parent_id == place.node.id]
            show_labels(self.desk, [("place", id_) for id_ in (place.node.id, *below)])

    def print_contents(self) -> None:
        """The check list of the picked place."""
        place = self.place
        if place is not None:
            command = IssueForm(kind=FormKind.PLACE_CONTENTS, place=PlaceId(place.node.id))
            issue_paper(self.desk, self, command)

    def close_place(self) -> None:
        """Close the picked place."""
        place = self.place
        if place is not None:
            close_place(self.desk, place.node, lambda _outcome: None)


def tree_node(place: PlaceShown) -> TreeNode:
    """A place as the tree shows it."""
    node = place.node
    same = node.name.startswith(node.code)
    name = node.name if same else f"{node.code}  {node.name}".strip()
    return TreeNode(node.id, node.parent_id, name, place.note, place.fullness, ICONS[node.kind])


def scanned_of(found: Meaning) -> Scanned | None:
    """What a code stands for, as far as moving is concerned."""
    if found.status != "known":
        return None
    if found.item is not None:
        return Scanned(Kind.ITEM, found.item.id, line_text(found.item), found.item.place_id)
    if found.container is not None:
        box = found.container
        return Scanned(Kind.CONTAINER, box.id, f"{box.name}  {code_text(box.code)}".strip())
    if found.place is not None:
        return Scanned(Kind.PLACE, found.place.id, found.place.code)
    return None
