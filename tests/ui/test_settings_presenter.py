"""What the settings decide without a window."""

from __future__ import annotations

import pytest

from custody_app.domain.moments import Moment
from custody_app.domain.rules.roles import ADMIN_ROLES
from custody_app.domain.vocabulary import Role
from custody_app.queries.centre_overview import BackupAge
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, set_language
from custody_app.ui.settings.presenter import (
    CHOOSABLE_ROLES,
    SERIES_MAX,
    age_text,
    series,
)

LAST = Moment("2026-11-24T01:30:00.000Z")


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        ("A-12-08", "A-12-11", ("A-12-08", "A-12-09", "A-12-10", "A-12-11")),
        ("A-12-08", "", ("A-12-08",)),
        (" A1 ", "A2", ("A1", "A2")),
        ("B9右", "B11右", ("B9右", "B10右", "B11右")),
        ("A-12-11", "A-12-08", ()),
        ("A-12-01", "A-13-04", ()),
        ("A1左", "A2右", ()),
        ("cellar", "cellar", ()),
        ("", "", ()),
        ("A-1", f"A-{SERIES_MAX + 1}", ()),
    ],
)
def test_a_series_counts_its_last_number(first: str, last: str, codes: tuple[str, ...]) -> None:
    assert series(first, last) == codes


def test_the_longest_series_is_whole() -> None:
    found = series("A-001", f"A-{SERIES_MAX}")
    assert len(found) == len(set(found)) == SERIES_MAX


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (0.4, "2026-11-24 09:30（不足一小时前）"),
        (26.9, "2026-11-24 09:30（26小时前）"),
        (49.0, "2026-11-24 09:30（2天前）"),
    ],
)
def test_the_age_of_a_backup_in_words(hours: float, text: str) -> None:
    set_language(DEFAULT_LANGUAGE)
    assert age_text(BackupAge(LAST, hours)) == text


def test_without_a_backup_that_is_said() -> None:
    set_language(DEFAULT_LANGUAGE)
    assert age_text(BackupAge(None, None)) == "尚无备份。"


def test_every_role_can_be_chosen_administrators_last() -> None:
    assert set(CHOOSABLE_ROLES) == set(Role)
    assert set(CHOOSABLE_ROLES[-3:]) == ADMIN_ROLES
