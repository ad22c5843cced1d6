"""Command card (指令卡): a scan that acts in an open basket, and only there."""

from __future__ import annotations

from custody_app.documents.labels.face import LabelFace
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandCard:
    """One command in the words of the card's language."""

    code18: str
    command: str
    explanation: str = ""
    demo: bool = False


def face(label: CommandCard, say: Wording) -> LabelFace:
    """What the card shows."""
    return LabelFace(
        code18=label.code18,
        caption=say.translate("labels", "Command card, for an open basket"),
        title=label.command,
        details=(label.explanation,),
        demo=label.demo,
    )
