"""The notice to unknown owners on a real centre: what it names, and what it keeps to itself."""

from __future__ import annotations

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.vocabulary import FormKind
from custody_app.services.paper.notice_forms import public_notice
from tests.services.asking import item_named
from tests.services.paper.test_difference_forms import gathering


def test_a_notice_names_the_thing_and_its_last_day(core: Core, head: FormHead) -> None:
    with gathering(core) as gather:
        asked = IssueForm(kind=FormKind.PUBLIC_NOTICE, items=(item_named(core, "金条"),))
        paper = public_notice(asked, gather, head)
    (line,) = paper.lines
    assert line.name == "金条"
    assert paper.until is not None
    assert paper.until > paper.published_on
    assert "昆明日报" in paper.where
    assert paper.decided_by.name


def test_without_a_notice_there_is_no_paper(core: Core, head: FormHead) -> None:
    with gathering(core) as gather:
        for items, code in (((), "form.no_items"), (("弹簧刀",), "form.no_notice")):
            ids = tuple(item_named(core, name) for name in items)
            with pytest.raises(RuleBroken) as told:
                public_notice(IssueForm(kind=FormKind.PUBLIC_NOTICE, items=ids), gather, head)
            assert told.value.code == code
