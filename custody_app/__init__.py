"""Custody of seized property.

One tamper-evident record, and the screens, lists and papers derived from it.
"""

__version__ = "0.1.0"
