"""Fault: the environment failed (disk, printer, lock, network).

A code and its facts, no sentence.
"""

from __future__ import annotations


class Fault(Exception):
    """Something outside the program's rules went wrong and has a remedy.

    Attributes:
        code: ``family.reason``, stable; sentence and remedy stand in ``resources/messages``.
        facts: values for the sentence's named places.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
