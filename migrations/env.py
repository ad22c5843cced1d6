"""Alembic's environment.

Runs on the connection that ``storage/upgrade.py`` hands over, inside its transaction.
"""

from __future__ import annotations

from alembic import context

from custody_app.storage import tables
from custody_app.storage.base import METADATA

assert tables.ledger is not None

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=False,
    include_name=lambda name, kind, parents: not (name or "").startswith("item_search"),
)
with context.begin_transaction():
    context.run_migrations()
