"""What a scanned code stands for, and whether this copy of the label still counts."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.queries.case_rows import CaseRow, case_rows
from custody_app.queries.centre_overview import centre_state
from custody_app.queries.form_rows import FormRow, forms_by_id
from custody_app.queries.holdings import ContainerNode, PlaceNode, containers, place_nodes
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.people import PersonRow, people_by_id
from custody_app.queries.states import id_of_key

KEYS = {
    TagKind.ITEM: "item",
    TagKind.CONTAINER: "container",
    TagKind.PLACE: "place",
    TagKind.BADGE: "person",
    TagKind.FORM: "form",
    TagKind.CASE: "case",
}
"""Kind of code -> kind of subject; command cards and checkpoint slips stand for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a code stands for.

    Attributes:
        code: what was read.
        status: ``known``, ``dead_twin`` (an older copy of the label), ``future_copy`` (a copy not
            yet on the record), ``other_centre``, ``unknown``, ``misread``, ``not_a_code``.
        kind: first digit of the code.
        id: of the subject it stands for.
        copy: copy number that was read.
        current_copy: copy number that counts now.
        label: number or name to show.
    """

    code: str
    status: str
    kind: TagKind | None = None
    id: str = ""
    copy: int = 0
    current_copy: int = 0
    label: str = ""
    site: int = 0
    item: ItemRow | None = None
    container: ContainerNode | None = None
    place: PlaceNode | None = None
    person: PersonRow | None = None
    form: FormRow | None = None
    case: CaseRow | None = None


def resolve_tag(connection: Connection, *, code: str) -> Meaning:
    """The meaning of what was read; anything may have been read, so nothing is refused."""
    digits = "".join(code.split())
    shown = code.encode("utf-8", "replace").decode()[:80]
    try:
        number, copy = tag.parse(digits)
    except RuleBroken as error:
        status = "misread" if error.code in ("tag.check", "tag.kind") else "not_a_code"
        return Meaning(code=shown, status=status)
    read = Meaning(code=digits, status="unknown", kind=number.kind, copy=copy, site=number.site)
    if number.kind in (TagKind.COMMAND, TagKind.CHECKPOINT):
        return replace(_at_home(connection, read), current_copy=copy, label=number.base)
    id_ = id_of_key(connection, KEYS[number.kind], number.base)
    if not id_:
        return replace(read, status=_away(connection, number.site))
    return _known(connection, replace(read, status="known", id=id_, current_copy=copy))


def _at_home(connection: Connection, read: Meaning) -> Meaning:
    away = _away(connection, read.site)
    return replace(read, status="known" if away == "unknown" else away)


def _away(connection: Connection, site: int) -> str:
    """Whether a number without a subject belongs to another centre."""
    centre = centre_state(connection)
    return "other_centre" if centre is not None and centre.site != site else "unknown"


def _known(connection: Connection, read: Meaning) -> Meaning:
    ids = (read.id,)
    if read.kind is TagKind.ITEM:
        (item,) = item_rows(connection, items=ids)
        return _copy(replace(read, item=item, label=item.name), item.copy)
    if read.kind is TagKind.CONTAINER:
        (container,) = containers(connection, ids=ids)
        return replace(read, container=container, label=container.name or container.tag)
    if read.kind is TagKind.PLACE:
        (place,) = place_nodes(connection, ids)
        return replace(read, place=place, label=place.code)
    if read.kind is TagKind.BADGE:
        (person,) = people_by_id(connection, ids)
        return replace(read, person=person, label=person.name)
    if read.kind is TagKind.FORM:
        (form,) = forms_by_id(connection, ids)
        return replace(read, form=form, label=form.number)
    (case,) = case_rows(connection, ids)
    return replace(read, case=case, label=case.number)


def _copy(read: Meaning, current: int) -> Meaning:
    """An older copy of a label is a dead twin; a thing never labelled yet has copy 0."""
    status = "known"
    if read.copy < current:
        status = "dead_twin"
    elif read.copy > max(current, tag.FIRST_COPY):
        status = "future_copy"
    return replace(read, status=status, current_copy=current)
