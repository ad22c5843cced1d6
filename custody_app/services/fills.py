"""Completes commands with what only the store knows.

The head of the log, the last time, commitments to erase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.counts import CountPlace
from custody_app.domain.commands.intake import FileCorrectedList
from custody_app.domain.commands.registers import (
    ConfirmClock,
    ErasePersonalData,
    HandOverShift,
    IssueBlankSlips,
    IssueForm,
    PrintCheckpoint,
)
from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Moment
from custody_app.domain.world import Context
from custody_app.queries.evidence import Evidence
from custody_app.services.custody import Fill
from custody_app.services.paper.issue import FormIssuer
from custody_app.services.rule_packs import RulesReader
from custody_app.storage.subject_facts import seizures_of
from custody_app.storage.unit_of_work import UnitOfWork


def fills_of(issuer: FormIssuer, rules: RulesReader) -> Mapping[type[Command], Fill]:
    """Command -> what completes it inside its transaction."""
    return {
        AdoptRulePack: rules.fill,
        IssueForm: issuer.fill,
        IssueBlankSlips: issuer.fill_blank_slips,
        HandOverShift: fill_head,
        PrintCheckpoint: fill_head,
        ConfirmClock: fill_last_wall,
        ErasePersonalData: fill_commitments,
        FileCorrectedList: fill_awaiting,
        CountPlace: fill_expected,
    }


def fill_head(command: Any, work: UnitOfWork, context: Context) -> Command:
    """Size and root of the log before this transaction."""
    found: Command = replace(command, size=work.head.size, root=work.head.range.root().hex())
    return found


def fill_last_wall(command: ConfirmClock, work: UnitOfWork, context: Context) -> ConfirmClock:
    """Time of the last record."""
    return replace(command, last_wall=Moment(work.head.wall) if work.head.wall else None)


def fill_commitments(
    command: ErasePersonalData, work: UnitOfWork, context: Context
) -> ErasePersonalData:
    """Commitments of the subject's events in the groups named, and the events that carry them."""
    groups = frozenset(command.groups)
    commitments: list[str] = []
    events: list[str] = []
    for subject in _subjects(command, work):
        for seen in Evidence(work.connection).newest_first(subject):
            found = [h for g, h in sorted(seen.core.pd.items()) if not groups or g in groups]
            if found or (seen.core.att and not groups):
                commitments += found
                events.append(seen.ehash)
    return replace(command, commitments=tuple(commitments), of_events=tuple(events))


def fill_awaiting(
    command: FileCorrectedList, work: UnitOfWork, context: Context
) -> FileCorrectedList:
    """Every thing of the list that waits for the corrected one."""
    waiting = Evidence(work.connection).awaiting_list(command.seizure)
    return replace(command, items=tuple(ItemId(item) for item in waiting))


def fill_expected(command: CountPlace, work: UnitOfWork, context: Context) -> CountPlace:
    """What the record has at the place in this transaction; nobody says so himself."""
    there = Evidence(work.connection).items_at(command.place)
    return replace(command, expected=tuple(ItemId(item) for item in there))


def _subjects(command: ErasePersonalData, work: UnitOfWork) -> Iterator[str]:
    """What the order names; the lists of a case hold names of their own and go with it."""
    for id_ in (command.item, command.case, command.person, command.effects):
        if id_:
            yield id_
    if command.case:
        yield from seizures_of(work.connection, command.case)
