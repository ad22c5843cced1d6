"""label_sheet(): labels of any kind on one stock, page after page, as PDF bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from custody_app.documents import pdf_door
from custody_app.documents.drawing import Page
from custody_app.documents.fonts import shipped_fonts
from custody_app.documents.labels import (
    badge_label,
    blank_label,
    command_card,
    container_label,
    item_label,
    place_label,
    strip_label,
)
from custody_app.documents.labels.face import LabelFace, draw_face
from custody_app.documents.labels.stock import Stock
from custody_app.documents.render import one_at_a_time
from custody_app.documents.wording import Wording
from custody_app.runtime.i18n import DEFAULT_LANGUAGE

FACES: dict[type[Any], Callable[[Any, Wording], LabelFace]] = {
    item_label.ItemLabel: item_label.face,
    place_label.PlaceLabel: place_label.face,
    container_label.ContainerLabel: container_label.face,
    badge_label.BadgeLabel: badge_label.face,
    blank_label.BlankLabel: blank_label.face,
    command_card.CommandCard: command_card.face,
    strip_label.StripLabel: strip_label.face,
}


def label_sheet(
    labels: Sequence[Any], stock: Stock, lang: str = DEFAULT_LANGUAGE, *, skip: int = 0
) -> bytes:
    """Labels as PDF, one page a label on a roll.

    Args:
        labels: at least one of the label dataclasses, kinds mixed as wanted.
        stock: what they are printed on.
        lang: language of the printed words.
        skip: positions already used on the first page of a sheet.

    Raises:
        Fault: ``documents.no_glyph``.
        RuleBroken: ``tag.*``.
    """
    say = Wording(lang)
    with one_at_a_time():
        fonts = shipped_fonts()
        pages: list[Page] = []
        for number, label in enumerate(labels, skip % stock.per_page):
            position = number % stock.per_page
            if position == 0 or not pages:
                pages.append(Page(*stock.sheet))
            x, y = stock.corner(position)
            shown = FACES[type(label)](label, say)
            pages[-1].add(*draw_face(shown, x, y, stock, fonts))
        title = say.translate("labels", "Labels")
        return pdf_door.write_pdf(pages, fonts, title=title, author="", language=lang)
