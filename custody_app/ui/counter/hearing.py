"""Understands scans and typed lines one after another, each with the basket the last one left."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from custody_app.scanning.basket import Basket
from custody_app.scanning.code import ScannedCode
from custody_app.ui.counter.presenter import CounterPresenter
from custody_app.ui.counter.understanding import Understood, understand, understand_typed

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

Ask = Callable[[Basket], Understood]


class Hearing:
    """A burst of scans waits here; what a box means depends on the badge scanned before it."""

    def __init__(
        self,
        desk: Desk,
        owner: QObject,
        presenter: CounterPresenter,
        understood: Callable[[Understood], object],
    ) -> None:
        self._desk = desk
        self._owner = owner
        self._presenter = presenter
        self._understood = understood
        self._waiting: deque[Ask] = deque()
        self._is_asking = False

    def take_code(self, code: ScannedCode) -> None:
        """A code from any scanner."""
        core = self._desk.core
        self._take(lambda basket: understand(core, code.digits, basket))

    def take_text(self, text: str) -> None:
        """A typed badge number, request, case or place."""
        core = self._desk.core
        self._take(lambda basket: understand_typed(core, text, basket))

    def _take(self, ask: Ask) -> None:
        self._waiting.append(ask)
        self._next()

    def _next(self) -> None:
        if self._is_asking or not self._waiting:
            return
        self._is_asking = True
        ask, basket = self._waiting.popleft(), self._presenter.basket
        self._desk.tasks.write(lambda: ask(basket), self._heard, self._not_heard, owner=self._owner)

    def _heard(self, found: Understood) -> None:
        self._is_asking = False
        self._understood(found)
        self._next()

    def _not_heard(self, error: Exception) -> None:
        self._is_asking = False
        self._desk.notices.refuse(error)
        self._next()
