"""A field for a person: by badge number, by name, or by the scanned badge."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from custody_app.domain.tag import TagKind
from custody_app.queries.people import PersonRow, find_people
from custody_app.queries.reader import Reader
from custody_app.scanning.code import ScannedCode
from custody_app.ui.widgets.person_picker import PersonChoice, PersonPicker

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

FOUND_MAX = 20


def choice_of(person: PersonRow) -> PersonChoice:
    """A person as pickers show one."""
    return PersonChoice(person.id, person.badge_no, person.name, person.unit_name)


def people_found(read: Reader, text: str) -> list[PersonChoice]:
    """People by badge number, name or badge code; who has left is not offered."""
    found = read(find_people, text=text, limit=FOUND_MAX)
    return [choice_of(person) for person in found if not person.departed]


def person_field(desk: Desk, name: str) -> PersonPicker:
    """The picker."""
    return PersonPicker(partial(people_found, Reader(desk.core.reader)), desk.tasks, name=name)


def take_badge(desk: Desk, picker: PersonPicker, code: ScannedCode) -> bool:
    """Pick whose badge was scanned; False where the code is no badge."""
    if code.kind is not TagKind.BADGE:
        return False
    read, digits = Reader(desk.core.reader), code.digits

    def found(people: list[PersonChoice]) -> None:
        if people:
            picker.set_chosen(people[0])

    desk.tasks.read(partial(people_found, read, digits), found, owner=picker, question="badge")
    return True
