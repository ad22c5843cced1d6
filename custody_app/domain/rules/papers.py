"""Rules of the centre's papers: issue, file the signed copy, void, number blank slips."""

from __future__ import annotations

import re
from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import (
    FileSignedForm,
    IssueBlankSlips,
    IssueForm,
    VoidForm,
)
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import BlankSlipsIssued
from custody_app.domain.events.effects import EffectsPaperIssued
from custody_app.domain.events.registers import FormIssued, FormSigned, FormVoided
from custody_app.domain.ids import FormId
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.domain.world import Context, World

SHA256_HEX = re.compile(r"[0-9a-f]{64}\Z")
SLIPS_MAX = 200
BLANK_KINDS = frozenset({FormKind.INTAKE_LIST, FormKind.CHECK_OUT_SLIP, FormKind.RETURN_SLIP})
"""In, out and return: what is written by hand when the power is off."""


def issue_form(command: IssueForm, world: World, context: Context) -> tuple[Event, ...]:
    """Record a paper that was made: its number, its code and the hash of its PDF."""
    if not (command.tag and command.number and SHA256_HEX.match(command.sha256)):
        raise RuleBroken("form.not_made", kind=command.kind.value)
    for item in command.items:
        world.item(item)
    if command.request is not None:
        world.request(command.request)
    if command.replaces and world.find("form", command.replaces) is None:
        world.form(command.replaces)
    form = FormId(context.new_id())
    of_effects: tuple[Event, ...] = ()
    if command.effects is not None:
        slip = world.get(EffectsState, command.effects)
        of_effects = (
            EffectsPaperIssued(
                effects=slip.id, form=form, number=command.number, form_kind=command.kind
            ),
        )
    return (
        FormIssued(
            form=form,
            tag=command.tag,
            number=command.number,
            kind=command.kind,
            sha256=command.sha256,
            language=command.language,
            case=command.case,
            items=command.items,
            request=command.request,
            of_batch=command.batch,
            replaces=command.replaces,
            awaits_signature=command.awaits_signature,
        ),
        *of_effects,
    )


def file_signed_form(command: FileSignedForm, world: World, context: Context) -> tuple[Event, ...]:
    """The signed copy came back; without its scan nothing has come back."""
    form = world.form(command.form)
    if form.voided:
        raise RuleBroken("form.voided", number=form.number)
    if form.signed_at is not None:
        raise RuleBroken("form.signed_already", number=form.number)
    if not command.attachments:
        raise RuleBroken("form.scan_missing", number=form.number)
    return (FormSigned(form=command.form, note=command.note),)


def void_form(command: VoidForm, world: World, context: Context) -> tuple[Event, ...]:
    """A paper no longer counts; it stays on the record with the reason."""
    form = world.form(command.form)
    if form.voided:
        raise RuleBroken("form.voided", number=form.number)
    refuse_blank(command.reason, "form.void_reason_missing", number=form.number)
    return (FormVoided(form=command.form, reason=command.reason),)


def issue_blank_slips(
    command: IssueBlankSlips, world: World, context: Context
) -> tuple[Event, ...]:
    """Number blank slips for the next power cut."""
    if command.kind not in BLANK_KINDS:
        raise RuleBroken("form.blank_kind", kind=command.kind.value)
    if not 1 <= command.count <= SLIPS_MAX:
        raise RuleBroken("form.blank_count", count=command.count, limit=SLIPS_MAX)
    return (
        BlankSlipsIssued(
            centre=context.centre.id,
            kind=command.kind,
            first_tag=command.first_tag or context.next_tag(TagKind.FORM),
            count=command.count,
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    IssueForm: issue_form,
    FileSignedForm: file_signed_form,
    VoidForm: void_form,
    IssueBlankSlips: issue_blank_slips,
}
