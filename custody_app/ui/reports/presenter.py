"""What the page of reports reads and decides: issued papers, their files, what a scan shows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.cases import find_cases
from custody_app.queries.form_rows import FormRow
from custody_app.queries.forms import FormFolder, find_forms, form_folder
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.scanning.decode import decode_image
from custody_app.services.paper.issue import printed_name

CASES_MAX = 5
SHEETS_MAX = 200
LABEL_FILES = "labels-*.pdf"


@dataclass(frozen=True, slots=True)
class PaperFilters:
    """What the list of papers is narrowed to."""

    text: str = ""
    kind: str = ""
    awaiting: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued paper with the file made then.

    Attributes:
        is_same: the file is byte for byte the one whose hash was recorded.
    """

    folder: FormFolder
    content: bytes
    file_name: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A sheet of labels that was printed."""

    name: str
    path: Path
    size: int


def read_papers(
    read: Reader, filters: PaperFilters, after: Cursor | None, limit: int
) -> tuple[Sequence[FormRow], Cursor | None]:
    """Issued papers, newest first; a number or code finds one, a case number the case's."""
    if not filters.text:
        page = read(
            find_forms, kind=filters.kind, awaiting=filters.awaiting, after=after, limit=limit
        )
        return page.rows, page.after
    try:
        return [read(form_folder, form=filters.text).row], None
    except RuleBroken:
        found: list[FormRow] = []
        for case in read(find_cases, text=filters.text, limit=CASES_MAX).rows:
            page = read(
                find_forms, kind=filters.kind, case=case.id, awaiting=filters.awaiting, limit=limit
            )
            found += page.rows
        return found, None


def read_paper(read: Reader, centre: CentreDir, form: str) -> Paper:
    """A paper with its file.

    Raises:
        RuleBroken: ``form.unknown``.
        Fault: ``file.not_read``.
    """
    folder = read(form_folder, form=form)
    path = centre.printed / printed_name(folder.row.number, folder.row.kind)
    content = read_file(path)
    is_same = hashlib.sha256(content).hexdigest() == folder.row.sha256
    return Paper(folder, content, path.name, is_same)


def read_file(path: Path) -> bytes:
    """The bytes of a stored file.

    Raises:
        Fault: ``file.not_read``.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise Fault("file.not_read", path=path.name, reason=error.strerror or "") from error


def label_files(centre: CentreDir) -> list[LabelFile]:
    """Sheets of labels that were printed, newest first."""
    try:
        found = sorted(centre.printed.glob(LABEL_FILES), reverse=True)[:SHEETS_MAX]
        return [LabelFile(path.name, path, path.stat().st_size) for path in found]
    except OSError:
        return []


def form_codes(texts: Sequence[str]) -> list[str]:
    """The codes of papers among what was read from a picture."""
    found = []
    for text in texts:
        digits = text.strip()
        try:
            number, _copy = tag.parse(digits)
        except RuleBroken:
            continue
        if number.kind is TagKind.FORM and digits not in found:
            found.append(digits)
    return found


def paper_of_scan(read: Reader, path: Path) -> FormFolder:
    """The paper whose code stands in a scan.

    Raises:
        RuleBroken: ``form.no_code`` when no code of a paper is readable, ``form.unknown``.
        Fault: ``image.*``.
    """
    codes = form_codes(decode_image(path))
    if not codes:
        raise RuleBroken("form.no_code", file=path.name)
    return read(form_folder, form=codes[0])


def kinds_issued() -> list[FormKind]:
    """Kinds of papers that stand in the list."""
    left_out = (FormKind.BLANK_SLIP, FormKind.RECOVERY_SHEET, FormKind.LABEL_SHEET)
    return [kind for kind in FormKind if kind not in left_out]
