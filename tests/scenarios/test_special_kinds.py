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
from custody_app.domain.vocabulary import Category, Custody, Rank
from custody_app.domain.world import World
from custody_app.queries.evidence import Evidence
from custody_app.queries.find_items import find_items
from custody_app.queries.item_card import item_card
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.reader import Reader
from custody_app.queries.rules import rules_in_force
from custody_app.queries.states import states_of
from custody_app.runtime.paths import CentreDir
from custody_app.storage.state_store import StateStore
from tests.scenarios.conftest import ONE, Play

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


# -- one by one, by the door for scripts, on a centre before its first day --------------------

G = {"n": "12.30", "u": "g"}
READ = [
    {"kind": "gross", "amount": {"n": "13.10", "u": "g"}},
    {"kind": "net", "amount": {"n": "12.30", "u": "g"}},
]
LIGHTER = [READ[0], {"kind": "net", "amount": {"n": "11.00", "u": "g"}}]
DRUG_STORE = "530100JDZ"


def takes(play: Play, name: str, category: str, second: str = "", **more: Any) -> None:
    """Listed by the officer, taken in by the clerk; ``listed`` are fields of the line."""
    play.lists(name, category=category, **more.pop("listed", {}))
    play.takes_in("thing", second, **more)


def asks(play: Play, disposal: str, **more: Any) -> list[str]:
    """What the rules say to a request for a way out; nothing when it is taken."""
    args = {"items": [{"item": "$thing.item"}], "disposal": disposal, "reason": "呈请"} | more
    answer = play.asks("zhang", "RequestDisposal", **args)
    if answer["ok"]:
        play.answers["asked"] = answer
        return []
    return [one["code"] for one in answer["refused"]]


def test_drugs_without_weight_are_not_counted_in_and_wait_for_the_judgment(play: Play) -> None:
    play.lists("疑似冰毒", category="drugs", quantity=G, nature="contraband")
    bare = {"item": "$thing.item", "quantity": G}
    assert play.refused("clerk", "AcceptItem", "second", **bare) == ["intake.weights_missing"]
    play.takes_in("thing", "second", weights=READ, seal_no="F1", place="G-02")
    assert "disposal.drugs_before_judgment" in asks(play, "destruction")
    assert "disposal.contraband_sold" in asks(play, "auction")
    assert "disposal.drugs_before_judgment" in asks(play, "competent_authority", to_unit=DRUG_STORE)


def test_t27_drugs_are_destroyed_by_decision_of_the_anti_drug_department(play: Play) -> None:
    takes(
        play, "疑似冰毒", "drugs", "second", listed={"quantity": G}, weights=READ, seal_no="F1",
        place="G-02",
    )  # fmt: skip
    assert asks(play, "destruction", legal_paper_no="（2026）云0102刑初88号") == []
    approve = {"request": "$asked.request"}
    for head in ("police_head", "principal"):
        assert play.refused(head, "ApproveRequest", **approve) == ["approval.rank_too_low"]
    paper = {"number": "昆公禁〔2026〕销毁1号", "on": play.today}
    play.does("clerk", "ApproveRequest", **approve, approver="530602", paper=paper)
    assert play.request("$asked.request").approver_rank is Rank.SPECIAL_DEPARTMENT


def test_drugs_go_to_the_anti_drug_store_weighed_by_two_and_come_back(play: Play) -> None:
    takes(
        play, "疑似冰毒", "drugs", "second", listed={"quantity": G}, weights=READ, seal_no="F1",
        place="G-02",
    )  # fmt: skip
    assert asks(play, "authority_store", to_unit=DRUG_STORE) == []
    approve = {"request": "$asked.request"}
    assert "approval.rank_too_low" in play.refused("wuhua_head", "ApproveRequest", **approve)
    play.does("police_head", "ApproveRequest", **approve)
    goes = {
        "item": "$thing.item", "request": "$asked.request", "to_unit": DRUG_STORE,
        "receipt_no": "禁毒库接1号", "received_by": "高翔", "weights": READ,
    }  # fmt: skip
    assert play.refused("clerk", "DeliverToAuthorityStore", **goes) == ["separation.second_person"]
    lighter = goes | {"weights": LIGHTER}
    assert play.refused("clerk", "DeliverToAuthorityStore", "second", **lighter) == [
        "transfer.weight_differs"
    ]
    play.does("clerk", "DeliverToAuthorityStore", "second", **goes)
    assert play.item("$thing.item").custody is Custody.AT_AUTHORITY_STORE
    play.does(
        "clerk", "TakeBackItem", "second", item="$thing.item", quantity=G, paper_no="调1号",
        reason="补充鉴定", weights=READ, seal_no="F2", place="G-02",
    )  # fmt: skip
    assert play.item("$thing.item").custody is Custody.IN_STORE


def test_a_medium_comes_sealed_and_is_opened_on_a_paper(play: Play) -> None:
    numbers = {"serial_no": "WX1"}
    play.lists("移动硬盘", category="electronic", identifiers=numbers)
    bare = {"item": "$thing.item", "quantity": ONE}
    (told,) = play.asks("clerk", "AcceptItem", **bare)["refused"]
    assert told["code"] == "intake.kind_incomplete"
    assert "存储介质未封存" in told["next"]
    play.takes_in("thing", seal_no="F1", place="B-01-01")
    opens = {"item": "$thing.item", "opened_seal_no": "F1", "new_seal_no": "F2", "reason": "送检"}
    assert play.refused("clerk", "ChangeSeal", **opens) == ["seal.paper_missing"]
    play.does("clerk", "ChangeSeal", **opens, paper_no="鉴聘1号")


def test_hazardous_goods_need_packaging_and_their_own_cabinet(play: Play) -> None:
    play.lists("盐酸", category="hazardous")
    bare = {"item": "$thing.item", "quantity": ONE}
    assert play.refused("clerk", "AcceptItem", **bare) == ["intake.kind_incomplete"]
    play.takes_in("thing", care_note="原厂塑料桶")
    moves = {"item": "$thing.item", "place": "A-01-01"}
    assert play.refused("clerk", "MoveItem", **moves) == ["move.needs_own_place"]
    play.does("clerk", "MoveItem", **moves | {"place": "E-01"})
    assert "disposal.contraband_sold" in asks(play, "sale")


def test_perishables_are_sold_early_with_the_principal_head(play: Play) -> None:
    takes(play, "牛肉", "perishable", place="E-02")
    assert play.item("$thing.item").perishable
    assert asks(play, "sale") == []
    approve = {"request": "$asked.request"}
    assert "approval.rank_too_low" in play.refused("police_head", "ApproveRequest", **approve)
    play.does("principal", "ApproveRequest", **approve)


def test_a_living_animal_needs_somebody_who_feeds_it(play: Play) -> None:
    play.lists("画眉鸟", category="animal")
    bare = {"item": "$thing.item", "quantity": ONE}
    (told,) = play.asks("clerk", "AcceptItem", **bare)["refused"]
    assert "饲养安排" in told["message"]
    play.takes_in("thing", care_note="值班员喂养", place="E-03")
    card = Reader(play.core.reader)(item_card, item=play.item("$thing.item").id)
    assert {"living"} <= {one.code for one in card.blockers}


def test_obscene_material_is_never_shown_nor_returned(play: Play) -> None:
    takes(play, "淫秽光盘", "obscene", seal_no="F1", place="E-04")
    shows = {
        "items": [{"item": "$thing.item"}], "purpose": "publicity", "due_at": play.hours(4),
        "reason": "展览",
    }  # fmt: skip
    assert play.refused("zhang", "RequestCallOut", **shows) == ["request.never_shown"]
    assert "disposal.contraband_returned" in asks(play, "return_to_owner", recipient="甲")


def test_counterfeit_money_lies_sealed_in_a_safe_and_is_never_banked(play: Play) -> None:
    faces = [{"face": {"n": "100", "u": "CNY"}, "count": 2}]
    cash = {"use": "to_bank", "total": {"n": "200", "u": "CNY"}, "denominations": faces}
    two = {"n": "2", "u": "张"}
    line = {
        "seizure": "$thing-list.seizure", "name": "假币", "category": "counterfeit",
        "quantity": two,
    }  # fmt: skip
    play.lists("包", as_="thing")
    assert play.refused("zhang", "ListItem", **line, cash=cash) == ["intake.counterfeit_banked"]
    play.does("zhang", "ListItem", as_="fake", **line, cash=cash | {"use": "object"})
    takes = {"item": "$fake.item", "quantity": two, "seal_no": "F1"}
    four = [{"face": {"n": "50", "u": "CNY"}, "count": 4}]
    wrong = cash | {"use": "object", "denominations": four}
    assert play.refused("clerk", "AcceptItem", **takes, cash=wrong) == ["intake.cash_pieces"]
    assert play.refused("clerk", "AcceptItem", **takes, cash=cash) == ["intake.counterfeit_banked"]
    play.takes_in("fake", seal_no="F1", cash=cash | {"use": "object"})
    moves = {"item": "$fake.item", "place": "A-01-01"}
    assert play.refused("clerk", "MoveItem", **moves) == ["move.needs_safe"]
    play.does("clerk", "MoveItem", **moves | {"place": "G-05"})


def test_cash_as_evidence_is_counted_by_two_note_by_note(play: Play) -> None:
    cash = {"use": "object", "total": {"n": "200", "u": "CNY"}}
    listed = {"quantity": {"n": "200", "u": "CNY"}, "cash": cash, "proving_feature": "连号"}
    play.lists("现金", category="cash", **listed)
    takes_it = {"item": "$thing.item", "quantity": listed["quantity"]}
    both = play.refused("clerk", "AcceptItem", "second", **takes_it)
    assert both == ["intake.cash_denominations_missing"]
    counted = cash | {"denominations": [{"face": {"n": "100", "u": "CNY"}, "count": 2}]}
    alone = play.refused("clerk", "AcceptItem", **takes_it, cash=counted)
    assert alone == ["separation.second_person"]
    play.takes_in("thing", "second", cash=counted, seal_no="F1", place="G-01")


@pytest.mark.parametrize(
    ("name", "category", "place"),
    [("仿制手枪", "firearm", "G-04"), ("子弹", "ammunition", "G-04"), ("青铜镜", "relic", "G-03")],
)
def test_guns_ammunition_and_relics_lie_under_two_locks(
    play: Play, name: str, category: str, place: str
) -> None:
    play.lists(name, category=category)
    alone = {"item": "$thing.item", "quantity": ONE}
    assert play.refused("clerk", "AcceptItem", **alone) == ["separation.second_person"]
    play.takes_in("thing", "second", attachments=play.photo)
    moves = {"item": "$thing.item", "place": "A-01-01"}
    assert play.refused("clerk", "MoveItem", **moves) == ["move.needs_dual_custody"]
    play.does("clerk", "MoveItem", **moves | {"place": place})


def test_guns_are_never_sold_and_go_to_their_authority(play: Play) -> None:
    takes(play, "仿制手枪", "firearm", "second", attachments=play.photo, place="G-04")
    assert "disposal.contraband_sold" in asks(play, "auction")
    assert asks(play, "competent_authority", to_unit="530100ZAZ") == []


def test_numbers_that_look_wrong_are_taken_told_and_marked(play: Play) -> None:
    play.lists("手机", category="general")
    answer = play.does(
        "zhang", "ListItem", as_="phone", seizure="$thing-list.seizure", name="手机",
        category="phone", quantity=ONE, identifiers={"imei": "862410053177241"},
    )  # fmt: skip
    (told,) = answer["warnings"]
    assert told["code"] == "odd.check_digit"
    assert "串号" in told["message"]
    rows = Reader(play.core.reader)(
        find_items, filters=ItemFilters(matters=("number_doubtful",)), limit=9
    ).rows
    assert [row.name for row in rows] == ["手机"]


def test_a_seizure_before_the_filing_is_told(play: Play) -> None:
    answer = play.does(
        "zhang", "RecordSeizure", case=play.burglary, measure="seize",
        taken_at=play.hours(-24 * 40), document_no="扣字9号", officers=["530211", "530212"],
        holder="罗某某", holder_id_no="53010219880314004X", witness="李秀英", place="文林街",
    )  # fmt: skip
    codes = {one["code"] for one in answer["warnings"]}
    assert "odd.before_case_filed" in codes
    assert "odd.check_digit" in codes
