"""Keeps the open basket through a crash or a change of person, and offers it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from custody_app.domain.events.base import Event
from custody_app.domain.ids import PersonId
from custody_app.runtime.i18n import translate
from custody_app.services.baskets import Baskets
from custody_app.services.custody import Beside
from custody_app.ui.counter.presenter import CounterPresenter
from custody_app.ui.notices import Action

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class Keeping:
    """Saves the basket of whoever is at the window after every change."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        presenter: CounterPresenter,
        put_away: Callable[[], object],
        took_up: Callable[[], object],
    ) -> None:
        core = desk.core
        self._desk = desk
        self._owner = owner
        self._presenter = presenter
        self._put_away = put_away
        self._took_up = took_up
        self._baskets = Baskets(core.writer, core.reader, core.clock)
        self._was_kept = False
        self.was_offered = False

    @property
    def clerk(self) -> PersonId:
        """Id of the person at the window; empty while locked."""
        officer = self._desk.session.officer
        login = officer.login if officer is not None else None
        return login.person.id if login is not None else PersonId("")

    def save(self) -> None:
        """Keep the basket as it is now; an empty one is let go."""
        clerk, content, baskets = self.clerk, self._presenter.plain(), self._baskets
        if not clerk:
            return
        if content:
            self._was_kept = True
            self._desk.tasks.write(lambda: baskets.save(clerk, content), owner=self._owner)
        elif self._was_kept or self.was_offered:
            self._was_kept = False
            self._desk.tasks.write(lambda: baskets.clear(clerk), owner=self._owner)

    def beside(self, content: dict[str, Any]) -> Beside | None:
        """What keeps this content in the very transaction that carries the basket out."""
        return self.beside_events(lambda _events: content)

    def beside_events(
        self, content_of: Callable[[tuple[Event, ...]], dict[str, Any]]
    ) -> Beside | None:
        """As ``beside``, with a content that follows from what was recorded."""
        clerk = self.clerk
        self._was_kept = True
        return self._baskets.beside_events(clerk, content_of) if clerk else None

    def offer(self) -> None:
        """Once: ask whether to go on with what a crash left behind."""
        clerk, baskets = self.clerk, self._baskets
        if self.was_offered or not clerk or self._presenter.is_open:
            return
        self.was_offered = True
        self._desk.tasks.read(
            lambda: baskets.load(clerk), self._on_loaded, owner=self._owner, question="basket"
        )

    def _on_loaded(self, content: dict[str, Any] | None) -> None:
        if not content or self._presenter.is_open:
            return
        if content.get("owed") and not content.get("entries") and not content.get("person"):
            self._take_up(content)
        else:
            self._desk.notices.info(
                translate("counter", "A basket of yours was left open."),
                Action(translate("counter", "Go on with it"), lambda: self._take_up(content)),
                Action(translate("counter", "Put it away"), self._put_away),
            )

    def _take_up(self, content: dict[str, Any]) -> None:
        self._presenter.restore(content)
        self._was_kept = True
        self._took_up()
