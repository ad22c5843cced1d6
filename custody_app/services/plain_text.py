"""Texts from outside as they may be recorded: Unicode NFC, without what hides or breaks a line."""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken
from custody_app.ledger.canonical_json import BadText, clean_text


def plain_text(text: str, *, newlines: bool = False) -> str:
    """The text in NFC; notes may keep their line ends.

    Raises:
        RuleBroken: ``input.bad_text`` naming the character.
    """
    try:
        return clean_text(text, newlines=newlines)
    except BadText as error:
        raise RuleBroken(
            "input.bad_text", reason=error.reason, codepoint=f"U+{error.codepoint:04X}"
        ) from error
