"""The rules in force at this centre, as the record has them."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.state.rules_in_force import IN_FORCE, RulesState
from custody_app.queries.states import id_of_key, state_of


def rules_in_force(connection: Connection) -> RulesState | None:
    """The rule pack adopted last; None in a file without a ledger of a centre."""
    id_ = id_of_key(connection, "rules", IN_FORCE)
    return state_of(connection, RulesState, id_) if id_ else None
