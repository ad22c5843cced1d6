"""The field's closed lists as enums with stable string codes.

Words for people stand in ``resources/words``.
"""

from __future__ import annotations

from enum import StrEnum


class Custody(StrEnum):
    """Where a thing is in its custody (rules-and-process 10.2).

    One of the six dimensions of state.
    """

    LISTED = "S10"
    REGISTERED_ONLY = "S11"
    URGENT_TEST = "S12"
    AWAITED = "S20"
    REFUSED = "S21"
    TEMPORARY_STORE = "S25"
    IN_TRANSIT = "S26"
    IN_STORE = "S30"
    ENTRUSTED = "S31"
    AT_AUTHORITY_STORE = "S32"
    ON_LOAN = "S42"
    RETURNED_TO_VICTIM = "S60"
    RETURNED_TO_OWNER = "S61"
    WITH_CASE = "S62"
    WITH_AUTHORITY = "S63"
    SOLD = "S64"
    DESTROYED = "S65"
    PAID_IN = "S66"
    WRITTEN_OFF = "S71"
    SPLIT_UP = "S80"
    ARCHIVED = "S90"


STORED = frozenset({Custody.IN_STORE, Custody.TEMPORARY_STORE})
"""States in which a thing lies in a place, of the centre or of a temporary store."""

GONE = frozenset(
    {
        Custody.RETURNED_TO_VICTIM,
        Custody.RETURNED_TO_OWNER,
        Custody.WITH_CASE,
        Custody.WITH_AUTHORITY,
        Custody.SOLD,
        Custody.DESTROYED,
        Custody.PAID_IN,
        Custody.WRITTEN_OFF,
        Custody.SPLIT_UP,
        Custody.ARCHIVED,
    }
)
"""States in which nothing of the thing is in the centre's custody any more."""

MAY_COME_BACK = frozenset(
    {
        Custody.AT_AUTHORITY_STORE,
        Custody.WITH_CASE,
        Custody.WITH_AUTHORITY,
        Custody.RETURNED_TO_OWNER,
        Custody.RETURNED_TO_VICTIM,
    }
)
"""What was sold, destroyed or paid in does not come back as the same thing."""


class Measure(StrEnum):
    """The legal measure that brought a thing in (rules-and-process 1, 7.2)."""

    SEIZE = "seize"
    DETAIN = "detain"
    SEAL = "seal"
    FREEZE = "freeze"
    ADVANCE_REGISTRATION = "advance_registration"
    SAMPLE = "sample"
    REQUISITION = "requisition"
    LEAVE_WITH_HOLDER = "leave_with_holder"
    RECEIVED_EVIDENCE = "received_evidence"
    SCENE_EXTRACTION = "scene_extraction"
    CONFISCATE = "confiscate"
    RECOVER = "recover"
    FORFEIT = "forfeit"


class MeasureState(StrEnum):
    """Whether the legal measure still holds."""

    IN_FORCE = "in_force"
    EXTENDED = "extended"
    EXPIRED = "expired"
    LIFTED = "lifted"
    CONVERTED = "converted"


class Authority(StrEnum):
    """Who may decide on the thing (权限单位)."""

    POLICE = "police"
    PROCURATORATE = "procuratorate"
    COURT = "court"
    FINANCE = "finance"


class Condition(StrEnum):
    """The state in which a thing was seen (rules-and-process 7.4)."""

    INTACT = "intact"
    DAMAGED = "damaged"
    SHORT = "short"
    SWAPPED = "swapped"
    LOST = "lost"
    WORN = "worn"
    OTHER = "other"


class SealState(StrEnum):
    """Whether a seal lies on the thing."""

    UNSEALED = "unsealed"
    SEALED = "sealed"
    OPENED = "opened"


class Grade(StrEnum):
    """The centre's grade of care (Chengdu slips)."""

    NORMAL = "normal"
    VALUABLE = "valuable"
    SPECIAL = "special"


class Category(StrEnum):
    """Custody class of a thing; decides required fields, storage and the two-person rule."""

    GENERAL = "general"
    PHONE = "phone"
    ELECTRONIC = "electronic"
    CASH = "cash"
    DRUGS = "drugs"
    FIREARM = "firearm"
    AMMUNITION = "ammunition"
    KNIFE = "knife"
    VALUABLES = "valuables"
    VEHICLE = "vehicle"
    DOCUMENT = "document"
    BOOK = "book"
    RELIC = "relic"
    HAZARDOUS = "hazardous"
    PERISHABLE = "perishable"
    ANIMAL = "animal"
    OBSCENE = "obscene"
    COUNTERFEIT = "counterfeit"
    BANK_CARD = "bank_card"


class Nature(StrEnum):
    """Legal nature of a thing (公通字〔2015〕21号 第2条)."""

    PROCEEDS = "proceeds"
    TOOL = "tool"
    CONTRABAND = "contraband"
    EVIDENCE = "evidence"
    VICTIMS = "victims"
    THIRD_PARTY = "third_party"


class CashUse(StrEnum):
    """Whether cash proves something by itself or is to be banked (21号 第9条)."""

    OBJECT = "object"
    TO_BANK = "to_bank"


class Origin(StrEnum):
    """How a thing came onto the record."""

    LIST = "list"
    UNLISTED = "unlisted"
    TAKEOVER = "takeover"
    SPLIT = "split"


class RefusalReason(StrEnum):
    """Why the custodian refuses at the window (rules-and-process 10.5)."""

    NO_DOCUMENT = "no_document"
    INCOMPLETE_DOCUMENT = "incomplete_document"
    QUANTITY_DIFFERS = "quantity_differs"
    NAME_DIFFERS = "name_differs"
    SEAL_DIFFERS = "seal_differs"
    NO_WEIGHT = "no_weight"
    CASH_NOT_COUNTED = "cash_not_counted"
    HAZARDOUS_PACKAGING = "hazardous_packaging"
    LIVING_ANIMAL = "living_animal"
    WRONG_STORE = "wrong_store"
    NO_AUTHORISATION = "no_authorisation"
    NO_VEHICLE_RECORD = "no_vehicle_record"
    MEDIUM_UNSEALED = "medium_unsealed"
    NOT_DELIVERED = "not_delivered"


class ClockException(StrEnum):
    """The three lawful exceptions of the 24-hour hand-over (21号 第13条)."""

    URGENT_TEST = "urgent_test"
    REMOTE_PLACE = "remote_place"
    DEALT_WITH = "dealt_with"


class DeliveryMode(StrEnum):
    """Who brought the things."""

    OFFICER_BRINGS = "officer_brings"
    CENTRE_FETCHES = "centre_fetches"


class LoanPurpose(StrEnum):
    """Why a thing is called out (21号 第15条)."""

    INTERROGATION = "interrogation"
    IDENTIFICATION = "identification"
    APPRAISAL = "appraisal"
    TEST = "test"
    INSPECTION = "inspection"
    COURT = "court"
    PUBLICITY = "publicity"


class Disposal(StrEnum):
    """The ways out of custody (rules-and-process 10.4)."""

    RETURN_TO_VICTIM = "return_to_victim"
    RETURN_TO_OWNER = "return_to_owner"
    DESTRUCTION = "destruction"
    SALE = "sale"
    AUCTION = "auction"
    TREASURY = "treasury"
    COMPETENT_AUTHORITY = "competent_authority"
    WITH_CASE = "with_case"
    AUTHORITY_STORE = "authority_store"


SALES = frozenset({Disposal.SALE, Disposal.AUCTION})


class RequestKind(StrEnum):
    """What an approval is asked for."""

    CALL_OUT = "call_out"
    EXTENSION = "extension"
    DISPOSAL = "disposal"
    PAYMENT = "payment"
    URGENT_TEST = "urgent_test"


class RequestState(StrEnum):
    """Where a request stands."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CARRIED_OUT = "carried_out"
    REVOKED = "revoked"


class Delegation(StrEnum):
    """How an approval was given that the one entitled confirms afterwards."""

    TELEPHONE = "telephone"
    DEPUTY = "deputy"


class Rank(StrEnum):
    """Level of an approver, lowest first; a special department decides in its own field only."""

    UNIT_HEAD = "unit_head"
    CUSTODY_HEAD = "custody_head"
    POLICE_HEAD = "police_head"
    PRINCIPAL_HEAD = "principal_head"
    SPECIAL_DEPARTMENT = "special_department"


class Role(StrEnum):
    """Roles of rules-and-process 11, the administrator split in three (decisions, 22)."""

    CASE_OFFICER = "case_officer"
    UNIT_HEAD = "unit_head"
    STORE_CUSTODIAN = "store_custodian"
    CUSTODIAN = "custodian"
    CUSTODY_HEAD = "custody_head"
    LEGAL_REVIEWER = "legal_reviewer"
    POLICE_HEAD = "police_head"
    PRINCIPAL_HEAD = "principal_head"
    SPECIAL_DEPARTMENT = "special_department"
    FINANCE = "finance"
    SUPERVISOR = "supervisor"
    LIAISON = "liaison"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


class Shown(StrEnum):
    """How the person who acted showed who they are (decisions, 10)."""

    PIN = "pin"
    SEEN = "seen"
    PAPER = "paper"
    STATION = "station"


class Signs(StrEnum):
    """As what somebody signs an act of two or more people."""

    FIRST = "first"
    SECOND = "second"
    OTHER_SIDE = "other_side"
    BEARER = "bearer"
    HANDLER = "handler"
    WITNESS = "witness"
    REQUESTER = "requester"
    APPROVER = "approver"
    DEPUTY = "deputy"


class Party(StrEnum):
    """Whether a person of the list is known and signed."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    REFUSED_TO_SIGN = "refused_to_sign"
    NONE = "none"


class Recipient(StrEnum):
    """Who receives released property; each brings its own proof."""

    OWNER = "owner"
    GUARDIAN = "guardian"
    PROXY = "proxy"
    HEIR = "heir"
    UNIT_REPRESENTATIVE = "unit_representative"


class SignedBy(StrEnum):
    """How a recipient signed the paper."""

    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    CANNOT_SIGN = "cannot_sign"


class UnitKind(StrEnum):
    """Kinds of units the centre deals with (Chengdu dictionary)."""

    POLICE = "police"
    PROCURATORATE = "procuratorate"
    COURT = "court"
    FINANCE = "finance"
    CENTRE = "centre"
    LABORATORY = "laboratory"
    COMPETENT_AUTHORITY = "competent_authority"
    OTHER = "other"


class CaseKind(StrEnum):
    """Criminal and administrative cases follow different rules."""

    CRIMINAL = "criminal"
    ADMINISTRATIVE = "administrative"


class PlaceKind(StrEnum):
    """Levels of the store."""

    SITE = "site"
    TEMPORARY_STORE = "temporary_store"
    ZONE = "zone"
    RACK = "rack"
    SLOT = "slot"
    SAFE = "safe"
    YARD = "yard"
    LOCKER = "locker"
    DISCREPANCY = "discrepancy"


class ContainerKind(StrEnum):
    """Sealable packages."""

    BAG = "bag"
    BOX = "box"


class WeightKind(StrEnum):
    """Which weight was read; drugs keep all three."""

    GROSS = "gross"
    NET = "net"
    SAMPLED = "sampled"


class FreezeReason(StrEnum):
    """Why a thing may not leave until a difference is cleared (T16)."""

    COUNT_DIFFERS = "count_differs"
    WEIGHT_DIFFERS = "weight_differs"
    SEAL_DIFFERS = "seal_differs"
    CONDITION_DIFFERS = "condition_differs"
    NOT_FOUND = "not_found"
    APPROVAL_REVOKED = "approval_revoked"


class AttachmentKind(StrEnum):
    """What an attached file is."""

    PHOTO = "photo"
    LEGAL_DOCUMENT = "legal_document"
    APPROVAL = "approval"
    PROOF = "proof"
    RECEIPT = "receipt"
    SIGNED_FORM = "signed_form"
    OTHER = "other"


class FormKind(StrEnum):
    """The papers of the centre; the code is also the name of the form's module."""

    INTAKE_LIST = "intake_list"
    RECEIPT = "receipt"
    REFUSAL_NOTICE = "refusal_notice"
    HAND_OVER_SHEET = "hand_over_sheet"
    STORE_TRANSFER = "store_transfer"
    ENTRUST_LIST = "entrust_list"
    CHECK_OUT_SLIP = "check_out_slip"
    RETURN_SLIP = "return_slip"
    TRANSFER_LIST = "transfer_list"
    AUTHORITY_CHANGE = "authority_change"
    RELEASE_LIST = "release_list"
    DESTRUCTION_LIST = "destruction_list"
    DISPOSAL_VOUCHER = "disposal_voucher"
    AUTHORITY_STORE_LIST = "authority_store_list"
    CUSTODY_FORM = "custody_form"
    CALL_OUT_APPROVAL = "call_out_approval"
    DISPOSAL_APPROVAL = "disposal_approval"
    SHIFT_SHEET = "shift_sheet"
    DISPOSAL_REPORT = "disposal_report"
    PLACE_CONTENTS = "place_contents"
    MOVE_SLIP = "move_slip"
    INSPECTION_SHEET = "inspection_sheet"
    MAINTENANCE_SHEET = "maintenance_sheet"
    VEHICLE_WEEK = "vehicle_week"
    COUNT_SHEET = "count_sheet"
    BLANK_SLIP = "blank_slip"
    RECOVERY_SHEET = "recovery_sheet"
    CORRECTION_NOTICE = "correction_notice"
    DIFFERENCE_NOTICE = "difference_notice"
    INQUIRY_RESULT = "inquiry_result"
    PUBLIC_NOTICE = "public_notice"
    EFFECTS_SLIP = "effects_slip"
    EFFECTS_OUT = "effects_out"
    MONEY_RECEIPT = "money_receipt"
    MONEY_LEDGER = "money_ledger"
    MONEY_RECONCILIATION = "money_reconciliation"
    LABEL_SHEET = "label_sheet"
