"""What the rule pack says of the kind of thing in hand, and the notes it may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from custody_app.domain.law.codes import UNREAD
from custody_app.domain.law.required import CARE, COUNTED_ONLY
from custody_app.domain.law.rule_pack import CategoryRule, RequiredField
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.runtime.words import word
from custody_app.ui.intake.drafts import REFUSE, Draft
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField

Add = Callable[[str, str, QWidget, int], None]


class KindNotes:
    """Packaging or who feeds it; why something is missing; until when it is kept."""

    def __init__(self) -> None:
        self.care = TextField(max_length=300, name="care_note")
        self.missing = TextField(max_length=300, name="missing_note")
        self.keep = DateField(name="keep_until")

    def add_to(self, add: Add) -> None:
        """Put them into the form."""
        add("care_note", translate("intake", "Packaging, or who feeds it"), self.care, 2)
        add("missing_note", translate("intake", "Why something is missing"), self.missing, 2)
        add("keep_until", translate("intake", "Keep until (term of custody)"), self.keep, 1)

    def fill(self, draft: Draft) -> None:
        """What was typed of the line."""
        self.care.setText(draft.care_note)
        self.missing.setText(draft.missing_note)
        self.keep.setText(draft.keep_until)

    def taken(self, draft: Draft) -> Draft:
        """The draft with what stands here."""
        return replace(
            draft,
            care_note=self.care.value(),
            missing_note=self.missing.value(),
            keep_until=self.keep.value() or self.keep.text().strip(),
        )

    def shown(self, draft: Draft, rule: CategoryRule) -> dict[str, bool]:
        """Which of them this kind asks for."""
        taking = draft.way != REFUSE
        own = set(rule.refused_without) - (set() if draft.counted else COUNTED_ONLY)
        return {
            "care_note": taking and bool(set(rule.required) & CARE),
            "missing_note": taking and bool(own),
            "keep_until": taking,
        }


def kind_text(rule: CategoryRule) -> str:
    """How such a thing is handled, where it lies and what is to be recorded, with the article."""
    is_zh = language() == DEFAULT_LANGUAGE
    handling = rule.handling_zh if is_zh else rule.handling_en
    if handling and rule.article and rule.certainty not in UNREAD:
        handling = translate("intake", "{handling} ({article})").format(
            handling=handling, article=rule.article
        )
    parts = [handling]
    storage = rule.storage_zh if is_zh else rule.storage_en
    if storage and rule.lodging is not None:
        parts.append(translate("intake", "Stored: {storage}.").format(storage=storage))
    if rule.required:
        parts.append(
            translate("intake", "Required: {fields}.").format(fields=fields_text(rule.required))
        )
    return ("" if is_zh else " ").join(part for part in parts if part)


def fields_text(fields: Iterable[RequiredField]) -> str:
    """Fields in words."""
    return translate("intake", ", ").join(word("required_field", one.value) for one in fields)
