"""The page of proof: is the record whole?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar

from custody_app.domain.moments import moment_of
from custody_app.domain.tag import TagKind
from custody_app.queries.history_entry import HistoryEntry
from custody_app.runtime.i18n import translate
from custody_app.services.verification_note import Verification, read_verification
from custody_app.ui.proof.ledger_lists import (
    CheckpointList,
    findings_table,
    ledger_table,
    show_findings,
)
from custody_app.ui.proof.old_paper_panel import OldPaperPanel
from custody_app.ui.proof.presenter import Line, Shape, Verdict, last_sentence, shape_of, verified
from custody_app.ui.proof.verdict_card import VerdictCard
from custody_app.ui.shell.page import Page
from custody_app.ui.tasks import Cancelled
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

FINDINGS, LEDGER, CHECKPOINTS, OLD_PAPER = range(4)


class ProofPage(Page):
    """Is the record whole?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.verdict: Verdict | None = None
        self.card = VerdictCard()
        self.tabs = QTabBar()
        self.tabs.setObjectName("proof_tabs")
        self.tabs.setDrawBase(False)
        for text in (
            translate("proof", "Findings"),
            translate("proof", "Ledger"),
            translate("proof", "Checkpoints"),
            translate("proof", "Old slip or paper"),
        ):
            self.tabs.addTab(text)
        self.findings = findings_table(desk)
        self.ledger = ledger_table(desk)
        self.checkpoints = CheckpointList(desk)
        self.old = OldPaperPanel(desk)
        self._stack = QStackedWidget()
        for part in (self.findings, self.ledger, self.checkpoints, self.old):
            self._stack.addWidget(part)
        self.body.addWidget(self.card)
        self.body.addLayout(row(self.tabs, None))
        self.body.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.tabs.setCurrentIndex(LEDGER)
        self.card.pressed.connect(self.verify)
        self.findings.opened.connect(self._open_line)
        self.ledger.opened.connect(self._open_entry)
        self.old.verified.connect(self._show)
        self._show_last(None)

    def on_shown(self, **args: object) -> None:
        """Say when it was last verified; ``code`` is that of an old paper, ``verify`` begins."""
        self._refresh()
        text = str(args.get("code") or args.get("text") or "")
        if text:
            self.tabs.setCurrentIndex(OLD_PAPER)
            self.old.check_text(text)
        if args.get("verify"):
            self.verify()

    def on_changed(self, changes: object) -> None:
        """Records were added."""
        self._refresh()

    def on_scan(self, code: ScannedCode) -> bool:
        """The code of a paper is held against the record."""
        if code.kind not in (TagKind.FORM, TagKind.CHECKPOINT):
            return False
        self.tabs.setCurrentIndex(OLD_PAPER)
        self.old.check_text(code.digits)
        return True

    def on_typed(self, text: str) -> bool:
        """The text of a slip typed or scanned into the scan line."""
        if shape_of(text)[0] is Shape.NEITHER:
            return False
        self.tabs.setCurrentIndex(OLD_PAPER)
        self.old.check_text(text)
        return True

    def state(self) -> dict[str, object]:
        """The list in front, and the text of the slip."""
        return {"tab": self.tabs.currentIndex(), "slip": self.old.text.toPlainText()}

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        tab = state.get("tab")
        if isinstance(tab, int) and FINDINGS <= tab <= OLD_PAPER:
            self.tabs.setCurrentIndex(tab)
        self.old.text.setPlainText(str(state.get("slip") or ""))

    def verify(self) -> None:
        """Verify the whole record off the window's thread; it can be cancelled."""
        core = self.desk.core
        centre, now = core.folder, moment_of(core.clock.now())
        self.card.set_busy(True)
        progress = self.card.strip.follow(translate("proof", "Verifying"))
        self.desk.tasks.read(
            lambda: verified(centre, now, progress.report), self._on_verified, self._failed,
            owner=self, question="verify",
        )  # fmt: skip

    def _on_verified(self, verdict: Verdict) -> None:
        self.card.strip.done()
        self.card.set_busy(False)
        self._show(verdict)
        if verdict.findings:
            self.tabs.setCurrentIndex(FINDINGS)

    def _failed(self, error: Exception) -> None:
        self.card.strip.done()
        self.card.set_busy(False)
        if isinstance(error, Cancelled):
            self.desk.notices.info(translate("proof", "The verification was stopped."))
        else:
            self.desk.notices.refuse(error)

    def _show(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.desk.bus.publish(None)
        tone = Tone.GOOD if verdict.is_whole else Tone.BAD
        self.card.show_verdict(tone, verdict.sentence, "\n".join(verdict.unknown))
        show_findings(self.findings, verdict)
        count = len(verdict.findings)
        text = translate("proof", "Findings")
        self.tabs.setTabText(FINDINGS, f"{text}  {count}" if count else text)

    def _refresh(self) -> None:
        self.ledger.refresh()
        self.checkpoints.refresh()
        if self.verdict is None:
            centre = self.desk.core.folder
            self.desk.tasks.read(
                lambda: read_verification(centre), self._show_last, owner=self, question="last"
            )

    def _show_last(self, done: Verification | None) -> None:
        if self.verdict is not None:
            return
        tone = Tone.CAUTION if done is None else Tone.GOOD if done.is_whole else Tone.BAD
        below = translate(
            "proof",
            "Verifying recomputes every hash, signature, list and file. Whether the end was cut "
            "off can only be known with a checkpoint slip from outside.",
        )
        self.card.show_verdict(tone, last_sentence(done), below)

    def _open_line(self, line: Line) -> None:
        if line.item:
            self.desk.navigate("items", item_id=line.item)

    def _open_entry(self, entry: HistoryEntry) -> None:
        if entry.subject_kind == "item":
            self.desk.navigate("items", item_id=entry.subject_id)
