"""Bytes of an event as a verifier meets them: perhaps damaged, and still to be named."""

import re

from custody_app.ledger.canonical_json import NotCanonical
from custody_app.ledger.entry import BadEvent, EventCore, from_bytes

# Canonical order puts "id" first, so the first subject can be named even in a damaged core.
_FIRST_SUBJECT = re.compile(rb'"items":\[\{"id":"([A-Za-z0-9_.:-]{1,64})"')


def read_or_reason(core: bytes) -> tuple[EventCore | None, str]:
    """The event, or None and why it cannot be read; ``hash`` when only its hash can be wrong."""
    try:
        return from_bytes(core), "hash"
    except (NotCanonical, BadEvent) as error:
        return None, f"unreadable: {error}"


def first_subject(core: bytes) -> str | None:
    """The id of the first subject, even where the rest cannot be read."""
    found = _FIRST_SUBJECT.search(core)
    return found.group(1).decode() if found else None
