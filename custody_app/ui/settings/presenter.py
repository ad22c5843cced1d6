"""What the settings decide without a window: series of places, ages."""

from __future__ import annotations

import re

from custody_app.domain.vocabulary import Role
from custody_app.queries.centre_overview import BackupAge
from custody_app.runtime.i18n import translate
from custody_app.ui.times import HOURS_OF_DAY, local_text

SERIES_MAX = 500
_LAST_NUMBER = re.compile(r"(.*?)(\d+)(\D*)\Z")

CHOOSABLE_ROLES = (
    Role.CUSTODIAN,
    Role.CUSTODY_HEAD,
    Role.STORE_CUSTODIAN,
    Role.CASE_OFFICER,
    Role.UNIT_HEAD,
    Role.POLICE_HEAD,
    Role.PRINCIPAL_HEAD,
    Role.LEGAL_REVIEWER,
    Role.SPECIAL_DEPARTMENT,
    Role.FINANCE,
    Role.SUPERVISOR,
    Role.LIAISON,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDIT_ADMIN,
)
"""Roles in the order they are offered: daily work first, administrators last."""


def series(first: str, last: str) -> tuple[str, ...]:
    """``A-12-01`` to ``A-12-40``: the last run of digits counts, leading zeros stay.

    An empty answer: the two do not belong to one series, or it is too long.
    """
    one, other = _LAST_NUMBER.match(first.strip()), _LAST_NUMBER.match(last.strip())
    if one is None:
        return ()
    if not last.strip():
        return (first.strip(),)
    if other is None or one[1] != other[1] or one[3] != other[3]:
        return ()
    start, end = int(one[2]), int(other[2])
    if not 0 <= end - start < SERIES_MAX:
        return ()
    width = len(one[2])
    return tuple(f"{one[1]}{number:0{width}d}{one[3]}" for number in range(start, end + 1))


def age_text(age: BackupAge) -> str:
    """``2026-11-24 09:30 (3 hours ago)``."""
    if age.hours is None:
        return translate("settings", "There is no backup yet.")
    if age.hours < 1:
        ago = translate("settings", "less than an hour ago")
    elif age.hours < 2 * HOURS_OF_DAY:
        ago = translate("settings", "{count} {count:hour|hours} ago").format(count=int(age.hours))
    else:
        ago = translate("settings", "{count} {count:day|days} ago").format(
            count=int(age.hours // HOURS_OF_DAY)
        )
    return translate("settings", "{when} ({ago})").format(when=local_text(age.last_at), ago=ago)
