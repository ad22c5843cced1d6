"""Item label (物品标签): short name, quantity, code and copy number."""

from __future__ import annotations

from custody_app.documents.labels.face import LabelFace
from custody_app.documents.wording import Wording
from custody_app.domain import tag
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabel:
    """One copy of a thing's label, the copy number in its code; ``case_no`` only when asked."""

    code18: str
    name: str
    no: str = ""
    quantity: Amount | None = None
    case_no: str = ""
    demo: bool = False


def face(label: ItemLabel, say: Wording) -> LabelFace:
    """What the label shows."""
    translate = say.translate
    copy = tag.parse(label.code18)[1]
    number = translate("labels", "Item {no}").format(no=label.no) if label.no else ""
    return LabelFace(
        code18=label.code18,
        caption=translate("labels", "Seized property, label {copy}").format(copy=copy),
        title=label.name,
        details=(
            " ".join(part for part in (number, say.amount(label.quantity)) if part),
            label.case_no,
        ),
        demo=label.demo,
    )
