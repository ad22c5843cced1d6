"""Kinds of things of the rule pack in force: care, place, required fields, authority, article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.runtime.words import word
from custody_app.ui.settings.rule_pack_table import rule_table
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def kinds_table(desk: Desk) -> RecordTable[CategoryRule]:
    """One row for each kind the pack speaks of."""
    return rule_table(
        desk,
        "settings_kinds",
        [
            Column("kind", translate("rule_packs", "Kind"), name_of_kind, 150, is_strong=True),
            Column("care", translate("rule_packs", "Special care"), care_text, 260),
            Column("required", translate("rule_packs", "Required"), required_text, 230),
            Column("storage", translate("rule_packs", "Stored"), storage_text, 230),
            Column("handling", translate("rule_packs", "Handling"), handling_text, 360),
            Column("authority", translate("rule_packs", "Authority"), authority_text, 180),
        ],
    )


def name_of_kind(kind: CategoryRule) -> str:
    """The kind in words."""
    return word("category", kind.category.value)


def care_text(kind: CategoryRule) -> str:
    """What is special about it, in short words."""
    said = (
        (kind.two_people, translate("rule_packs", "two people")),
        (kind.contraband, translate("rule_packs", "never sold")),
        (kind.weighed, translate("rule_packs", "weighed at each hand-over")),
        (kind.sealed, translate("rule_packs", "opened on a paper only")),
        (kind.never_returned, translate("rule_packs", "never returned")),
        (kind.never_shown, translate("rule_packs", "never lent for publicity")),
        (kind.until_judgment, translate("rule_packs", "kept until the judgment")),
        (kind.authority_store, translate("rule_packs", "may go to the store of its authority")),
        (kind.early_sale, translate("rule_packs", "early sale proposed")),
    )
    return _joined(text for holds, text in said if holds)


def required_text(kind: CategoryRule) -> str:
    """Required fields; a star where the thing is not taken in without it."""
    return _joined(
        word("required_field", one.value) + ("*" if one in kind.refused_without else "")
        for one in kind.required
    )


def storage_text(kind: CategoryRule) -> str:
    """Where it lies."""
    return kind.storage_zh if _is_chinese() else kind.storage_en


def handling_text(kind: CategoryRule) -> str:
    """How it is handled."""
    return kind.handling_zh if _is_chinese() else kind.handling_en


def authority_text(kind: CategoryRule) -> str:
    """Who receives it in the end."""
    return kind.authority_zh if _is_chinese() else kind.authority_en


def kind_changes(before: tuple[CategoryRule, ...], after: tuple[CategoryRule, ...]) -> list[str]:
    """One line for each kind on which two packs differ."""
    old = {one.category: one for one in before}
    new = {one.category: one for one in after}
    lines = []
    for category in sorted(old.keys() | new.keys()):
        was, now = old.get(category), new.get(category)
        if was == now:
            continue
        name = word("category", category.value)
        if was is None or now is None:
            said = (
                translate("rule_packs", "{kind}: new")
                if was is None
                else translate("rule_packs", "{kind}: no longer there")
            )
            lines.append(said.format(kind=name))
            continue
        a, b = _short(was), _short(now)
        said = translate("rule_packs", "{kind}: {before} → {after}")
        other = translate("rule_packs", "{kind}: other wording, place or article")
        lines.append((said if a != b else other).format(kind=name, before=a, after=b))
    return lines


def _short(kind: CategoryRule) -> str:
    parts = [text for text in (care_text(kind), required_text(kind)) if text]
    return " / ".join(parts) or translate("rule_packs", "nothing special")


def _joined(texts: Iterable[str]) -> str:
    return translate("rule_packs", ", ").join(texts)


def _is_chinese() -> bool:
    return language() == DEFAULT_LANGUAGE
