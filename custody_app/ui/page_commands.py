"""Which commands a button of a page leads to; a button nobody here may press is greyed by it.

A button that is made for one thing that is shown (item card, vehicle card, a request) is judged
by its own page, before the case of that thing; it does not stand here.
"""

from __future__ import annotations

from collections.abc import Iterable

from custody_app.ui.viewer import Viewer

ISSUE = ("IssueForm",)
AT_THE_COUNTER = (
    "CheckOutItem", "ReturnItem", "MoveItem", "MoveContainer", "ProveLabel", "SeeItem",
    "FreezeItem", "ReceiveFromStore",
)  # fmt: skip
WAYS_OUT = (
    "ReleaseItem", "DestroyItem", "SellItem", "PayInItem", "GiveToAuthority",
    "DeliverToAuthorityStore",
)  # fmt: skip
BUTTONS: dict[str, dict[str, tuple[str, ...]]] = {
    "today": {
        "make_owed_papers_button": ISSUE,
    },
    "counter": {
        "visitor_button": ("RegisterPerson",),
        "ask_call_out_button": ("RequestCallOut",),
        "approve_here_button": ("ApproveRequest",),
        "approve_paper_button": ("ApproveRequest",),
        "print_approval_button": ISSUE,
        "confirm_basket_button": AT_THE_COUNTER,
    },
    "intake": {
        "new_case_button": ("RegisterCase",),
        "empty_state_button": ("RegisterCase",),
        "register_officer_button": ("RegisterPerson",),
        "change_case_button": ("ChangeCase",),
        "close_case_button": ("CloseCase",),
        "record_list_button": ("RecordSeizure",),
        "clock_exception_button": ("ExceptHandOverClock",),
        "corrected_list_button": ("FileCorrectedList",),
        "more_lines_button": ("ListItem", "TakeOverItem"),
        "paste_button": ("ListItem", "TakeOverItem"),
        "add_line_button": ("ListItem", "TakeOverItem"),
        "add_unlisted_button": ("ListItem",),
        "split_button": ("SplitItem",),
        "all_as_listed_button": ("AcceptItem",),
        "decide_button": ("AcceptItem", "RefuseItem"),
        "confirm_lines_button": ("AcceptItem", "RefuseItem"),
        "brought_again_button": ("AcceptItem",),
        "print_label_button": ("LabelItem",),
        "print_labels_button": ("LabelItem",),
        "print_intake_list_button": ISSUE,
        "print_receipt_button": ISSUE,
        "print_refusal_notice_button": ISSUE,
    },
    "places": {
        "register_place_button": ("RegisterPlace",),
        "register_container_button": ("RegisterContainer",),
        "close_place_button": ("ClosePlace",),
        "count_place_button": ("CountPlace",),
        "print_contents_button": ISSUE,
        "put_here_button": ("MoveItem", "MoveContainer"),
        "container_move_button": ("MoveContainer",),
        "container_seal_button": ("ChangeContainerSeal",),
    },
    "vehicles": {
        "blank_sheets_button": ISSUE,
        "vehicle_week_button": ISSUE,
        "type_sheet_button": ("InspectVehicle",),
    },
    "effects": {
        "receive_effects_button": ("ReceiveEffects",),
    },
    "transfers": {
        "change_authority_button": ("SendAuthority",),
        "ask_transfer_button": ("RequestDisposal",),
        "answer_button": ("ConfirmAuthority", "RefuseAuthority"),
        "print_list_button": ISSUE,
        "hand_over_button": ("HandOverWithCase",),
        "take_back_button": ("TakeBackItem",),
    },
    "disposal": {
        "ask_disposal_button": ("RequestDisposal",),
        "disposal_report_button": ISSUE,
        "approve_button": ("ApproveRequest",),
        "refuse_button": ("RefuseRequest",),
        "paper_decision_button": ("ApproveRequest",),
        "approval_form_button": ISSUE,
        "withdraw_button": ("WithdrawRequest",),
        "withdraw_approved_button": ("WithdrawRequest",),
        "carry_out_button": WAYS_OUT,
        "carry_together_button": ("DestroyItem", "SellItem"),
        "bank_button": ("BankCash",),
        "archive_button": ("ArchiveItem",),
    },
    "money": {
        "deposit_button": ("DepositMoney",),
        "interest_button": ("AddInterest",),
        "ask_payment_button": ("RequestPayment",),
        "judgment_button": ("PayOutMoney",),
        "pay_button": ("PayOutMoney", "RefundMoney"),
        "add_receipt_button": ("AddMoneyReceipt",),
        "correct_money_button": ("CorrectMoney",),
        "print_ledger_button": ISSUE,
        "print_slip_button": ISSUE,
        "print_reconciliation_button": ISSUE,
        "record_reconciliation_button": ("RecordReconciliation",),
    },
    "reports": {
        "report_button": ISSUE,
        "more_papers_button": ISSUE,
        "signed_scans_button": ("FileSignedForm",),
        "file_signed_button": ("FileSignedForm",),
        "void_button": ("VoidForm",),
    },
    "proof": {
        "print_checkpoint_button": ("PrintCheckpoint",),
    },
    "shift": {
        "print_shift_button": ISSUE,
        "hand_over_button": ("HandOverShift",),
        "blank_slips_button": ("IssueBlankSlips",),
        "place_contents_button": ISSUE,
    },
    "settings": {
        "register_person": ("RegisterPerson",),
        "erase_data": ("ErasePersonalData",),
        "change_person": ("ChangePerson",),
        "open_account": ("OpenAccount",),
        "set_roles": ("SetRoles",),
        "reset_pin": ("EnrolKey",),
        "close_account": ("CloseAccount",),
        "register_unit": ("RegisterUnit",),
        "register_places": ("RegisterPlace",),
        "save_policy": ("SetPolicy",),
        "choose_backup_target": ("SetPolicy",),
        "confirm_before_case_filed": ("ConfirmRule",),
        "confirm_zone_approval": ("ConfirmRule",),
        "adopt_rule_pack": ("AdoptRulePack",),
        "confirm_deadline": ("ConfirmRule",),
        "print_blank_labels": ("IssueBlankLabels",),
        "print_blank_slips": ("IssueBlankSlips",),
    },
}
"""Page -> name of a button -> commands, one of which it gives."""


def refusal_of(page: str, button: str, viewer: Viewer) -> str:
    """Why the viewer may give none of the commands of a button; empty where one may be given."""
    commands = BUTTONS.get(page, {}).get(button, ())
    reasons = reasons_of(commands, viewer)
    return reasons[0] if reasons and all(reasons) else ""


def reasons_of(commands: Iterable[str], viewer: Viewer) -> list[str]:
    """Why each command would be refused, an empty text where it would not."""
    return [viewer.why_not(command) for command in commands]
