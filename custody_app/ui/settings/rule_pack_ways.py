"""Who approves what, and the decision table of disposal, of the rule pack in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.law.routes import Route
from custody_app.domain.law.rule_pack import ApprovalLevel
from custody_app.domain.parts import GivenRight
from custody_app.domain.state.rules_in_force import RulesState
from custody_app.domain.vocabulary import CaseKind
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.runtime.words import word
from custody_app.services.rule_packs import Proposal
from custody_app.ui.settings.rule_pack_table import rule_table
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def levels_table(desk: Desk) -> RecordTable[ApprovalLevel]:
    """One row for each act that needs an approval."""
    return rule_table(
        desk,
        "settings_levels",
        [
            Column("act", translate("rule_packs", "Act"),
                   lambda one: word("act", one.act.value), 260, is_strong=True),
            Column("kind", translate("rule_packs", "Cases"),
                   lambda one: case_text(one.case_kind), 150),
            Column("rank", translate("rule_packs", "Approved by"),
                   lambda one: word("rank", one.rank.value), 260),
        ],
    )  # fmt: skip


def routes_table(desk: Desk) -> RecordTable[Route]:
    """One row for each situation (rules-and-process 10.4)."""
    return rule_table(
        desk,
        "settings_routes",
        [
            Column("situation", translate("rule_packs", "Situation"),
                   lambda one: word("situation", one.situation.value), 230, is_strong=True),
            Column("kind", translate("rule_packs", "Cases"),
                   lambda one: case_text(one.case_kind), 110),
            Column("ways", translate("rule_packs", "Ways out"), ways_text, 300),
            Column("attach", translate("rule_packs", "To attach"), attach_text, 320),
        ],
    )  # fmt: skip


def case_text(kind: CaseKind | None) -> str:
    """The kind of case, or both."""
    return word("case_kind", kind.value) if kind is not None else translate("rule_packs", "all")


def ways_text(one: Route) -> str:
    """The ways out, or that somebody is asked first."""
    ways = [word("disposal", way.value) for way in one.ways]
    return translate("rule_packs", ", ").join(ways) or translate("rule_packs", "Ask first")


def attach_text(one: Route) -> str:
    """What is put to the file."""
    return one.attach_zh if language() == DEFAULT_LANGUAGE else one.attach_en


def other_rows(before_this: RulesState, proposed: Proposal) -> list[str]:
    """One line for each approver, situation and right on which two packs differ."""
    before, after = before_this.pack, proposed.pack
    old = {(one.act, one.case_kind): one for one in before.approvals}
    new = {(one.act, one.case_kind): one for one in after.approvals}
    changed = [new.get(key, old.get(key)) for key in old | new if old.get(key) != new.get(key)]
    approver = translate("rule_packs", "Approver of “{act}” is another")
    lines = [approver.format(act=word("act", one.act.value)) for one in changed if one]
    was = {(one.situation, one.case_kind): one for one in before.routes}
    now = {(one.situation, one.case_kind): one for one in after.routes}
    moved = [now.get(key, was.get(key)) for key in was | now if was.get(key) != now.get(key)]
    way = translate("rule_packs", "Ways out of “{situation}” are others")
    return [
        *lines,
        *(way.format(situation=word("situation", one.situation.value)) for one in moved if one),
        *right_changes(before_this.rights, proposed.rights),
    ]


def right_changes(before: tuple[GivenRight, ...], after: tuple[GivenRight, ...]) -> list[str]:
    """One line for each command that other roles may give."""
    old = {one.command: one.roles for one in before}
    new = {one.command: one.roles for one in after}
    text = translate("rule_packs", "Who may “{command}”: {before} → {after}")
    return [
        text.format(
            command=word("command", command), before=_roles(old.get(command, "")),
            after=_roles(new.get(command, "")),
        )
        for command in sorted(old | new)
        if old.get(command) != new.get(command)
    ]  # fmt: skip


def _roles(roles: str) -> str:
    """Roles in words; a condition stands behind its role."""
    said = []
    for one in roles.split():
        role, _, condition = one.partition("=")
        conditions = {
            "own": translate("rule_packs", "own cases"),
            "unit": translate("rule_packs", "own unit"),
            "paper": translate("rule_packs", "decided by others"),
        }
        more = f"({conditions[condition]})" if condition in conditions else ""
        said.append(f"{word('role', role)}{more}")
    return translate("rule_packs", ", ").join(said) or translate("rule_packs", "nobody")
