"""The tables, by what they hold."""

from __future__ import annotations

from custody_app.storage.tables import items, ledger, local, registers, subjects

__all__ = ["items", "ledger", "local", "registers", "subjects"]
