"""Due moments by the law in force: the same with each event, after another pack, and rebuilt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.runtime.paths import CentreDir
from custody_app.services.rebuild import rebuild
from custody_app.storage.projections.law_facts import whole_law, write_all_dues
from tests.living import opened, signer_of

LONGER = """
name = "kunming"
version = "2026-1"
zh = "昆明"
en = "Kunming"
over = "national"
[[deadlines]]
id = "D26"
zh = "在库未移送"
en = "In store, case not transferred"
starts = "intake"
length = 90
unit = "days"
chased = [{role = "case_officer", after_days = 0}]
article = "本中心规定"
certainty = "I"
enabled = true
"""


@pytest.fixture
def core(lived: CentreDir) -> Iterator[Core]:
    """The copy, opened."""
    with opened(lived) as found:
        yield found


def dues(core: Core, kind: str) -> dict[bytes, str]:
    with core.reader.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, at FROM due WHERE kind = ?", (kind,)).all()
    return {row[0]: row[1] for row in rows}


def adopt(core: Core, text: str) -> None:
    core.folder.rulepacks.mkdir()
    (core.folder.rulepacks / "own.toml").write_text(text, encoding="utf-8")
    core.custody.handle(
        AdoptRulePack(file="own", reason="市局通知"), signer=signer_of(core, "head")
    )


def test_what_lies_in_store_is_due_by_the_pack_of_the_program(core: Core) -> None:
    found = dues(core, "D26")
    assert found
    with core.reader.connect() as connection:
        law = whole_law(connection)
    assert law is not None
    assert law.pack.deadline("D26").length == 180


def test_another_pack_gives_every_thing_its_new_moment(core: Core) -> None:
    before = dues(core, "D26")
    adopt(core, LONGER)
    after = dues(core, "D26")
    assert after.keys() == before.keys()
    assert all(after[id_] < before[id_] for id_ in before)
    assert rebuild(core.folder, check=True).differences == ()


def test_a_deadline_that_is_switched_off_leaves_the_list(core: Core) -> None:
    adopt(core, LONGER.replace("enabled = true", ""))
    assert dues(core, "D26") == {}
    assert rebuild(core.folder, check=True).differences == ()


def test_what_is_written_anew_is_what_was_written_with_the_events(core: Core) -> None:
    told: list[tuple[int, int]] = []
    with core.writer.begin() as connection:
        assert write_all_dues(connection, lambda *at: told.append(at)) == 0
        connection.exec_driver_sql("DELETE FROM due WHERE kind = 'D26'")
        assert write_all_dues(connection, lambda *at: told.append(at)) > 0
    with core.reader.connect() as connection:
        items = connection.exec_driver_sql("SELECT count(*) FROM item_card").scalar_one()
    assert told[-1] == (items, items)
    assert rebuild(core.folder, check=True).differences == ()
