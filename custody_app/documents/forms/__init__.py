"""The forms of the centre: kind → input class and layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from custody_app.documents.forms import (
    authority_change,
    authority_store_list,
    blank_slip,
    call_out_approval,
    check_out_slip,
    correction_notice,
    count_sheet,
    custody_form,
    destruction_list,
    difference_notice,
    disposal_approval,
    disposal_report,
    disposal_voucher,
    effects_out,
    effects_slip,
    entrust_list,
    hand_over_sheet,
    inquiry_result,
    inspection_sheet,
    intake_list,
    maintenance_sheet,
    money_ledger,
    money_receipt,
    money_reconciliation,
    move_slip,
    place_contents,
    public_notice,
    receipt,
    recovery_sheet,
    refusal_notice,
    release_list,
    return_slip,
    shift_sheet,
    store_transfer,
    transfer_list,
    vehicle_week,
)
from custody_app.documents.sheet import Sheet
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind


@dataclass(frozen=True, slots=True)
class FormSpec:
    """One kind of form: what fills it and how it is laid out."""

    kind: FormKind
    document: type[Any]
    build: Callable[[Any, Wording], Sheet]


_ALL = (
    FormSpec(FormKind.INTAKE_LIST, intake_list.IntakeList, intake_list.build),
    FormSpec(FormKind.RECEIPT, receipt.Receipt, receipt.build),
    FormSpec(FormKind.REFUSAL_NOTICE, refusal_notice.RefusalNotice, refusal_notice.build),
    FormSpec(FormKind.HAND_OVER_SHEET, hand_over_sheet.HandOverSheet, hand_over_sheet.build),
    FormSpec(FormKind.STORE_TRANSFER, store_transfer.StoreTransfer, store_transfer.build),
    FormSpec(FormKind.ENTRUST_LIST, entrust_list.EntrustList, entrust_list.build),
    FormSpec(FormKind.CHECK_OUT_SLIP, check_out_slip.CheckOutSlip, check_out_slip.build),
    FormSpec(FormKind.RETURN_SLIP, return_slip.ReturnSlip, return_slip.build),
    FormSpec(FormKind.TRANSFER_LIST, transfer_list.TransferList, transfer_list.build),
    FormSpec(FormKind.AUTHORITY_CHANGE, authority_change.AuthorityChange, authority_change.build),
    FormSpec(FormKind.RELEASE_LIST, release_list.ReleaseList, release_list.build),
    FormSpec(FormKind.DESTRUCTION_LIST, destruction_list.DestructionList, destruction_list.build),
    FormSpec(
        FormKind.AUTHORITY_STORE_LIST,
        authority_store_list.AuthorityStoreList,
        authority_store_list.build,
    ),
    FormSpec(FormKind.DISPOSAL_VOUCHER, disposal_voucher.DisposalVoucher, disposal_voucher.build),
    FormSpec(FormKind.CUSTODY_FORM, custody_form.CustodyForm, custody_form.build),
    FormSpec(
        FormKind.CALL_OUT_APPROVAL, call_out_approval.CallOutApproval, call_out_approval.build
    ),
    FormSpec(
        FormKind.DISPOSAL_APPROVAL, disposal_approval.DisposalApproval, disposal_approval.build
    ),
    FormSpec(FormKind.SHIFT_SHEET, shift_sheet.ShiftSheet, shift_sheet.build),
    FormSpec(FormKind.DISPOSAL_REPORT, disposal_report.DisposalReport, disposal_report.build),
    FormSpec(FormKind.COUNT_SHEET, count_sheet.CountSheet, count_sheet.build),
    FormSpec(FormKind.MOVE_SLIP, move_slip.MoveSlip, move_slip.build),
    FormSpec(FormKind.PLACE_CONTENTS, place_contents.PlaceContents, place_contents.build),
    FormSpec(FormKind.INSPECTION_SHEET, inspection_sheet.InspectionSheet, inspection_sheet.build),
    FormSpec(
        FormKind.MAINTENANCE_SHEET, maintenance_sheet.MaintenanceSheet, maintenance_sheet.build
    ),
    FormSpec(FormKind.VEHICLE_WEEK, vehicle_week.VehicleWeek, vehicle_week.build),
    FormSpec(FormKind.BLANK_SLIP, blank_slip.BlankSlip, blank_slip.build),
    FormSpec(FormKind.RECOVERY_SHEET, recovery_sheet.RecoverySheet, recovery_sheet.build),
    FormSpec(
        FormKind.CORRECTION_NOTICE, correction_notice.CorrectionNotice, correction_notice.build
    ),
    FormSpec(
        FormKind.DIFFERENCE_NOTICE, difference_notice.DifferenceNotice, difference_notice.build
    ),
    FormSpec(FormKind.PUBLIC_NOTICE, public_notice.PublicNotice, public_notice.build),
    FormSpec(FormKind.INQUIRY_RESULT, inquiry_result.InquiryResult, inquiry_result.build),
    FormSpec(FormKind.EFFECTS_SLIP, effects_slip.EffectsSlip, effects_slip.build),
    FormSpec(FormKind.EFFECTS_OUT, effects_out.EffectsOut, effects_out.build),
    FormSpec(FormKind.MONEY_RECEIPT, money_receipt.MoneyReceipt, money_receipt.build),
    FormSpec(FormKind.MONEY_LEDGER, money_ledger.MoneyLedger, money_ledger.build),
    FormSpec(
        FormKind.MONEY_RECONCILIATION,
        money_reconciliation.MoneyReconciliation,
        money_reconciliation.build,
    ),
)

FORMS: dict[FormKind, FormSpec] = {spec.kind: spec for spec in _ALL}
BY_DOCUMENT: dict[type[Any], FormSpec] = {spec.document: spec for spec in _ALL}
