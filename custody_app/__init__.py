"""Custody of seized property: one tamper-evident record, and the screens, lists and papers derived from it."""

__version__ = "0.1.0"
