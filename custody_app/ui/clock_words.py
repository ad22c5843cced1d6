"""A running clock in words: its deadline, its end, whose turn it is."""

from __future__ import annotations

from custody_app.queries.running_clocks import RunningClock
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.runtime.words import word
from custody_app.ui.times import local_text


def deadline_name(clock: RunningClock) -> str:
    """Id and name of the deadline, as the rule pack in force has them."""
    return f"{clock.deadline} {clock.zh if language() == DEFAULT_LANGUAGE else clock.en}"


def who_must(clock: RunningClock) -> str:
    """The person, where the record knows one; else the role."""
    if clock.person is not None and clock.person.name:
        return clock.person.name
    return word("role", clock.role.value) if clock.role is not None else ""


def holidays_note(clock: RunningClock) -> str:
    """That the end may be later, where the holidays of its year are not entered."""
    if clock.is_sure:
        return ""
    return translate("clocks", "holidays of that year not entered")


def end_text(clock: RunningClock) -> str:
    """Until when, whose turn, and what is not sure of it."""
    until = translate("clocks", "stands still during the appraisal")
    if clock.at is not None:
        until = translate("clocks", "until {at}").format(at=local_text(clock.at))
    parts = (until, who_must(clock), holidays_note(clock))
    return "  ".join(part for part in parts if part)


def clock_line(clock: RunningClock) -> str:
    """A clock of a list in one line, with the thing it runs for."""
    thing = clock.item.name if clock.item is not None else ""
    return "  ".join(part for part in (thing, deadline_name(clock), end_text(clock)) if part)
