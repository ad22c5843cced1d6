"""From what people type or scan to ids; what is not known is named and never guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from custody_app.domain.commands.loans import RequestCallOut, RequestedItem
from custody_app.domain.commands.registers import RegisterCase
from custody_app.domain.commands.store import MoveItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ContainerId, ItemId, PersonId, PlaceId, UnitId
from custody_app.domain.moments import moment_of
from custody_app.domain.tag import code_of
from custody_app.domain.vocabulary import CaseKind, LoanPurpose
from custody_app.services.references import resolve, resolved
from tests.builders import ONE

KNOWN = {
    ("item", "153010126000001"): "id-item",
    ("place", "A-01"): "id-place",
    ("place", "353010126000001"): "id-place",
    ("person", "030001"): "id-person",
    ("unit", "530102"): "id-unit",
}
CODE = code_of("153010126000001")
ID = "0190a1b2-c3d4-7e5f-8a1b-0123456789ab"


def find(kind: str, key: str) -> str | None:
    return KNOWN.get((kind, key))


def refusal(kind: str, text: str) -> tuple[str, object]:
    with pytest.raises(RuleBroken) as refused:
        resolve(kind, text, find)
    return refused.value.code, refused.value.facts.get("id")


def test_a_code_is_known_by_its_number_whatever_the_copy() -> None:
    assert resolve("item", CODE, find) == "id-item"
    assert resolve("item", code_of("153010126000001", 7), find) == "id-item"
    assert resolve("place", code_of("353010126000001"), find) == "id-place"


def test_a_number_people_read_is_taken_as_it_is() -> None:
    assert resolve("place", "A-01", find) == "id-place"
    assert resolve("person", "030001", find) == "id-person"


def test_an_id_is_left_alone() -> None:
    assert resolve("item", ID, find) == ID


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("item", "A-01"),
        ("place", " A-01"),
        ("item", ID.upper()),
        ("item", f"{ID}\n"),
        ("item", "１５３０１０１２６０００００１００１"),
        ("place", CODE),
        ("person", ""),
    ],
)
def test_what_is_not_known_is_refused_by_its_kind(kind: str, text: str) -> None:
    assert refusal(kind, text) == (f"{kind}.unknown", text)


def test_a_code_read_wrongly_is_told_from_one_that_is_not_known() -> None:
    wrong = CODE[:-1] + str((int(CODE[-1]) + 1) % 10)
    assert refusal("item", wrong)[0] == "tag.check"


def test_a_long_text_is_cut_in_the_refusal() -> None:
    assert refusal("item", "x" * 5000) == ("item.unknown", "x" * 80)


def test_a_command_gets_ids_in_every_place_that_names_something() -> None:
    move = MoveItem(item=ItemId(CODE), place=PlaceId("A-01"), reason="A-01")
    assert resolved(move, find) == MoveItem(
        item=ItemId("id-item"), place=PlaceId("id-place"), reason="A-01"
    )
    case = RegisterCase(
        kind=CaseKind.CRIMINAL,
        unit=UnitId("530102"),
        name="530102",
        officers=(PersonId("030001"), PersonId(ID)),
    )
    found = resolved(case, find)
    assert (found.unit, found.officers, found.name) == ("id-unit", ("id-person", ID), "530102")


def test_references_inside_parts_are_found_too() -> None:
    asked = RequestCallOut(
        items=(RequestedItem(item=ItemId(CODE), quantity=ONE),),
        purpose=LoanPurpose.APPRAISAL,
        due_at=moment_of(datetime(2026, 3, 2, tzinfo=UTC)),
        reason="x",
    )
    assert resolved(asked, find).items[0].item == "id-item"


def test_a_command_without_references_comes_back_itself() -> None:
    move = MoveItem(item=ItemId(ID), container=ContainerId(ID))
    assert resolved(move, find) is move
