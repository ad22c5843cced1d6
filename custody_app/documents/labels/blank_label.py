"""Label printed in advance (预印标签): a number that waits for its thing, with room to write."""

from __future__ import annotations

from custody_app.documents.labels.face import LabelFace
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankLabel:
    """The first copy of a number that nothing has yet."""

    code18: str
    demo: bool = False


def face(label: BlankLabel, say: Wording) -> LabelFace:
    """What the label shows."""
    return LabelFace(
        code18=label.code18,
        caption=say.translate("labels", "Seized property, label printed in advance"),
        title="",
        details=(say.translate("labels", "Name:"), "", say.translate("labels", "Case:")),
        demo=label.demo,
    )
