"""Says what was scanned or typed and puts nothing into the basket, with what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.queries.people import PersonRow
from custody_app.runtime.i18n import translate
from custody_app.scanning.basket import Entry
from custody_app.scanning.code import ScannedCode, ScanSource
from custody_app.ui.counter.approving import Approving
from custody_app.ui.counter.lines import Line
from custody_app.ui.counter.understanding import Understood
from custody_app.ui.counter.wording import thing_text, unknown_code
from custody_app.ui.notices import Action

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def tell(desk: Desk, found: Understood, approving: Approving) -> None:
    """A strip on top of the page; with the sound of a refusal unless it is a paper."""
    if found.form:
        _tell_paper(desk, found.form)
        return
    desk.notices.sound()
    if found.status == "other_request":
        text = translate("counter", "Request {number} is no call-out.")
        actions = []
        if found.elsewhere:
            text = translate("counter", "Request {number} is carried out under Disposal.")
            word = translate("counter", "Open Disposal")
            actions = [Action(word, lambda: desk.navigate("disposal", request=found.elsewhere))]
        desk.notices.warning(text.format(number=found.label), *actions)
    elif found.status in ("typed_nothing", "several_people"):
        text = translate("counter", "Nothing here is called “{text}” alone.")
        search = Action(
            translate("counter", "Search in Items"),
            lambda: desk.navigate("items", text=found.code),
        )
        register = Action(
            translate("counter", "New visitor"), lambda: approving.register(found.code)
        )
        desk.notices.warning(text.format(text=found.code), search, register)
    else:
        text, later = unknown_code(found.status, found.code)
        desk.notices.error(text, next_step=later)


def tell_again(desk: Desk, line: Line | None, entry: Entry) -> None:
    """The thing lies in the basket already; its row is picked."""
    desk.notices.sound()
    name = thing_text(line) if line is not None else entry.code
    text = translate("counter", "“{name}” is in the basket already.")
    desk.notices.warning(text.format(name=name or entry.code))


class Departures:
    """Tells once for each badge that its person has left the unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told = ""

    def look(self, person: PersonRow | None) -> None:
        """Who left may bring things back, but takes none."""
        if person is not None and person.departed and person.id != self._told:
            _tell_departed(self._desk, person)
        self._told = person.id if person is not None else ""


def _tell_departed(desk: Desk, person: PersonRow) -> None:
    desk.notices.sound()
    desk.notices.warning(
        translate("counter", "{name} (badge {badge}) has left the unit.").format(
            name=person.name, badge=person.badge_no
        ),
        next_step=translate(
            "counter", "Things may be brought back; nothing is handed out on this badge."
        ),
    )


def _tell_paper(desk: Desk, code: str) -> None:
    scanned = ScannedCode(code, code, ScanSource.TYPED)
    desk.notices.info(
        translate("counter", "This is a paper that was issued. It takes nothing out or in."),
        Action(translate("counter", "Show it"), lambda: desk.navigate("proof", code=scanned)),
    )
