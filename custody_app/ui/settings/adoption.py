"""How far the computing of due dates is while another rule pack is adopted."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.runtime.i18n import translate
from custody_app.ui.tasks import Cancelled
from custody_app.ui.widgets.progress_strip import ProgressStrip


def followed(strip: ProgressStrip) -> Callable[[int, int], None]:
    """What the thread that writes tells of computing; the strip shows itself when it begins.

    Cancelling takes the whole adoption back: nothing of it is recorded.
    """
    progress = strip.follow_once_told(
        translate("rule_packs", "All due dates are being computed anew.")
    )

    def tell(done: int, total: int) -> None:
        try:
            progress.report(done, total)
        except Cancelled:
            progress.ended.emit()
            raise

    return tell
