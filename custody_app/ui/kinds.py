"""What the rule pack in force says of kinds of things, as a dialog asks it when it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.queries.kinds import Kinds, kinds_in_force
from custody_app.queries.reader import Reader

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def kinds_of(desk: Desk) -> Kinds:
    """One row of the record; read anew for each dialog, so that a pack counts from its adoption."""
    return Reader(desk.core.reader)(kinds_in_force)
