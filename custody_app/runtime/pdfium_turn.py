"""Whose turn it is with pdfium: it is not thread-safe, not even on different documents."""

from __future__ import annotations

import functools
import threading


@functools.cache
def pdfium_turn() -> threading.RLock:
    """Held around every call of pdfium, by the window, by scans and by labels alike."""
    return threading.RLock()
