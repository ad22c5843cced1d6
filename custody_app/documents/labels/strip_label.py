"""Label of a test strip: how dark it was burnt, and codes that stand for nothing."""

from __future__ import annotations

from custody_app.documents.labels.face import LabelFace
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StripLabel:
    """One of the three; its number is never issued, its copy digit is the step."""

    code18: str
    darkness: int
    step: int
    demo: bool = False


def face(label: StripLabel, say: Wording) -> LabelFace:
    """What the label shows."""
    return LabelFace(
        code18=label.code18,
        caption=say.translate("labels", "Test strip, label {step} of 3").format(step=label.step),
        title=say.translate("labels", "Darkness {darkness}").format(darkness=label.darkness),
        details=(say.translate("labels", "Scan all three; keep the lightest that reads at once."),),
        demo=label.demo,
    )
