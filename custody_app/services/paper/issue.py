"""Issue a paper.

Number it, make its PDF from the record, store it, and complete the command that records it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from custody_app.documents.forms.check_out_slip import CheckOutSlip
from custody_app.documents.forms.return_slip import ReturnSlip
from custody_app.documents.parts import FormHead
from custody_app.documents.render import render, render_all
from custody_app.domain import tag
from custody_app.domain.commands.registers import IssueBlankSlips, IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind
from custody_app.domain.world import Context, World
from custody_app.ledger.checkpoint import NoteSignature, note_key_id, slip_of
from custody_app.queries.evidence import Evidence
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, LANGUAGES
from custody_app.runtime.paths import CentreDir
from custody_app.services.paper import (
    away_forms,
    centre_forms,
    count_forms,
    difference_forms,
    effects_forms,
    intake_forms,
    item_forms,
    keeping_forms,
    loan_forms,
    money_forms,
    move_forms,
    notice_forms,
    outgoing_forms,
    vehicle_forms,
)
from custody_app.services.paper.gather import Gather
from custody_app.storage import ledger_store
from custody_app.storage.key_files import make_folder, write_durably
from custody_app.storage.unit_of_work import UnitOfWork

Build = Callable[[IssueForm, Gather, FormHead], Any]

BUILDERS: Mapping[FormKind, Build] = {
    FormKind.INTAKE_LIST: intake_forms.intake_list,
    FormKind.RECEIPT: intake_forms.receipt,
    FormKind.REFUSAL_NOTICE: intake_forms.refusal_notice,
    FormKind.HAND_OVER_SHEET: away_forms.hand_over_sheet,
    FormKind.STORE_TRANSFER: away_forms.store_transfer,
    FormKind.ENTRUST_LIST: away_forms.entrust_list,
    FormKind.CHECK_OUT_SLIP: loan_forms.check_out_slip,
    FormKind.RETURN_SLIP: loan_forms.return_slip,
    FormKind.CALL_OUT_APPROVAL: loan_forms.call_out_approval,
    FormKind.DISPOSAL_APPROVAL: loan_forms.disposal_approval,
    FormKind.TRANSFER_LIST: outgoing_forms.transfer_list,
    FormKind.AUTHORITY_CHANGE: outgoing_forms.authority_change,
    FormKind.RELEASE_LIST: outgoing_forms.release_list,
    FormKind.DESTRUCTION_LIST: outgoing_forms.destruction_list,
    FormKind.DISPOSAL_VOUCHER: outgoing_forms.disposal_voucher,
    FormKind.AUTHORITY_STORE_LIST: keeping_forms.authority_store_list,
    FormKind.CUSTODY_FORM: item_forms.custody_form,
    FormKind.CORRECTION_NOTICE: item_forms.correction_notice,
    FormKind.DIFFERENCE_NOTICE: difference_forms.difference_notice,
    FormKind.PUBLIC_NOTICE: notice_forms.public_notice,
    FormKind.INQUIRY_RESULT: difference_forms.inquiry_result,
    FormKind.COUNT_SHEET: count_forms.count_sheet,
    FormKind.PLACE_CONTENTS: item_forms.place_contents,
    FormKind.INSPECTION_SHEET: vehicle_forms.inspection_sheet,
    FormKind.MAINTENANCE_SHEET: vehicle_forms.maintenance_sheet,
    FormKind.VEHICLE_WEEK: vehicle_forms.vehicle_week,
    FormKind.SHIFT_SHEET: centre_forms.shift_sheet,
    FormKind.DISPOSAL_REPORT: centre_forms.disposal_report,
    FormKind.EFFECTS_SLIP: effects_forms.effects_slip,
    FormKind.MOVE_SLIP: move_forms.move_slip,
    FormKind.EFFECTS_OUT: effects_forms.effects_out,
    FormKind.MONEY_RECEIPT: money_forms.money_receipt,
    FormKind.MONEY_LEDGER: money_forms.money_ledger_of_case,
    FormKind.MONEY_RECONCILIATION: money_forms.reconciliation,
}

UNSIGNED_KINDS = frozenset(
    {
        FormKind.CUSTODY_FORM, FormKind.PLACE_CONTENTS, FormKind.LABEL_SHEET,
        FormKind.MAINTENANCE_SHEET, FormKind.VEHICLE_WEEK,
    }
)  # fmt: skip
"""Papers that nobody signs, or that are only looked at."""


def printed_name(number: str, kind: FormKind) -> str:
    """The file name of an issued paper under ``printed``."""
    return f"{number}-{kind.value}.pdf"


@dataclass(frozen=True, slots=True)
class FormIssuer:
    """Completes ``IssueForm`` inside the transaction that records it."""

    folder: CentreDir

    def fill(self, command: IssueForm, work: UnitOfWork, context: Context) -> IssueForm:
        """Number, make and store the paper.

        Raises:
            RuleBroken: ``form.*`` when the record does not hold what the paper says.
            Fault: ``documents.no_glyph`` and ``storage.*``; nothing is recorded then.
        """
        build = BUILDERS.get(command.kind)
        if build is None:
            raise RuleBroken("form.not_issued_here", kind=command.kind.value)
        world = World(work)
        refuse_several_cases(command, world)
        language = command.language or DEFAULT_LANGUAGE
        if language not in LANGUAGES:
            raise RuleBroken("input.not_one_of", at="language", wanted=", ".join(LANGUAGES))
        gather = Gather(world, Evidence(work.connection), language)
        base = context.next_tag(TagKind.FORM)
        number = context.next_number(command.kind.value)
        head = form_head(work, context, base, number, command.replaces)
        document = build(command, gather, head)
        pdf = render(document, language)
        self._store(printed_name(number, command.kind), pdf)
        case = command.case
        if case is None and command.items:
            case = world.item(command.items[0]).case
        return replace(
            command,
            tag=base,
            number=number,
            sha256=hashlib.sha256(pdf).hexdigest(),
            language=language,
            case=case,
            awaits_signature=awaits_signature(command.kind, document),
        )

    def fill_blank_slips(
        self, command: IssueBlankSlips, work: UnitOfWork, context: Context
    ) -> IssueBlankSlips:
        """Make the numbered blank slips of a power-cut kit."""
        head = form_head(work, context, "", "")

        def keep(name: str, documents: tuple[Any, ...]) -> None:
            self._store(name, render_all(documents, DEFAULT_LANGUAGE))

        return centre_forms.make_blank_slips(command, context, head, keep)

    def _store(self, name: str, pdf: bytes) -> None:
        make_folder(self.folder.printed)
        write_durably(self.folder.printed / name, pdf)


def awaits_signature(kind: FormKind, document: Any) -> bool:
    """Whether a hand has to sign: a slip that everybody confirmed by PIN needs none."""
    if isinstance(document, CheckOutSlip):
        people = (document.borrower, document.custodian, document.second)
    elif isinstance(document, ReturnSlip):
        people = (document.brought_by, document.received_by, document.second)
    else:
        return kind not in UNSIGNED_KINDS
    return any(one is not None and one.confirmed_at is None for one in people)


def refuse_several_cases(command: IssueForm, world: World) -> None:
    """No form shows another case.

    Raises:
        RuleBroken: ``form.one_case``.
    """
    cases = {world.item(id_).case for id_ in command.items}
    if len(cases) > 1:
        raise RuleBroken("form.one_case", count=len(cases))


def form_head(
    work: UnitOfWork, context: Context, base: str, number: str, replaces: str = ""
) -> FormHead:
    """What every paper carries: agency, number, code, and where the ledger stood."""
    log = work.head.log
    stored = ledger_store.read_checkpoint(work.connection)
    checkpoint = ""
    if stored is not None:
        point, signature = stored
        key = note_key_id(log, bytes.fromhex(context.centre.station_public_key))
        checkpoint = slip_of(point, NoteSignature(log, key, signature))
    return FormHead(
        agency=context.policy.text("agency") or context.centre.name,
        number=number,
        code18=tag.code_of(base) if base else "",
        demo=context.centre.demo,
        printed_at=context.now,
        ledger_position=f"{log.partition('/')[2]}/{work.head.size - 1}",
        last_hash=work.head.ehash.hex(),
        checkpoint=checkpoint,
        reprint_of=replaces,
    )
