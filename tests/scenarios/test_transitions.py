"""Transitions of rules-and-process 10.3 that have no scenario of their own elsewhere.

Listing, registering only, moving, sampling, and the ways out, in the words of the field.
"""

from __future__ import annotations

from typing import Any

from pypdf import PdfReader

from custody_app.domain.state.money import AccountState
from custody_app.domain.vocabulary import Custody, RequestState
from custody_app.queries.money import account_of_case
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from tests.living import CAST
from tests.scenarios.conftest import Play
from tests.scenarios.test_ways_out import OWNER, asks_to_dispose, in_store

USED = {"item": "$thing.item", "request": "$asked.request"}
FIVE = {"n": "5", "u": "个"}


def approved(play: Play, disposal: str, head: str = "police_head", **more: Any) -> None:
    asks_to_dispose(play, disposal, **more)
    play.does(head, "ApproveRequest", request="$asked.request")


def test_t01_the_officer_lists_what_was_taken_with_two_officers_holder_and_witness(
    play: Play,
) -> None:
    play.lists("撬棍")
    item = play.item("$thing.item")
    assert item.custody is Custody.LISTED
    assert item.hand_over_due_at is not None
    assert item.balance.taken.is_zero
    seizure = {
        "case": play.burglary, "measure": "seize", "taken_at": play.hours(-1),
        "document_no": "扣1", "document_on": play.today, "officers": ["530211"],
        "holder": "罗某某", "witness": "李秀英", "place": "文林街",
    }  # fmt: skip
    assert "intake.two_officers" in play.refused("zhang", "RecordSeizure", **seizure)
    assert play.refused("duan", "RecordSeizure", **(seizure | {"officers": ["530211", "530212"]}))


def test_t02_what_stays_where_it_is_is_registered_only(play: Play) -> None:
    play.lists("房屋", not_held=True, kept_where="文林街 47 号，就地查封")
    item = play.item("$thing.item")
    assert item.custody is Custody.REGISTERED_ONLY
    assert item.kept_where
    assert item.hand_over_due_at is None
    move = {"item": "$thing.item", "place": "A-01-01"}
    assert play.refused("clerk", "MoveItem", **move) == ["item.not_in_store"]


def test_t08_a_thing_moves_by_scan_of_thing_and_place(play: Play) -> None:
    in_store(play)
    move = {"item": "$thing.item", "place": "A-01-02"}
    assert play.refused("zhang", "MoveItem", **move) == ["permission.role"]
    play.does("clerk", "MoveItem", **move)
    assert play.refused("clerk", "MoveItem", **move) == ["move.already_there"]
    assert play.item("$thing.item").last_seen_at is not None


def test_t08_the_slip_tells_the_place_before_and_now(play: Play) -> None:
    in_store(play)
    first = play.item("$thing.item").place
    play.does("clerk", "MoveItem", item="$thing.item", place="A-01-02", reason="归并存放")
    play.does("clerk", "IssueForm", kind="move_slip", items=["$thing.item"])
    (path,) = play.core.folder.printed.glob("*TZ*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert first != play.item("$thing.item").place
    assert "A-01-01" in text
    assert "A-01-02" in text
    assert "归并存放" in text


def test_t08_another_kind_of_zone_is_for_a_reason_and_by_the_head_of_custody(play: Play) -> None:
    in_store(play)
    bare = {"item": "$thing.item", "place": "G-06"}
    move = bare | {"reason": "移入双人保管"}
    assert play.refused("clerk", "MoveItem", **bare) == ["move.zone_reason"]
    play.does("legal", "ConfirmRule", rule="move.zone_approval", basis="中心规定第8条")
    assert play.refused("clerk", "MoveItem", "second", **move) == ["move.zone_approval"]
    play.does("clerk", "MoveItem", "head", **move)
    play.does("clerk", "IssueForm", kind="move_slip", items=["$thing.item"])
    (path,) = play.core.folder.printed.glob("*TZ*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert CAST.member("head").name in text


def test_t18_a_documented_sample_lowers_the_weight_and_not_the_count(play: Play) -> None:
    play.lists("白色晶体", category="drugs", nature="contraband", quantity={"n": "1", "u": "袋"})
    gross = {"kind": "gross", "amount": {"n": "6.20", "u": "g"}, "scale_no": "TP-02"}
    net = {"kind": "net", "amount": {"n": "5.50", "u": "g"}, "scale_no": "TP-02"}
    play.takes_in(second="second", weights=[gross, net], seal_no="F1", attachments=play.photo)
    sample = {
        "item": "$thing.item", "sampled": {"n": "0.50", "u": "g"}, "paper_no": "取样1",
        "rest": [
            {"kind": "gross", "amount": {"n": "5.70", "u": "g"}},
            {"kind": "net", "amount": {"n": "5.00", "u": "g"}},
        ],
    }  # fmt: skip
    assert play.refused("clerk", "SampleItem", "second", **sample) == ["seal.open_first"]
    opened = {"item": "$thing.item", "opened_seal_no": "F1", "reason": "取样", "paper_no": "取样1"}
    play.does("clerk", "ChangeSeal", "second", **opened)
    assert "separation.second_person" in play.refused("clerk", "SampleItem", **sample)
    play.does("clerk", "SampleItem", "second", **sample)
    item = play.item("$thing.item")
    assert item.balance.stored.n == "1"
    rest = item.weight("net")
    assert rest is not None
    assert rest.n == "5.00"


def test_t19_a_disposal_is_asked_for_and_decided_by_the_level_of_its_way(play: Play) -> None:
    in_store(play)
    asks_to_dispose(play, "destruction")
    request = play.request("$asked.request")
    assert request.state is RequestState.SUBMITTED
    approve = {"request": "$asked.request"}
    assert "approval.rank_too_low" in play.refused("wuhua_head", "ApproveRequest", **approve)
    play.does("police_head", "RefuseRequest", request="$asked.request", reason="仍需作证")
    assert play.request("$asked.request").state is RequestState.REFUSED
    burn = USED | {
        "method": "熔毁", "where": "钢厂", "handlers": ["530101", "530102"], "witness": "530401",
        "attachments": play.photo,
    }  # fmt: skip
    assert "approval.not_approved" in play.refused("clerk", "DestroyItem", "second", **burn)


def test_t20_the_victim_gets_the_thing_back_with_proof_photo_and_identity(play: Play) -> None:
    in_store(play, nature="victims")
    approved(play, "return_to_victim", recipient="朱丽娜")
    give: dict[str, Any] = USED | OWNER
    missing = play.refused("clerk", "ReleaseItem", **give)
    assert {"release.proof_of_owner", "release.photo_missing"} <= set(missing)
    play.does("clerk", "ReleaseItem", **give, attachments=[play.file("proof"), play.file("photo")])
    assert play.item("$thing.item").custody is Custody.RETURNED_TO_VICTIM


def test_t21_what_is_unrelated_goes_back_once_the_measure_is_lifted(play: Play) -> None:
    in_store(play)
    ask = {
        "items": [{"item": "$thing.item"}], "disposal": "return_to_owner", "reason": "与案件无关",
        "recipient": "朱丽娜",
    }  # fmt: skip
    assert play.refused("zhang", "RequestDisposal", **ask) == ["disposal.measure_in_force"]
    play.does(
        "clerk", "ChangeMeasure",
        item="$thing.item", state="lifted", paper_no="解1", paper_on=play.today,
    )  # fmt: skip
    play.does("zhang", "RequestDisposal", as_="asked", **ask)
    play.does("police_head", "ApproveRequest", request="$asked.request")
    give: dict[str, Any] = USED | OWNER
    play.does("clerk", "ReleaseItem", **give, attachments=[play.file("proof"), play.file("photo")])
    assert play.item("$thing.item").custody is Custody.RETURNED_TO_OWNER


def test_t23_a_part_goes_with_the_case_and_the_rest_stays(play: Play) -> None:
    in_store(play, quantity=FIVE)
    approved(play, "with_case", "wuhua_head", to_unit="530102JCY", legal_paper_no="诉1")
    go = USED | {"to_unit": "530102JCY", "proposal": "作为物证移送", "received_by": "孙慧"}
    other = go | {"to_unit": "530100CZJ"}
    assert play.refused("clerk", "HandOverWithCase", **other)
    play.does("clerk", "HandOverWithCase", **go, quantity={"n": "2", "u": "个"})
    item = play.item("$thing.item")
    assert (item.custody, item.balance.stored.n, item.balance.released.n) == (
        Custody.IN_STORE, "3", "2",
    )  # fmt: skip
    assert item.balance.adds_up


def test_t25_a_gun_goes_to_its_authority_against_receipt(play: Play) -> None:
    play.lists("气枪", category="firearm", nature="contraband", quantity={"n": "1", "u": "支"})
    play.takes_in(second="second", place="")
    approved(play, "competent_authority", to_unit="530100ZAZ")
    give = USED | {
        "to_unit": "530100ZAZ", "receipt_no": "接1", "received_by": "石磊",
        "attachments": [play.file("receipt")],
    }  # fmt: skip
    assert "separation.second_person" in play.refused("clerk", "GiveToAuthority", **give)
    play.does("clerk", "GiveToAuthority", "second", **give)
    assert play.item("$thing.item").custody is Custody.WITH_AUTHORITY


def test_t26_an_early_sale_needs_the_principal_head_and_its_proceeds_are_money_of_the_case(
    play: Play,
) -> None:
    in_store(play, perishable=True)
    asks_to_dispose(play, "sale")
    assert "approval.rank_too_low" in play.refused(
        "police_head", "ApproveRequest", request="$asked.request"
    )
    play.does("principal", "ApproveRequest", request="$asked.request")
    sell = USED | {
        "proceeds": {"n": "120.50", "u": "CNY"}, "voucher_no": "拍1", "buyer": "某市场",
        "account_receipt_no": "存1", "attachments": [play.file("receipt"), play.file("photo")],
    }  # fmt: skip
    play.does("clerk", "SellItem", **sell)
    item = play.item("$thing.item")
    assert item.custody is Custody.SOLD
    read = Reader(play.core.reader)
    account = read(state_of, kind=AccountState, id_=read(account_of_case, case=item.case))
    assert account.balance.n == "120.50"


def test_t26_contraband_is_never_sold(play: Play) -> None:
    play.lists("淫秽光盘", category="obscene", nature="contraband")
    play.takes_in(seal_no="F1")
    ask = {"items": [{"item": "$thing.item"}], "disposal": "auction", "reason": "变现"}
    assert "disposal.contraband_sold" in play.refused("zhang", "RequestDisposal", **ask)


def test_t27_two_handlers_destroy_before_a_witness_with_a_picture(play: Play) -> None:
    in_store(play)
    approved(play, "destruction")
    burn = USED | {
        "method": "熔毁", "where": "钢厂", "handlers": ["530101", "530102"], "witness": "530401",
        "attachments": play.photo,
    }  # fmt: skip
    alone = burn | {"handlers": ["530101"]}
    assert "disposal.two_handlers" in play.refused("clerk", "DestroyItem", "second", **alone)
    bare = burn | {"attachments": []}
    assert "disposal.photo_missing" in play.refused("clerk", "DestroyItem", "second", **bare)
    play.does("clerk", "DestroyItem", "second", **burn)
    play.does("clerk", "IssueForm", kind="destruction_list", items=["$thing.item"])
    assert play.item("$thing.item").custody is Custody.DESTROYED


def test_t28_what_the_judgment_forfeits_is_paid_in_against_receipt(play: Play) -> None:
    in_store(play)
    approved(play, "treasury", legal_paper_no="刑初1")
    pay = USED | {"receipt_no": "缴1", "attachments": [play.file("receipt")]}
    play.does("clerk", "PayInItem", **pay)
    assert play.item("$thing.item").custody is Custody.PAID_IN
    assert play.refused("clerk", "PayInItem", **pay) == ["item.gone"]


def test_t29_money_comes_into_the_account_of_its_case_against_receipt(play: Play) -> None:
    deposit = {
        "case": play.burglary, "source": "transfer", "amount": {"n": "500.00", "u": "CNY"},
        "day": play.today, "receipt_no": "存1", "payer": "罗某某",
    }  # fmt: skip
    assert play.refused("clerk", "DepositMoney", **deposit) == ["permission.role"]
    play.does("finance", "DepositMoney", **deposit)
    assert play.refused("finance", "DepositMoney", **deposit)
    third = deposit | {"amount": {"n": "0.001", "u": "CNY"}, "receipt_no": "存2"}
    assert play.refused("finance", "DepositMoney", **third)


def test_t30_a_case_is_archived_once_things_and_money_are_out(play: Play) -> None:
    play.does(
        "zhang", "RegisterCase", as_="small",
        kind="criminal", unit=play.session("zhang").person.unit, name="案件", officers=["530211"],
        number="昆公（五华）立字〔2026〕9999号",
    )  # fmt: skip
    play.burglary = "昆公（五华）立字〔2026〕9999号"
    in_store(play)
    close = {"case": play.burglary}
    assert play.refused("head", "CloseCase", **close) == ["case.items_open"]
    approved(play, "treasury", legal_paper_no="刑初1")
    pay = USED | {"receipt_no": "缴1", "attachments": [play.file("receipt")]}
    play.does("clerk", "PayInItem", **pay)
    play.does(
        "finance", "DepositMoney",
        case=play.burglary, source="transfer", amount={"n": "5.00", "u": "CNY"},
        day=play.today, receipt_no="存1", payer="罗某某",
    )  # fmt: skip
    assert play.refused("head", "CloseCase", **close) == ["case.money_left"]
    play.does(
        "finance", "PayOutMoney", "second",
        case=play.burglary, payee="treasury", amount={"n": "5.00", "u": "CNY"}, day=play.today,
        receipt_no="缴2", recipient="昆明市财政局", paper_no="刑初1", paper_on=play.today,
    )  # fmt: skip
    play.does("clerk", "ArchiveItem", item="$thing.item")
    assert play.item("$thing.item").custody is Custody.ARCHIVED
    play.does("head", "CloseCase", **close)
