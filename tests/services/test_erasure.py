"""Personal data erased by order: gone everywhere, the chain whole, the rebuild identical."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from custody_app.bootstrap import Core
from custody_app.demo.production import DEMO_COST
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import ErasePersonalData
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.centre import PersonalDataErased
from custody_app.domain.ids import CaseId, CentreId, ItemId, PersonId
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.erasure import PENDING, list_path, merge_list, read_list
from custody_app.services.ledger_audit import verify
from custody_app.services.rebuild import rebuild
from custody_app.services.restore import restore
from custody_app.storage.base import pack, unpack
from custody_app.storage.erasing import forget_in_files
from custody_app.storage.snapshot import snapshot
from tests.living import burgled, opened, seal_recovery, signer_of

HOLDER, OWNER, OWNER_ID = "罗某某", "朱丽娜", "530102198803140049"
PHONE_FEATURES = "华为、小米、苹果等，均已关机"


def one(centre: CentreDir, sql: str, *values: object) -> str:
    with burgled(centre) as raw:
        return unpack(raw.execute(sql, values).fetchone()[0])


def item_named(centre: CentreDir, name: str) -> ItemId:
    return ItemId(one(centre, "SELECT id FROM item_card WHERE name = ? ORDER BY n LIMIT 1", name))


def carry_out(core: Core, *commands: Command) -> None:
    core.custody.handle(
        *commands, signer=signer_of(core, "security"), confirmers=(signer_of(core, "audit"),)
    )


def where_found(centre: CentreDir, text: str) -> set[str]:
    """Files of the centre that hold a text; backups wait for a restore."""
    wanted = (text.encode(), text.encode("unicode_escape"))
    return {
        path.name
        for path in centre.root.rglob("*")
        if path.is_file()
        and not {"pictures", "backups"} & set(path.parts)
        and path.name != "README.txt"
        and any(one in path.read_bytes() for one in wanted)
    }


Erase = Callable[..., None]


@pytest.fixture
def order(lived: CentreDir) -> Erase:
    def give(**what: object) -> None:
        with opened(lived) as core:
            carry_out(core, ErasePersonalData(order_no="昆公删〔2026〕1号", **what))  # type: ignore[arg-type]

    return give


def is_still_true(centre: CentreDir) -> None:
    report = verify(centre)
    assert report.is_whole, report.findings
    assert [note.code for note in report.notes] == ["verify.tail_unknown"]
    assert rebuild(centre, check=True).differences == ()


def test_an_item_loses_its_personal_data_everywhere(lived: CentreDir, order: Erase) -> None:
    item = item_named(lived, "平板电脑")
    assert where_found(lived, OWNER)
    assert where_found(lived, OWNER_ID)
    order(item=item)
    assert where_found(lived, OWNER_ID) == set()
    with burgled(lived) as raw:
        row = raw.execute(
            "SELECT name, search_text FROM item_card WHERE id = ?",
            (pack(item),),
        ).fetchone()
        assert row[0] == ""
        raw.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, item_search, instance)")
        terms = {term for (term,) in raw.execute("SELECT DISTINCT term FROM temp.v")}
    assert "平板" not in terms
    is_still_true(lived)


def test_its_photos_and_papers_go(lived: CentreDir, order: Erase) -> None:
    item = item_named(lived, "平板电脑")
    raw_id = pack(item)
    with burgled(lived) as raw:
        hashes = [
            h.hex()
            for (h,) in raw.execute("SELECT h FROM item_file WHERE subject_id = ?", (raw_id,))
        ]
        numbers = [
            number
            for (number,) in raw.execute(
                "SELECT number FROM form_card JOIN form_item ON form_id = id WHERE item_id = ?",
                (raw_id,),
            )
        ]
    assert hashes
    assert numbers
    others = {path.name for path in lived.printed.iterdir()}
    order(item=item)
    for h in hashes:
        assert not (lived.attachments / h[:2] / h).exists()
    left = {path.name for path in lived.printed.iterdir()}
    assert {name.split("-")[0] for name in others - left} == set(numbers)
    is_still_true(lived)


def test_a_slip_of_personal_effects_loses_its_person_and_its_papers(
    lived: CentreDir, order: Erase
) -> None:
    """Its person need not belong to any case."""
    detained = ("吕某某", "530102199104170019", "13800000917", "翠湖小区")
    number = "SELECT number FROM effects_card WHERE name = ?"
    with burgled(lived) as raw:
        (slip,) = raw.execute(number, detained[:1]).fetchone()
    papers = {path.name for path in lived.printed.iterdir()}
    assert all(where_found(lived, text) for text in detained)
    order(effects=slip)
    kept_as_seized = {"翠湖小区"}
    assert {text for text in detained if where_found(lived, text)} <= kept_as_seized
    with burgled(lived) as raw:
        assert raw.execute(number, detained[:1]).fetchone() is None
    gone = {name.split("-")[0] for name in papers - {one.name for one in lived.printed.iterdir()}}
    assert gone
    is_still_true(lived)
    with pytest.raises(RuleBroken) as nothing:
        order(effects="SW-0000-0000")
    assert nothing.value.code == "effects.unknown"


def test_a_photo_that_another_item_shares_stays(lived: CentreDir, order: Erase) -> None:
    item, other = item_named(lived, "平板电脑"), item_named(lived, "笔记本电脑")
    with burgled(lived) as raw:
        (h,) = raw.execute("SELECT h FROM item_file WHERE subject_id = ?", (pack(item),)).fetchone()
    photo = (lived.attachments / h.hex()[:2] / h.hex()).read_bytes()
    with opened(lived) as core:
        from custody_app.domain.commands.store import AttachFiles
        from custody_app.domain.parts import Attached

        digest, size, mime = core.attachments.put(photo)
        command = AttachFiles(
            item=other, attachments=(Attached(digest, size, mime, name="同框.jpg"),)
        )
        core.custody.handle(command, signer=signer_of(core, "clerk"))
    order(item=item)
    assert (lived.attachments / digest[:2] / digest).exists()
    is_still_true(lived)


def test_parts_of_a_split_line_follow_their_line(lived: CentreDir, order: Erase) -> None:
    parent = item_named(lived, "手机")
    order(item=parent, groups=("description",))
    with burgled(lived) as raw:
        names = raw.execute(
            "SELECT name FROM item_card WHERE line LIKE '1-%' AND category = 'phone'"
        ).fetchall()
    assert len(names) >= 4
    assert set(names) == {("",)}
    assert where_found(lived, PHONE_FEATURES) == set()
    is_still_true(lived)


def test_a_part_alone_can_be_erased(lived: CentreDir, order: Erase) -> None:
    part = ItemId(
        one(lived, "SELECT id FROM item_card WHERE line = '1-1' AND category = 'phone' LIMIT 1")
    )
    order(item=part)
    assert where_found(lived, "862410053177240") == set()
    is_still_true(lived)


def test_a_case_takes_its_lists_along(lived: CentreDir, order: Erase) -> None:
    case = CaseId(one(lived, "SELECT case_id FROM item_card WHERE name = '笔记本电脑' LIMIT 1"))
    assert where_found(lived, HOLDER)
    order(case=case)
    assert where_found(lived, HOLDER) == set()
    is_still_true(lived)


def test_a_person_is_no_longer_found_by_badge(lived: CentreDir, order: Erase) -> None:
    person = PersonId(one(lived, "SELECT id FROM person_card WHERE badge_no = '530211'"))
    order(person=person)
    with burgled(lived) as raw:
        assert raw.execute("SELECT count(*) FROM subject_key WHERE key = '530211'").fetchone() == (
            0,
        )
    is_still_true(lived)


def test_only_the_groups_named_are_erased(lived: CentreDir, order: Erase) -> None:
    item = item_named(lived, "平板电脑")
    order(item=item, groups=("note",))
    assert item_named(lived, "平板电脑") == item
    is_still_true(lived)


def test_an_order_that_is_refused_erases_nothing(lived: CentreDir) -> None:
    item = item_named(lived, "平板电脑")
    with opened(lived) as core, pytest.raises(RuleBroken):
        core.custody.handle(
            ErasePersonalData(order_no="1", item=item), signer=signer_of(core, "security")
        )
    assert where_found(lived, OWNER_ID)
    is_still_true(lived)


def test_a_file_that_could_not_be_removed_is_named(lived: CentreDir, order: Erase) -> None:
    item = item_named(lived, "平板电脑")
    with burgled(lived) as raw:
        (h,) = raw.execute("SELECT h FROM item_file WHERE subject_id = ?", (pack(item),)).fetchone()
    path = lived.attachments / h.hex()[:2] / h.hex()
    photo = path.read_bytes()
    order(item=item)
    path.write_bytes(photo)
    report = verify(lived)
    assert report.is_whole
    assert "verify.erased_file_left" in [note.code for note in report.notes]


def test_the_file_is_written_anew_when_nobody_hinders_it(lived: CentreDir, order: Erase) -> None:
    mark = lived.root / PENDING
    item = item_named(lived, "平板电脑")
    with opened(lived) as window, snapshot(window.reader):
        order(item=item)
        assert mark.exists()
    with opened(lived) as core:
        core.backup.run()
        assert not mark.exists()
        assert forget_in_files(core.writer, core.guard)
    is_still_true(lived)


def test_a_restore_erases_again_what_was_erased_after_the_backup(
    lived: CentreDir, order: Erase, tmp_path: Path
) -> None:
    code = seal_recovery(lived)
    target = tmp_path / "disk"
    target.mkdir()
    item = item_named(lived, "平板电脑")
    with opened(lived) as core:
        old = core.backup.run(target).path
    kept = tmp_path / "kept" / old.name
    order(item=item)
    with opened(lived) as core:
        kept.parent.mkdir()
        old.rename(kept)
        core.backup.run(target)
    kept.rename(old)
    new = CentreDir(tmp_path / "new")
    assert where_found(CentreDir(old), OWNER_ID)
    done = restore(old, new, code, SystemClock(), cost=DEMO_COST)
    assert done.erased_again == 1
    assert where_found(new, OWNER_ID) == set()
    is_still_true(new)


def test_a_list_of_erasures_that_cannot_be_read_stops_a_restore(tmp_path: Path) -> None:
    centre = "0190a1b2-c3d4-7e5f-8a1b-0123456789ab"
    event = PersonalDataErased(
        centre=CentreId(centre), commitments=("a" * 64,), of_events=("b" * 64,), order_no="1",
        second=PersonId("c"),
    )  # fmt: skip
    merge_list(tmp_path, centre, [event])
    merge_list(tmp_path, centre, [event])
    path = list_path(tmp_path, centre)
    assert read_list(path, centre) == [event]
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(Fault) as refused:
        read_list(path, centre)
    assert refused.value.code == "backup.erasures_unreadable"
