"""Acts on a scan at the intake page, once it is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.queries.people import PersonRow
from custody_app.runtime.i18n import translate
from custody_app.ui.intake.proving import binding
from custody_app.ui.intake.scans import Scanned, target_of_place, trouble
from custody_app.ui.widgets.person_picker import PersonChoice

if TYPE_CHECKING:
    from custody_app.ui.intake.page import IntakePage


class IntakeScans:
    """Labels, places, bags, badges and case sheets, each to its step."""

    def __init__(self, page: IntakePage) -> None:
        self._page = page
        self._last: ItemState | None = None

    def act(self, scanned: Scanned) -> None:
        """Carry out what the scan means."""
        text = trouble(scanned)
        if text:
            self._refuse(text)
        elif scanned.is_blank:
            self._blank(scanned.digits)
        elif scanned.item is not None:
            self._item(scanned.item, scanned)
        elif scanned.person is not None:
            self._person(scanned.person)
        elif scanned.kind is TagKind.CASE:
            self._page.open_case(scanned.meaning.id)
        elif scanned.kind in (TagKind.PLACE, TagKind.CONTAINER):
            self._where(scanned)

    def _refuse(self, text: str) -> None:
        notices = self._page.desk.notices
        notices.sound()
        notices.error(text)

    def _blank(self, digits: str) -> None:
        """A label printed in advance belongs to the picked thing from now on."""
        page = self._page
        picked = page.presenter.line(page.bench.picked)
        command = binding(picked.state, digits) if picked is not None else None
        if command is None or picked is None:
            self._refuse(
                translate("intake", "Pick the thing that has no label yet, then scan this label.")
            )
            return
        self._last = picked.state
        page.recording.step(command)

    def _item(self, state: ItemState, scanned: Scanned) -> None:
        page = self._page
        self._last = state
        if page.presenter.line(state.id) is None:
            page.open_case(state.case, state.seizure, pick=state.id)
        else:
            page.bench.lines.pick(state.id)
        commands = page.presenter.on_item_code(state, scanned.digits, is_sampled=scanned.is_sampled)
        if commands:
            page.recording.step(*commands)

    def _person(self, person: PersonRow) -> None:
        choice = PersonChoice(
            person.id, person.badge_no, person.name, person.unit_name, person.unit_id
        )
        if self._page.is_heading:
            self._page.header.officers.take_code(person.code)
        else:
            self._page.bench.delivery.set_person(choice)

    def _where(self, scanned: Scanned) -> None:
        page = self._page
        meaning = scanned.meaning
        place = meaning.id if scanned.kind is TagKind.PLACE else ""
        container = meaning.id if scanned.kind is TagKind.CONTAINER else ""
        form = page.bench.thing.form
        if page.bench.thing.is_coming and form.put_into(
            place=place, container=container, where=meaning.label
        ):
            return
        quick = page.bench.lines.quick
        if place and page.bench.lines.is_typing and quick.take_place(scanned.digits):
            return
        picked = page.presenter.line(page.bench.picked)
        last = page.presenter.line(self._last.id) if self._last is not None else None
        target = target_of_place(
            last.state if last is not None else None, picked.state if picked is not None else None
        )
        if target is None:
            self._refuse(translate("intake", "Scan the thing first, then its place."))
            return
        command = page.presenter.put_away(target.id, place=place, container=container)
        page.recording.step(command)
