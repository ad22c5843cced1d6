"""Signed papers that were scanned into the watched folder find their form by its code."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
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
from custody_app.scanning.decode import decode_image
from custody_app.services.inbox import Inbox

KNOWN_MAX = 500


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
    """

    path: Path
    what: Copy
    form: str = ""
    numbers: tuple[str, ...] = ()


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


@lru_cache(KNOWN_MAX)
def _codes_in(path: Path, size: int, changed_at: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(_is_form, decode_image(path))))


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
        return SignedPaper(path, Copy.SEVERAL, numbers=numbers)
    (state,) = states.values()
    what = Copy.AWAITED
    if state.voided:
        what = Copy.VOIDED
    elif state.signed_at is not None:
        what = Copy.SIGNED_ALREADY
    elif not state.awaits_signature:
        what = Copy.NOT_AWAITED
    return SignedPaper(path, what, state.id, numbers)
