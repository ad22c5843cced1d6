"""Place label (库位标签): the place's own name large, the path to it small."""

from __future__ import annotations

from custody_app.documents.labels.face import LabelFace
from custody_app.documents.wording import Wording
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLabel:
    """The label of a rack, slot, safe or yard."""

    code18: str
    name: str
    path: str = ""
    kind: PlaceKind | None = None
    dual_custody: bool = False
    demo: bool = False


def face(label: PlaceLabel, say: Wording) -> LabelFace:
    """What the label shows."""
    translate = say.translate
    dual = translate("labels", "Two persons only") if label.dual_custody else ""
    return LabelFace(
        code18=label.code18,
        caption=say.listed((translate("labels", "Place"), say.word(label.kind))),
        title=label.name,
        details=(label.path, dual),
        demo=label.demo,
    )
