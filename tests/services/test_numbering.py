"""Codes and printed numbers: in order, without gaps or repeats, each station and year apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment
from custody_app.domain.state.registers import CentreState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.services.numbering import PREFIX_OF_SERIES, SERIAL_MAX, Numbering
from custody_app.storage.engine import Guard, writer_engine
from custody_app.storage.projections.projector import raise_serial
from custody_app.storage.upgrade import create_schema
from tests.builders import CENTRE, a_centre

NOON = Moment("2026-11-26T04:00:00.000Z")
LAST_HOUR_OF_UTC_YEAR = Moment("2026-12-31T16:00:00.000Z")
"""Midnight in China: the new year has begun there."""
OPENED = a_centre().world.get(CentreState, CENTRE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    guard = Guard()
    engine = writer_engine(tmp_path / "centre.db", guard)
    create_schema(engine, guard)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def numbering(store: Connection, now: Moment = NOON, station: int = 1) -> Numbering:
    return Numbering(store, replace(OPENED, station=station), now, 480)


def test_codes_of_one_transaction_follow_each_other(store: Connection) -> None:
    given = numbering(store)
    tags = [given.next_tag(TagKind.ITEM) for _ in range(3)]
    assert tags == ["153010126000001", "153010126000002", "153010126000003"]
    assert given.next_tag(TagKind.CONTAINER) == "253010126000001"


def test_what_is_not_recorded_is_given_out_again(store: Connection) -> None:
    first = numbering(store).next_tag(TagKind.ITEM)
    assert numbering(store).next_tag(TagKind.ITEM) == first
    raise_serial(store, first[:9], int(first[9:]))
    assert numbering(store).next_tag(TagKind.ITEM) == "153010126000002"


def test_a_lower_number_recorded_later_does_not_take_numbers_back(store: Connection) -> None:
    raise_serial(store, "153010126", 40)
    raise_serial(store, "153010126", 7)
    assert numbering(store).next_tag(TagKind.ITEM) == "153010126000041"


def test_each_station_counts_its_own(store: Connection) -> None:
    raise_serial(store, "153010126", 500)
    assert numbering(store, station=2).next_tag(TagKind.ITEM) == "153010226000001"
    assert numbering(store, station=1).next_tag(TagKind.ITEM) == "153010126000501"


def test_the_year_is_that_of_the_place(store: Connection) -> None:
    raise_serial(store, "153010126", 500)
    given = numbering(store, LAST_HOUR_OF_UTC_YEAR)
    assert given.next_tag(TagKind.ITEM) == "153010127000001"
    assert given.next_number("intake_list") == "RK2027010001"
    before = numbering(store, Moment("2026-12-31T15:59:59.999Z"))
    assert before.next_tag(TagKind.ITEM) == "153010126000501"
    assert before.next_number("intake_list") == "RK2026120001"


def test_a_million_codes_of_a_kind_and_not_one_more(store: Connection) -> None:
    raise_serial(store, "153010126", SERIAL_MAX - 1)
    given = numbering(store)
    assert given.next_tag(TagKind.ITEM) == "153010126999999"
    with pytest.raises(RuleBroken) as refused:
        given.next_tag(TagKind.ITEM)
    assert refused.value.code == "tag.used_up"
    assert given.next_tag(TagKind.PLACE) == "353010126000001"


def test_printed_numbers_grow_beyond_four_digits(store: Connection) -> None:
    raise_serial(store, "SQ202611", 9_999)
    assert numbering(store).next_number("request") == "SQ20261110000"


def test_every_paper_has_letters_of_its_own() -> None:
    assert {kind.value for kind in FormKind} <= set(PREFIX_OF_SERIES)
    letters = list(PREFIX_OF_SERIES.values())
    assert len(letters) == len(set(letters))
    assert all(len(two) == 2 and two.isascii() and two.isupper() for two in letters)
