"""Recovery sheet (恢复凭据单): what opens the centre's backup elsewhere; sealed away."""

from __future__ import annotations

from custody_app.documents.parts import NOBODY_YET, FormHead, Signatory
from custody_app.documents.sheet import Box, Fact, Facts, Prose, Sheet, Signatures
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """Identity of the centre and the secret that recovers it; the secret is on paper only."""

    head: FormHead
    centre_name: str
    centre_uuid: str
    site: str
    station: str
    station_public_key: str
    recovery_code: str
    backup_target: str = ""
    first_keeper: Signatory = NOBODY_YET
    second_keeper: Signatory = NOBODY_YET


def build(form: RecoverySheet, say: Wording) -> Sheet:
    """Lay the sheet out with the rules for keeping it."""
    translate = say.translate
    facts = (
        Fact(translate("forms", "Centre"), form.centre_name, wide=True),
        Fact(translate("forms", "Centre UUID"), form.centre_uuid, wide=True),
        Fact(translate("forms", "Site code"), form.site),
        Fact(translate("forms", "Station"), form.station),
        Fact(translate("forms", "Station public key"), form.station_public_key, wide=True),
        Fact(translate("forms", "Backup target"), form.backup_target, wide=True),
        Fact(translate("forms", "Recovery code"), form.recovery_code, wide=True),
    )
    rule = translate(
        "forms",
        "Seal this sheet in an envelope, sign across the flap, write the seal number below and "
        "keep it in a safe away from the computer. It is opened only by two people together, "
        "and every opening is written down. Whoever holds it and a backup can read the whole "
        "record.",
    )
    return Sheet(
        title=translate("forms", "Sealed recovery sheet"),
        head=form.head,
        blocks=(
            Facts(facts),
            Prose(rule, translate("forms", "Keeping")),
            Prose("", translate("forms", "Seal no., place of keeping, openings"), lines_min=6),
            Signatures(
                (
                    Box(translate("forms", "First keeper"), form.first_keeper),
                    Box(translate("forms", "Second keeper"), form.second_keeper, seal=True),
                )
            ),
        ),
        copies=translate("forms", "safe"),
    )
