"""The door to the wizard, which only the first start on a computer needs."""

from __future__ import annotations

from custody_app.runtime.paths import CentreDir


def run_wizard(folder: CentreDir) -> bool:
    """Open a new centre, or make a demonstration; whether there is a centre afterwards."""
    from custody_app.ui.wizard.first_run import run_wizard as run

    return run(folder)
