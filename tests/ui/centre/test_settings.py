"""Every section of the settings, by keyboard and scanner, on a real centre."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.errors import RuleBroken
from custody_app.domain.policy import SETTINGS, Policy
from custody_app.domain.tag import Tag, TagKind
from custody_app.domain.vocabulary import Category, Rank, Role
from custody_app.queries.centre_overview import centre_state
from custody_app.queries.holdings import find_place
from custody_app.queries.people import find_people, units
from custody_app.queries.rules import rules_in_force
from custody_app.services.label_printing.printer import LabelPrinter, Route
from custody_app.services.ledger_audit import verify
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.label_dialog import LabelDialog
from custody_app.ui.label_printer import keep_printer
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.settings.adoption import followed
from custody_app.ui.settings.backup import BackupSection
from custody_app.ui.settings.page import SECTIONS, SettingsPage, titles
from custody_app.ui.settings.people import PeopleSection
from custody_app.ui.settings.policy import worded
from custody_app.ui.settings.rule_packs import RulePacksSection
from custody_app.ui.tasks import Cancelled
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import ThemeName
from custody_app.ui.widgets.progress_strip import ProgressStrip
from tests.documents.label_streams import burn_tspl
from tests.living import CAST
from tests.services.test_rule_packs import OWN
from tests.ui.centre.window import Window

PASSWORD, PIN = "Dianchi-2026-Lake", "408153"
WITHOUT_EFFECT = {"backup_target"}
"""Changed in the section of backups."""


def at(window: Window, key: str) -> None:
    """Somebody else sits down at the window."""
    member = CAST.member(key)
    session = window.core.sign_in.with_pin(member.badge, member.pin)
    window.program.session.set_officer(officer_of(session))
    window.program.window.rebuild()
    window.settle()


def section(window: Window, key: str) -> QWidget:
    page = window.go("settings", section=key)
    assert isinstance(page, SettingsPage)
    assert page.section is not None
    return page.section


def people(window: Window, key: str = "security") -> PeopleSection:
    at(window, key)
    found = section(window, "people")
    assert isinstance(found, PeopleSection)
    return found


def named(name: str) -> QWidget:
    found = [
        widget
        for widget in QApplication.allWidgets()
        if widget.objectName() == name and widget.isVisible()
    ]
    assert len(found) == 1, (name, found)
    return found[0]


def press(window: Window, name: str) -> None:
    """A button, with Space."""
    named(name).setFocus()
    window.press(Qt.Key.Key_Space)


def fill(window: Window, name: str, text: str) -> None:
    named(name).setFocus()
    named(name).selectAll()  # type: ignore[attr-defined]
    window.type_in(text)


def new_secrets(window: Window) -> None:
    for name, text in (
        ("new_password", PASSWORD),
        ("new_password_again", PASSWORD),
        ("new_pin", PIN),
        ("new_pin_again", PIN),
    ):
        fill(window, name, text)


def pick(window: Window, listed: PeopleSection, badge: str) -> None:
    fill(window, "people_search", badge)
    window.until(lambda: [row.badge_no for row in listed.table.model.held()] == [badge])
    listed.table.view.setFocus()
    listed.table.pick_where(lambda row: row.badge_no == badge)
    window.settle()


def register(window: Window, badge: str, name: str) -> None:
    press(window, "register_person")
    fill(window, "person_name", name)
    fill(window, "person_badge", badge)
    window.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    window.until(lambda: QApplication.activeModalWidget() is None)


def test_every_section_opens_and_fits_the_smallest_window(window: Window) -> None:
    at(window, "security")
    window.program.window.resize(1_280, 720)
    for key, _icon, _section in SECTIONS:
        found = section(window, key)
        sheet = found.parentWidget().parentWidget()  # type: ignore[union-attr]
        assert isinstance(sheet, QScrollArea)
        assert found.minimumSizeHint().width() <= sheet.viewport().width(), key
        assert titles()[key]


def test_the_list_of_sections_is_walked_with_the_arrow_keys(window: Window) -> None:
    page = window.go("settings")
    assert [line.text() for line in page._list.selectedItems()] == [titles()["people"]]
    seen = []
    for _ in SECTIONS:
        seen.append(page.section.objectName())
        window.press(Qt.Key.Key_Down)
    assert seen == [f"settings_{key}" for key, _icon, _section in SECTIONS]


def test_tab_and_enter_lead_to_a_person_without_the_mouse(window: Window) -> None:
    at(window, "security")
    listed = window.go("settings").section
    assert isinstance(listed, PeopleSection)
    window.press(Qt.Key.Key_Return)
    window.type_in(CAST.member("clerk").badge)
    window.until(lambda: len(listed.table.model.held()) == 1)
    window.press(*[Qt.Key.Key_Tab] * 4)
    assert listed.table.current() == listed.table.model.held()[0]
    window.press(Qt.Key.Key_Return)
    assert window.form().fields["name"].editor.text() == CAST.member("clerk").name  # type: ignore[attr-defined]


def test_somebody_new_is_registered_gets_an_account_and_signs_in(window: Window) -> None:
    listed = people(window)
    register(window, "530188", "龚䶮")
    listed._accounts_only.setChecked(False)
    pick(window, listed, "530188")
    assert not named("set_roles").isEnabled()
    press(window, "open_account")
    named("role_custodian").setFocus()
    window.press(Qt.Key.Key_Space)
    new_secrets(window)
    window.press(Qt.Key.Key_Return)
    window.confirm_as("audit")
    window.until(lambda: QApplication.activeModalWidget() is None)
    (found,) = window.read(find_people, text="530188")
    assert (found.name, found.account_open, found.roles) == ("龚䶮", True, (Role.CUSTODIAN,))
    assert window.core.sign_in.with_password("530188", PASSWORD).person.id == found.id
    assert window.core.sign_in.with_pin("530188", PIN).person.id == found.id
    assert verify(window.core.folder).is_whole


def test_roles_that_do_not_go_together_are_told_while_ticking(window: Window) -> None:
    listed = people(window)
    pick(window, listed, CAST.member("clerk").badge)
    press(window, "set_roles")
    named("role_case_officer").setFocus()
    window.press(Qt.Key.Key_Space)
    form = window.form()
    choice = form.fields["roles"].editor
    assert choice._told.text() == choice.mistake()  # type: ignore[attr-defined]
    assert "办案" in choice.mistake()  # type: ignore[attr-defined]
    form.submit()
    assert form.fields["roles"].has_mistake
    named("role_case_officer").setFocus()
    window.press(Qt.Key.Key_Space)
    named("role_custody_head").setFocus()
    window.press(Qt.Key.Key_Space)
    form.submit()
    window.confirm_as("audit")
    window.until(lambda: QApplication.activeModalWidget() is None)
    assert set(window.person("clerk").roles) == {Role.CUSTODIAN, Role.CUSTODY_HEAD}


def test_two_people_reset_a_pin_and_neither_is_the_one_concerned(window: Window) -> None:
    listed = people(window)
    clerk = CAST.member("clerk")
    pick(window, listed, clerk.badge)
    press(window, "reset_pin")
    named("reason").setFocus()
    window.type_in("本人遗忘")
    new_secrets(window)
    window.press(Qt.Key.Key_Return)
    window.confirm_as("clerk")
    form = window.form()
    assert form.isVisible()
    assert form._refusal.isVisible()
    form.submit()
    window.confirm_as("audit")
    window.until(lambda: QApplication.activeModalWidget() is None)
    assert window.core.sign_in.with_pin(clerk.badge, PIN).person.badge_no == clerk.badge
    with pytest.raises(RuleBroken) as old:
        window.core.sign_in.with_pin(clerk.badge, clerk.pin)
    assert old.value.code == "sign_in.wrong"


def test_two_that_differ_are_marked_and_nothing_is_recorded(window: Window) -> None:
    listed = people(window)
    pick(window, listed, CAST.member("clerk").badge)
    press(window, "reset_pin")
    named("reason").setFocus()
    window.type_in("本人遗忘")
    new_secrets(window)
    fill(window, "new_pin_again", "408154")
    window.press(Qt.Key.Key_Return)
    form = window.form()
    assert form.fields["pin_again"].has_mistake
    assert form.isVisible()


def test_a_locked_person_is_shown_and_unlocked(window: Window) -> None:
    clerk = CAST.member("clerk")
    for _ in range(10):
        with pytest.raises(RuleBroken):
            window.core.sign_in.with_password(clerk.badge, "wrong")
        if window.core.sign_in.locked_until(window.person("clerk").id):
            break
    listed = people(window)
    pick(window, listed, clerk.badge)
    assert listed._account(window.person("clerk")) == "已锁定"
    press(window, "unlock")
    window.until(lambda: not listed._listed.locked)
    assert window.core.sign_in.with_password(clerk.badge, clerk.password)


def test_an_account_is_closed_with_a_reason(window: Window) -> None:
    listed = people(window)
    second = CAST.member("second")
    pick(window, listed, second.badge)
    press(window, "close_account")
    named("reason").setFocus()
    window.type_in("调离")
    window.form().submit()
    window.confirm_as("audit")
    window.until(lambda: QApplication.activeModalWidget() is None)
    assert not window.person("second").account_open


def test_a_scanned_badge_finds_its_person_and_the_badge_is_printed(window: Window) -> None:
    listed = people(window)
    zhang = window.person("zhang")
    window.scan(zhang.code)
    window.until(lambda: [row.id for row in listed.table.model.held()] == [zhang.id])
    listed.table.pick_where(lambda row: row.id == zhang.id)
    press(window, "print_badge")
    assert isinstance(window.dialog(), LabelDialog)


def test_one_changes_one_s_own_pin(window: Window) -> None:
    people(window)
    member = CAST.member("security")
    press(window, "own_pin")
    for name, text in (("own_now", member.pin), ("own_new", PIN), ("own_again", PIN)):
        fill(window, name, text)
    window.press(Qt.Key.Key_Return)
    window.until(lambda: QApplication.activeModalWidget() is None)
    assert window.core.sign_in.with_pin(member.badge, PIN)


def test_a_person_leaves_with_another_rank(window: Window) -> None:
    listed = people(window)
    liu = CAST.member("liu")
    pick(window, listed, liu.badge)
    press(window, "change_person")
    form = window.form()
    form.fields["rank"].editor.set_value(Rank.UNIT_HEAD.value)  # type: ignore[attr-defined]
    form.submit()
    window.until(lambda: QApplication.activeModalWidget() is None)
    assert window.person("liu").rank is Rank.UNIT_HEAD


def test_a_unit_is_registered(window: Window) -> None:
    section(window, "units")
    press(window, "register_unit")
    fill(window, "unit_name", "昆明市中级人民法院")
    fill(window, "unit_code", "530100ZY")
    window.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    window.until(lambda: QApplication.activeModalWidget() is None)
    assert "昆明市中级人民法院" in [unit.name for unit in window.read(units)]


def test_a_series_of_places_is_registered_and_labelled(window: Window) -> None:
    section(window, "places")
    fill(window, "series_first", "A-03-91")
    fill(window, "series_last", "A-03-99")
    fill(window, "series_parent", "A-03")
    press(window, "register_places")
    window.until(lambda: named("print_place_labels").isEnabled())
    assert [place.code for place in window.read(find_place, text="A-03-9")] == [
        f"A-03-9{number}" for number in range(1, 10)
    ]
    press(window, "print_place_labels")
    assert isinstance(window.dialog(), LabelDialog)


def test_a_parent_that_is_not_there_is_marked(window: Window) -> None:
    found = section(window, "places")
    fill(window, "series_first", "Q-01")
    fill(window, "series_parent", "NOWHERE")
    press(window, "register_places")
    window.until(lambda: found._parent_field.has_mistake)  # type: ignore[attr-defined]
    assert window.read(find_place, text="Q-01") == ()


def test_the_policy_is_changed_and_the_window_locks_by_it(window: Window) -> None:
    at(window, "system")
    section(window, "policy")
    fill(window, "policy_counter_lock_minutes", "7")
    fill(window, "policy_return_warning_days", "soon")
    press(window, "save_policy")
    state = window.read(centre_state)
    assert state is not None
    assert Policy(state.policy).text("counter_lock_minutes") == "15"
    fill(window, "policy_return_warning_days", "5")
    press(window, "save_policy")
    window.until(lambda: window.program._idle._minutes == 7)
    state = window.read(centre_state)
    assert state is not None
    assert Policy(state.policy).text("return_warning_days") == "5"


def test_what_was_typed_into_the_policy_survives_another_language(window: Window) -> None:
    at(window, "system")
    section(window, "policy")
    fill(window, "policy_return_warning_days", "9")
    window.program.window.set_language("en")
    window.settle()
    section(window, "policy")
    assert named("policy_return_warning_days").text() == "9"  # type: ignore[attr-defined]


def test_every_setting_that_has_an_effect_stands_in_words() -> None:
    assert set(SETTINGS) - WITHOUT_EFFECT == set(worded()) & set(SETTINGS)


def test_a_rule_is_confirmed_by_name_with_its_basis(window: Window) -> None:
    at(window, "head")
    section(window, "rules")
    press(window, "confirm_before_case_filed")
    named("basis").setFocus()
    window.type_in("公安机关办理刑事案件程序规定第二百二十二条，已核对原文")
    window.form().submit()
    window.confirm_as("head")
    window.until(lambda: not named("confirm_before_case_filed").isEnabled())
    state = window.read(centre_state)
    assert state is not None
    assert "intake.before_case_filed" in state.confirmed_rules


def test_a_rule_pack_is_compared_then_adopted_for_a_reason(window: Window) -> None:
    at(window, "head")
    folder = window.core.folder.rulepacks
    folder.mkdir()
    (folder / "kunming.toml").write_text(OWN, encoding="utf-8")
    found = section(window, "rule_packs")
    assert isinstance(found, RulePacksSection)
    window.until(lambda: len(found.table.model.held()) == 34)
    assert len(found.kinds.model.held()) == len(Category)
    assert not named("adopt_rule_pack").isEnabled()
    press(window, "compare_rule_pack")
    window.until(found._changes.isVisible)
    assert not named("adopt_rule_pack").isEnabled()
    named("rule_pack_file").set_value("kunming.toml")  # type: ignore[attr-defined]
    press(window, "compare_rule_pack")
    window.until(lambda: named("adopt_rule_pack").isEnabled())
    assert "24小时" in found._changes.text()
    assert "12小时" in found._changes.text()
    press(window, "adopt_rule_pack")
    named("reason").setFocus()
    window.type_in("昆公法〔2026〕3号")
    window.form().submit()
    window.confirm_as("head")
    window.until(lambda: not named("adopt_rule_pack").isEnabled())
    rules = window.read(rules_in_force)
    assert rules is not None
    assert (rules.pack.name, rules.reason) == ("kunming", "昆公法〔2026〕3号")
    window.until(lambda: "kunming" in found._version.text())


def test_a_deadline_nobody_checked_is_confirmed_from_the_pack(window: Window) -> None:
    at(window, "head")
    found = section(window, "rule_packs")
    assert isinstance(found, RulePacksSection)
    window.until(lambda: len(found.table.model.held()) == 34)
    assert not named("confirm_deadline").isEnabled()
    ids = [one.id for one in found.table.model.held()]

    def pick(id_: str) -> None:
        found.table.view.setCurrentIndex(found.table.model.index(ids.index(id_), 0))
        window.settle()

    pick("D08")
    assert not named("confirm_deadline").isEnabled()
    pick("D26")
    assert named("confirm_deadline").isEnabled()
    press(window, "confirm_deadline")
    named("basis").setFocus()
    window.type_in("本中心规定第三条，李莉核对")
    window.form().submit()
    window.confirm_as("head")
    window.until(lambda: "deadline.d26" in confirmed(window))


def confirmed(window: Window) -> tuple[str, ...]:
    state = window.read(centre_state)
    return state.confirmed_rules if state is not None else ()


def test_an_adoption_is_followed_and_cancelling_takes_it_back(window: Window) -> None:
    at(window, "head")
    strip = ProgressStrip()
    tell = followed(strip)
    assert strip.isHidden()
    window.settle()
    assert not strip._show_timer.isActive()
    tell(1, 10)
    window.settle()
    assert strip._show_timer.isActive()
    assert strip._progress is not None
    strip._progress.cancel()
    window.core.folder.rulepacks.mkdir()
    (window.core.folder.rulepacks / "kunming.toml").write_text(OWN, encoding="utf-8")
    window.core.rules.progress = tell
    head = CAST.member("head")
    signer = window.core.sign_in.with_pin(head.badge, head.pin).signer
    before = window.read(rules_in_force)
    with pytest.raises(Cancelled):
        window.core.custody.handle(AdoptRulePack(file="kunming", reason="通知"), signer=signer)
    assert window.read(rules_in_force) == before
    window.until(lambda: strip._progress is None)
    window.core.rules.tell_nobody()
    window.core.custody.handle(AdoptRulePack(file="kunming", reason="通知"), signer=signer)
    assert window.read(rules_in_force) != before


def test_a_broken_rule_pack_is_refused_and_nothing_can_be_adopted(window: Window) -> None:
    at(window, "head")
    folder = window.core.folder.rulepacks
    folder.mkdir()
    (folder / "kunming.toml").write_text(OWN.replace("24", "x"), encoding="utf-8")
    (folder / "broken.toml").write_text("name = ", encoding="utf-8")
    found = section(window, "rule_packs")
    assert isinstance(found, RulePacksSection)
    window.until(lambda: found.standing is not None)
    assert found.standing is not None
    assert found.standing.files == ("broken.toml", "kunming.toml")
    named("rule_pack_file").set_value("broken.toml")  # type: ignore[attr-defined]
    press(window, "compare_rule_pack")
    window.settle()
    assert not named("adopt_rule_pack").isEnabled()
    assert not found._changes.isVisible()


def test_command_cards_and_blank_slips_are_printed(window: Window) -> None:
    section(window, "papers")
    press(window, "print_command_cards")
    dialog = window.dialog()
    assert isinstance(dialog, PaperDialog)
    window.until(lambda: dialog.preview.page_count > 0)
    dialog.accept()
    fill(window, "slip_count", "0")
    press(window, "print_blank_slips")
    assert QApplication.activeModalWidget() is None
    fill(window, "slip_count", "3")
    press(window, "print_blank_slips")
    slips = window.dialog()
    assert isinstance(slips, PaperDialog)
    window.until(lambda: slips.preview.page_count == 3)


def test_command_cards_go_to_the_label_printer_where_there_is_one(
    window: Window, tmp_path: Path
) -> None:
    keep_printer(window.desk.memory, LabelPrinter(route=Route.FILE, address=str(tmp_path)))
    section(window, "papers")
    press(window, "print_command_cards")
    window.until(lambda: window.said != [])
    assert window.said[0] == "指令卡已打印：5 张。"
    assert QApplication.activeModalWidget() is None
    (job,) = tmp_path.glob("*.prn")
    centre = window.read(centre_state)
    assert centre is not None
    cards = [Tag(TagKind.COMMAND, centre.site, centre.station, 0, n).code() for n in range(1, 6)]
    burnt = [label.codes() for label in burn_tspl(job.read_bytes())]
    assert burnt == [{("Code128", card), ("QRCode", card)} for card in cards]


def test_a_backup_is_made_by_button_into_another_folder(window: Window, tmp_path: Path) -> None:
    at(window, "system")
    found = section(window, "backup")
    assert isinstance(found, BackupSection)
    place = tmp_path / "disk"
    press(window, "choose_backup_target")
    fill(window, "backup_target", str(place))
    form = window.form()
    form.submit()
    assert form.fields["target"].has_mistake
    place.mkdir()
    form.submit()
    window.until(lambda: found.target.text() == str(place))
    assert found.standing is not None
    assert not found.standing.is_apart
    press(window, "back_up")
    window.until(lambda: len(found.table.model.held()) == 1)
    assert found.button.isEnabled()
    assert window.focus is found.button
    (kept,) = found.standing.kept
    assert kept.is_whole
    assert kept.path.parent == place
    assert any("已备份" in text for text in window.said)


def test_a_target_that_is_gone_is_told(window: Window, tmp_path: Path) -> None:
    at(window, "system")
    found = section(window, "backup")
    assert isinstance(found, BackupSection)
    place = tmp_path / "stick"
    place.mkdir()
    found.ask_target()
    fill(window, "backup_target", str(place))
    window.form().submit()
    window.until(lambda: found.target.text() == str(place))
    place.rmdir()
    found.refresh()
    window.settle()
    press(window, "back_up")
    assert any("不存在" in text for text in window.said)
    assert found.button.isEnabled()


def test_look_and_language_change_at_once(window: Window) -> None:
    found = section(window, "look")
    found.theme.set_value("dark")  # type: ignore[attr-defined]
    window.settle()
    assert look().name is ThemeName.DARK
    found = section(window, "look")
    found.language.set_value("en")  # type: ignore[attr-defined]
    window.settle()
    assert window.program.window.desk.language == "en"
    assert titles()["people"] == "People"


def test_about_tells_where_the_centre_lies(window: Window) -> None:
    section(window, "about")
    texts = [label.text() for label in window.page.section._facts.values()]
    assert str(window.core.folder.root) in texts
    assert "5301 / 01" in texts
    press(window, "copy_about")
    told = QApplication.clipboard().text()
    assert "程序错误报告: 0" in told
    assert all(text in told for text in texts)
