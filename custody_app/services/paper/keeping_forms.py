"""The paper of a change of custodian: what the store of another authority keeps from now on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from custody_app.documents.forms.authority_store_list import AuthorityStoreList, DeliveredLine
from custody_app.documents.parts import FormHead, Signatory
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.item import ItemSampled
from custody_app.domain.events.keeping import ItemStoredByAuthority
from custody_app.domain.quantity import Amount, grams
from custody_app.services.paper.gather import Gather


def authority_store_list(command: IssueForm, gather: Gather, head: FormHead) -> AuthorityStoreList:
    """毒品移交保管清单: gross, net, sampled (公禁毒〔2016〕486号)."""
    rows = []
    for id_ in command.items:
        last = gather.evidence.last(id_, ItemStoredByAuthority)
        if last is None:
            raise RuleBroken("form.not_delivered", item=id_)
        rows.append((id_, *last))
    if not rows:
        raise RuleBroken("form.no_items")
    _, event, seen = rows[0]
    request = gather.world.request(event.request)
    confirmed = gather.evidence.confirmations(seen.core.batch)
    unit = gather.unit_name(event.to_unit)
    return AuthorityStoreList(
        head=head,
        case=gather.case(request.case),
        lines=tuple(_line(id_, own, gather) for id_, own, _ in rows),
        to_unit=unit,
        receipt_no=event.receipt_no,
        delivered_at=seen.at,
        approval=gather.approval(request),
        giver=gather.recorder(seen, confirmed),
        second=gather.person(event.second, confirmed),
        receiver=Signatory(name=event.received_by, unit=unit),
    )


def _line(id_: str, event: ItemStoredByAuthority, gather: Gather) -> DeliveredLine:
    line = gather.line(gather.world.item(id_), event.quantity)
    return DeliveredLine(line=replace(line, weights=event.weights), sampled=_sampled(id_, gather))


def _sampled(id_: str, gather: Gather) -> Amount | None:
    """Everything that was taken as samples before, in grams; None when nothing was."""
    total = Decimal(0)
    for seen in gather.evidence.newest_first(id_):
        if isinstance(seen.event, ItemSampled):
            total += grams(seen.event.sampled)
    return Amount(f"{total:f}", "g") if total else None
