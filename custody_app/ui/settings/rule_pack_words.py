"""Deadlines of a rule pack in words: how long, who is chased when, how sure, what changes."""

from __future__ import annotations

from custody_app.domain.law.rule_pack import Chase, Deadline
from custody_app.domain.law.terms import Term
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.runtime.words import word
from custody_app.services.rule_packs import DeadlineChange


def name_of(one: Deadline) -> str:
    """The name of a deadline in the language in use."""
    return one.zh if language() == DEFAULT_LANGUAGE else one.en


def term_text(term: Term | None) -> str:
    """``24 小时``; a date that somebody names has no length."""
    if term is None:
        return translate("rule_packs", "A named date")
    between = "" if language() == DEFAULT_LANGUAGE else " "
    return f"{term.length}{between}{word('term_unit', term.unit.value)}"


def length_text(one: Deadline) -> str:
    """The length, with the longer one of major cases and how often it may be extended."""
    parts = [term_text(one.term)]
    if one.long_length:
        longer = translate("rule_packs", "major cases {term}")
        parts.append(longer.format(term=term_text(one.long_term)))
    for more in one.extensions:
        extended = translate("rule_packs", "+{term}, up to {times} {times:time|times}")
        parts.append(extended.format(term=term_text(more.term), times=more.times))
    return translate("rule_packs", "; ").join(parts)


def chased_text(one: Deadline) -> str:
    """Who is told, and when."""
    return translate("rule_packs", "; ").join(map(_chase, one.chased))


def _chase(chase: Chase) -> str:
    role = word("role", chase.role.value)
    if chase.after_days < 0:
        before = translate("rule_packs", "{role} {days} {days:day|days} before")
        return before.format(role=role, days=-chase.after_days)
    if chase.after_days == 0:
        return translate("rule_packs", "{role} at the end").format(role=role)
    after = translate("rule_packs", "{role} {days} {days:day|days} after")
    return after.format(role=role, days=chase.after_days)


def change_text(change: DeadlineChange) -> str:
    """One line of the comparison."""
    one = change.after or change.before
    name = name_of(one) if one is not None else ""
    if change.before is None:
        return translate("rule_packs", "{id} {name}: new").format(id=change.id, name=name)
    if change.after is None:
        return translate("rule_packs", "{id} {name}: no longer there").format(
            id=change.id, name=name
        )
    before, after = _short(change.before), _short(change.after)
    if before == after:
        wording = translate("rule_packs", "{id} {name}: other wording, article or chasing")
        return wording.format(id=change.id, name=name)
    changed = translate("rule_packs", "{id} {name}: {before} → {after}")
    return changed.format(id=change.id, name=name, before=before, after=after)


def _short(one: Deadline) -> str:
    if not one.enabled:
        return translate("rule_packs", "off")
    return length_text(one)
