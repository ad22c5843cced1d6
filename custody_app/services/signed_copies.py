"""Signed papers that were scanned into the watched folder find their form by its code."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from sqlalchemy import Engine

from custody_app.domain import tag
from custody_app.domain.commands.registers import FileSignedForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import FormId
from custody_app.domain.parts import Attached
from custody_app.domain.state.registers import FormState
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.queries.reader import Reader
from custody_app.queries.states import id_of_key, states_of
from custody_app.runtime.faults import Fault
from custody_app.scanning.decode import read_pages
from custody_app.scanning.split_door import parts_of_pdf
from custody_app.services.inbox import Inbox

KNOWN_MAX = 500
MARK_LENGTH = 8
HALF = ".half"
"""Of a part that is being written; the watch does not look at such files."""


class Copy(StrEnum):
    """What a file of the watched folder turned out to be."""

    AWAITED = "awaited"
    SIGNED_ALREADY = "signed_already"
    NOT_AWAITED = "not_awaited"
    VOIDED = "voided"
    UNKNOWN = "unknown"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A scanned paper that bears the code of a form.

    Attributes:
        numbers: printed numbers of the forms, or their codes where the centre knows none.
        parts: pages of each form, where every page of the file tells whose it is.
    """

    path: Path
    what: Copy
    form: str = ""
    numbers: tuple[str, ...] = ()
    parts: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SignedCopies:
    """Finds the papers among the files of the watched folder, and files them."""

    inbox: Inbox
    reader: Engine

    def papers(self, paths: Sequence[Path]) -> tuple[SignedPaper, ...]:
        """The files among these that bear the code of a form.

        Raises:
            Fault: ``storage.*``.
        """
        read = Reader(self.reader)
        found = []
        for path in paths:
            codes = form_codes(path)
            if codes:
                found.append(_paper(read, path, codes))
        return tuple(found)

    def keep(self, paper: SignedPaper) -> FileSignedForm:
        """Store the scan and make the command that files it.

        Raises:
            Fault: ``attachment.*``, ``storage.*``.
        """
        kept: Attached = self.inbox.keep(paper.path, AttachmentKind.SIGNED_FORM)
        return FileSignedForm(form=FormId(paper.form), attachments=(kept,))

    def split(self, paper: SignedPaper) -> None:
        """Several forms in one PDF: a file for each beside it, and the whole moved aside.

        The names of the parts depend on the whole only, so that doing it again after an
        interruption makes no further files.

        Raises:
            Fault: ``image.unreadable``, ``storage.cannot_write``.
        """
        path = paper.path
        try:
            content = path.read_bytes()
            mark = sha256(content).hexdigest()[:MARK_LENGTH]
            parts = parts_of_pdf(content, paper.parts, path.name)
            for number, part in enumerate(parts, 1):
                made = path.with_name(f"{path.stem}-{mark}-{number}{path.suffix}")
                half = made.with_suffix(HALF)
                half.write_bytes(part)
                half.replace(made)
        except OSError as error:
            raise Fault(
                "storage.cannot_write", detail=error.strerror or "", file=path.name
            ) from error
        self.inbox.move_aside(path, mark)

    def put_aside(self, paper: SignedPaper) -> None:
        """The copy is on the record: take the file out of the watched folder.

        Raises:
            Fault: ``attachment.*``, ``storage.cannot_write``.
        """
        self.inbox.take(paper.path, AttachmentKind.SIGNED_FORM)


def form_codes(path: Path) -> tuple[str, ...]:
    """Codes of forms on a picture or in a PDF; none when it cannot be read (yet).

    What was read of a file once is remembered until the file changes.
    """
    try:
        facts = path.stat()
        return _codes_in(path, facts.st_size, facts.st_mtime_ns)
    except (Fault, OSError):
        return ()


def _codes_in(path: Path, size: int, changed_at: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(_codes_of_pages(path, size, changed_at))))


@lru_cache(KNOWN_MAX)
def _codes_of_pages(path: Path, size: int, changed_at: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(filter(_is_form, page.texts)) for page in read_pages(path))


def _parts(path: Path) -> tuple[tuple[int, ...], ...]:
    """Pages of each form, in the order of the file; none when a page is nobody's or of two forms.

    Every page of a form bears its code, so a page without one is a page that was not read, and
    whose it is must be seen by a person.
    """
    facts = path.stat()
    pages: dict[str, list[int]] = {}
    for number, codes in enumerate(_codes_of_pages(path, facts.st_size, facts.st_mtime_ns)):
        bases = {tag.parse(code)[0].base for code in codes}
        if len(bases) != 1:
            return ()
        pages.setdefault(bases.pop(), []).append(number)
    return tuple(map(tuple, pages.values()))


def _is_form(text: str) -> bool:
    try:
        number, _copy = tag.parse(text)
    except RuleBroken:
        return False
    return number.kind is TagKind.FORM


def _paper(read: Reader, path: Path, codes: tuple[str, ...]) -> SignedPaper:
    bases = tuple(dict.fromkeys(tag.parse(code)[0].base for code in codes))
    ids = [id_ for base in bases if (id_ := read(id_of_key, "form", base))]
    states = read(states_of, FormState, ids)
    numbers = tuple(state.number for state in states.values())
    if not states:
        return SignedPaper(path, Copy.UNKNOWN, numbers=tuple(tag.grouped(code) for code in codes))
    if len(bases) > 1:
        return SignedPaper(path, Copy.SEVERAL, numbers=numbers, parts=_parts(path))
    (state,) = states.values()
    what = Copy.AWAITED
    if state.voided:
        what = Copy.VOIDED
    elif state.signed_at is not None:
        what = Copy.SIGNED_ALREADY
    elif not state.awaits_signature:
        what = Copy.NOT_AWAITED
    return SignedPaper(path, what, state.id, numbers)
