"""Container label (包装标签): a bag or box that holds things and moves with them."""

from __future__ import annotations

from custody_app.documents.labels.face import LabelFace
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import ContainerKind, Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerLabel:
    """The label of a sealable package."""

    code18: str
    name: str
    kind: ContainerKind | None = None
    grade: Grade | None = None
    seal_no: str = ""
    demo: bool = False


def face(label: ContainerLabel, say: Wording) -> LabelFace:
    """What the label shows."""
    translate = say.translate
    seal = translate("labels", "Seal {seal}").format(seal=label.seal_no) if label.seal_no else ""
    return LabelFace(
        code18=label.code18,
        caption=say.listed((translate("labels", "Container"), say.word(label.kind))),
        title=label.name,
        details=(say.word(label.grade), seal),
        demo=label.demo,
    )
