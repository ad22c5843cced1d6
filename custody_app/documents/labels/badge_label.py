"""Badge (证件标签): identifies a person at the counter, never proves who they are."""

from __future__ import annotations

from custody_app.documents.labels.face import LabelFace
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeLabel:
    """The badge of an officer or clerk; the code holds a number only."""

    code18: str
    name: str
    badge_no: str = ""
    unit: str = ""
    demo: bool = False


def face(label: BadgeLabel, say: Wording) -> LabelFace:
    """What the badge shows."""
    return LabelFace(
        code18=label.code18,
        caption=say.translate("labels", "Badge, identifies only"),
        title=label.name,
        details=(label.badge_no, label.unit),
        demo=label.demo,
    )
