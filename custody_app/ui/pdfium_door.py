"""The window's door to pdfium, which is loaded with the first paper that is shown or printed."""

from __future__ import annotations

from typing import Any


def pdfium() -> Any:
    """The library; call it with the turn in hand (``runtime.pdfium_turn``)."""
    import pypdfium2

    return pypdfium2
