"""Things of several cases are destroyed on one day under one plan; a paper for each case."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from custody_app.domain.commands.loans import ApproveRequest, RequestDisposal, RequestedItem
from custody_app.domain.ids import ItemId, PersonId, RequestId
from custody_app.domain.state.registers import CaseState
from custody_app.domain.vocabulary import Custody, Disposal
from custody_app.queries.find_items import find_items
from custody_app.queries.forms import find_forms
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.states import state_of
from custody_app.ui.disposal.presenter import read_carrying
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.widgets.person_picker import PersonChoice
from tests.living import signer_of
from tests.ui.centre.window import Window


def of_two_cases(window: Window) -> list[ItemRow]:
    """Ordinary things in store, one of each of two cases."""
    rows = window.read(find_items, limit=200).rows
    found: dict[str, ItemRow] = {}
    for row in rows:
        state = window.state(row.id)
        ordinary = row.custody is Custody.IN_STORE and row.category == "general"
        if ordinary and not state.holds and not state.needs_two_people and not state.secret:
            found.setdefault(row.case_id, row)
    return list(found.values())[:2]


def approved(window: Window, row: ItemRow) -> str:
    case = window.read(state_of, CaseState, row.case_id)
    clerk = signer_of(window.core, "clerk")
    asked = RequestDisposal(
        items=(RequestedItem(item=ItemId(row.id)),), disposal=Disposal.DESTRUCTION,
        reason="侵权复制品，判决予以销毁", legal_paper_no="刑判1号",
        requester=PersonId(case.officers[0]),
    )  # fmt: skip
    request = window.core.custody.handle(asked, signer=clerk).first("request")
    head = signer_of(window.core, "police_head")
    window.core.custody.handle(ApproveRequest(request=RequestId(request)), signer=head)
    return str(request)


def test_two_cases_are_destroyed_in_one_act_with_a_paper_each(window: Window) -> None:
    rows = of_two_cases(window)
    assert len(rows) == 2
    requests = [approved(window, row) for row in rows]
    page = window.go("disposal", request=requests[0])
    window.until(lambda: page.together_button.isVisible())
    carrying = read_carrying(window.read, *requests)
    assert {thing.item.id for thing in carrying.things} >= {row.id for row in rows}
    before = len(window.read(find_forms, kind="destruction_list").rows)
    page.together_button.click()
    form: Any = window.form()
    window.scan(*(row.code for row in rows))
    for key, text in (("method", "机械粉碎"), ("where", "再生资源厂"), ("paper", "销毁方案1号")):
        form.fields[key].editor.setText(text)
    witness = window.person("wuhua_head")
    form.fields["witness"].editor.set_chosen(
        PersonChoice(witness.id, witness.badge_no, witness.name, witness.unit_name)
    )
    picture = window.core.folder.root / "burnt.png"
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x884422)
    assert image.save(str(picture))
    form.fields["files"].editor.add_paths([picture])
    window.settle()
    form.submit()
    window.settle()
    window.confirm_as("second")
    window.until(lambda: all(
        window.state(row.id).custody is Custody.DESTROYED for row in rows
    ))  # fmt: skip
    window.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    papers = window.read(find_forms, kind="destruction_list").rows
    assert len(papers) == before + 2
    assert {one.case_id for one in papers[:2]} == {row.case_id for row in rows}
