"""Facts of a thing and of its events in words, ready to be shown."""

from __future__ import annotations

from custody_app.domain import tag
from custody_app.domain.law.doubts import doubts_in
from custody_app.domain.parts import Identifiers
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Grade
from custody_app.queries.facts import Fact
from custody_app.queries.history_entry import HistoryEntry
from custody_app.queries.item_card import ItemCard
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word, words
from custody_app.ui.clock_words import deadline_name, end_text
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.timeline import TimelineEntry

HASH_SHOWN = 12
TONES = {
    "ITEM_ACCEPTED": Tone.GOOD,
    "ITEM_RETURNED": Tone.GOOD,
    "ITEM_TAKEN_BACK": Tone.GOOD,
    "ITEM_CHECKED_OUT": Tone.CAUTION,
    "ITEM_REFUSED": Tone.BAD,
    "ITEM_FROZEN": Tone.BAD,
    "HOLD_PLACED": Tone.BAD,
    "ITEM_CORRECTED": Tone.CAUTION,
    "ITEM_DESTROYED": Tone.BAD,
}
SIMPLE_KINDS = frozenset({"text", "number", "amount", "moment", "day", "flag"})
SUBJECT_KINDS = frozenset(
    {"person", "place", "container", "unit", "case", "request", "item", "form", "seizure"}
)


def fact_words() -> dict[str, str]:
    """Fields of events as people call them; what is not here is told in the details only."""
    return {
        "quantity": translate("items", "quantity"),
        "name": translate("items", "name"),
        "reason": translate("items", "reason"),
        "note": translate("items", "note"),
        "place": translate("items", "place"),
        "container": translate("items", "bag or box"),
        "seal_no": translate("items", "seal"),
        "new_seal_no": translate("items", "new seal"),
        "opened_seal_no": translate("items", "opened seal"),
        "condition": translate("items", "condition"),
        "condition_note": translate("items", "condition note"),
        "difference_note": translate("items", "difference"),
        "care_note": translate("items", "packaging, feeding"),
        "missing_note": translate("items", "missing because"),
        "late_note": translate("items", "late because"),
        "weights.gross": translate("items", "gross"),
        "weights.net": translate("items", "net"),
        "weights.sampled": translate("items", "sampled"),
        "cash.total": translate("items", "cash"),
        "copy": translate("items", "label copy"),
        "borrower": translate("items", "borrower"),
        "purpose": translate("items", "purpose"),
        "due_at": translate("items", "due"),
        "delivered_by": translate("items", "delivered by"),
        "returned_by": translate("items", "returned by"),
        "brought_by": translate("items", "brought by"),
        "received_by": translate("items", "received by"),
        "second": translate("items", "second person"),
        "paper_no": translate("items", "paper no."),
        "receipt_no": translate("items", "receipt no."),
        "to_unit": translate("items", "to"),
        "recipient_name": translate("items", "recipient"),
        "exception": translate("items", "exception"),
        "state": translate("items", "measure state"),
        "measure": translate("items", "measure"),
        "until": translate("items", "until"),
        "amount": translate("items", "amount"),
        "request": translate("items", "request"),
        "category": translate("items", "category"),
        "grade": translate("items", "grade"),
        "features": translate("items", "features"),
        "owner": translate("items", "owner"),
    }


def fact_value(fact: Fact) -> str:
    """The value of a fact in words."""
    if fact.kind == "moment":
        return local_text(fact.value)
    if fact.kind == "amount":
        number, _, unit = fact.value.partition(" ")
        return f"{number} {unit_word(unit, number)}" if unit else number
    if fact.kind == "flag":
        return translate("items", "yes")
    if fact.kind in SIMPLE_KINDS or fact.kind in SUBJECT_KINDS:
        return fact.value
    return word(fact.kind, fact.value)


WORDS_OF_FACT = {
    "measure": "measure",
    "freeze_reason": "freeze_reason",
    "authority": "authority",
    "kind": "request_kind",
    "request_kind": "request_kind",
    "disposal": "disposal",
    "rank": "rank",
    "required": "required_field",
    "rank_needed": "rank",
    "purpose": "loan_purpose",
}
"""Facts of a blocker that are codes -> their words file."""


def blocker_fact(name: str, value: str) -> str:
    """A fact of a blocker in words; moments in the time of this place."""
    if name in WORDS_OF_FACT:
        return word(WORDS_OF_FACT[name], value)
    return local_text(value) if name.endswith("_at") else value


def told_facts(entry: HistoryEntry) -> str:
    """The facts of an event worth a line."""
    said = fact_words()
    pair = translate("items", "{name} {value}")
    parts = [
        pair.format(name=said[fact.name], value=fact_value(fact))
        for fact in entry.facts
        if fact.name in said
    ]
    return translate("items", "; ").join(parts)


def timeline_entry(entry: HistoryEntry) -> TimelineEntry:
    """An event on the timeline: what, when, who, the short hash."""
    who = entry.actor.name or translate("items", "this station")
    if entry.recorder.id != entry.actor.id and entry.recorder.name:
        who = translate("items", "{actor}, recorded by {recorder}").format(
            actor=who, recorder=entry.recorder.name
        )
    if entry.countersigned:
        names = translate("items", ", ").join(person.name for person in entry.countersigned)
        who = translate("items", "{who}, confirmed by {names}").format(who=who, names=names)
    when = f"{local_text(entry.happened_at)}   {who}   #{entry.ehash[:HASH_SHOWN]}"
    lines = [told_facts(entry)]
    if entry.via_container:
        lines.append(
            translate("items", "moved with the container {code}").format(
                code=tag.grouped(entry.via_container)
            )
        )
    if entry.late_why:
        lines.append(
            translate("items", "typed in later: {why}").format(why=word("late_why", entry.late_why))
        )
    if entry.files:
        lines.append(
            translate("items", "{count} {count:file|files}").format(count=len(entry.files))
        )
    text = "\n".join(line for line in lines if line)
    title = word("event", entry.typ)
    return TimelineEntry(when, title, text, TONES.get(entry.typ, Tone.NEUTRAL), "", entry.ehash)


def entry_rows(entry: HistoryEntry) -> list[tuple[str, str]]:
    """Everything one event says."""
    said = fact_words()
    shown = word("shown", entry.shown)
    rows = [
        (translate("items", "Happened"), local_text(entry.happened_at, seconds=True)),
        (translate("items", "Recorded"), local_text(entry.recorded_at, seconds=True)),
        (translate("items", "Who"), f"{_person(entry.actor.name, entry.actor.badge_no)}  {shown}"),
        (translate("items", "Recorder"), _person(entry.recorder.name, entry.recorder.badge_no)),
        (translate("items", "Role"), word("role", entry.role)),
    ]
    rows += [(said.get(fact.name, fact.name), fact_value(fact)) for fact in entry.facts]
    rows += [
        (translate("items", "Confirmed by"), _person(one.name, one.badge_no))
        for one in entry.countersigned
    ]
    rows += [(translate("items", "File"), f"{one.name}  {one.h[:16]}") for one in entry.files]
    if entry.erased:
        rows.append((translate("items", "Erased"), ", ".join(entry.erased)))
    rows.append((translate("items", "Number in the ledger"), str(entry.lseq)))
    rows.append((translate("items", "Hash"), entry.ehash))
    return rows


def _person(name: str, badge: str) -> str:
    return f"{name} {badge}".strip() or translate("items", "this station")


def fact_rows(card: ItemCard) -> list[tuple[str, str]]:
    """The facts of the thing, empty ones left out."""
    state = card.state
    list_no = card.seizure.list_no or card.seizure.document_no
    kept = card.place.path if card.place is not None else state.kept_where
    if card.container is not None:
        kept = f"{kept} · {card.container.name}"
    rows = [
        *((deadline_name(clock), end_text(clock)) for clock in card.clocks),
        (translate("items", "Category"), word("category", state.category.value)),
        (translate("items", "Features"), state.features),
        *identifier_rows(state.identifiers),
        (translate("items", "Proving feature"), state.proving_feature),
        (translate("items", "Nature"), word("nature", state.nature.value)),
        (translate("items", "Owner"), state.owner),
        (translate("items", "Case"), f"{card.case.number}  {card.case.name}"),
        (
            translate("items", "List"),
            translate("items", "{list_no}  line {line}").format(list_no=list_no, line=state.line),
        ),
        (translate("items", "Taken at"), local_text(state.taken_at)),
        (translate("items", "Taken in at"), local_text(state.intake_at)),
        (translate("items", "Place"), kept),
        (translate("items", "Holder"), card.holder.name if card.holder is not None else ""),
        (translate("items", "Due back"), local_text(state.loan.due_at) if state.loan else ""),
        (translate("items", "Weight"), weight_text(state)),
        (translate("items", "Packaging, feeding"), state.care_note),
        (translate("items", "Missing since intake"), missing_text(state)),
        (translate("items", "Doubtful numbers"), doubtful_text(state)),
        (translate("items", "Measure until"), state.measure_until or ""),
        (translate("items", "Last seen"), local_text(state.last_seen_at)),
        (translate("items", "Bank receipt"), state.banked_receipt_no),
    ]
    if state.grade is not Grade.NORMAL:
        grade = (translate("items", "Grade"), word("grade", state.grade.value))
        rows.insert(len(card.clocks) + 1, grade)
    return [(said, text.strip()) for said, text in rows if text and text.strip()]


def missing_text(state: ItemState) -> str:
    """What the kind asked for at the intake and nobody has supplied yet."""
    said = [word("required_field", one.value) for one in state.missing]
    return translate("items", ", ").join(said)


def doubtful_text(state: ItemState) -> str:
    """Numbers that fail their check, and which check."""
    said = identifier_words()
    found = [
        f"{said[field]} {getattr(state.identifiers, field)} ({word('doubt', one.doubt.value)})"
        for field, one in doubts_in(state.identifiers).items()
    ]
    return translate("items", "; ").join(found)


def weight_text(state: ItemState) -> str:
    """The weights in one text."""
    return "  ".join(
        f"{word('weight_kind', one.kind.value)} {one.amount.n} {word('unit', one.amount.u)}"
        for one in state.weights
    )


def identifier_words() -> dict[str, str]:
    """What the numbers on a thing are called."""
    return {
        "imei": translate("items", "IMEI"),
        "imei2": translate("items", "IMEI 2"),
        "serial_no": translate("items", "Serial no."),
        "vin": translate("items", "VIN"),
        "plate": translate("items", "Number plate"),
        "engine_no": translate("items", "Engine no."),
        "bank_card": translate("items", "Card no."),
        "fineness": translate("items", "Fineness"),
        "mileage": translate("items", "Mileage"),
        "unreadable": translate("items", "Cannot be read"),
    }


def identifier_rows(identifiers: Identifiers | None) -> list[tuple[str, str]]:
    """The numbers on a thing."""
    if identifiers is None:
        return []
    return [(said, getattr(identifiers, name)) for name, said in identifier_words().items()]


def matter_choices() -> list[tuple[str, str]]:
    """What may still wait, for the filter."""
    return list(words("matter").items())
