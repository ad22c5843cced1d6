"""Issuing: numbered, made, stored, recorded; nothing of it half; no paper shows another case."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.registers import ChangePerson, IssueForm
from custody_app.domain.commands.store import CorrectItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId, PlaceId
from custody_app.domain.state.registers import FormState
from custody_app.domain.tag import code_of, grouped
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.faults import Fault
from custody_app.services.ledger_audit import verify
from custody_app.services.numbering import PREFIX_OF_SERIES
from custody_app.services.paper.issue import BUILDERS, UNSIGNED_KINDS, printed_name
from custody_app.storage import ledger_store
from tests.documents.reading import codes, pictures, squeezed, text_by_pdfium
from tests.services.asking import does, item_named, keyed, person, size_of, state

NOT_ISSUED = {FormKind.LABEL_SHEET, FormKind.BLANK_SLIP, FormKind.RECOVERY_SHEET}


def form_of(core: Core, command: IssueForm, by: str = "clerk") -> FormState:
    found = state(core, "form", does(core, command, by=by).first("form"))
    assert isinstance(found, FormState)
    return found


def pdf_of(core: Core, form: FormState) -> bytes:
    return (core.folder.printed / printed_name(form.number, form.kind)).read_bytes()


def contents(core: Core) -> IssueForm:
    return IssueForm(kind=FormKind.PLACE_CONTENTS, place=PlaceId(keyed(core, "place", "A-01-01")))


def test_every_paper_of_the_vocabulary_can_be_issued_or_is_made_elsewhere() -> None:
    assert set(BUILDERS) | NOT_ISSUED == set(FormKind)
    assert {kind.value for kind in BUILDERS} <= set(PREFIX_OF_SERIES)


def test_a_paper_is_recorded_with_its_number_code_and_hash(core: Core) -> None:
    item = item_named(core, "雨伞")
    form = form_of(core, IssueForm(kind=FormKind.CUSTODY_FORM, items=(item,)))
    pdf = pdf_of(core, form)
    assert form.sha256 == hashlib.sha256(pdf).hexdigest()
    assert form.case == state(core, "item", item).case
    text = squeezed("".join(text_by_pdfium(pdf)))
    assert form.number in text
    assert squeezed(grouped(code_of(form.tag))) in text
    assert "演示" in text
    assert code_of(form.tag) in {code for _, code in codes(pictures(pdf, 300)[0])}
    assert verify(core.folder).is_whole


def test_the_paper_says_where_the_ledger_stood_before_it(core: Core) -> None:
    size = size_of(core)
    with core.reader.connect() as connection:
        head = ledger_store.read_head(connection)
    assert head is not None
    text = squeezed("".join(text_by_pdfium(pdf_of(core, form_of(core, contents(core))))))
    assert f"ws-01/{size - 1}" in text
    assert head.ehash.hex()[:8] in text


def test_numbers_follow_each_other_and_a_refused_paper_takes_none(core: Core) -> None:
    first = form_of(core, contents(core))
    with pytest.raises(RuleBroken):
        does(core, IssueForm(kind=FormKind.PLACE_CONTENTS))
    second = form_of(core, contents(core))
    assert int(second.number[2:]) == int(first.number[2:]) + 1
    assert int(second.tag) == int(first.tag) + 1


def test_nobody_else_chooses_number_code_or_hash(core: Core) -> None:
    forged = IssueForm(
        kind=FormKind.PLACE_CONTENTS, place=contents(core).place, number="KW9", tag="1" * 15,
        sha256="0" * 64, awaits_signature=True,
    )  # fmt: skip
    form = form_of(core, forged)
    assert form.number.startswith("KW20")
    assert (form.tag[0], form.sha256) == ("6", hashlib.sha256(pdf_of(core, form)).hexdigest())
    assert not form.awaits_signature


@pytest.mark.parametrize("kind", sorted(UNSIGNED_KINDS))
def test_papers_that_nobody_signs_are_not_waited_for(kind: FormKind) -> None:
    assert kind not in {FormKind.RECEIPT, FormKind.TRANSFER_LIST, FormKind.RELEASE_LIST}


def test_no_paper_shows_two_cases(core: Core) -> None:
    items = (item_named(core, "雨伞"), item_named(core, "金条"))
    size, printed = size_of(core), len(list(core.folder.printed.iterdir()))
    with pytest.raises(RuleBroken) as refused:
        does(core, IssueForm(kind=FormKind.INTAKE_LIST, items=items))
    assert refused.value.code == "form.one_case"
    assert (size_of(core), len(list(core.folder.printed.iterdir()))) == (size, printed)


@pytest.mark.parametrize("kind", sorted(NOT_ISSUED))
def test_what_is_made_elsewhere_is_not_issued(core: Core, kind: FormKind) -> None:
    with pytest.raises(RuleBroken) as refused:
        does(core, IssueForm(kind=kind))
    assert refused.value.code == "form.not_issued_here"


def test_a_language_there_is_none_of_is_refused(core: Core) -> None:
    with pytest.raises(RuleBroken) as refused:
        does(core, IssueForm(kind=FormKind.SHIFT_SHEET, language="../../x"))
    assert refused.value.code == "input.not_one_of"


def test_english_papers_are_english(core: Core) -> None:
    item = item_named(core, "雨伞")
    form = form_of(core, IssueForm(kind=FormKind.CUSTODY_FORM, items=(item,), language="en"))
    text = " ".join(text_by_pdfium(pdf_of(core, form)))
    assert "Chain" in text or "custody" in text.lower()
    assert form.language == "en"


def test_a_character_without_a_glyph_stops_the_paper_and_the_record(core: Core) -> None:
    """Never a paper with a hole where a name should be."""
    item = item_named(core, "雨伞")
    seen = does(core, CorrectItem(item=item, of_event=last_hash(core, item), reason="误录",
                                  features="标记 \U000F0000"))  # fmt: skip
    assert seen.events
    size, printed = size_of(core), {path.name for path in core.folder.printed.iterdir()}
    with pytest.raises(Fault) as refused:
        does(core, IssueForm(kind=FormKind.CUSTODY_FORM, items=(item,)))
    assert refused.value.code == "documents.no_glyph"
    assert size_of(core) == size
    assert {path.name for path in core.folder.printed.iterdir()} == printed


def test_a_folder_that_takes_no_file_stops_the_record_too(core: Core) -> None:
    size = size_of(core)
    aside = core.folder.root / "elsewhere"
    core.folder.printed.rename(aside)
    Path(core.folder.printed).write_bytes(b"in the way")
    with pytest.raises(Fault) as refused:
        does(core, contents(core))
    assert refused.value.code == "storage.cannot_write"
    assert size_of(core) == size


def test_a_name_changed_later_stands_on_later_papers(core: Core) -> None:
    clerk = PersonId(person(core, "clerk"))
    does(core, ChangePerson(person=clerk, name="李䶮䶮"), by="security")
    item = item_named(core, "钥匙")
    form = form_of(core, IssueForm(kind=FormKind.TRANSFER_LIST, items=(item,)))
    assert "李䶮䶮" in squeezed("".join(text_by_pdfium(pdf_of(core, form))))


def last_hash(core: Core, item: str) -> str:
    with core.reader.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT l.ehash FROM ledger_event l JOIN subject_event s ON s.pos = l.pos"
            " JOIN item_card i ON i.id = s.id WHERE i.name = '雨伞' ORDER BY l.pos DESC LIMIT 1"
        ).scalar_one()
    assert item
    return str(bytes(found).hex())
