"""Cases, people, places, requests and papers are found as a literal look finds them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.ids import FormId, ItemId, PersonId, RequestId
from custody_app.domain.moments import later
from custody_app.domain.parts import AskedItem, Attached
from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import (
    Condition,
    Disposal,
    FormKind,
    LoanPurpose,
    Rank,
    RequestKind,
    RequestState,
)
from custody_app.queries.cases import case_folder, find_cases, seizure_folder
from custody_app.queries.disposal_piles import disposal_piles
from custody_app.queries.forms import count_awaiting, find_forms, form_folder
from custody_app.queries.holdings import (
    container_card,
    container_contents,
    find_place,
    place_children,
    place_containers,
    place_contents,
    place_path,
)
from custody_app.queries.people import find_people, held_by, person_card, staff, units
from custody_app.queries.reader import Reader
from custody_app.queries.requests import (
    find_requests,
    ready_to_check_out,
    request_folder,
    waiting_for,
)
from custody_app.queries.states import state_of
from custody_app.queries.why_still_here import why_still_here
from tests.queries.filling import Filled
from tests.queries.recording import (
    BAG,
    CASE,
    CLERK,
    COURT,
    HEAD,
    OFFICER,
    ONE,
    SEIZURE,
    SLOT,
    SLOT_2,
    Centre,
)


def test_cases_are_found_by_any_part_of_number_and_name(filled: Filled, read: Reader) -> None:
    for text in ("", "A5301", "0003", "案7盗", "盗窃", "nothing", "案1 盗窃", "%", "_"):
        wanted = [
            case.id
            for case in reversed(filled.cases)
            if all(word in case.number or word in case.name for word in text.split())
        ]
        assert [row.id for row in read(find_cases, text=text).rows] == wanted, text
    first = read(find_cases, limit=15)
    second = read(find_cases, limit=15, after=first.after)
    assert [row.id for row in (*first.rows, *second.rows)] == [
        case.id for case in reversed(filled.cases)
    ][:30]
    assert read(find_cases, limit=15, before=second.before).rows == first.rows
    code = tag.code_of(filled.cases[4].tag)
    assert [row.id for row in read(find_cases, text=code).rows] == [filled.cases[4].id]


def test_a_case_row_counts_its_things(filled: Filled, read: Reader) -> None:
    for row in read(find_cases).rows:
        items = [item for item in filled.items if item.case == row.id]
        still = [i for i in items if i.custody in ("S10", "S12", "S21", "S30", "S42")]
        assert (row.items, row.open_items) == (len(items), len(still))


def test_a_list_shows_its_lines_in_the_order_they_were_entered(
    filled: Filled, read: Reader
) -> None:
    seizure = filled.seizures[3]
    folder = read(seizure_folder, seizure=seizure.id)
    wanted = [item.id for item in filled.items if item.seizure == seizure.id]
    assert [row.id for row in folder.items] == wanted
    assert folder.row.items == len(wanted)
    assert folder.case.id == seizure.case


def test_people_are_found_by_badge_and_name(filled: Filled, read: Reader) -> None:
    person = filled.people[4]
    for text in (person.badge_no, person.name, tag.code_of(person.tag)):
        assert [row.id for row in read(find_people, text=text)] == [person.id]
    assert len(read(find_people, text="0300")) == len(filled.people)
    assert read(find_people, text="民警%") == ()
    assert len(read(find_people, unit=filled.units[0].id)) == 2
    assert len(read(find_people, with_account=True)) == len(read(staff)) == 3
    assert [row.code for row in read(units)] == [unit.code for unit in filled.units]
    assert read(person_card, person=person.id).unit_name == "第1大队"
    with pytest.raises(RuleBroken, match=r"person\.unknown"):
        read(person_card, person=filled.units[0].id)


def test_what_a_person_holds_comes_first_due_first(filled: Filled, read: Reader) -> None:
    for person in filled.people:
        wanted = sorted(
            (str(item.loan.due_at), filled.numbers[item.id])
            for item in filled.items
            if item.loan is not None and item.loan.borrower == person.id
        )
        assert [(row.due_at, row.n) for row in read(held_by, person=person.id)] == wanted


def test_places_count_what_lies_in_them(filled: Filled, read: Reader) -> None:
    bags = {bag.id: bag.place for bag in filled.containers}
    lying: dict[Any, int] = {}
    for item in filled.items:
        place = bags[item.container] if item.container else item.place
        lying[place] = lying.get(place, 0) + 1
    (top,) = read(place_children)
    racks = read(place_children, parent=top.id)
    slots = [slot for rack in racks for slot in read(place_children, parent=rack.id)]
    nodes = [top, *racks, *slots]
    assert len(nodes) == len(filled.places)
    for node in nodes:
        assert node.items == lying.get(node.id, 0)
        held = [bag for bag in filled.containers if bag.place == node.id]
        assert node.containers == len(held)
        assert {one.id for one in read(place_containers, place=node.id)} == {b.id for b in held}
        page = read(place_contents, place=node.id, limit=2_000)
        assert len(page.rows) == node.items
    assert [rack.children for rack in racks] == [4, 4, 4]
    assert len(read(place_contents, place=top.id, below=True, limit=2_000).rows) == sum(
        count for place, count in lying.items() if place
    )
    path = read(place_path, place=slots[0].id)
    assert [one.code for one in path] == ["A", "A-0", "A-0-0"]
    assert path[-1].path == "A / A-0 / A-0-0"


def test_places_are_found_by_code_name_and_label(filled: Filled, read: Reader) -> None:
    assert len(read(find_place, text="A-1")) == 5
    assert [node.code for node in read(find_place, text="位A-2-3")] == ["A-2-3"]
    slot = filled.places[3]
    assert [node.id for node in read(find_place, text=tag.code_of(slot.tag))] == [slot.id]
    assert read(find_place, text=" ") == ()


def test_a_container_tells_where_it_lies_and_what_it_holds(filled: Filled, read: Reader) -> None:
    bag = filled.containers[2]
    wanted = [item.id for item in filled.items if item.container == bag.id]
    assert [row.id for row in read(container_contents, container=bag.id)] == wanted
    node = read(container_card, container=bag.id)
    assert node.items == len(wanted)
    assert node.place is not None
    assert node.place.id == bag.place


def ask(
    centre: Centre, item: ItemId, kind: RequestKind, requester: PersonId = OFFICER
) -> RequestId:
    request = RequestId(centre.id())
    state = centre.reader(state_of, ItemState, item)
    centre.record(
        r.RequestMade(
            request=request,
            number=f"SQ{centre.ids}",
            kind=kind,
            case=CASE,
            requester=requester,
            items=(AskedItem(item, ONE, state.material_digest()),),
            rank_needed=Rank.POLICE_HEAD,
            purpose=LoanPurpose.TEST if kind is RequestKind.CALL_OUT else None,
            disposal=Disposal.DESTRUCTION if kind is RequestKind.DISPOSAL else None,
            due_at=later(centre.now, days=5),
            to_unit=COURT,
        )
    )
    return request


def approve(centre: Centre, request: RequestId) -> None:
    centre.record(
        r.RequestApproved(request=request, approver=HEAD, rank=Rank.POLICE_HEAD, digest="0" * 64),
        actor=HEAD,
    )


def test_a_request_waits_for_whose_rank_suffices(centre: Centre) -> None:
    item = centre.item()
    mine = ask(centre, item, RequestKind.CALL_OUT)
    own = ask(centre, item, RequestKind.CALL_OUT, requester=HEAD)
    waiting = centre.reader(waiting_for, person=HEAD)
    assert [row.id for row in waiting.rows] == [mine]
    assert waiting.total.n == 1
    assert centre.reader(waiting_for, person=CLERK).rows == ()
    found = centre.reader(find_requests, state="submitted")
    assert [row.id for row in found.rows] == [own, mine]


def test_a_folder_tells_what_is_done_and_what_changed(centre: Centre) -> None:
    item = centre.item()
    request = ask(centre, item, RequestKind.CALL_OUT)
    approve(centre, request)
    assert centre.reader(ready_to_check_out, cases=[CASE]) == (request,)
    assert centre.reader(ready_to_check_out, cases=[OFFICER]) == ()
    folder = centre.reader(request_folder, request=request)
    assert folder.approver is not None
    assert (folder.approver.name, folder.to_unit) == ("民警3", "中级人民法院")
    assert [(line.done, line.changed) for line in folder.items] == [(False, False)]
    centre.record(e.SealChanged(item=item, new_seal_no="S-1"))
    folder = centre.reader(request_folder, request=request)
    assert [(line.done, line.changed) for line in folder.items] == [(False, True)]
    centre.record(
        e.ItemCheckedOut(
            item=item,
            request=request,
            borrower=OFFICER,
            purpose=LoanPurpose.TEST,
            quantity=ONE,
            due_at=later(centre.now, days=2),
            condition=Condition.INTACT,
        )
    )
    folder = centre.reader(request_folder, request=request)
    assert [line.done for line in folder.items] == [True]
    assert folder.row.done == folder.row.items == 1
    blockers = centre.reader(why_still_here, item=item, now=later(centre.now, days=3))
    assert ("on_loan", "民警2", 3) in [(one.code, one.owner, one.days) for one in blockers]


def test_three_piles_of_disposal(centre: Centre) -> None:
    ready, stopped, open_ = centre.item(), centre.item(), centre.item()
    approve(centre, approved := ask(centre, ready, RequestKind.DISPOSAL))
    unanswered = ask(centre, open_, RequestKind.DISPOSAL)
    centre.record(e.HoldPlaced(item=stopped, paper_no="函1号", reason="申诉中"), actor=HEAD)
    piles = centre.reader(disposal_piles, now=later(centre.now, days=2))
    assert [(pile.request.id, [row.id for row in pile.items]) for pile in piles.approved] == [
        (approved, [ready])
    ]
    assert [(one.item.id, one.reason) for one in piles.held] == [(stopped, "申诉中")]
    assert [row.id for row in piles.unanswered] == [unanswered]
    counts = piles.counts
    assert (counts.approved.n, counts.held.n, counts.unanswered.n) == (1, 1, 1)
    codes = [one.code for one in centre.reader(why_still_here, item=ready, now=centre.now)]
    assert codes == ["approved_not_done"]
    found = centre.reader(why_still_here, item=stopped, now=later(centre.now, days=2))
    assert (found[0].code, found[0].owner, found[0].days) == ("hold", "民警3", 2)
    assert dict(found[0].facts) == {"reason": "申诉中", "paper_no": "函1号"}
    waiting = centre.reader(why_still_here, item=open_, now=centre.now)
    assert [one.code for one in waiting] == ["request_waiting"]
    centre.record(
        e.ItemDestroyed(
            item=ready, request=approved, quantity=ONE, handlers=(CLERK, HEAD), witness=OFFICER
        ),
        r.RequestCarriedOut(request=approved),
    )
    after = centre.reader(disposal_piles, now=centre.now)
    assert after.approved == ()
    assert after.counts.approved.n == 0
    assert centre.reader(why_still_here, item=ready, now=centre.now) == ()
    row = centre.reader(request_folder, request=approved).row
    assert (row.state, row.done) == (RequestState.CARRIED_OUT, 1)


def issue(centre: Centre, item: ItemId, **values: Any) -> FormId:
    form = FormId(centre.id())
    defaults: dict[str, Any] = {
        "form": form,
        "tag": centre.tag(TagKind.FORM),
        "number": f"RK{centre.ids}",
        "kind": FormKind.RECEIPT,
        "sha256": "a" * 64,
        "language": "zh_CN",
        "items": (item,),
        "awaits_signature": True,
    }
    centre.record(r.FormIssued(**(defaults | values)))
    return form


def test_papers_wait_for_their_signed_copy(centre: Centre) -> None:
    item = centre.item()
    first = issue(centre, item, case=CASE)
    second = issue(centre, item)
    plain = issue(centre, item, awaits_signature=False, kind=FormKind.LABEL_SHEET)
    assert [row.id for row in centre.reader(find_forms).rows] == [plain, second, first]
    waiting = centre.reader(find_forms, awaiting=True)
    assert [row.id for row in waiting.rows] == [second, first]
    scan = Attached("b" * 64, 10, "application/pdf", name="回单.pdf")
    centre.record(r.FormSigned(form=first), files=(scan,))
    assert [row.id for row in centre.reader(find_forms, awaiting=True).rows] == [second]
    assert centre.reader(count_awaiting).n == 1
    folder = centre.reader(form_folder, form=first)
    assert [row.id for row in folder.items] == [item]
    assert [one.name for one in folder.files] == ["回单.pdf"]
    for text in (folder.row.code, tag.grouped(folder.row.code), folder.row.number):
        assert centre.reader(form_folder, form=text).row.id == first
    with pytest.raises(RuleBroken, match=r"form\.unknown"):
        centre.reader(form_folder, form="nothing")
    kinds = centre.reader(find_forms, kind=FormKind.LABEL_SHEET.value)
    assert [row.id for row in kinds.rows] == [plain]
    case = centre.reader(case_folder, case=CASE)
    assert [row.id for row in case.forms] == [plain, second, first]


def test_a_voided_paper_names_its_replacement(centre: Centre) -> None:
    item = centre.item()
    old = issue(centre, item)
    number = centre.reader(form_folder, form=old).row.number
    new = issue(centre, item, replaces=number)
    centre.record(r.FormVoided(form=old, reason="更正"))
    folder = centre.reader(form_folder, form=old)
    assert folder.replaced_by is not None
    assert folder.replaced_by.id == new
    assert not folder.row.awaits


def test_a_case_folder_holds_lists_requests_and_people(centre: Centre) -> None:
    item = centre.item()
    request = ask(centre, item, RequestKind.CALL_OUT)
    centre.record(
        r.CaseChanged(case=CASE, name="改名案"),
        files=(Attached("c" * 64, 5, "image/png", name="立案.png"),),
    )
    folder = centre.reader(case_folder, case=CASE)
    assert [row.id for row in folder.requests] == [request]
    assert [row.id for row in folder.seizures] == [SEIZURE]
    assert [one.name for one in folder.officers] == ["民警2"]
    assert [one.name for one in folder.files] == ["立案.png"]
    assert folder.row.name == "改名案"


def test_rows_follow_a_container_that_moves(centre: Centre) -> None:
    item = centre.item(container=BAG)
    assert [row.id for row in centre.reader(place_contents, place=SLOT).rows] == [item]
    centre.record(r.ContainerMoved(container=BAG, place=SLOT_2))
    assert centre.reader(place_contents, place=SLOT).rows == ()
    (row,) = centre.reader(place_contents, place=SLOT_2).rows
    assert (row.id, row.place_code, row.container_id) == (item, "A-2", BAG)


def test_a_person_who_left_is_found_last(filled: Filled, read: Reader) -> None:
    person = filled.people[3]
    with filled.writing() as connection:
        filled.change(connection, person, gone := replace(person, departed=True))
    assert read(find_people, text="民警")[-1].id == person.id
    with filled.writing() as connection:
        filled.change(connection, gone, person)
