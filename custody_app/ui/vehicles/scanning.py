"""What a scan on the page Vehicles opens: the vehicle, that of its key, or its sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Category, FormKind
from custody_app.queries.form_rows import FormRow
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.runtime.i18n import translate
from custody_app.ui.vehicles.presenter import vehicle_of

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk


class VehicleScans:
    """``open_vehicle`` gets the id of a vehicle, ``type_in`` an inspection sheet."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        open_vehicle: Callable[[str], object],
        type_in: Callable[[FormRow], object],
    ) -> None:
        self._desk = desk
        self._owner = owner
        self._read = Reader(desk.core.reader)
        self._open_vehicle = open_vehicle
        self._type_in = type_in

    def take(self, code: ScannedCode) -> bool:
        """A label of a thing or a paper; False leaves the code to the counter."""
        if code.kind not in (TagKind.ITEM, TagKind.FORM):
            return False
        read, digits = self._read, code.digits
        self._desk.tasks.read(
            lambda: read(resolve_tag, code=digits), self._on_meaning, owner=self._owner,
            question="scan",
        )  # fmt: skip
        return True

    def _on_meaning(self, found: Meaning) -> None:
        if found.item is not None:
            self._open(found.item)
        elif found.form is not None and found.form.kind is FormKind.INSPECTION_SHEET:
            self._type_in(found.form)
        else:
            self._warn(
                translate("vehicles", "Scan the label of a vehicle, or its inspection sheet.")
            )

    def _open(self, found: ItemRow) -> None:
        if found.category is Category.VEHICLE:
            self._open_vehicle(found.id)
            return
        read, id_ = self._read, found.id
        self._desk.tasks.read(
            lambda: vehicle_of(read, id_), self._on_part, owner=self._owner, question="part"
        )

    def _on_part(self, vehicle: str) -> None:
        if vehicle:
            self._open_vehicle(vehicle)
        else:
            self._warn(translate("vehicles", "This thing does not belong to a vehicle."))

    def _warn(self, text: str) -> None:
        self._desk.notices.sound()
        self._desk.notices.warning(text)
