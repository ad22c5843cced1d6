"""What the items page decides: facts and pills of a thing, what may be done with it now."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.rules.delivery import ANNOUNCED_FROM
from custody_app.domain.rules.notices import running_notice
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    STORED,
    Condition,
    Custody,
    MeasureState,
    SealState,
)
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.viewer import Viewer

GOOD_CUSTODY = frozenset({Custody.IN_STORE, Custody.TEMPORARY_STORE})
CAUTION_CUSTODY = frozenset(
    {
        Custody.LISTED,
        Custody.URGENT_TEST,
        Custody.AWAITED,
        Custody.IN_TRANSIT,
        Custody.ENTRUSTED,
        Custody.ON_LOAN,
    }
)
BAD_CUSTODY = frozenset({Custody.REFUSED, Custody.WRITTEN_OFF})


@dataclass(frozen=True, slots=True)
class PillFact:
    """A state in one word; ``dimension`` says which, for the tip."""

    dimension: str
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something that makes sense now; ``command`` decides who may, ``why_not`` says why not."""

    code: str
    command: str
    text: str
    icon: str
    is_danger: bool = False
    why_not: str = ""


def custody_tone(custody: Custody) -> Tone:
    """Good, waiting, bad, or simply gone."""
    if custody in GOOD_CUSTODY:
        return Tone.GOOD
    if custody in CAUTION_CUSTODY:
        return Tone.CAUTION
    return Tone.BAD if custody in BAD_CUSTODY else Tone.NEUTRAL


def pills_of(state: ItemState) -> list[PillFact]:
    """The six dimensions: custody, measure, authority, condition, seal, flags."""
    measure = word("measure", state.measure.value)
    if state.measure_state is not MeasureState.IN_FORCE:
        measure = f"{measure} · {word('measure_state', state.measure_state.value)}"
    expired = state.measure_state in (MeasureState.EXPIRED, MeasureState.LIFTED)
    seal = word("seal_state", state.seal.value)
    if state.seal_no:
        seal = f"{seal} {state.seal_no}"
    intact = state.condition is Condition.INTACT
    found = [
        PillFact(
            translate("items", "Custody"),
            word("custody", state.custody.value),
            custody_tone(state.custody),
        ),
        PillFact(translate("items", "Measure"), measure, Tone.CAUTION if expired else Tone.NEUTRAL),
        PillFact(
            translate("items", "Authority"), word("authority", state.authority.value), Tone.NEUTRAL
        ),
        PillFact(
            translate("items", "Condition"),
            word("condition", state.condition.value),
            Tone.GOOD if intact else Tone.CAUTION,
        ),
        PillFact(
            translate("items", "Seal"),
            seal,
            Tone.INFO if state.seal is SealState.SEALED else Tone.NEUTRAL,
        ),
    ]
    return [*found, *flags_of(state)]


def flags_of(state: ItemState) -> list[PillFact]:
    """The sixth dimension: what is special about the thing now."""
    flag = translate("items", "Flag")
    checks = (
        (state.frozen is not None, translate("items", "Frozen"), Tone.BAD),
        (state.holds > 0, translate("items", "On hold"), Tone.BAD),
        (state.difference, translate("items", "Differs from the list"), Tone.CAUTION),
        (bool(state.missing), translate("items", "Fields missing"), Tone.CAUTION),
        (state.is_doubtful, translate("items", "Number looks wrong"), Tone.CAUTION),
        (state.is_uncounted, translate("items", "Not counted"), Tone.CAUTION),
        (state.is_cash_to_bank, translate("items", "To be banked"), Tone.CAUTION),
        (state.authority_offer is not None, translate("items", "Authority sent"), Tone.INFO),
        (state.secret, translate("items", "Secret"), Tone.CAUTION),
        (state.ownerless, translate("items", "Owner unknown"), Tone.NEUTRAL),
        (running_notice(state) is not None, translate("items", "Notice runs"), Tone.INFO),
        (state.perishable, translate("items", "Perishable"), Tone.CAUTION),
        (state.needs_two_people, word("grade", state.grade.value), Tone.CAUTION),
    )
    return [PillFact(flag, text, tone) for holds, text, tone in checks if holds]


def actions_of(state: ItemState, viewer: Viewer) -> list[ActionRow]:
    """What makes sense for the thing now; what the viewer may not do stands there and says why."""
    return [replace(row, why_not=viewer.why_not(row.command)) for row in _possible(state)]


def _possible(state: ItemState) -> list[ActionRow]:
    in_store = state.custody is Custody.IN_STORE
    stored = state.custody in STORED
    held = state.in_custody
    lasting = not state.is_gone
    rows = (
        *_away_rows(state),
        *_label_rows(state),
        (True, _row("custody_form", "IssueForm",
                    translate("items", "Custody form"), "scroll-text")),
        (True, _row("files", "AttachFiles", translate("items", "Attach photo"), "camera")),
        (in_store, _row("call_out", "RequestCallOut",
                        translate("items", "Request call-out"), "log-out")),
        (in_store, _row("disposal", "RequestDisposal",
                    translate("items", "Request disposal"), "gavel")),
        (stored, _row("see", "SeeItem", translate("items", "Seen here"), "eye")),
        (stored, _row("seal", "ChangeSeal", translate("items", "Change the seal"), "lock")),
        (stored, _row("recount", "RecountItem",
                        translate("items", "Count again, two people"), "scale")),
        (state.is_cash_to_bank and in_store, _row("bank", "BankCash",
                                                  translate("items", "Bank receipt"), "banknote")),
        (in_store, _row("sample", "SampleItem", translate("items", "Record a sample"), "split")),
        (lasting, _row("measure", "ChangeMeasure",
                       translate("items", "Change the measure"), "gavel")),
        *_notice_rows(state),
        *_clock_rows(state),
        (lasting, _row("hold", "PlaceHold", translate("items", "Place a hold"), "hand")),
        (lasting and state.holds > 0, _row("lift", "LiftHold",
                                           translate("items", "Lift the hold"), "check")),
        (held and state.frozen is None, _row("freeze", "FreezeItem", translate("items", "Freeze"),
                                             "ban", danger=True)),
        (state.frozen is not None, _row("unfreeze", "UnfreezeItem",
                                        translate("items", "Unfreeze"), "lock-open")),
        (held and state.frozen is not None, _row("write_off", "WriteOffItem",
                                                 translate("items", "Write off what is lost"),
                                                 "trash-2", danger=True)),
        (bool(state.unacknowledged), _row("notice", "IssueForm",
                                          translate("items", "Difference notice"), "printer")),
        (bool(state.unacknowledged), _row("acknowledge", "AcknowledgeDifference",
                                          translate("items", "Acknowledge the difference"),
                                          "stamp")),
        (True, _row("correct", "CorrectItem", translate("items", "Correct the record"), "pencil")),
        (state.is_gone and state.custody is not Custody.ARCHIVED,
         _row("archive", "ArchiveItem", translate("items", "Archive"), "archive")),
    )  # fmt: skip
    return [row for holds, row in rows if holds]


def _label_rows(state: ItemState) -> tuple[tuple[bool, ActionRow], ...]:
    stored, lasting = state.custody in STORED, not state.is_gone
    return (
        (stored, _row("move_slip", "IssueForm", translate("items", "Slip of the last move"),
                      "printer")),
        (stored, _row("move", "MoveItem", translate("items", "Move"), "map-pin")),
        (lasting and not state.copy, _row("label", "LabelItem",
                                          translate("items", "Print the label"), "sticker")),
        (stored and not state.copy, _row("bind", "BindLabel",
                                           translate("items", "Bind a label printed in advance"),
                                           "link-2")),
        (stored and bool(state.copy), _row("label", "LabelItem",
                                             translate("items", "Reprint the label"), "sticker")),
    )  # fmt: skip


def _away_rows(state: ItemState) -> tuple[tuple[bool, ActionRow], ...]:
    """Between the officer's hands, stores and other keepers (T04, T07, T09)."""
    custody = state.custody
    return (
        (custody is Custody.IN_TRANSIT, _row("receive", "ReceiveFromStore",
            translate("items", "Receive from another store"), "check")),
        (custody is Custody.ENTRUSTED, _row("take_back", "ReturnEntrusted",
            translate("items", "Take back what was entrusted"), "check")),
        (custody is Custody.ENTRUSTED, _row("visit", "VisitEntrusted",
            translate("items", "Record a visit"), "eye")),
        (custody in ANNOUNCED_FROM, _row("announce", "AnnounceDelivery",
            translate("items", "Announce the delivery"), "calendar-clock")),
        (custody is Custody.AWAITED, _row("withdraw", "WithdrawDelivery",
            translate("items", "Withdraw the announced delivery"), "ban")),
        (custody is Custody.ON_LOAN, _row("longer", "RequestExtension",
            translate("items", "Ask for a later return"), "calendar-clock")),
        (custody is Custody.ON_LOAN, _row("extend_loan", "ExtendLoan",
            translate("items", "Move the return date"), "calendar")),
        (custody in STORED, _row("send", "SendToStore",
            translate("items", "Send to another store"), "log-out")),
        (custody is Custody.IN_STORE, _row("entrust", "EntrustItem",
            translate("items", "Entrust to a third party"), "hand")),
    )  # fmt: skip


def _notice_rows(state: ItemState) -> tuple[tuple[bool, ActionRow], ...]:
    in_store, runs = state.custody is Custody.IN_STORE, running_notice(state) is not None
    return (
        (in_store and not runs, _row("publish", "PublishNotice",
                                     translate("items", "Publish a notice"), "scroll-text")),
        (runs, _row("claim", "RecordClaim", translate("items", "Record a claim"), "hand")),
    )  # fmt: skip


def _clock_rows(state: ItemState) -> tuple[tuple[bool, ActionRow], ...]:
    runs, lasting = bool(state.clocks), not state.is_gone
    return (
        (lasting, _row("start_clock", "StartClock",
                       translate("items", "Start a deadline"), "calendar-clock")),
        (runs and lasting, _row("extend_clock", "ExtendClock",
                                translate("items", "Extend a deadline"), "calendar-clock")),
        (runs, _row("stop_clock", "StopClock",
                    translate("items", "Stop a deadline"), "calendar-clock")),
    )  # fmt: skip


def _row(code: str, command: str, text: str, icon: str, *, danger: bool = False) -> ActionRow:
    return ActionRow(code, command, text, icon, danger)


FRONT = ("move", "receive", "take_back", "label", "custody_form", "files")
"""Actions with a button of their own; the others stand in the menu."""


def balance_rows(state: ItemState) -> list[tuple[str, str]]:
    """Where the counted quantity is; what is nought is left out, but for listed and stored."""
    balance = state.balance
    rows = (
        (translate("items", "List says"), balance.listed, True),
        (translate("items", "Taken in"), balance.taken, False),
        (translate("items", "In store"), balance.stored, True),
        (translate("items", "On loan"), balance.on_loan, False),
        (translate("items", "Refused"), balance.refused, False),
        (translate("items", "Left"), balance.released, False),
        (translate("items", "Used up"), balance.consumed, False),
        (translate("items", "Lost"), balance.lost, False),
    )
    return [
        (said, f"{amount.n} {unit_word(amount.u, amount.n)}")
        for said, amount, always in rows
        if always or not amount.is_zero
    ]
