"""From the plain data of a file to a checked rule pack, and one pack laid over another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.law.codes import Certainty
from custody_app.domain.law.routes import Route, Situation
from custody_app.domain.law.rule_pack import CategoryRule, Deadline, RequiredField, RulePack
from custody_app.domain.law.terms import reaches_further
from custody_app.domain.record import from_plain
from custody_app.domain.vocabulary import SALES, Category, Grade

VERSION_MAX = 40
WARN_MAX = 3650
TIMES_MAX = 99
CATALOGUE = frozenset(f"D{number:02}" for number in range(1, 35))
"""D01 to D28 of the national catalogue, and D29 to D34 that the program counts beside them."""
NAMED = frozenset({"D05", "D25", "D32"})
"""Their end is a date that an approval, an intake or a contract names."""
_ID = re.compile(r"X[0-9]{2,4}\Z")
MONEY = frozenset({Category.CASH, Category.COUNTERFEIT})
"""Kinds that have denominations."""


def rule_pack(plain: Any) -> RulePack:
    """A checked pack from the plain data of its file, every mistake told at once.

    Raises:
        RuleBroken: ``input.*`` for the shape, ``rulepack.*`` for what contradicts itself.
    """
    pack = from_plain(RulePack, plain, "pack")
    refuse_all(list(mistakes_of(pack)))
    return pack


def mistakes_of(pack: RulePack) -> Iterator[RuleBroken]:
    """Everything in a pack that contradicts itself or says nothing."""
    if not pack.name or not pack.version or len(pack.version) > VERSION_MAX:
        yield RuleBroken("rulepack.no_name")
    yield from _twice("deadline", [one.id for one in pack.deadlines])
    levels = [f"{one.act.value} {one.case_kind.value if one.case_kind else ''}".strip()
              for one in pack.approvals]  # fmt: skip
    yield from _twice("approval", levels)
    yield from _twice("category", [one.category.value for one in pack.categories])
    yield from _twice("route", [_key_of(one) for one in pack.routes])
    for deadline in pack.deadlines:
        yield from _of_deadline(deadline)
    for level in pack.approvals:
        if level.certainty in (Certainty.READ, Certainty.PART) and not level.article:
            yield RuleBroken("rulepack.no_article", entry=level.act.value)
    for kind in pack.categories:
        yield from _of_kind(kind)
    for route in pack.routes:
        yield from _of_route(route)


def _key_of(one: Route) -> str:
    return f"{one.situation.value} {one.case_kind.value if one.case_kind else ''}".strip()


def _of_route(one: Route) -> Iterator[RuleBroken]:
    """What a row of the decision table says against itself."""
    if one.certainty in (Certainty.READ, Certainty.PART) and not one.article.strip():
        yield RuleBroken("rulepack.no_article", entry=one.situation.value)
    if len(set(one.ways)) < len(one.ways):
        yield RuleBroken("rulepack.twice", table="way", entry=one.situation.value)
    if one.situation is Situation.CONTRABAND and SALES & set(one.ways):
        yield RuleBroken("rulepack.route_sells_contraband", situation=one.situation.value)


def _of_kind(one: CategoryRule) -> Iterator[RuleBroken]:
    """What a kind says against itself."""
    category = one.category.value
    if one.certainty in (Certainty.READ, Certainty.PART) and not one.article.strip():
        yield RuleBroken("rulepack.no_article", entry=category)
    for unasked in sorted(set(one.refused_without) - set(one.required)):
        yield RuleBroken("rulepack.refuses_unasked", category=category, required=unasked.value)
    if RequiredField.DENOMINATIONS in one.required and one.category not in MONEY:
        yield RuleBroken("rulepack.denominations_of_goods", category=category)
    if one.early_sale and (one.contraband or one.until_judgment):
        yield RuleBroken("rulepack.sold_contraband", category=category)
    if (one.grade or Grade.NORMAL) is not Grade.NORMAL and not one.two_people:
        yield RuleBroken(
            "rulepack.grade_without_two", category=category, grade=one.least_grade.value
        )
    if one.authority_store and not (one.authority_zh.strip() and one.authority_en.strip()):
        yield RuleBroken("rulepack.store_of_nobody", category=category)


def gaps_of(pack: RulePack) -> Iterator[RuleBroken]:
    """Deadlines of the catalogue that a whole pack does not have: one not wanted is off."""
    there = {one.id for one in pack.deadlines}
    for id_ in sorted(CATALOGUE - there):
        yield RuleBroken("rulepack.deadline_left_out", deadline=id_)


def _of_deadline(one: Deadline) -> Iterator[RuleBroken]:
    # Kinds of due moments are named by ids: "loan" would stand among the loans.
    if one.id not in CATALOGUE and not _ID.match(one.id):
        yield RuleBroken("rulepack.deadline_id", entry=one.id[:40])
    if not one.article.strip():
        yield RuleBroken("rulepack.no_article", entry=one.id)
    if not one.chased:
        yield RuleBroken("rulepack.nobody_chased", entry=one.id)
    if not 0 <= one.warn_days <= WARN_MAX:
        yield RuleBroken("rulepack.warn_days", entry=one.id)
    try:
        lengths = [term for term in (one.term, one.long_term) if term is not None]
        lengths += [extension.term for extension in one.extensions]
    except RuleBroken as error:
        yield RuleBroken(error.code, entry=one.id, **error.facts)
        return
    if not one.length and (one.unit or one.extensions or one.long_length):
        yield RuleBroken("rulepack.extends_nothing", entry=one.id)
    elif not one.length and one.enabled and one.id in CATALOGUE - NAMED:
        yield RuleBroken("rulepack.no_length", entry=one.id)
    if any(not 1 <= extension.times <= TIMES_MAX for extension in one.extensions):
        yield RuleBroken("rulepack.extends_nothing", entry=one.id)
    if one.long_length and one.length and not reaches_further(lengths[1], lengths[0]):
        yield RuleBroken("rulepack.long_is_shorter", entry=one.id)


def _twice(table: str, keys: Iterable[str]) -> Iterator[RuleBroken]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield RuleBroken("rulepack.twice", table=table, entry=key)
        seen.add(key)


def laid_over(base: RulePack, own: RulePack) -> RulePack:
    """A centre's own pack over another: its entries win, all others stay.

    Raises:
        RuleBroken: ``rulepack.over_another`` when it names another base.
    """
    if own.over != base.name:
        raise RuleBroken("rulepack.over_another", over=own.over[:60], base=base.name)
    kept_deadlines = {one.id: one for one in base.deadlines}
    kept_deadlines |= {one.id: one for one in own.deadlines}
    kept_levels = {(one.act, one.case_kind): one for one in base.approvals}
    kept_levels |= {(one.act, one.case_kind): one for one in own.approvals}
    kept_routes = {(one.situation, one.case_kind): one for one in base.routes}
    kept_routes |= {(one.situation, one.case_kind): one for one in own.routes}
    kept_categories = {one.category: one for one in base.categories}
    kept_categories |= {one.category: one for one in own.categories}
    return replace(
        own,
        deadlines=tuple(kept_deadlines.values()),
        approvals=tuple(kept_levels.values()),
        categories=tuple(kept_categories.values()),
        routes=tuple(kept_routes.values()),
    )
