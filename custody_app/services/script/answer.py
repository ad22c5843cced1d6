"""What was recorded, as scripts read it, and references of later lines to earlier answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from custody_app.domain import tag
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemSplit
from custody_app.services.outcome import Outcome
from custody_app.storage.unit_of_work import Recorded

Answer = dict[str, Any]
REFERENCE = re.compile(r"\$([A-Za-z0-9_-]{1,60})\.([a-z]{2,12})(?:\.([0-9]{1,3}))?\Z")


def answer_of(id_: str | int | None, outcome: Outcome) -> Answer:
    """The answer to a line that was carried out."""
    events = [told_event(one) for one in outcome.recorded]
    return {"id": id_, "ok": True, "batch": outcome.batch, "events": events}


def told_event(recorded: Recorded) -> Answer:
    """One event: where it stands in the ledger, and what it names."""
    return {
        "log": recorded.log,
        "seq": recorded.lseq,
        "hash": recorded.ehash,
        "type": recorded.typ,
        "subjects": [_subject(recorded.event, kind, id_) for kind, id_ in recorded.subjects],
    }


def _subject(event: Event, kind: str, id_: str) -> dict[str, str]:
    """Kind and id; with the code of its label and its printed number when the event gave them."""
    found = {"kind": kind, "id": id_}
    base = str(getattr(event, "tag", ""))
    if isinstance(event, ItemSplit):
        base = next((part.tag for part in event.parts if part.item == id_), "")
    if base:
        found["code"] = tag.code_of(base)
    number = str(getattr(event, "number", ""))
    if number:
        found["number"] = number
    return found


def filled_in(plain: Any, answers: Mapping[str, Answer]) -> Any:
    """Plain data in which every reference such as ``$list.seizure`` is what that answer said.

    ``$name.item.2`` is the third item that the answer called ``name`` speaks of; ``code``,
    ``number``, ``hash`` and ``batch`` are asked for in the same way.

    Raises:
        LookupError: there is no such answer, or it says nothing of the kind.
    """
    if isinstance(plain, str):
        found = REFERENCE.match(plain)
        return _said(answers[found[1]], found[2], int(found[3] or 0)) if found else plain
    if isinstance(plain, list):
        return [filled_in(one, answers) for one in plain]
    if isinstance(plain, dict):
        return {key: filled_in(value, answers) for key, value in plain.items()}
    return plain


def _said(answer: Answer, what: str, index: int) -> str:
    if what == "batch":
        return str(answer["batch"])
    if what == "hash":
        return str(answer["events"][index]["hash"])
    subjects = [one for event in answer["events"] for one in event["subjects"]]
    if what in ("code", "number"):
        return str([one[what] for one in subjects if what in one][index])
    ids = list(dict.fromkeys(one["id"] for one in subjects if one["kind"] == what))
    return str(ids[index])
