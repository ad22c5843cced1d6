"""A checkpoint slip that was read by file or camera: no scan, but something for the page Proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.runtime.i18n import translate
from custody_app.ui.notices import Action

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

BEGINNING = "SPCC"


def told_as_checkpoint(desk: Desk, text: str) -> bool:
    """Say where a checkpoint text is checked; False for any other text."""
    if not text.startswith(BEGINNING):
        return False
    desk.notices.info(
        translate("scanner", "This is a checkpoint slip. It is checked on the page Proof."),
        Action(translate("scanner", "Go to Proof"), lambda: desk.navigate("proof")),
    )
    return True
