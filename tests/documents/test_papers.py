"""Every paper has its rule; numbers follow the pattern of police documents."""

from __future__ import annotations

import pytest

from custody_app.documents.papers import document_number, paper_rule
from custody_app.domain.vocabulary import FormKind


@pytest.mark.parametrize("kind", list(FormKind))
def test_every_paper_has_copies_and_a_word_of_its_own(kind: FormKind) -> None:
    rule = paper_rule(kind)
    assert rule.copies >= 1
    assert [one for one in FormKind if paper_rule(one).word == rule.word] == [kind]


def test_a_number() -> None:
    number = document_number(FormKind.INTAKE_LIST, "昆公五（涉管）", 2026, 12)
    assert number == "昆公五（涉管）入字〔2026〕12号"
