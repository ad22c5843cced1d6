"""The result of a count on a real centre: what is missing, what is a stranger, what was stopped."""

from __future__ import annotations

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.counts import CountPlace
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PlaceId
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.evidence import Evidence
from custody_app.queries.holdings import find_place
from custody_app.queries.reader import Reader
from custody_app.services.paper.count_forms import count_sheet
from tests.living import signer_of
from tests.services.asking import item_named
from tests.services.paper.test_difference_forms import gathering


def test_two_counts_by_two_people_stand_on_the_sheet(core: Core, head: FormHead) -> None:
    place = PlaceId(Reader(core.reader)(find_place, text="A-01-01")[0].id)
    stranger = item_named(core, "金条")
    asked = IssueForm(kind=FormKind.COUNT_SHEET, place=place)
    with gathering(core) as gather:
        with pytest.raises(RuleBroken) as told:
            count_sheet(IssueForm(kind=FormKind.COUNT_SHEET), gather, head)
        assert told.value.code == "form.no_place"
    with core.reader.connect() as connection:
        there = len(Evidence(connection).items_at(place))
    assert there
    count = CountPlace(place=place, seen=(stranger,))
    core.custody.handle(count, signer=signer_of(core, "clerk"))
    with gathering(core) as gather:
        first = count_sheet(asked, gather, head)
    assert (first.expected, first.seen) == (there, 0)
    assert [one.stopped for one in first.lines] == [False] * (there + 1)
    assert [one.line.name for one in first.lines if not one.missing] == ["金条"]
    core.custody.handle(count, signer=signer_of(core, "second"))
    with gathering(core) as gather:
        second = count_sheet(asked, gather, head)
    assert all(one.stopped for one in second.lines if one.missing)
    assert second.counted_by.name != first.counted_by.name


def test_a_place_nobody_counted_has_no_result(core: Core, head: FormHead) -> None:
    place = PlaceId(Reader(core.reader)(find_place, text="A-01-05")[0].id)
    with gathering(core) as gather, pytest.raises(RuleBroken) as told:
        count_sheet(IssueForm(kind=FormKind.COUNT_SHEET, place=place), gather, head)
    assert told.value.code == "form.not_counted"
