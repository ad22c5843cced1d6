"""Which role may give which command (rules-and-process 11).

One table for screens, command line and replay.
"""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.registers import PersonState
from custody_app.domain.vocabulary import Role

_CO = Role.CASE_OFFICER
_CH = Role.UNIT_HEAD
_TC = Role.STORE_CUSTODIAN
_CC = Role.CUSTODIAN
_CM = Role.CUSTODY_HEAD
_LR = Role.LEGAL_REVIEWER
_PH = Role.POLICE_HEAD
_PP = Role.PRINCIPAL_HEAD
_SD = Role.SPECIAL_DEPARTMENT
_FC = Role.FINANCE
_SV = Role.SUPERVISOR
_PX = Role.LIAISON
_SYS = Role.SYSTEM_ADMIN
_SEC = Role.SECURITY_ADMIN
_AUD = Role.AUDIT_ADMIN

_STORE = frozenset({_TC, _CC, _CM})
_COUNTER = frozenset({_TC, _CC})
_APPROVERS = frozenset({_CH, _PH, _PP, _CM})
_PAPER_DOOR = _APPROVERS | _COUNTER
"""Approvers decide themselves.

Custodians may enter a decision given on paper (the rule asks for the paper).
"""
_ANYONE = frozenset(Role)

MAY: dict[str, frozenset[Role]] = {
    "RegisterUnit": _STORE | {_SYS},
    "RegisterPerson": _STORE | {_SEC},
    "ChangePerson": _STORE | {_SEC},
    "OpenAccount": frozenset({_SEC}),
    "SetRoles": frozenset({_SEC}),
    "EnrolKey": frozenset({_SEC}),
    "CloseAccount": frozenset({_SEC}),
    "RegisterPlace": _STORE | {_SYS},
    "ClosePlace": _STORE,
    "RegisterContainer": _STORE,
    "RegisterCase": _STORE | {_CO},
    "ChangeCase": _STORE | {_CO},
    "CloseCase": frozenset({_CC, _CM}),
    "SetPolicy": frozenset({_CM, _SYS}),
    "ConfirmRule": frozenset({_CM, _LR}),
    "AdoptRulePack": frozenset({_CM, _LR}),
    "IssueForm": _ANYONE,
    "FileSignedForm": _STORE,
    "VoidForm": _STORE,
    "IssueBlankSlips": _STORE,
    "HandOverShift": _STORE,
    "PrintCheckpoint": _ANYONE,
    "ConfirmClock": _STORE | {_SYS, _SEC},
    "ErasePersonalData": frozenset({_SEC}),
    "MoveContainer": _STORE,
    "ChangeContainerSeal": _STORE,
    "RecordSeizure": _STORE | {_CO},
    "ListItem": _STORE | {_CO},
    "ExceptHandOverClock": _STORE | {_CO, _CH, _PH},
    "AcceptItem": _STORE,
    "RefuseItem": _STORE,
    "SplitItem": _STORE,
    "RecountItem": _STORE,
    "FileCorrectedList": _STORE | {_CO},
    "TakeOverItem": _STORE,
    "BankCash": _STORE | {_FC},
    "DepositMoney": frozenset({_FC}),
    "AddInterest": frozenset({_FC}),
    "AddMoneyReceipt": frozenset({_FC}),
    "CorrectMoney": frozenset({_FC}),
    "RequestPayment": _STORE | {_CO, _CH, _FC},
    "RefundMoney": frozenset({_FC}),
    "PayOutMoney": frozenset({_FC}),
    "RecordReconciliation": frozenset({_FC}),
    "LabelItem": _STORE,
    "ProveLabel": _STORE,
    "BindLabel": _STORE,
    "IssueBlankLabels": _STORE,
    "MoveItem": _STORE,
    "SeeItem": _STORE | {_SV},
    "ChangeSeal": _STORE,
    "SampleItem": _STORE,
    "FreezeItem": _STORE | {_SV},
    "UnfreezeItem": _STORE,
    "AcknowledgeDifference": _STORE | {_CH, _PH, _PP},
    "PlaceHold": _STORE | {_CO, _CH, _LR, _PH, _PP, _SV, _PX},
    "LiftHold": _STORE | {_CO, _CH, _LR, _PH, _PP, _SV, _PX},
    "ChangeMeasure": _STORE | {_CO, _LR},
    "CorrectItem": _STORE,
    "AttachFiles": _STORE | {_CO},
    "ArchiveItem": frozenset({_CC, _CM}),
    "RequestCallOut": _COUNTER | {_CO, _CH, _SD, _PX},
    "RequestExtension": _COUNTER | {_CO, _CH, _SD, _PX},
    "RequestDisposal": _STORE | {_CO},
    "ApproveRequest": _PAPER_DOOR,
    "RefuseRequest": _PAPER_DOOR,
    "WithdrawRequest": _STORE | {_CO, _CH},
    "CheckOutItem": _COUNTER,
    "ReturnItem": _COUNTER,
    "ExtendLoan": _COUNTER,
    "SendAuthority": _STORE | {_CO},
    "ConfirmAuthority": _STORE | {_PX},
    "RefuseAuthority": _STORE | {_PX},
    "HandOverWithCase": _COUNTER,
    "ReleaseItem": _COUNTER,
    "DestroyItem": _STORE,
    "SellItem": _STORE,
    "PayInItem": _STORE,
    "GiveToAuthority": _STORE,
    "TakeBackItem": _COUNTER,
}
"""Command -> roles that may give it."""


def may(person: PersonState, command: str) -> bool:
    """Whether the person may give this command at all."""
    return person.account_open and any(role in MAY[command] for role in person.roles)


def check_permission(person: PersonState, command: str) -> None:
    """Refuse a command to a person without the role.

    Raises:
        RuleBroken: ``permission.account_closed``, ``permission.role``.
    """
    if not person.account_open or person.departed:
        raise RuleBroken("permission.account_closed", person=person.id)
    if not any(role in MAY[command] for role in person.roles):
        needed = ", ".join(sorted(role.value for role in MAY[command]))
        raise RuleBroken("permission.role", command=command, needed=needed)
