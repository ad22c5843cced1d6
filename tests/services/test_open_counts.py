"""A count that is not closed: taken up with all its scans, and gone with the record of it."""

from __future__ import annotations

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.counts import CountPlace
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.queries.holdings import find_place
from custody_app.queries.reader import Reader
from custody_app.services.open_counts import OpenCount, OpenCounts
from tests.living import signer_of


@pytest.fixture
def counts(core: Core) -> OpenCounts:
    return OpenCounts(core.writer, core.reader, core.clock)


@pytest.fixture
def place(core: Core) -> str:
    return Reader(core.reader)(find_place, text="A-01-01")[0].id


def test_what_broke_off_is_taken_up_whole_and_the_old_window_keeps_nothing(
    core: Core, counts: OpenCounts, place: str
) -> None:
    clerk = signer_of(core, "clerk").id
    first = counts.begin(place, clerk)
    read_before = counts.of_place(place)[0]
    assert counts.keep(first, (place,))
    second = counts.take_up(read_before)
    assert (second.items, second.begun_at) == ((place,), first.begun_at)
    assert not counts.keep(first, ())
    counts.let_go(first)
    assert counts.of_place(place) == (second,)
    counts.let_go(second)
    assert counts.of_place(place) == ()
    assert counts.take_up(second).items == ()


def test_it_goes_with_the_record_and_only_with_it(
    core: Core, counts: OpenCounts, place: str
) -> None:
    clerk, second = signer_of(core, "clerk"), signer_of(core, "second")
    mine, other = counts.begin(place, clerk.id), counts.begin(place, second.id)
    unknown = ItemId("01930000-0000-7000-8000-00000000dead")
    wrong = CountPlace(place=PlaceId(place), seen=(unknown,))
    with pytest.raises(RuleBroken):
        core.custody.handle(wrong, signer=clerk, beside=counts.beside(mine))
    assert people(counts, place) == {clerk.id, second.id}
    closed = CountPlace(place=PlaceId(place))
    core.custody.handle(closed, signer=clerk, beside=counts.beside(mine))
    assert counts.of_place(place) == (other,)


def people(counts: OpenCounts, place: str) -> set[str]:
    found: tuple[OpenCount, ...] = counts.of_place(place)
    return {one.person_id for one in found}
