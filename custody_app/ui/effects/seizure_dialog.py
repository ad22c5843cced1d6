"""Lines that turned out to belong to a case become things of one of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.effects import MoveEffectsToSeizure
from custody_app.domain.effects import LineState, SeizedLine
from custody_app.domain.ids import PersonId, SeizureId
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.vocabulary import CashUse, Category, Nature
from custody_app.queries.cases import CaseFolder, case_folder, find_cases
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.effects.dialogs import WIDE, print_left
from custody_app.ui.effects.presenter import line_text
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.times import local_text
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk


def ask_seizure(desk: Desk, state: EffectsState) -> None:
    """Into the slip's own case; a slip without one asks for it first."""
    if state.case:
        _with_case(desk, state, case=state.case)
        return
    entry = text_entry("case", translate("effects", "Case number"),
                       TextField(max_length=80, name="effects_case"), needed=True)  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.accept()
        _with_case(desk, state, number=values["case"])

    title = translate("effects", "Which case does it belong to?")
    FormDialog(desk, Sheet(title, (entry,), state.number, translate("effects", "Go on")), go).open()


def _with_case(desk: Desk, state: EffectsState, *, case: str = "", number: str = "") -> None:
    read = Reader(desk.core.reader)

    def work() -> CaseFolder | None:
        rows = () if case else read(find_cases, text=number, limit=1).rows
        found = case or (rows[0].id if rows else "")
        return read(case_folder, case=found) if found else None

    def opened(folder: CaseFolder | None) -> None:
        if folder is None or not folder.seizures:
            text = translate("effects", "There is no such case with a list; record its list first.")
            desk.notices.warning(text)
            return
        _ask(desk, state, folder)

    desk.tasks.read(work, opened, owner=desk.notices.window(), question="effects_case")


def _ask(desk: Desk, state: EffectsState, folder: CaseFolder) -> FormDialog:
    taker = person_field(desk, "effects_taker")
    lists = [
        (one.id, one.list_no or one.document_no or local_text(one.taken_at))
        for one in folder.seizures
        if not one.takeover
    ]
    stays = [("", translate("effects", "stays on the slip")), *words("category").items()]
    uses = [("", translate("effects", "no cash")), *words("cash_use").items()]
    entries = [
        choice_entry("list", translate("effects", "List of the case"), lists),
        text_entry("who", translate("effects", "Taken by, an officer of the case"), taker,
                   needed=True),
        *[choice_entry(f"line_{line.n}", line_text(line), stays, span=2)
          for line in state.lines if line.state is LineState.IN_LOCKER],
        choice_entry("nature", translate("effects", "Nature"), list(words("nature").items()),
                     value=Nature.EVIDENCE.value),
        choice_entry("cash_use", translate("effects", "What the cash is for"), uses),
        text_entry("proving", translate("effects", "Feature that proves something"),
                   TextField(max_length=200, name="effects_proving"), span=2),
        note_entry("note", translate("effects", "Note"), needed=False, lines=2, span=2),
    ]  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        command = MoveEffectsToSeizure(
            effects=state.id,
            lines=seized_lines(values, state),
            seizure=SeizureId(values["list"]),
            taken_by=PersonId(values["who"].person_id),
            note=values["note"],
        )

        def done(_outcome: Outcome) -> None:
            print_left(desk, state)
            text = translate("effects", "The lines wait on the list of the case to be taken in.")
            desk.notices.success(text)

        dialog.record(command, then=done)

    sheet = Sheet(
        translate("effects", "To the case"), entries,
        f"{state.number}  {state.name}  →  {folder.row.number}", columns=2, width=WIDE,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go, on_scan=lambda code: take_badge(desk, taker, code))
    dialog.open()
    return dialog


def seized_lines(values: Values, state: EffectsState) -> tuple[SeizedLine, ...]:
    """The lines that got a kind; what cash is for is said of cash alone."""
    found = []
    for line in state.lines:
        kind = values.get(f"line_{line.n}")
        if not kind:
            continue
        category = Category(kind)
        is_cash = category is Category.CASH and bool(values["cash_use"])
        found.append(
            SeizedLine(
                line=line.n,
                category=category,
                nature=Nature(values["nature"]),
                cash_use=CashUse(values["cash_use"]) if is_cash else None,
                proving_feature=values["proving"] if is_cash else "",
            )
        )
    return tuple(found)
