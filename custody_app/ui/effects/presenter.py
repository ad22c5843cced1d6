"""What the page of personal effects reads and says, and what may be done with a slip. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from custody_app.domain.effects import EffectsEntry, LineState
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.state.effects import EffectsLine, EffectsState
from custody_app.domain.values import dataclass
from custody_app.queries.effects import EffectsRow, effects_slips
from custody_app.queries.names import CaseRef, PersonRef, PlaceRef, cases_of, people_of, places_of
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word
from custody_app.scanning.wedge import fold
from custody_app.ui.leaving_lines import Mistake
from custody_app.ui.times import local_text, time_left
from custody_app.ui.viewer import Viewer

PIECE = "件"
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class SlipView:
    """A slip as the card shows it."""

    state: EffectsState
    place: PlaceRef | None
    case: CaseRef | None
    officer: PersonRef | None
    manager: PersonRef | None


@dataclass(frozen=True, slots=True)
class SlipAction:
    """One button of the card; ``why_not`` says why it cannot be pressed."""

    code: str
    command: str
    text: str
    icon: str
    why_not: str = ""


def read_slips(
    read: Reader, which: str, text: str, after: Cursor | None, limit: int
) -> tuple[Sequence[EffectsRow], Cursor | None]:
    """One page of a list."""
    page = read(effects_slips, is_open=which == OPEN, text=text, after=after, limit=limit)
    return page.rows, page.after


def read_slip(read: Reader, slip: str) -> SlipView:
    """A slip with the names on it.

    Raises:
        RuleBroken: ``effects.unknown``.
    """
    state = read(state_of, EffectsState, slip)
    people = read(people_of, [state.officer, state.manager])
    cases = read(cases_of, [state.case] if state.case else [])
    return SlipView(
        state,
        read(places_of, [state.place]).get(state.place),
        cases.get(state.case) if state.case else None,
        people.get(state.officer),
        people.get(state.manager),
    )


def actions_of(state: EffectsState, viewer: Viewer) -> tuple[SlipAction, ...]:
    """What makes sense now, the usual outcome first."""
    inside = any(line.state is LineState.IN_LOCKER for line in state.lines)
    left = any(line.state is not LineState.IN_LOCKER for line in state.lines)
    found: list[tuple[str, str, str, str]] = []
    if inside:
        found += [
            ("give_back", "ReturnEffects", translate("effects", "Give back…"), "hand"),
            ("take_out", "TakeOutEffects", translate("effects", "Take out…"), "log-out"),
            ("seize", "MoveEffectsToSeizure", translate("effects", "To the case…"), "gavel"),
            ("store", "MoveEffectsToTemporaryStore",
             translate("effects", "To the temporary store…"), "archive"),
        ]  # fmt: skip
    if state.taken_out:
        text = translate("effects", "Put back…")
        found.insert(0, ("put_back", "PutBackEffects", text, "log-in"))
    found.append(("slip", "IssueForm", translate("effects", "Print slip"), "printer"))
    if left:
        text = translate("effects", "Print what left")
        found.append(("left", "IssueForm", text, "printer"))
    return tuple(
        SlipAction(code, command, text, icon, viewer.why_not(command))
        for code, command, text, icon in found
    )


def fact_rows(view: SlipView) -> list[tuple[str, str]]:
    """Facts of a slip, empty ones left out."""
    state = view.state
    sex = word("sex", state.sex.value) if state.sex is not None else ""
    id_paper = "  ".join(part for part in (state.id_kind, state.id_no) if part)
    rows = [
        (translate("effects", "Person"), "  ".join(filter(None, (state.name, sex, state.born)))),
        (translate("effects", "Identity paper"), id_paper),
        (translate("effects", "Telephone"), state.phone),
        (translate("effects", "Address"), state.address),
        (translate("effects", "Locker"), view.place.code if view.place else ""),
        (translate("effects", "Taken in at"), local_text(state.received_at)),
        (translate("effects", "Closed at"), local_text(state.closed_at)),
        (translate("effects", "Why kept"), word("kept_why", state.why.value)),
        (translate("effects", "Case"), view.case.number if view.case else ""),
        (translate("effects", "Cause"), "  ".join(filter(None, (state.cause, state.document_no)))),
        (translate("effects", "Brought by"), view.officer.name if view.officer else ""),
        (translate("effects", "Kept by"), view.manager.name if view.manager else ""),
        (translate("effects", "Note"), state.note),
    ]
    return [(said, text) for said, text in rows if text]


def due_text(row: EffectsRow, now: Moment) -> tuple[str, bool]:
    """What is left of the 24 hours, and whether they are over."""
    return time_left(row.due_at, now)


def line_text(line: EffectsLine) -> str:
    """A line as dialogs list it."""
    amount = f"{line.quantity.n} {unit_word(line.quantity.u, line.quantity.n)}"
    return "  ".join(part for part in (str(line.n), line.name, amount, line.feature) if part)


def entries_of(cells: Mapping[str, Mapping[str, str]]) -> tuple[EffectsEntry, ...]:
    """The typed lines; empty ones are left out.

    Raises:
        Mistake: a quantity cannot be read, or a line has no name.
    """
    found = []
    for one in cells.values():
        name = one.get("name", "").strip()
        rest = any(one.get(key, "").strip() for key in ("feature", "mark", "seal_no", "remark"))
        if not name and not rest:
            continue
        if not name:
            raise Mistake(translate("effects", "A line has no name."))
        try:
            number = fold(one.get("number", "")).strip() or "1"
            amount = Amount(number, one.get("unit", "").strip() or PIECE)
        except RuleBroken as error:
            text = translate("effects", "The quantity of “{name}” cannot be read.")
            raise Mistake(text.format(name=name)) from error
        found.append(
            EffectsEntry(
                name=name,
                quantity=amount,
                feature=one.get("feature", "").strip(),
                mark=one.get("mark", "").strip(),
                seal_no=one.get("seal_no", "").strip(),
                remark=one.get("remark", "").strip(),
            )
        )
    return tuple(found)
