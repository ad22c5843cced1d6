"""The table of permissions of this program, read from its file once."""

from __future__ import annotations

import functools

from custody_app.domain.commands import COMMANDS
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import EVENTS
from custody_app.domain.permission_file import read_permissions
from custody_app.domain.permissions import Permissions
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import resources_dir

FILE = "permissions.csv"


@functools.cache
def permission_table() -> Permissions:
    """Who may do what; without it no centre is opened.

    Raises:
        Fault: ``resources.unreadable``, or with the code of the first mistake in the table.
    """
    path = resources_dir() / "rulepacks" / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise Fault("resources.unreadable", path=FILE) from error
    try:
        return read_permissions(text, COMMANDS, EVENTS)
    except RuleBroken as error:
        raise Fault(error.code, **error.facts) from error
