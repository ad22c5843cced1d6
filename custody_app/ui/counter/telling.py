"""Says what was scanned or typed and puts nothing into the basket, with what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScannedCode, ScanSource
from custody_app.ui.counter.approving import Approving
from custody_app.ui.counter.understanding import Understood
from custody_app.ui.counter.wording import not_understood
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
        desk.notices.warning(text.format(number=found.label))
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
        text, later = not_understood(found)
        desk.notices.error(text, next_step=later)


def _tell_paper(desk: Desk, code: str) -> None:
    scanned = ScannedCode(code, code, ScanSource.TYPED)
    desk.notices.info(
        translate("counter", "This is a paper that was issued. It takes nothing out or in."),
        Action(translate("counter", "Show it"), lambda: desk.navigate("proof", code=scanned)),
    )
