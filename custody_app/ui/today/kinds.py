"""What each list of Today is called, who must act, and where its button leads."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import translate
from custody_app.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class Kind:
    """What a list says of itself."""

    title: str
    button: str
    who: str
    tone: Tone
    article: str = ""
    page: str = "items"


KINDS: dict[str, Callable[[], Kind]] = {
    "late_hand_over": lambda: Kind(
        translate("today", "Not handed over within 24 hours"), translate("today", "Take in"),
        translate("today", "Case officer"), Tone.BAD, "公通字〔2015〕21号 第12条", "intake",
    ),
    "overdue": lambda: Kind(
        translate("today", "Loans overdue"), translate("today", "Take back"),
        translate("today", "Borrower"), Tone.BAD, "公通字〔2015〕21号 第16条", "counter",
    ),
    "due_soon": lambda: Kind(
        translate("today", "To be returned soon"), translate("today", "Take back"),
        translate("today", "Borrower"), Tone.CAUTION, "公通字〔2015〕21号 第16条", "counter",
    ),
    "waiting_for_me": lambda: Kind(
        translate("today", "Waits for your decision"), translate("today", "Decide"),
        translate("today", "You"), Tone.CAUTION, "公通字〔2015〕21号 第15条", "approvals",
    ),
    "unconfirmed": lambda: Kind(
        translate("today", "Approved by telephone or deputy, not confirmed"),
        translate("today", "Confirm"), translate("today", "Head entitled"), Tone.CAUTION,
        "", "approvals",
    ),
    "needs_place": lambda: Kind(
        translate("today", "No place yet"), translate("today", "Put away"),
        translate("today", "Custodian"), Tone.CAUTION, "", "counter",
    ),
    "needs_label": lambda: Kind(
        translate("today", "Label missing or not proved"), translate("today", "Label"),
        translate("today", "Custodian"), Tone.CAUTION,
    ),
    "uncounted": lambda: Kind(
        translate("today", "Sealed, to be counted by two people"), translate("today", "Count"),
        translate("today", "Two custodians"), Tone.CAUTION, "公通字〔2015〕21号 第14条",
    ),
    "cash_to_bank": lambda: Kind(
        translate("today", "Cash not banked yet"), translate("today", "Enter receipt"),
        translate("today", "Custodian, finance"), Tone.CAUTION, "公通字〔2015〕21号 第9条",
    ),
    "list_awaited": lambda: Kind(
        translate("today", "Corrected list awaited"), translate("today", "File list"),
        translate("today", "Case officer"), Tone.CAUTION, "公通字〔2015〕21号 第14条", "intake",
    ),
    "perishes": lambda: Kind(
        translate("today", "Perishable: propose an early sale"),
        translate("today", "Open the card"), translate("today", "Case officer"), Tone.BAD,
        "公安机关办理刑事案件程序规定 第236条", "items",
    ),
    "fields_missing": lambda: Kind(
        translate("today", "Taken in with something missing"),
        translate("today", "Open the card"), translate("today", "Custodian"), Tone.CAUTION,
        "", "items",
    ),
    "frozen": lambda: Kind(
        translate("today", "Stopped by a difference"), translate("today", "Clear up"),
        translate("today", "Custody head"), Tone.BAD,
    ),
    "difference_reported": lambda: Kind(
        translate("today", "Differences the heads have not acknowledged"),
        translate("today", "Acknowledge"), translate("today", "Two heads"), Tone.CAUTION,
        "公通字〔2015〕21号 第16条",
    ),
    "authority_sent": lambda: Kind(
        translate("today", "Change of authority without receipt"),
        translate("today", "Enter receipt"), translate("today", "Receiving unit"), Tone.CAUTION,
        "", "transfers",
    ),
    "unsigned_forms": lambda: Kind(
        translate("today", "Papers not signed yet"), translate("today", "File signed copy"),
        translate("today", "Custodian"), Tone.NEUTRAL, "", "proof",
    ),
    "measure_ending": lambda: Kind(
        translate("today", "Legal measure ends soon"), translate("today", "Extend or lift"),
        translate("today", "Case officer"), Tone.CAUTION, "", "items",
    ),
    "not_transferred": lambda: Kind(
        translate("today", "In store too long, case not transferred"),
        translate("today", "Send or dispose"), translate("today", "Case officer"), Tone.CAUTION,
        "", "items",
    ),
    "clocks": lambda: Kind(
        translate("today", "Other deadlines, near or over"), translate("today", "Open the card"),
        "", Tone.CAUTION, "", "items",
    ),
    "stock_take": lambda: Kind(
        translate("today", "Places to be counted"), translate("today", "Open the place"),
        translate("today", "Custodian"), Tone.CAUTION, "", "places",
    ),
    "effects": lambda: Kind(
        translate("today", "Personal effects without an outcome"),
        translate("today", "Open the slip"), translate("today", "Custodian"), Tone.CAUTION,
        "公通字〔2012〕40号 第4条", "effects",
    ),
    "upkeep": lambda: Kind(
        translate("today", "Vehicles to be looked after"), translate("today", "Record"),
        translate("today", "Custodian"), Tone.CAUTION, "", "vehicles",
    ),
}  # fmt: skip
