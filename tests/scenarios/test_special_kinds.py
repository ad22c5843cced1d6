"""Things with a rule of their own, in the demonstration centre and one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdf
import pytest

from custody_app.bootstrap import Core, open_core
from custody_app.demo.production import make_demo
from custody_app.domain.law.rule_pack import Lodging
from custody_app.domain.rules.placing import allowed_categories
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Category, Custody
from custody_app.domain.world import World
from custody_app.queries.evidence import Evidence
from custody_app.queries.find_items import find_items
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.reader import Reader
from custody_app.queries.rules import rules_in_force
from custody_app.queries.states import states_of
from custody_app.runtime.paths import CentreDir
from custody_app.storage.state_store import StateStore

INTAKE = {
    "ITEM_LISTED", "ITEM_TAKEN_OVER", "ITEM_ACCEPTED", "ITEM_LABELLED", "ITEM_LABEL_PROVED",
    "ITEM_MOVED",
}  # fmt: skip
"""What happens to every thing; an act of its own is any other event."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CentreDir:
    made = CentreDir(tmp_path_factory.mktemp("kinds") / "centre")
    make_demo(made)
    return made


@pytest.fixture(scope="module")
def core(folder: CentreDir) -> Any:
    opened = open_core(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def things(core: Core) -> list[ItemState]:
    read = Reader(core.reader)
    rows = read(find_items, filters=ItemFilters(), limit=500).rows
    return list(read(states_of, ItemState, [row.id for row in rows]).values())


def acts_of(core: Core, item: ItemState) -> set[str]:
    """Types of the events of a thing."""
    with core.reader.connect() as connection:
        return {seen.core.typ for seen in Evidence(connection).newest_first(item.id)}


def of_kind(things: list[ItemState], category: Category) -> list[ItemState]:
    return [one for one in things if one.category is category]


@pytest.mark.parametrize("category", sorted(set(Category) - {Category.VEHICLE}))
def test_every_kind_lives_in_the_demonstration_centre(
    core: Core, things: list[ItemState], category: Category
) -> None:
    kept = [one for one in of_kind(things, category) if one.in_custody]
    assert kept, "nothing of this kind is in the centre"
    assert any(acts_of(core, one) - INTAKE for one in kept), "nothing happened to it after intake"


@pytest.mark.parametrize(
    ("category", "acts"),
    [
        (Category.DRUGS, {"ITEM_SAMPLED", "ITEM_STORED_BY_AUTHORITY", "ITEM_CAME_BACK"}),
        (Category.AMMUNITION, {"ITEM_RECOUNTED"}),
        (Category.FIREARM, {"ITEM_RECOUNTED"}),
        (Category.RELIC, {"HOLD_PLACED"}),
        (Category.HAZARDOUS, {"ITEM_GIVEN_TO_AUTHORITY"}),
        (Category.PERISHABLE, {"ITEM_SOLD"}),
        (Category.ANIMAL, {"ITEM_GIVEN_TO_AUTHORITY"}),
        (Category.OBSCENE, {"SEAL_CHANGED"}),
        (Category.COUNTERFEIT, {"SEAL_CHANGED"}),
        (Category.DOCUMENT, {"ITEM_FILE_ATTACHED"}),
        (Category.BANK_CARD, {"SEAL_CHANGED"}),
        (Category.CASH, {"ITEM_RECOUNTED"}),
    ],
)
def test_the_day_does_with_each_kind_what_is_special_to_it(
    core: Core, things: list[ItemState], category: Category, acts: set[str]
) -> None:
    assert any(acts <= acts_of(core, one) for one in of_kind(things, category))


def test_each_kind_lies_in_its_place(core: Core, things: list[ItemState]) -> None:
    rules = Reader(core.reader)(rules_in_force)
    assert rules is not None
    with core.reader.connect() as connection:
        world = World(StateStore(connection))
        for one in things:
            own = rules.pack.category(one.category).lodging is Lodging.OWN_PLACE
            if own and one.place:
                named = allowed_categories(world, world.place(one.place))
                assert one.category in named, (one.name, named)


def test_the_paper_of_the_anti_drug_store_shows_gross_net_and_sample(
    core: Core, folder: CentreDir, things: list[ItemState]
) -> None:
    (drugs,) = [one for one in of_kind(things, Category.DRUGS) if one.leg > 1]
    papers = [pdf_text(path) for path in sorted(folder.printed.glob("*.pdf"))]
    (paper,) = [text for text in papers if "接收保管单位" in text]
    for said in ("12.80", "12.00", "0.30", "禁毒库接", "昆明市公安局禁毒支队"):
        assert said in paper
    assert drugs.custody is Custody.IN_STORE


def pdf_text(path: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
