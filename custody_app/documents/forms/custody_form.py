"""Chain-of-custody form (保管链记录表): an item's facts, photos and every event."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    cash_text,
    code_text,
    identifiers_text,
    number_column,
    papers_text,
    person_text,
    place_text,
    quantity_text,
    source_text,
)
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Paper, Signatory
from custody_app.documents.sheet import (
    Align,
    Box,
    Column,
    Fact,
    Facts,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Authority, Custody

HASH_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLine:
    """One photo or paper kept with the item, named by its SHA-256."""

    taken_at: Moment
    caption: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One event of the item, or of the container it lay in.

    Attributes:
        typ: event type, such as ``ITEM_CHECKED_OUT``.
        released_by, received_by: who gave and who took; recorded_by is the clerk at the keyboard.
        via_container: code or number of the container whose move this is.
    """

    at: Moment
    typ: str
    hash: str
    released_by: str = ""
    received_by: str = ""
    recorded_by: str = ""
    place: str = ""
    via_container: str = ""
    detail: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyForm:
    """The whole life of one item."""

    head: FormHead
    case: CaseRef
    item: ItemLine
    state: Custody
    steps: tuple[StepLine, ...]
    authority: Authority = Authority.POLICE
    papers: tuple[Paper, ...] = ()
    taken_at: Moment | None = None
    taken_place: str = ""
    taken_from: Signatory = NOBODY_YET
    photos: tuple[PhotoLine, ...] = ()
    custodian: Signatory = NOBODY_YET
    reviewer: Signatory = NOBODY_YET


def build(form: CustodyForm, say: Wording) -> Sheet:
    """Lay the form out: facts, photos, then the chain."""
    translate = say.translate
    return Sheet(
        title=translate("forms", "Chain-of-custody form"),
        head=form.head,
        blocks=(
            Facts(_facts(form, say)),
            _chain(form, say),
            _photos(form, say),
            Signatures(
                (
                    Box(translate("forms", "Custodian"), form.custodian),
                    Box(translate("forms", "Checked by"), form.reviewer, seal=True),
                )
            ),
        ),
        copies=translate("forms", "case file, centre archive"),
        landscape=True,
    )


def _facts(form: CustodyForm, say: Wording) -> tuple[Fact, ...]:
    translate = say.translate
    item = form.item
    details = say.joined(
        [
            item.features,
            identifiers_text(say, item.identifiers),
            say.weights(item.weights),
            cash_text(say, item.cash),
        ]
    )
    return (
        Fact(translate("forms", "Item"), item.name),
        Fact(translate("forms", "Code"), code_text(item.code18)),
        Fact(translate("forms", "Quantity"), quantity_text(say, item)),
        Fact(
            translate("forms", "Kind"), say.joined([say.word(item.category), say.word(item.grade)])
        ),
        Fact(translate("forms", "Description"), details, wide=True),
        *case_facts(say, form.case),
        Fact(translate("forms", "Source"), source_text(say, item)),
        Fact(translate("forms", "Taken at"), say.moment(form.taken_at, form.head.zone_minutes)),
        Fact(translate("forms", "Place of taking"), form.taken_place),
        Fact(translate("forms", "Holder"), person_text(say, form.taken_from)),
        Fact(translate("forms", "Legal documents"), papers_text(say, form.papers), wide=True),
        Fact(translate("forms", "Custody state"), say.word(form.state)),
        Fact(translate("forms", "Authority"), say.word(form.authority)),
        Fact(translate("forms", "Place"), place_text(say, item)),
        Fact(
            translate("forms", "Seal and condition"),
            say.joined([item.seal_no, say.word(item.condition), item.condition_note]),
        ),
    )


def _chain(form: CustodyForm, say: Wording) -> Table:
    translate = say.translate
    zone = form.head.zone_minutes
    corrected = translate("forms", "corrected later")
    return Table(
        title=translate("forms", "Chain of custody"),
        columns=(
            number_column(say),
            Column(translate("forms", "Time"), 2.2, Align.CENTRE),
            Column(translate("forms", "Event"), 2.4),
            Column(translate("forms", "Released by"), 2.6),
            Column(translate("forms", "Received by"), 2.6),
            Column(translate("forms", "Recorded by"), 2.2),
            Column(translate("forms", "Place, container"), 3.0),
            Column(translate("forms", "Details"), 4.6),
            Column(translate("forms", "Record hash"), 2.0, Align.CENTRE),
        ),
        rows=tuple(
            (
                str(number),
                say.moment(step.at, zone),
                say.named("event", step.typ),
                step.released_by,
                step.received_by,
                step.recorded_by,
                say.joined([step.place, step.via_container]),
                say.joined([step.detail, corrected if step.corrected else ""]),
                step.hash[:HASH_SHOWN],
            )
            for number, step in enumerate(form.steps, 1)
        ),
    )


def _photos(form: CustodyForm, say: Wording) -> Table:
    translate = say.translate
    return Table(
        title=translate("forms", "Photos and papers"),
        columns=(
            number_column(say),
            Column(translate("forms", "Time"), 2.4, Align.CENTRE),
            Column(translate("forms", "Caption"), 7.0),
            Column("SHA-256", 9.0),
        ),
        rows=tuple(
            (
                str(number),
                say.moment(photo.taken_at, form.head.zone_minutes),
                photo.caption,
                photo.sha256,
            )
            for number, photo in enumerate(form.photos, 1)
        ),
    )
