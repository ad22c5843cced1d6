"""Loads the program without the garbage collector looking at what stays for good."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What is imported inside lives as long as the program.

    The collector would walk all of it again and again while it grows, a tenth of a start, and once
    more at every full collection afterwards, in the middle of a scan.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
