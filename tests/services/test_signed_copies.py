"""Scans of signed papers find their form by its code; photos are left alone."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.loans import ReturnItem
from custody_app.domain.commands.registers import IssueForm, VoidForm
from custody_app.domain.ids import FormId, PersonId
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import FormState
from custody_app.domain.tag import Tag, TagKind
from custody_app.domain.vocabulary import AttachmentKind, Custody, FormKind
from custody_app.queries.find_items import ItemFilters, find_items
from custody_app.queries.form_rows import FormRow
from custody_app.queries.forms import find_forms
from custody_app.queries.reader import Reader
from custody_app.queries.states import states_of
from custody_app.services.inbox import TAKEN, Inbox
from custody_app.services.paper.issue import printed_name
from custody_app.services.signed_copies import Copy, SignedCopies, form_codes
from custody_app.ui.print_job import job_of
from tests.living import signer_of


@pytest.fixture
def copies(core: Core) -> SignedCopies:
    core.folder.inbox.mkdir(exist_ok=True)
    return SignedCopies(Inbox(core.folder.inbox, core.attachments), core.reader)


def awaited(core: Core) -> list[FormRow]:
    return list(Reader(core.reader)(find_forms, awaiting=True, limit=100).rows)


def scanned(core: Core, row: FormRow, name: str = "scan0001.pdf") -> Path:
    """The paper as the document scanner drops it."""
    path = core.folder.inbox / name
    shutil.copy(core.folder.printed / printed_name(row.number, row.kind), path)
    return path


def test_a_scan_is_filed_by_the_code_on_it_and_put_aside(core: Core, copies: SignedCopies) -> None:
    row = awaited(core)[0]
    path = scanned(core, row)
    (paper,) = copies.papers([path])
    assert (paper.what, paper.form, paper.numbers) == (Copy.AWAITED, row.id, (row.number,))
    command = copies.keep(paper)
    assert command.attachments[0].kind is AttachmentKind.SIGNED_FORM
    core.custody.handle(command, signer=signer_of(core, "clerk"))
    copies.put_aside(paper)
    assert not path.exists()
    assert next(one.name for one in (core.folder.inbox / TAKEN).iterdir()).endswith(path.name)
    state = Reader(core.reader)(states_of, FormState, [row.id])[row.id]
    assert state.signed_at is not None
    assert row.id not in {one.id for one in awaited(core)}


def test_a_second_scan_a_void_paper_and_a_stack_stay_and_say_why(
    core: Core, copies: SignedCopies
) -> None:
    first, second, third = awaited(core)[:3]
    (paper,) = copies.papers([scanned(core, first)])
    clerk = signer_of(core, "clerk")
    core.custody.handle(copies.keep(paper), signer=clerk)
    again = scanned(core, first, "again.pdf")
    core.custody.handle(VoidForm(form=FormId(second.id), reason="重印"), signer=clerk)
    void = scanned(core, second, "void.pdf")
    stack = core.folder.inbox / "stack.pdf"
    both = (core.folder.printed / printed_name(one.number, one.kind) for one in (first, third))
    stack.write_bytes(job_of([(one.read_bytes(), 1) for one in both]).content)
    found = {one.path.name: one.what for one in copies.papers([again, void, stack])}
    assert found == {
        "again.pdf": Copy.SIGNED_ALREADY,
        "void.pdf": Copy.VOIDED,
        "stack.pdf": Copy.SEVERAL,
    }


def stacked(core: Core, rows: list[FormRow], *more: bytes) -> Path:
    """Several papers through the feeder of the scanner at once."""
    path = core.folder.inbox / "stack.pdf"
    papers = [core.folder.printed / printed_name(one.number, one.kind) for one in rows]
    jobs = [(one.read_bytes(), 1) for one in papers]
    path.write_bytes(job_of([*jobs, *((one, 1) for one in more)]).content)
    return path


def pages_in(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def test_a_stack_is_taken_apart_by_the_codes_on_its_pages(core: Core, copies: SignedCopies) -> None:
    first, second = awaited(core)[:2]
    path = stacked(core, [first, second, first])
    whole = path.read_bytes()
    (paper,) = copies.papers([path])
    assert (paper.what, len(paper.parts)) == (Copy.SEVERAL, 2)
    assert sum(map(len, paper.parts)) == pages_in(whole)
    copies.split(paper)
    assert not path.exists()
    (aside,) = (core.folder.inbox / TAKEN).iterdir()
    assert aside.read_bytes() == whole
    files = [one for one, _size in copies.inbox.waiting()]
    parts = copies.papers(sorted(files))
    assert [(one.what, one.form) for one in parts] == [
        (Copy.AWAITED, first.id),
        (Copy.AWAITED, second.id),
    ]
    assert [pages_in(one.path.read_bytes()) for one in parts] == [
        len(pages) for pages in paper.parts
    ]
    assert not list(core.folder.inbox.glob("*.half"))
    for one in parts:
        core.custody.handle(copies.keep(one), signer=signer_of(core, "clerk"))
    assert {first.id, second.id}.isdisjoint(one.id for one in awaited(core))


def test_a_stack_taken_apart_twice_makes_the_same_files(core: Core, copies: SignedCopies) -> None:
    path = stacked(core, awaited(core)[:2])
    whole = path.read_bytes()
    for _ in range(2):
        path.write_bytes(whole)
        (paper,) = copies.papers([path])
        copies.split(paper)
    assert len(list(core.folder.inbox.glob("*.pdf"))) == 2


def test_a_stack_with_a_page_that_tells_nothing_stays_whole(
    core: Core, copies: SignedCopies
) -> None:
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(595, 842).close()
    target = io.BytesIO()
    blank.save(target)
    blank.close()
    path = stacked(core, awaited(core)[:2], target.getvalue())
    (paper,) = copies.papers([path])
    assert (paper.what, paper.parts) == (Copy.SEVERAL, ())
    assert path.exists()


def test_a_slip_confirmed_by_pin_awaits_nothing(core: Core, copies: SignedCopies) -> None:
    read, clerk, zhang = Reader(core.reader), signer_of(core, "clerk"), signer_of(core, "zhang")
    rows = read(find_items, filters=ItemFilters(custody=(Custody.ON_LOAN,)), limit=50).rows
    states = read(states_of, ItemState, [row.id for row in rows])
    item = next(one for one in states.values() if one.loan and one.loan.borrower == zhang.id)
    assert item.loan is not None
    back = ReturnItem(
        item=item.id,
        returned_by=PersonId(zhang.id),
        seal_no=item.loan.seal_no,
        condition=item.loan.condition,
        weights=item.loan.weights,
        late_note="测试",
    )
    core.custody.handle(back, signer=clerk, confirmers=[zhang])
    paper_of = IssueForm(kind=FormKind.RETURN_SLIP, items=(item.id,))
    core.custody.handle(paper_of, signer=clerk)
    row = read(find_forms, kind="return_slip").rows[0]
    assert not row.awaits
    (paper,) = copies.papers([scanned(core, row)])
    assert paper.what is Copy.NOT_AWAITED


def test_photos_and_broken_files_are_no_papers(core: Core, copies: SignedCopies) -> None:
    photo = next((core.folder.root / "attachments").rglob("*.jpg"), None)
    broken = core.folder.inbox / "half.pdf"
    broken.write_bytes(b"%PDF-1.7 half a file")
    assert copies.papers([broken, core.folder.inbox / "gone.pdf"]) == ()
    assert form_codes(broken) == ()
    if photo is not None:
        assert form_codes(photo) == ()


def test_a_code_of_another_centre_is_told(core: Core, copies: SignedCopies, tmp_path: Path) -> None:
    import qrcode

    code = Tag(TagKind.FORM, 9999, 1, 26, 7).code()
    path = core.folder.inbox / "foreign.png"
    qrcode.make(code, box_size=8).save(str(path))
    (paper,) = copies.papers([path])
    assert paper.what is Copy.UNKNOWN
    assert paper.numbers[0].replace(" ", "") == code
