"""The slip of a move on the lived centre: the last move of a thing, from where, to where."""

from __future__ import annotations

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.vocabulary import FormKind
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.move_forms import move_slip
from tests.services.asking import item_named


def test_the_slip_names_both_places_and_the_reason(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    command = IssueForm(kind=FormKind.MOVE_SLIP, items=(item_named(centre, "弹簧刀"),))
    slip = move_slip(command, gather, head)
    (line,) = slip.lines
    assert line.after.endswith("A-02-05")
    assert line.before.startswith("KM / ")
    assert line.before != line.after
    assert slip.reason == "管制刀具归并存放"
    assert slip.case.number


def test_nothing_chosen_gives_no_slip(gather: Gather, head: FormHead) -> None:
    with pytest.raises(RuleBroken) as caught:
        move_slip(IssueForm(kind=FormKind.MOVE_SLIP), gather, head)
    assert caught.value.code == "form.no_items"
