from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.outgoing import ReleaseItem
from custody_app.domain.events.item import ItemReleased
from custody_app.domain.events.registers import RequestCarriedOut
from custody_app.domain.ids import ItemId, RequestId
from custody_app.domain.parts import Attached
from custody_app.domain.rules.release import RULES
from custody_app.domain.vocabulary import (
    AttachmentKind,
    Custody,
    Disposal,
    MeasureState,
    Recipient,
    SignedBy,
)
from tests.builders import (
    CUSTODIAN_2,
    PHOTO,
    SAFE,
    UNIT_HEAD,
    TestWorld,
    a_centre,
    cash_item,
)
from tests.domain.rules.asking import disposal_granted

PROOF = Attached("c" * 64, 1000, "application/pdf", AttachmentKind.PROOF, "身份证.pdf")


def approved(world: TestWorld, item: ItemId, **values: Any) -> RequestId:
    facts: dict[str, Any] = {"disposal": Disposal.RETURN_TO_VICTIM, "recipient": "王五"}
    return disposal_granted(world, item, **(facts | values))


def release(item: ItemId, request: RequestId, **values: Any) -> ReleaseItem:
    defaults: dict[str, Any] = {
        "recipient": Recipient.OWNER,
        "recipient_name": "王五",
        "recipient_id_kind": "居民身份证",
        "recipient_id_no": "530102199001011234",
        "proof": "身份证",
        "attachments": (PROOF, PHOTO),
    }
    return ReleaseItem(item=item, request=request, **(defaults | values))


def test_the_victim_gets_it_back() -> None:
    world = a_centre()
    item = world.stored()
    answer = world.when(release(item, approved(world, item)))
    answer.then(ItemReleased, RequestCarriedOut)
    answer.saying(kind=Disposal.RETURN_TO_VICTIM, recipient_name="王五")
    assert world.item(item).custody is Custody.RETURNED_TO_VICTIM
    assert set(RULES) == {ReleaseItem}


def test_the_owner_gets_it_back_after_lifting() -> None:
    world = a_centre()
    item = world.stored()
    world.change(item, measure_state=MeasureState.LIFTED)
    request = approved(world, item, disposal=Disposal.RETURN_TO_OWNER, approver=UNIT_HEAD)
    world.when(release(item, request, attachments=(PROOF,))).saying(kind=Disposal.RETURN_TO_OWNER)
    assert world.item(item).custody is Custody.RETURNED_TO_OWNER


@pytest.mark.parametrize(
    "values",
    [
        {"recipient_id_kind": "警官证"},
        {"recipient_id_kind": "Police card"},
        {"recipient_id_no": "030003"},  # badge of OFFICER
        {"recipient_name": "030003"},
    ],
)
def test_police_do_not_collect(values: dict[str, Any]) -> None:
    world = a_centre()
    item = world.stored()
    request = approved(world, item, recipient="王五 030003")
    world.when(release(item, request, **values)).refused("release.police_recipient")


def test_a_registered_person_who_is_not_police_collects() -> None:
    world = a_centre()
    item = world.stored()
    visitor = world.world.person("person-visitor")
    command = release(item, approved(world, item), recipient_id_no=visitor.badge_no)
    world.when(command).saying(recipient=Recipient.OWNER)


def test_only_the_person_approved() -> None:
    world = a_centre()
    item = world.stored()
    request = approved(world, item)
    world.when(release(item, request, recipient_name="钱七")).refused("release.other_recipient")
    proxy = release(item, request, recipient_name="钱七", recipient=Recipient.PROXY)
    world.when(proxy).saying(recipient=Recipient.PROXY)


@pytest.mark.parametrize("recipient", list(Recipient))
def test_every_recipient_brings_proof(recipient: Recipient) -> None:
    world = a_centre()
    item = world.stored()
    request = approved(world, item)
    code = f"release.proof_of_{recipient.value}"
    bare = release(item, request, recipient=recipient, attachments=(PHOTO,))
    world.when(bare).refused(code)
    unnamed = release(item, request, recipient=recipient, proof=" ")
    world.when(unnamed).refused(code)
    world.when(release(item, request, recipient=recipient)).saying(recipient=recipient)


def test_everything_missing_is_told_at_once() -> None:
    world = a_centre()
    item = world.stored()
    command = release(
        item,
        approved(world, item),
        recipient_name="",
        recipient_id_no="",
        attachments=(),
        signed_by=SignedBy.CANNOT_SIGN,
    )
    world.when(command).refused(
        "release.name_missing",
        "release.id_missing",
        "release.proof_of_owner",
        "release.photo_missing",
        "release.witness_missing",
    )


def test_who_cannot_sign_has_a_witness() -> None:
    world = a_centre()
    item = world.stored()
    command = release(item, approved(world, item), signed_by=SignedBy.CANNOT_SIGN, witness="孙八")
    world.when(command).saying(signed_by=SignedBy.CANNOT_SIGN, witness="孙八")


def test_another_way_was_approved() -> None:
    world = a_centre()
    item = world.stored()
    request = disposal_granted(world, item, disposal=Disposal.DESTRUCTION)
    world.when(release(item, request)).refused("disposal.other_way")


def test_two_people_release_cash() -> None:
    world = a_centre()
    cash = world.stored(SAFE, **cash_item())
    command = release(cash, approved(world, cash))
    world.when(command).refused("separation.second_person")
    world.when(command, confirmers=[CUSTODIAN_2]).saying(second=CUSTODIAN_2)
