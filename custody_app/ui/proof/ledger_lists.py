"""The lists of the page of proof: findings, the ledger itself, printed checkpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.commands.registers import PrintCheckpoint
from custody_app.domain.events.centre import CheckpointPrinted
from custody_app.queries.audit_trail import CheckpointRow, audit_trail, checkpoints
from custody_app.queries.history_entry import HistoryEntry
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.services.outcome import Outcome
from custody_app.services.paper.checkpoint_slip import SlipPress
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.proof.presenter import Line, Verdict, facts_text, people_text
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.columns import Ask, Column, Fetched
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import column, row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

SHORT = 16
CHECKPOINTS_SHOWN = 200


def findings_table(desk: Desk) -> RecordTable[Line]:
    """What a verification found, each naming event and thing."""
    columns: list[Column[Line]] = [
        Column("where", translate("proof", "Record no."), lambda r: r.where, 100, is_number=True),
        Column("name", translate("proof", "Concerns"), lambda r: r.name, 220, is_strong=True),
        Column("text", translate("proof", "Finding"), lambda r: r.text, 520),
        Column("code", translate("proof", "Code"), lambda r: r.code, 180),
    ]
    empty = EmptyState(
        translate("proof", "No findings."),
        translate("proof", "Verify the whole record; what is wrong is named here."),
        icon="shield-check",
    )
    return RecordTable("proof_findings", columns, desk.tasks, desk.memory, empty=empty)


def show_findings(table: RecordTable[Line], verdict: Verdict) -> None:
    """The findings of a verification."""
    table.set_rows(list(verdict.findings))


def ledger_table(desk: Desk) -> RecordTable[HistoryEntry]:
    """Every record, newest first, with its hash."""
    read = Reader(desk.core.reader)

    def fetch(ask: Ask) -> Fetched[HistoryEntry]:
        after = ask.after if isinstance(ask.after, int) else None
        page = read(audit_trail, after=after, limit=ask.limit)
        return Fetched(page.rows, page.after)

    columns: list[Column[HistoryEntry]] = [
        Column("lseq", translate("proof", "Record no."), lambda r: f"{r.lseq:,}", 110,
               is_number=True),
        Column("when", translate("proof", "Recorded"),
               lambda r: local_text(r.recorded_at, seconds=True), 170),
        Column("event", translate("proof", "What happened"), lambda r: word("event", r.typ), 170,
               is_strong=True),
        Column("who", translate("proof", "Who"), people_text, 140),
        Column("facts", translate("proof", "Facts"), facts_text, 260),
        Column("hash", translate("proof", "Hash"), lambda r: r.ehash[:SHORT], 150),
        Column("whole_hash", translate("proof", "Whole hash"), lambda r: r.ehash, 480,
               is_shown=False),
        Column("happened", translate("proof", "Happened"), lambda r: local_text(r.happened_at),
               150, is_shown=False),
    ]  # fmt: skip
    return RecordTable("proof_ledger", columns, desk.tasks, desk.memory, fetch=fetch)


class CheckpointList(QWidget):
    """Checkpoints that went on paper, and the button that prints the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        core = desk.core
        self._press = SlipPress(core.folder, core.reader, core.clock, core.custody.centre)
        read = Reader(core.reader)
        columns: list[Column[CheckpointRow]] = [
            Column("size", translate("proof", "Records covered"), lambda r: f"{r.size:,}", 150,
                   is_number=True, is_strong=True),
            Column("when", translate("proof", "Printed"), lambda r: local_text(r.printed_at), 160),
            Column("by", translate("proof", "By"), lambda r: r.by, 120),
            Column("kind", translate("proof", "On"), lambda r: word("event", r.kind), 170),
            Column("root", translate("proof", "Root hash"), lambda r: r.root, 460),
        ]  # fmt: skip
        empty = EmptyState(
            translate("proof", "No checkpoint was printed yet."),
            translate("proof", "Print one and give it to somebody outside the centre."),
            icon="stamp",
        )
        self.table: RecordTable[CheckpointRow] = RecordTable(
            "proof_checkpoints", columns, desk.tasks, desk.memory, empty=empty,
            fetch=lambda _ask: Fetched(read(checkpoints, limit=CHECKPOINTS_SHOWN)),
        )  # fmt: skip
        self.print_button = Button(
            translate("proof", "Print checkpoint slip"), Kind.PRIMARY, "printer", self.print,
            name="print_checkpoint_button",
        )  # fmt: skip
        hint = translate(
            "proof",
            "A slip outside the centre is what proves that nothing was cut off or put back.",
        )
        head = row(Label(hint, "muted", wrap=True), self.print_button)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.table))
        self.table.opened.connect(lambda found: self._show(found.size))

    def refresh(self) -> None:
        """Another checkpoint was printed."""
        self.table.refresh()

    def print(self) -> None:
        """Record that the head of the ledger goes on paper, then show the slip."""
        self._desk.record(PrintCheckpoint(), owner=self, then=self._printed)

    def _printed(self, outcome: Outcome) -> None:
        for event in outcome.events:
            if isinstance(event, CheckpointPrinted):
                self._show(event.size)

    def _show(self, size: int) -> None:
        dialog = PaperDialog(self._desk, translate("proof", "Checkpoint slip"))
        press, language = self._press, self._desk.language

        def work() -> tuple[str, bytes]:
            path = press.print(size, language)
            return path.name, path.read_bytes()

        def show(found: tuple[str, bytes]) -> None:
            dialog.show_file(found[1], translate("proof", "Checkpoint slip"), found[0])

        def failed(error: Exception) -> None:
            dialog.reject()
            self._desk.notices.refuse(error)

        self._desk.tasks.read(work, show, failed, owner=dialog)
        dialog.open()
