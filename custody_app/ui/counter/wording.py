"""The counter's sentences: what a row does, why it cannot, what the whole basket will record."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain import tag
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import RequestState
from custody_app.messages import Told
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word
from custody_app.scanning.basket import Doing, Kind
from custody_app.ui.counter.elsewhere import elsewhere
from custody_app.ui.counter.lines import Line
from custody_app.ui.counter.looking import Look
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text

CALL_OUT_ARTICLE = "公通字〔2015〕21号 第15条"
DIFFERENCE_ARTICLE = "公通字〔2015〕21号 第16条"
INTAKE_ARTICLE = "公通字〔2015〕21号 第14条"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands on the pill of a row, and behind it."""

    word: str
    tone: Tone
    reasons: tuple[Told, ...] = ()

    @property
    def line(self) -> str:
        """The reasons in one line."""
        return "  ".join(one.message for one in self.reasons)


def doing_word(doing: Doing) -> str:
    """What a row does, in a word."""
    return {
        Doing.OUT: translate("counter", "Hand out"),
        Doing.RETURN: translate("counter", "Take back"),
        Doing.PUT_AWAY: translate("counter", "Put away"),
        Doing.MOVE: translate("counter", "Move"),
        Doing.FOUND: translate("counter", "Seen"),
        Doing.PROVE: translate("counter", "Prove"),
        Doing.MOVE_BOX: translate("counter", "Move box"),
        Doing.BOX_WAITS: translate("counter", "Box"),
        Doing.NO_APPROVAL: translate("counter", "Call out"),
        Doing.STOP: translate("counter", "Stop"),
        Doing.STOPPED: translate("counter", "Stopped"),
        Doing.UNKNOWN: translate("counter", "Unknown"),
        Doing.TO_INTAKE: translate("counter", "Not in yet"),
        Doing.NOT_HERE: translate("counter", "Gone"),
        Doing.ELSEWHERE: translate("counter", "Elsewhere"),
    }[doing]


def verdict_of(line: Line) -> Verdict:
    """Green, to be read, or red, with the reasons in words."""
    if line.refused:
        if line.to_read and line.seal_unread:
            text = translate("counter", "Read the seal number on the thing and type it.")
            return Verdict(translate("counter", "To check"), Tone.CAUTION, (Told("", text),))
        if line.to_read:
            return Verdict(translate("counter", "To check"), Tone.CAUTION, line.refused)
        said = (elsewhere(line.away),) if line.away is not None else ()
        return Verdict(translate("counter", "Refused"), Tone.BAD, (*said, *line.refused))
    missing = _missing(line)
    if missing is not None:
        tone = Tone.BAD if line.row.doing not in _WAITING else Tone.CAUTION
        short = translate("counter", "Waiting") if tone is Tone.CAUTION else ""
        return Verdict(short or translate("counter", "Refused"), tone, (missing,))
    notes: tuple[Told, ...] = ()
    if line.row.old_label:
        text = translate("counter", "An old label was scanned; a newer one counts. Replace it.")
        notes = (Told("label.dead_twin", text),)
    elif line.row.doing is Doing.PUT_AWAY and line.row.proves:
        notes = (Told("", translate("counter", "The label is proved at the same time.")),)
    notes += stop_notes(line)
    tone = Tone.CAUTION if notes and line.row.doing is not Doing.PUT_AWAY else Tone.GOOD
    return Verdict(translate("counter", "Ready"), tone, notes)


def stop_notes(line: Line) -> tuple[Told, ...]:
    """What follows from a difference that stops the thing."""
    if line.row.doing is Doing.STOP:
        text = translate(
            "counter", "It is not handed out; it is stopped and reported to the two heads."
        )
        return (Told("", text, DIFFERENCE_ARTICLE),)
    return ()


_WAITING = frozenset({Doing.OUT, Doing.RETURN, Doing.BOX_WAITS})


def _missing(line: Line) -> Told | None:
    if line.is_ready:
        return None
    doing = line.row.doing
    if doing is Doing.OUT:
        return Told("", translate("counter", "Scan the badge of the officer who takes it."))
    if doing is Doing.RETURN:
        text = translate("counter", "Scan the badge of who brings it, or type the name.")
        return Told("", text)
    if doing is Doing.BOX_WAITS:
        return Told("", translate("counter", "Scan the place it goes to, or what goes into it."))
    if doing is Doing.NO_APPROVAL:
        return Told(
            "",
            translate("counter", "No approved call-out names it."),
            CALL_OUT_ARTICLE,
            translate("counter", "Ask for a call-out, or scan the approval."),
        )
    if doing is Doing.UNKNOWN:
        text, later = unknown_code(line.row.entry.why, line.row.entry.code)
        return Told("", text, "", later)
    if doing is Doing.STOPPED:
        return _stopped(line)
    if doing is Doing.ELSEWHERE and line.away is not None:
        return elsewhere(line.away)
    state = word("custody", line.item.custody.value) if line.item is not None else ""
    if doing is Doing.TO_INTAKE:
        text = translate("counter", "It was not taken into the store yet ({state}).")
        further = translate("counter", "Take it in at the intake window.")
        return Told("", text.format(state=state), INTAKE_ARTICLE, further)
    text = translate("counter", "It is no longer here ({state}).")
    return Told("", text.format(state=state))


def _stopped(line: Line) -> Told:
    frozen = line.state.frozen if line.state is not None else None
    why = word("freeze_reason", frozen.value) if frozen is not None else ""
    text = translate("counter", "It is stopped over a difference ({why}) and may not leave.")
    further = translate("counter", "Two people may put it into the discrepancy place.")
    return Told("item.frozen", text.format(why=why), DIFFERENCE_ARTICLE, further)


def target_text(line: Line, look: Look) -> str:
    """Where a row's thing goes, or where it lies."""
    target = line.row.target
    if target is not None and target.kind is Kind.PLACE:
        place = look.places.get(target.id)
        return f"→ {place.code}" if place is not None else "→ …"
    if target is not None:
        box = look.boxes.get(target.id)
        return f"→ {box.name or box.code}" if box is not None else "→ …"
    if line.box is not None:
        return line.box.place.path if line.box.place is not None else ""
    return place_of(line)


def next_target_text(look: Look) -> str:
    """Where the next things go, while a place or box waits for them."""
    waiting = look.next_target
    if waiting is None:
        return ""
    place, box = look.places.get(waiting.id), look.boxes.get(waiting.id)
    name = place.code if place is not None else (box.name or box.code) if box is not None else ""
    return translate("counter", "Next things go to {place}").format(place=name) if name else ""


def place_of(line: Line) -> str:
    """Where the record has it now."""
    item = line.item
    if item is None:
        return ""
    if item.holder_name:
        return item.holder_name
    return " · ".join(part for part in (item.place_code, item.container_name) if part)


def thing_text(line: Line) -> str:
    """The name of the thing with what of it."""
    if line.item is not None:
        amount = line.item.quantity
        return f"{line.item.name}  {amount.n} {unit_word(amount.u, amount.n)}"
    if line.box is not None:
        return line.box.name or word("container_kind", line.box.kind)
    code = line.row.entry.code
    return tag.grouped(code) if len(code) == tag.LENGTH and code.isdigit() else code


def number_text(line: Line) -> str:
    """The number people call it by."""
    if line.item is not None:
        return f"{line.item.case_number}  {line.item.line}"
    return line.box.code if line.box is not None else ""


def counts_text(look: Look) -> str:
    """``hands out 2, takes back 1``: the ready rows in the order of weight."""
    parts = []
    for doing, sentence in _COUNTS.items():
        count = len(look.of(doing))
        if count:
            parts.append(sentence().format(count=count))
    return translate("counter", ", ").join(parts)


_COUNTS: dict[Doing, Callable[[], str]] = {
    Doing.OUT: lambda: translate("counter", "hand out {count}"),
    Doing.RETURN: lambda: translate("counter", "take back {count}"),
    Doing.PUT_AWAY: lambda: translate("counter", "put away {count}"),
    Doing.MOVE: lambda: translate("counter", "move {count}"),
    Doing.MOVE_BOX: lambda: translate("counter", "move {count} {count:box|boxes}"),
    Doing.FOUND: lambda: translate("counter", "record {count} as seen"),
    Doing.PROVE: lambda: translate("counter", "prove {count} {count:label|labels}"),
    Doing.STOP: lambda: translate("counter", "stop {count}"),
}


def summary(look: Look, brought_by: str) -> str:
    """One sentence of what will be recorded."""
    counts = counts_text(look)
    if not counts:
        return translate("counter", "Nothing to record yet.")
    name = look.person.name if look.person is not None else brought_by
    if not name:
        return translate("counter", "This will be recorded: {counts}.").format(counts=counts)
    text = translate("counter", "With {name}: {counts}.").format(name=name, counts=counts)
    dues = {line.state.id: _due(line, look) for line in look.of(Doing.OUT) if line.state}
    first = min(filter(None, dues.values()), default="")
    if first:
        text += translate("counter", " To be returned by {due}.").format(due=first)
    return text


def _due(line: Line, look: Look) -> str:
    request = next((one for one in look.requests if one.id == line.row.request), None)
    return local_text(request.due_at) if request is not None else ""


def unknown_code(status: str, code: str) -> tuple[str, str]:
    """What to say of a code that is no thing of this centre, and what to do next."""
    later = translate("counter", "It stays among the scans not understood until it is dealt with.")
    texts = {
        "other_centre": translate("counter", "{code} is a code of another centre."),
        "unknown": translate("counter", "{code} is not in the record of this centre."),
        "future_copy": translate("counter", "{code} is a label copy that was never issued here."),
        "misread": translate("counter", "{code} was misread."),
        "not_a_code": translate("counter", "{code} is no code of a custody centre."),
    }
    return texts.get(status, texts["unknown"]).format(code=code), later


def request_state(state: RequestState) -> tuple[str, Tone]:
    """Word and tone of an approval."""
    tones = {RequestState.APPROVED: Tone.GOOD, RequestState.SUBMITTED: Tone.CAUTION}
    return word("request_state", state.value), tones.get(state, Tone.BAD)
