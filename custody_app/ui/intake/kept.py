"""What of the intake page outlives a change of language, look, person or a closed program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from custody_app.queries.names import PersonRef
from custody_app.ui.intake import drafts, header_entry, line_entry

if TYPE_CHECKING:
    from custody_app.ui.intake.page import IntakePage


def kept_state(page: IntakePage, case: str, seizure: str) -> dict[str, object]:
    """Plain values of everything typed."""
    presenter = page.presenter
    quick = page.bench.lines.quick
    kept: dict[str, object] = {
        "case": case,
        "seizure": seizure,
        "picked": page.bench.picked,
        "drafts": [drafts.plain(draft) for draft in presenter.drafts.values()],
        "scratch": [drafts.plain(draft) for draft in presenter.scratch.values()],
        "quick": quick.plain(),
        "typing": page.bench.lines.is_typing,
        "mend": [line_entry.plain(entry) for entry in page.typing.to_mend],
    }
    if page.is_heading:
        kept["header"] = header_entry.plain(page.header.entry())
        kept["officers"] = [
            [one.id, one.name, one.badge_no] for one in page.header.officers.people()
        ]
    return kept


def restored(page: IntakePage, state: Mapping[str, object]) -> tuple[str, str]:
    """Fill the page; answers the case and the list to read."""
    presenter = page.presenter
    for name, held in (("drafts", presenter.drafts), ("scratch", presenter.scratch)):
        rows = state.get(name)
        for row in rows if isinstance(rows, list) else []:
            draft = drafts.draft_of(row)
            held[draft.item] = draft
    quick = state.get("quick")
    if isinstance(quick, dict):
        page.bench.lines.quick.restore(quick)
    if not state.get("typing"):
        page.bench.lines.show_quick(False)
    mend = state.get("mend")
    page.typing.to_mend = (
        [line_entry.entry_of(row) for row in mend] if isinstance(mend, list) else []
    )
    page.bench.picked = str(state.get("picked") or "")
    header = state.get("header")
    if isinstance(header, dict):
        rows = state.get("officers")
        people = [PersonRef(*map(str, row)) for row in rows] if isinstance(rows, list) else []
        page.resume_header(header_entry.entry_of(header), people)
    return str(state.get("case") or ""), str(state.get("seizure") or "")
