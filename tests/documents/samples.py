"""One filled document of every kind, in Chinese or in plain Latin data, for the tests of papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from custody_app.documents.forms.authority_change import AuthorityChange, AuthorityLine
from custody_app.documents.forms.authority_store_list import AuthorityStoreList, DeliveredLine
from custody_app.documents.forms.blank_slip import BlankKind, BlankSlip
from custody_app.documents.forms.call_out_approval import CallOutApproval
from custody_app.documents.forms.check_out_slip import CheckOutSlip, LoanTerms
from custody_app.documents.forms.correction_notice import ChangedFact, CorrectionNotice
from custody_app.documents.forms.count_sheet import CountedLine, CountSheet
from custody_app.documents.forms.custody_form import CustodyForm, PhotoLine, StepLine
from custody_app.documents.forms.destruction_list import DestroyedLine, DestructionList
from custody_app.documents.forms.difference_notice import DifferenceNotice, DifferingLine
from custody_app.documents.forms.disposal_approval import DisposalApproval
from custody_app.documents.forms.disposal_report import (
    BalanceLine,
    CorrectedLine,
    DisposalReport,
    DisposedLine,
    UnsignedLine,
)
from custody_app.documents.forms.disposal_voucher import DisposalVoucher
from custody_app.documents.forms.effects_out import EffectsOut
from custody_app.documents.forms.effects_slip import EffectsPaperLine, EffectsSlip, Owner
from custody_app.documents.forms.entrust_list import EntrustList
from custody_app.documents.forms.hand_over_sheet import HandOverSheet
from custody_app.documents.forms.inquiry_result import InquiryLine, InquiryResult
from custody_app.documents.forms.inspection_sheet import InspectionSheet
from custody_app.documents.forms.intake_list import IntakeList
from custody_app.documents.forms.maintenance_sheet import MaintenanceSheet, UpkeepLine
from custody_app.documents.forms.money_ledger import LedgerLine, MoneyLedger
from custody_app.documents.forms.money_receipt import MoneyReceipt
from custody_app.documents.forms.money_reconciliation import MoneyReconciliation
from custody_app.documents.forms.move_slip import MovedLine, MoveSlip
from custody_app.documents.forms.place_contents import PlaceContents
from custody_app.documents.forms.public_notice import PublicNotice
from custody_app.documents.forms.receipt import Receipt
from custody_app.documents.forms.recovery_sheet import RecoverySheet
from custody_app.documents.forms.refusal_notice import RefusalNotice, RefusedLine
from custody_app.documents.forms.release_list import ReleaseList
from custody_app.documents.forms.return_slip import LentTerms, ReturnedLine, ReturnSlip
from custody_app.documents.forms.shift_sheet import Matter, ShiftLine, ShiftSection, ShiftSheet
from custody_app.documents.forms.store_transfer import StoreTransfer
from custody_app.documents.forms.transfer_list import TransferList, TransferredLine
from custody_app.documents.forms.vehicle_week import ParkedLine, VehicleWeek, WeekLine
from custody_app.documents.parts import (
    Approval,
    CaseRef,
    FormHead,
    ItemLine,
    Paper,
    Reading,
    Signatory,
)
from custody_app.domain.effects import GivenTo, KeptWhy, LineState, Sex
from custody_app.domain.moments import Day, Moment
from custody_app.domain.money import MoneySource
from custody_app.domain.parts import Cash, Denomination, Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import Discrepancy, Finding
from custody_app.domain.tag import Tag, TagKind
from custody_app.domain.vehicle import (
    BodyZone,
    Fuel,
    UpkeepTask,
    VehicleFacts,
    VehiclePaper,
    ZoneSeen,
    ZoneState,
)
from custody_app.domain.vocabulary import (
    Authority,
    CaseKind,
    CashUse,
    Category,
    Condition,
    Custody,
    DeliveryMode,
    Disposal,
    FormKind,
    FreezeReason,
    Grade,
    LoanPurpose,
    Measure,
    Nature,
    Party,
    Rank,
    Recipient,
    RefusalReason,
    SignedBy,
    WeightKind,
)

RARE_NAME = "䶮㛃𬱖𠮷"
MARKUP = '<img src="/etc/passwd"> <b>&amp;'
HASH = "0123456789" * 6 + "0123"
CHECKPOINT = "SPCC1:" + "2345672345" * 17
AT = Moment("2026-11-24T01:15:00.000Z")
LATER = Moment("2026-11-25T01:15:00.000Z")
DAY = Day("2026-11-24")


def code(kind: TagKind = TagKind.FORM, serial: int = 1, copy: int = 1) -> str:
    """An 18-digit code of the demonstration site."""
    return Tag(kind, 5301, 1, 26, serial).code(copy)


@dataclass(frozen=True, slots=True)
class Data:
    """The free texts of a sample."""

    agency: str
    number: str
    person: str
    other: str
    unit: str
    case: str
    item: str
    text: str
    place: str
    paper: str
    wrong: str


CHINESE = Data(
    agency="昆明市公安局五华分局涉案财物管理中心",
    number="昆公五涉管字〔2026〕12号",
    person=f"张{RARE_NAME}",
    other="李建国",
    unit="刑事侦查大队",
    case="张某某涉嫌盗窃案",
    item=f"{RARE_NAME}牌移动电话",
    text="黑色直板，屏幕左上角有裂纹，背面贴有卡通贴纸，后盖轻微变形，开机有密码",
    place="主楼一层／甲区／三号架／五层",
    paper="扣押决定书",
    wrong=f"屏幕新增裂纹，经手人{RARE_NAME}说明系检验拆机所致",
)
LATIN = Data(
    agency="Custody Centre",
    number="KM-2026-12",
    person="Zhang Wei",
    other="Li Jianguo",
    unit="Criminal investigation",
    case="Theft of phones",
    item="Mobile phone",
    text="black, crack in the upper left corner of the screen",
    place="Main building / zone A / rack 3",
    paper="Seizure decision",
    wrong="a new crack in the screen after the test",
)
UNITS = {"CNY", "g"}


class Samples:
    """Builds the documents from one set of texts."""

    def __init__(self, data: Data, *, demo: bool = False, lines: int = 3) -> None:
        self.data = data
        self.demo = demo
        self.count = lines
        self.piece = "部" if data is CHINESE else "g"

    def head(self, serial: int = 1, *, checkpoint: bool = True) -> FormHead:
        """The head of a form."""
        return FormHead(
            agency=self.data.agency,
            number=self.data.number,
            code18=code(TagKind.FORM, serial),
            printed_at=AT,
            demo=self.demo,
            ledger_position="01/1234",
            last_hash=HASH,
            checkpoint=CHECKPOINT if checkpoint else "",
        )

    def case(self) -> CaseRef:
        """The case."""
        return CaseRef(
            number="5301020100002026110007",
            name=self.data.case,
            kind=CaseKind.CRIMINAL,
            unit=self.data.unit,
            officers=(self.data.person, self.data.other),
            suspect=self.data.person,
            provisional=True,
        )

    def person(self, *, confirmed: bool = False) -> Signatory:
        """A person with badge and unit."""
        return Signatory(
            name=self.data.person,
            badge="012345",
            unit=self.data.unit,
            confirmed_at=AT if confirmed else None,
            confirmed_hash=HASH if confirmed else "",
        )

    def item(self, number: int = 1) -> ItemLine:
        """One thing; every third is cash, every second of the others weighs."""
        cash = None
        if number % 3 == 0:
            hundred = Denomination(Amount("100", "CNY"), 120)
            cash = Cash(CashUse.TO_BANK, Amount("12000.50", "CNY"), (hundred,))
        return ItemLine(
            no=str(number),
            name=self.data.item,
            quantity=Amount(str(number), self.piece),
            listed=Amount(str(number + 1), self.piece) if number % 5 == 2 else None,
            code18=code(TagKind.ITEM, number),
            category=Category.CASH if cash else Category.PHONE,
            features=self.data.text,
            identifiers=None if cash else Identifiers(imei="490154203237518"),
            weights=(Weight(WeightKind.GROSS, Amount("360.00", "g")),) if number % 2 == 0 else (),
            cash=cash,
            measure=Measure.SEIZE,
            nature=Nature.EVIDENCE,
            place=self.data.place,
            grade=Grade.SPECIAL if cash else Grade.NORMAL,
            seal_no="0008123",
            condition=Condition.INTACT,
        )

    def items(self) -> tuple[ItemLine, ...]:
        """As many things as asked for."""
        return tuple(self.item(number) for number in range(1, self.count + 1))

    def paper(self) -> Paper:
        """A legal document."""
        return Paper(name=self.data.paper, number="2026-118", on=DAY)

    def approval(self) -> Approval:
        """An approval on paper."""
        return Approval(number="2026-77", on=DAY, approver=self.data.other, rank=Rank.POLICE_HEAD)

    def intake_list(self) -> IntakeList:
        """Intake list."""
        return IntakeList(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            papers=(self.paper(),),
            list_no="2026-0118-1",
            taken_at=AT,
            taken_place=self.data.place,
            received_at=LATER,
            holder=Signatory(name=self.data.person),
            witness=Signatory(party=Party.REFUSED_TO_SIGN, note=self.data.wrong),
            mode=DeliveryMode.OFFICER_BRINGS,
            sealed_uncounted=False,
            late_note=self.data.text,
            delivered_by=self.person(),
            received_by=self.person(confirmed=True),
            second=self.person(),
        )

    def receipt(self) -> Receipt:
        """Receipt."""
        return Receipt(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            taken_at=AT,
            due_at=LATER,
            received_at=LATER,
            opinion=self.data.wrong,
            mode=DeliveryMode.CENTRE_FETCHES,
            sealed_uncounted=True,
            delivered_by=self.person(),
            received_by=self.person(confirmed=True),
        )

    def refusal_notice(self) -> RefusalNotice:
        """Refusal notice."""
        reasons = list(RefusalReason)
        return RefusalNotice(
            head=self.head(),
            case=self.case(),
            lines=tuple(
                RefusedLine(line=line, reason=reasons[n % len(reasons)], note=self.data.wrong)
                for n, line in enumerate(self.items())
            ),
            refused_at=AT,
            papers=(self.paper(),),
            taken_at=AT,
            due_at=LATER,
            demand=self.data.text,
            delivered_by=self.person(),
            refused_by=self.person(confirmed=True),
        )

    def check_out_slip(self) -> CheckOutSlip:
        """Check-out slip."""
        return CheckOutSlip(
            head=self.head(),
            case=self.case(),
            lines=tuple(
                replace(line, before=self._reading(line, "359.80")) if line.no == "1" else line
                for line in self.items()
            ),
            terms=(
                LoanTerms(
                    approval=self.approval(),
                    due_at=LATER,
                    request_no="2026-31",
                    purpose=LoanPurpose.APPRAISAL,
                    reason=self.data.text,
                ),
            ),
            checked_out_at=AT,
            borrower=self.person(confirmed=True),
            custodian=self.person(confirmed=True),
        )

    def return_slip(self) -> ReturnSlip:
        """Return slip with a difference."""
        return ReturnSlip(
            head=self.head(),
            case=self.case(),
            lines=tuple(self._returned(line) for line in self.items()),
            returned_at=LATER,
            loans=(
                LentTerms(
                    check_out_no="2026-31",
                    checked_out_at=AT,
                    due_at=LATER,
                    borrower=self.person(),
                ),
            ),
            brought_by=self.person(),
            received_by=self.person(confirmed=True),
        )

    def _returned(self, line: ItemLine) -> ReturnedLine:
        differs = line.no == "2"
        found = "359.80" if differs else "360.00"
        return ReturnedLine(
            line=line,
            last=self._reading(line, "360.00"),
            found=self._reading(line, found),
            differs=differs,
            explanation=self.data.wrong if differs else "",
        )

    def _reading(self, line: ItemLine, weight: str) -> Reading:
        gross = Weight(WeightKind.GROSS, Amount(weight, "g"))
        return Reading(
            quantity=line.quantity,
            weights=(gross,),
            seal_no=line.seal_no,
            condition=Condition.INTACT,
        )

    def difference_notice(self) -> DifferenceNotice:
        """Difference notice of one thing that weighs less."""
        line = self.items()[0]
        return DifferenceNotice(
            head=self.head(),
            case=self.case(),
            lines=(
                DifferingLine(
                    line=line,
                    reason=FreezeReason.WEIGHT_DIFFERS,
                    found_at=LATER,
                    last=self._reading(line, "360.00"),
                    found=self._reading(line, "300.00"),
                    explanation=self.data.text,
                ),
            ),
            found_at=LATER,
            borrower=self.person(),
            found_by=self.person(confirmed=True),
            second=self.person(confirmed=True),
        )

    def public_notice(self) -> PublicNotice:
        """A notice of three things."""
        return PublicNotice(
            head=self.head(),
            lines=self.items(),
            notice_no="2026-3",
            published_on=DAY,
            until=DAY,
            where=self.data.text,
            claim_at=self.data.unit,
            decided_by=self.person(),
        )

    def count_sheet(self) -> CountSheet:
        """A count that misses one thing and found a stranger."""
        return CountSheet(
            head=self.head(),
            place=self.data.unit,
            counted_at=LATER,
            expected=5,
            seen=4,
            lines=tuple(
                CountedLine(
                    line=line, missing=not number, stopped=not number, recorded_at=self.data.unit
                )
                for number, line in enumerate(self.items()[:2])
            ),
            counted_by=self.person(confirmed=True),
            note=self.data.text,
        )

    def inquiry_result(self) -> InquiryResult:
        """One difference cleared, one thing written off."""
        lines = self.items()
        return InquiryResult(
            head=self.head(),
            case=self.case(),
            lines=tuple(
                InquiryLine(
                    line=line,
                    reason=FreezeReason.NOT_FOUND,
                    stopped_at=LATER,
                    result=self.data.text,
                    lost=line.quantity if number else None,
                    liability_no="2026-7" if number else "",
                )
                for number, line in enumerate(lines[:2])
            ),
            decision_no="2026-3",
            decided_by=self.person(),
            recorded_by=self.person(confirmed=True),
        )

    def hand_over_sheet(self) -> HandOverSheet:
        """Hand-over sheet."""
        return HandOverSheet(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            mode=DeliveryMode.OFFICER_BRINGS,
            expected_at=AT,
            due_at=AT,
            note=self.data.text,
            giver=self.person(),
        )

    def store_transfer(self) -> StoreTransfer:
        """Store transfer sheet."""
        return StoreTransfer(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            from_store=self.data.unit,
            to_store="",
            sent_at=AT,
            received_at=AT,
            paper_no=self.data.text,
            reason=self.data.text,
            giver=self.person(confirmed=True),
            carrier=self.person(),
            receiver=self.person(confirmed=True),
            second=self.person(),
        )

    def entrust_list(self) -> EntrustList:
        """List of entrusted property."""
        return EntrustList(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            keeper=self.data.unit,
            qualification=self.data.text,
            contract_no=self.data.text,
            contract_on=Day("2026-03-02"),
            until=Day("2027-03-01"),
            entrusted_at=AT,
            approver=self.data.text,
            reason=self.data.text,
            giver=self.person(confirmed=True),
            receiver=self.person(),
        )

    def transfer_list(self) -> TransferList:
        """Transfer list."""
        return TransferList(
            head=self.head(),
            case=self.case(),
            lines=tuple(
                TransferredLine(line=line, proposal=self.data.text) for line in self.items()
            ),
            to_unit=self.data.unit,
            handed_at=AT,
            paper=self.paper(),
            approval=self.approval(),
            giver=self.person(confirmed=True),
            receiver=self.person(),
        )

    def authority_change(self) -> AuthorityChange:
        """Change of authority."""
        return AuthorityChange(
            head=self.head(),
            case=self.case(),
            lines=tuple(
                AuthorityLine(
                    line=line,
                    proposal=self.data.text,
                    photos=3,
                    on_loan_until=LATER if line.no == "2" else None,
                )
                for line in self.items()
            ),
            to_unit=self.data.unit,
            to_authority=Authority.PROCURATORATE,
            paper=self.paper(),
            sent_at=AT,
            giver=self.person(),
        )

    def release_list(self) -> ReleaseList:
        """Release to a proxy who cannot sign."""
        return ReleaseList(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            kind=Disposal.RETURN_TO_VICTIM,
            reason=self.data.text,
            approval=self.approval(),
            recipient=Recipient.PROXY,
            recipient_name=self.data.person,
            recipient_id_kind=self.data.paper,
            recipient_id_no="110105194912310021",
            proofs=(self.data.paper, self.data.text),
            paper=self.paper(),
            signed_by=SignedBy.CANNOT_SIGN,
            released_at=AT,
            witness=self.person(),
            officer=self.person(),
            custodian=self.person(confirmed=True),
        )

    def destruction_list(self) -> DestructionList:
        """Destruction."""
        return DestructionList(
            head=self.head(),
            lines=tuple(DestroyedLine(line=line, reason=self.data.text) for line in self.items()),
            approval=self.approval(),
            case=self.case(),
            paper=self.paper(),
            destroyed_at=AT,
            method=self.data.text,
            where=self.data.place,
            recording="2026-9",
            handlers=(self.person(), self.person()),
            witness=self.person(),
            approver=self.person(),
        )

    def disposal_voucher(self) -> DisposalVoucher:
        """Auction."""
        return DisposalVoucher(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            kind=Disposal.AUCTION,
            approval=self.approval(),
            reason=self.data.text,
            counterpart=self.data.person,
            voucher_no="2026-5",
            proceeds=Amount("400300.05", "CNY"),
            account_receipt_no="8899",
            paper=self.paper(),
            executed_at=AT,
            handlers=(self.person(), self.person()),
        )

    def authority_store_list(self) -> AuthorityStoreList:
        """Drugs go to the anti-drug store."""
        return AuthorityStoreList(
            head=self.head(),
            case=self.case(),
            lines=tuple(
                DeliveredLine(line=line, sampled=Amount("0.50", "g")) for line in self.items()
            ),
            to_unit=self.data.unit,
            receipt_no="2026-7",
            delivered_at=AT,
            approval=self.approval(),
            giver=self.person(confirmed=True),
            second=self.person(confirmed=True),
            receiver=self.person(),
        )

    def custody_form(self) -> CustodyForm:
        """Chain of custody."""
        return CustodyForm(
            head=self.head(),
            case=self.case(),
            item=self.item(2),
            state=Custody.ON_LOAN,
            steps=tuple(self._step(n) for n in range(self.count * 4)),
            papers=(self.paper(),),
            taken_at=AT,
            taken_place=self.data.place,
            taken_from=self.person(),
            photos=(PhotoLine(taken_at=AT, caption=self.data.text, sha256=HASH),),
            custodian=self.person(confirmed=True),
        )

    def _step(self, number: int) -> StepLine:
        types = ("ITEM_LISTED", "ITEM_ACCEPTED", "CONTAINER_MOVED", "ITEM_CHECKED_OUT")
        return StepLine(
            at=AT,
            typ=types[number % len(types)],
            hash=HASH,
            released_by=self.data.person,
            received_by=self.data.other,
            recorded_by=self.data.other,
            place=self.data.place,
            via_container="2 5301 01 26 000007" if number % 4 == 2 else "",
            detail=self.data.text,
            corrected=number == 1,
        )

    def call_out_approval(self) -> CallOutApproval:
        """Call-out approval."""
        return CallOutApproval(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            request_no="2026-31",
            purpose=LoanPurpose.TEST,
            reason=self.data.text,
            due_at=LATER,
            rank_needed=Rank.UNIT_HEAD,
            requested_at=AT,
            requester=self.person(),
        )

    def disposal_approval(self) -> DisposalApproval:
        """Disposal approval."""
        return DisposalApproval(
            head=self.head(),
            case=self.case(),
            lines=self.items(),
            request_no="2026-32",
            disposal=Disposal.DESTRUCTION,
            reason=self.data.text,
            rank_needed=Rank.POLICE_HEAD,
            requested_at=AT,
            paper=self.paper(),
            recipient=self.data.person,
            requester=self.person(),
        )

    def shift_sheet(self) -> ShiftSheet:
        """Shift hand-over."""
        line = ShiftLine(
            code=code(TagKind.ITEM, 5),
            what=self.data.item,
            where=self.data.place,
            who=self.data.person,
            when=LATER,
            note=self.data.text,
        )
        return ShiftSheet(
            head=self.head(),
            since=AT,
            until=LATER,
            sections=tuple(ShiftSection(matter=one, lines=(line,) * 2) for one in list(Matter)[:8]),
            station="01",
            backup_text="2026-11-24 08:00",
            note=self.data.text,
            handed_by=self.person(confirmed=True),
            taken_by=self.person(confirmed=True),
        )

    def disposal_report(self) -> DisposalReport:
        """A month."""
        ten, two = Amount("10", self.piece), Amount("2", self.piece)
        return DisposalReport(
            head=self.head(),
            since=DAY,
            until=DAY,
            balances=tuple(
                BalanceLine(
                    unit=self.data.unit,
                    category=one,
                    opening=ten,
                    taken_in=two,
                    out=two,
                    closing=ten,
                )
                for one in (Category.PHONE, Category.KNIFE)
            ),
            disposed=tuple(self._disposed(line) for line in self.items()),
            corrections=(
                CorrectedLine(
                    at=AT,
                    number=self.data.number,
                    fact=self.data.paper,
                    old=self.data.text,
                    new=self.data.wrong,
                    reason=self.data.text,
                    by=self.data.person,
                ),
            ),
            unsigned=(
                UnsignedLine(
                    number=self.data.number,
                    kind=FormKind.RELEASE_LIST,
                    issued_at=AT,
                    case=self.data.case,
                ),
            ),
            made_by=self.person(confirmed=True),
        )

    def _disposed(self, line: ItemLine) -> DisposedLine:
        return DisposedLine(
            at=AT,
            code18=line.code18,
            name=line.name,
            quantity=line.quantity,
            kind=Disposal.RETURN_TO_OWNER,
            case=self.data.case,
            approval_no="2026-77",
            receipt_no="2026-5",
            recipient=self.data.person,
        )

    def move_slip(self) -> MoveSlip:
        """Things moved to another zone."""
        return MoveSlip(
            head=self.head(),
            case=self.case(),
            lines=tuple(
                MovedLine(line=line, before=self.data.place, after=self.data.place)
                for line in self.items()
            ),
            moved_at=AT,
            reason=self.data.text,
            custodian=self.person(confirmed=True),
            second=self.person(),
        )

    def place_contents(self) -> PlaceContents:
        """Contents of a rack."""
        return PlaceContents(
            head=self.head(),
            place=self.data.place,
            place_code18=code(TagKind.PLACE, 9),
            lines=self.items(),
            as_of=AT,
            custodian=self.person(),
        )

    def money_receipt(self) -> MoneyReceipt:
        """Receipt of a deposit."""
        return MoneyReceipt(
            head=self.head(),
            case=self.case(),
            line=1,
            source=MoneySource.BANKED_CASH,
            amount=Amount("12000.50", "CNY"),
            day=DAY,
            receipt_no="20261124-1",
            payer=self.data.person,
            thing=self.data.item,
            note=self.data.text,
            balance=Amount("12000.50", "CNY"),
            clerk=self.person(confirmed=True),
        )

    def money_ledger(self) -> MoneyLedger:
        """Ledger with a deposit and a payment on every other line."""
        return MoneyLedger(
            head=self.head(),
            case=self.case(),
            lines=tuple(
                LedgerLine(
                    line=line,
                    day=DAY,
                    kind="MONEY_PAID_OUT" if line % 2 else "MONEY_CORRECTED",
                    of_line=0 if line % 2 else 1,
                    came=None if line % 2 else Amount("12000.50", "CNY"),
                    went=Amount("300.00", "CNY") if line % 2 else None,
                    balance=Amount("11700.50", "CNY"),
                    receipt_no=f"20261124-{line}",
                    who=self.data.person,
                    basis="2026-77",
                    note=self.data.text,
                )
                for line in range(1, self.count + 1)
            ),
            balances=(Amount("11700.50", "CNY"), Amount("20.00", "USD")),
            clerk=self.person(),
        )

    def money_reconciliation(self) -> MoneyReconciliation:
        """A statement with one line that differs and one that is missing."""
        return MoneyReconciliation(
            head=self.head(),
            unit="CNY",
            first_day=DAY,
            last_day=DAY,
            sha256=HASH,
            lines=400,
            entries=401,
            matched=398,
            differing=1,
            only_here=300,
            only_there=0,
            found=(
                Discrepancy(
                    finding=Finding.DIFFERS, receipt_no="20261124-1", day_here=DAY, day_there=DAY,
                    here=Amount("12.00", "CNY"), there=Amount("13.00", "CNY"),
                ),
                Discrepancy(
                    finding=Finding.ONLY_HERE, day_here=DAY, here=Amount("5.00", "CNY"),
                    out_here=True,
                ),
            ),
            note=self.data.text,
            clerk=self.person(),
        )  # fmt: skip

    def effects_slip(self) -> EffectsSlip:
        """A slip with lines that have left and lines that have not."""
        return EffectsSlip(
            head=self.head(),
            slip_no="2026110001",
            owner=self.owner(),
            locker=self.data.place,
            received_at=AT,
            why=KeptWhy.NOBODY_REACHED,
            case_number="A2026-1",
            cause=self.data.text,
            document_no="2026-7",
            lines=self.effects(),
            note=self.data.text,
            officer=self.person(),
            manager=self.person(confirmed=True),
        )

    def owner(self) -> Owner:
        """Whose effects they are."""
        return Owner(
            name=self.data.person, sex=Sex.FEMALE, born=DAY, phone="13800000000",
            id_kind="", id_no="530102199001010000", address=self.data.text,
        )  # fmt: skip

    def effects(self) -> tuple[EffectsPaperLine, ...]:
        """As many lines as things; every other one has left."""
        return tuple(
            EffectsPaperLine(
                n=n, name=self.data.item, quantity=Amount("1", "件"), feature=self.data.text,
                mark=f"N{n}", seal_no=f"F{n}", remark=self.data.text,
                state=LineState.RETURNED if n % 2 else None,
            )
            for n in range(1, self.count + 1)
        )  # fmt: skip

    def effects_out(self) -> EffectsOut:
        """Given back to a relative."""
        return EffectsOut(
            head=self.head(),
            slip_no="2026110001",
            owner=self.owner(),
            to=LineState.RETURNED,
            at=LATER,
            lines=self.effects(),
            given_to=GivenTo.RELATIVE,
            recipient=self.data.other,
            recipient_id_no="530102196508120023",
            note=self.data.text,
            manager=self.person(confirmed=True),
            second=self.person(),
        )

    def inspection_sheet(self) -> InspectionSheet:
        """A sheet that was typed in."""
        return InspectionSheet(
            head=self.head(),
            case=self.case(),
            vehicle=self.data.item,
            code18=code(TagKind.ITEM, 1),
            place="Y-01",
            identifiers=Identifiers(vin="00020210003108264", plate="A7K32N", engine_no="C41806"),
            facts=VehicleFacts(
                make=self.data.item,
                colour=self.data.text,
                mileage="68412",
                fuel=Fuel.HALF,
                keys=1,
                zones=(ZoneSeen(BodyZone.LEFT, ZoneState.SCRATCHED, self.data.text),),
                papers=(VehiclePaper.LICENCE,),
                equipment=self.data.text,
                remark=self.data.text,
            ),
            inspected_at=AT,
            typed_at=LATER,
            missing_note=self.data.text,
            articles=((self.data.item, "1"),),
            inspector=self.person(),
        )

    def maintenance_sheet(self) -> MaintenanceSheet:
        """A register with two lines."""
        return MaintenanceSheet(
            head=self.head(),
            case=self.case(),
            vehicle=self.data.item,
            plate="A7K32N",
            vin="00020210003108264",
            code18=code(TagKind.ITEM, 1),
            place="Y-01",
            intake_at=AT,
            next_at=LATER,
            lines=(
                UpkeepLine(at=AT, tasks=tuple(UpkeepTask), note="", by=self.data.person),
                UpkeepLine(at=LATER, tasks=(), note=self.data.text, by=self.data.other),
            ),
        )

    def vehicle_week(self) -> VehicleWeek:
        """A week of one unit."""
        return VehicleWeek(
            head=self.head(),
            since=DAY,
            until=DAY,
            lines=(WeekLine(unit=self.data.unit, opening=1, taken_in=1, out=0, closing=2),),
            parked=(
                ParkedLine(
                    plate="A7K32N", name=self.data.item, case=self.data.case, place=self.data.text,
                    days=3, on_loan=False, keys=1, next_at=LATER,
                ),
            ),
            made_by=self.person(),
        )  # fmt: skip

    def blank_slip(self, kind: BlankKind = BlankKind.IN) -> BlankSlip:
        """A numbered blank."""
        return BlankSlip(head=self.head(checkpoint=False), kind=kind)

    def recovery_sheet(self) -> RecoverySheet:
        """Recovery sheet."""
        return RecoverySheet(
            head=self.head(checkpoint=False),
            centre_name=self.data.agency,
            centre_uuid="01930000-0000-7000-8000-000000000001",
            site="5301",
            station="01",
            station_public_key=HASH,
            recovery_code="2345-6723-4567-2345-6723-4567",
            backup_target="/media/backup",
            first_keeper=self.person(),
        )

    def correction_notice(self) -> CorrectionNotice:
        """Correction."""
        return CorrectionNotice(
            head=self.head(),
            case=self.case(),
            facts=(
                ChangedFact(
                    item=self.data.item,
                    code18=code(TagKind.ITEM, 5),
                    fact=self.data.paper,
                    old=self.data.text,
                    new=self.data.wrong,
                ),
            ),
            reason=self.data.text,
            corrected_at=AT,
            of_kind=FormKind.INTAKE_LIST,
            of_number=self.data.number,
            of_event="01/1200",
            corrected_by=self.person(confirmed=True),
            second=self.person(confirmed=True),
        )

    def all(self) -> dict[FormKind, Any]:
        """Every kind of form."""
        return {kind: self.one(kind) for kind in FormKind if kind is not FormKind.LABEL_SHEET}

    def one(self, kind: FormKind) -> Any:
        """The form of this kind."""
        build: Callable[[], Any] = getattr(self, kind.value)
        return build()
