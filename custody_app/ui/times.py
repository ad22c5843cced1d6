"""Moments of the ledger as people at this place read and type them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from custody_app.domain.moments import Moment, hours_between, moment_of, time_of
from custody_app.runtime.clock import CHINA_MINUTES
from custody_app.runtime.i18n import translate

HOURS_OF_DAY = 24
CHINA = timezone(timedelta(minutes=CHINA_MINUTES))


def local_text(moment: Moment | str | None, *, seconds: bool = False) -> str:
    """``2026-11-24 09:30`` in the time of this place; empty for nothing."""
    if not moment:
        return ""
    at = time_of(Moment(moment)).astimezone(CHINA)
    return f"{at:%Y-%m-%d %H:%M:%S}" if seconds else f"{at:%Y-%m-%d %H:%M}"


def moment_of_text(text: str) -> Moment | None:
    """The moment of a local ``YYYY-MM-DDTHH:MM``, as ``DateField`` answers it; None for nothing."""
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=CHINA)) if text else None


def time_left(due: Moment | str | None, now: Moment | str) -> tuple[str, bool]:
    """How long until a moment, in words, and whether it is past."""
    if not due:
        return "", False
    hours = hours_between(Moment(now), Moment(due))
    late = hours < 0
    whole = abs(hours)
    if whole < HOURS_OF_DAY * 2:
        span = translate("dialogs", "{hours} h {minutes} min").format(
            hours=int(whole), minutes=int(whole % 1 * 60)
        )
    else:
        span = translate("dialogs", "{days} {days:day|days}").format(
            days=int(whole // HOURS_OF_DAY)
        )
    if late:
        return translate("dialogs", "{span} late").format(span=span), True
    return translate("dialogs", "{span} left").format(span=span), False
