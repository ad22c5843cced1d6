"""Files of rule packs: read, laid over the program's own, refused with what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.moments import Moment
from custody_app.domain.state.rules_in_force import IN_FORCE, RulesState
from custody_app.queries.states import id_of_key, state_of
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.rebuild import rebuild
from custody_app.services.rule_packs import FILE_MAX, changes, own_files, proposal
from tests.living import signer_of

NOW = Moment("2026-03-02T06:00:00.000Z")
OWN = """
name = "kunming"
version = "2026-1"
zh = "昆明"
en = "Kunming"
over = "national"
[[deadlines]]
id = "D04"
zh = "调用后归还"
en = "Return after the use ends"
starts = "end_of_use"
length = 12
unit = "hours"
chased = [{role = "case_officer", after_days = 0}]
article = "本中心规定"
certainty = "I"
enabled = true
"""
YEAR_2027 = 'year = 2027\nholidays = ["2027-01-01", "2027-05-01", "2027-10-01"]'


def put(folder: Path, text: str, name: str = "own.toml") -> CentreDir:
    centre = CentreDir(folder)
    centre.rulepacks.mkdir(parents=True, exist_ok=True)
    (centre.rulepacks / name).write_text(text, encoding="utf-8")
    return centre


def codes(centre: CentreDir, file: str = "own") -> set[str]:
    with pytest.raises(RuleBroken) as refused:
        proposal(centre, file, NOW)
    return {one.code for one in all_broken(refused.value)}


def in_force(core: Core) -> RulesState:
    with core.reader.connect() as connection:
        return state_of(connection, RulesState, id_of_key(connection, "rules", IN_FORCE))


def test_a_new_centre_keeps_the_programs_pack(core: Core) -> None:
    shipped = proposal(core.folder, "", NOW)
    found = in_force(core)
    assert found.digest == shipped.digest
    assert found.pack.name == "national"
    assert [year.year for year in found.calendars] == [2025, 2026]


def test_a_centres_file_lies_over_the_national_one(tmp_path: Path) -> None:
    centre = put(tmp_path, OWN)
    assert own_files(centre) == ("own.toml",)
    found, national = proposal(centre, "own", NOW), proposal(centre, "", NOW)
    assert found.pack.deadline("D04").length == 12
    assert len(found.pack.deadlines) == len(national.pack.deadlines)
    (change,) = changes(national.pack, found.pack)
    assert (change.id, change.before, change.after) == (
        "D04", national.pack.deadline("D04"), found.pack.deadline("D04"),
    )  # fmt: skip
    assert found.digest != national.digest


def test_years_without_holidays_are_named(tmp_path: Path) -> None:
    assert proposal(CentreDir(tmp_path), "", NOW).unknown_years == (2027,)
    centre = put(tmp_path, YEAR_2027, "calendar_2027.toml")
    found = proposal(centre, "", NOW)
    assert found.unknown_years == ()
    assert [year.year for year in found.calendars] == [2025, 2026, 2027]
    assert own_files(centre) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name = ", "rulepack.no_toml"),
        ("\0", "rulepack.no_toml"),
        (OWN.replace('"national"', '"provincial"'), "rulepack.over_another"),
        (OWN.replace('article = "本中心规定"', 'article = ""'), "rulepack.no_article"),
        (OWN.replace("length = 12", "length = 0"), "rulepack.extends_nothing"),
        (OWN.replace('certainty = "I"', 'certainty = "Z"'), "input.not_one_of"),
        (OWN.replace("enabled = true", "enabeld = true"), "input.unknown_field"),
        ("#" * (FILE_MAX + 1), "rulepack.too_large"),
    ],
)
def test_a_bad_file_is_refused_with_its_mistake(tmp_path: Path, text: str, code: str) -> None:
    assert codes(put(tmp_path, text)) == {code}


def test_a_file_as_a_text_editor_of_windows_writes_it(tmp_path: Path) -> None:
    assert proposal(put(tmp_path, "\ufeff" + OWN), "own", NOW).pack.name
    centre = put(tmp_path, "")
    (centre.rulepacks / "own.toml").write_bytes(OWN.encode("gb18030"))
    assert codes(centre) == {"rulepack.no_utf8"}


def test_a_year_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    put(tmp_path, YEAR_2027, "calendar_2027.toml")
    assert codes(put(tmp_path, YEAR_2027, "calendar_neu.toml"), "") == {"rulepack.calendar_twice"}


def test_a_pack_that_stands_alone_says_of_every_deadline_whether_it_runs(tmp_path: Path) -> None:
    alone = OWN.replace('over = "national"\n', "")
    assert codes(put(tmp_path, alone)) == {"rulepack.deadline_left_out"}


def test_a_file_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    centre = put(tmp_path, OWN)
    assert codes(centre, "../own") == {"rulepack.file_name"}
    assert codes(centre, "missing") == {"rulepack.no_file"}


def test_a_bad_day_in_a_calendar_is_told_before_anything_is_adopted(tmp_path: Path) -> None:
    centre = put(tmp_path, 'year = 2027\nholidays = ["2028-01-01"]', "calendar_2027.toml")
    assert codes(centre, "") == {"rulepack.calendar_day"}


def test_the_head_of_custody_adopts_and_the_record_stays_whole(core: Core) -> None:
    put(core.folder.root, OWN)
    head = signer_of(core, "head")
    core.custody.handle(AdoptRulePack(file="own", reason="市局通知"), signer=head)
    found = in_force(core)
    assert (found.pack.name, found.adoptions) == ("kunming", 2)
    assert found.pack.deadline("D04").length == 12
    with pytest.raises(RuleBroken) as refused:
        core.custody.handle(AdoptRulePack(file="own", reason="再次"), signer=head)
    assert refused.value.code == "rulepack.in_force_already"
    assert verify(core.folder).is_whole
    assert rebuild(core.folder, check=True).differences == ()
