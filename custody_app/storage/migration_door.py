"""The only door to Alembic: run the migrations inside a transaction that is already open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from custody_app.runtime.paths import migrations_dir

if TYPE_CHECKING:
    from alembic.config import Config


def run_migrations(connection: Connection) -> None:
    """Bring the schema behind a connection to the newest version; the caller commits."""
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection, scripts: Path | None = None) -> Config:
    """Alembic's configuration for one connection; there is no alembic.ini."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts or migrations_dir()))
    config.attributes["connection"] = connection
    return config
