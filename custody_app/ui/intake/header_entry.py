"""HeaderEntry: the legal document and the head of its list as typed, and its command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace

from custody_app.domain.commands.intake import RecordSeizure
from custody_app.domain.ids import CaseId, PersonId
from custody_app.domain.moments import Day
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Measure, Party
from custody_app.runtime.i18n import translate
from custody_app.ui.times import moment_of_text

OFFICERS_WANTED = 2


@dataclass(frozen=True, slots=True)
class HeaderEntry:
    """Texts as typed; ``taken_at`` is ``YYYY-MM-DDTHH:MM`` at this place."""

    measure: str = Measure.SEIZE.value
    document_no: str = ""
    document_on: str = ""
    list_no: str = ""
    taken_at: str = ""
    officers: tuple[str, ...] = ()
    officers_note: str = Party.KNOWN.value
    holder: str = ""
    holder_id_no: str = ""
    holder_note: str = Party.KNOWN.value
    witness: str = ""
    witness_note: str = Party.KNOWN.value
    place: str = ""
    place_note: str = Party.KNOWN.value
    remark: str = ""
    takeover: bool = False


def plain(entry: HeaderEntry) -> dict[str, object]:
    """For keeping."""
    return {**asdict(entry), "officers": list(entry.officers)}


def entry_of(kept: Mapping[str, object]) -> HeaderEntry:
    """Back from ``plain``."""
    found: dict[str, object] = {}
    for field in fields(HeaderEntry):
        value = kept.get(field.name)
        if field.name == "officers":
            found["officers"] = tuple(str(one) for one in value) if isinstance(value, list) else ()
        elif field.name == "takeover":
            found["takeover"] = bool(value)
        elif isinstance(value, str):
            found[field.name] = value
    return replace(HeaderEntry(), **found)  # type: ignore[arg-type]  # checked field by field


def mistakes(entry: HeaderEntry) -> dict[str, str]:
    """Field -> what is still missing; the rules ask for the same."""
    found: dict[str, str] = {}
    if not entry.taken_at:
        found["taken_at"] = translate("intake", "Say when the property was taken.")
    if entry.takeover:
        if not entry.document_no.strip() and not entry.remark.strip():
            found["remark"] = translate("intake", "Name the old paper, or say why there is none.")
        return found
    missing = {
        "holder": translate("intake", "Name the holder, or choose why there is none."),
        "witness": translate("intake", "Name the witness, or choose why there is none."),
        "place": translate("intake", "Name the place, or choose why there is none."),
    }
    for name, text in missing.items():
        is_known = getattr(entry, f"{name}_note") == Party.KNOWN
        if is_known and not getattr(entry, name).strip():
            found[name] = text
    if entry.remark.strip():
        return found
    if gaps_of(entry):
        found["remark"] = translate("intake", "Explain the gaps: {gaps}.").format(
            gaps=translate("intake", ", ").join(gaps_of(entry))
        )
    return found


def gaps_of(entry: HeaderEntry) -> list[str]:
    """What of the list is not as it should be and needs a remark."""
    gaps = []
    if len(entry.officers) < OFFICERS_WANTED:
        gaps.append(translate("intake", "fewer than two officers"))
    notes = (
        (entry.officers_note, translate("intake", "officers")),
        (entry.holder_note, translate("intake", "holder")),
        (entry.witness_note, translate("intake", "witness")),
        (entry.place_note, translate("intake", "place")),
    )
    gaps += [said for note, said in notes if note != Party.KNOWN]
    if not entry.document_no.strip():
        gaps.append(translate("intake", "no legal document"))
    return gaps


def command_of(entry: HeaderEntry, case: str) -> RecordSeizure:
    """The head of the list as a command.

    Raises:
        ValueError: no time was typed; ``mistakes`` tells that before.
    """
    taken_at = moment_of_text(entry.taken_at)
    if taken_at is None:
        raise ValueError("taken_at")
    return RecordSeizure(
        case=CaseId(case),
        measure=Measure(entry.measure),
        taken_at=taken_at,
        document_no=entry.document_no.strip(),
        document_on=Day(entry.document_on) if entry.document_on else None,
        list_no=entry.list_no.strip(),
        officers=tuple(PersonId(one) for one in entry.officers),
        officers_note=Party(entry.officers_note),
        holder=entry.holder.strip(),
        holder_id_no=entry.holder_id_no.strip(),
        holder_note=Party(entry.holder_note),
        witness=entry.witness.strip(),
        witness_note=Party(entry.witness_note),
        place=entry.place.strip(),
        place_note=Party(entry.place_note),
        remark=entry.remark.strip(),
        takeover=entry.takeover,
    )
