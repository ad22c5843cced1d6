"""Pictures of the main dialogs and of the first-run wizard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from custody_app.domain.state.item import ItemState
from custody_app.queries.holdings import find_place
from custody_app.queries.people import find_people, staff, units
from custody_app.queries.states import states_of
from custody_app.runtime.paths import CentreDir
from custody_app.services.open_counts import OpenCounts
from custody_app.ui.disposal_request import ask_disposal
from custody_app.ui.items.count_actions import ask_recount
from custody_app.ui.items.store_actions import ask_move, ask_seal
from custody_app.ui.label_dialog import show_labels
from custody_app.ui.places.dialogs import register_container, register_place
from custody_app.ui.settings import account_dialogs, people_dialogs
from custody_app.ui.settings.erasure import ask_erasure
from custody_app.ui.settings.secret_fields import ask_own_pin
from custody_app.ui.shell.confirm_dialog import Question, Who, ask_confirmation
from custody_app.ui.tasks import Tasks
from custody_app.ui.wizard.first_run import FirstRunWizard
from custody_app.ui.zone_dialog import ask_zone
from tests.performance.picture_easel import Easel


def draw_account_dialogs(at: Easel) -> None:
    at.sign_in("security")
    at.go("settings", section="people")
    people, desk = at.read(staff), at.desk
    visitor = next(p for p in at.read(find_people, limit=100) if not p.account_open)
    clerk = at.person("clerk")
    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        ("register", lambda: people_dialogs.ask_register(desk, at.read(units))),
        ("change", lambda: people_dialogs.ask_change(desk, clerk, at.read(units))),
        ("open", lambda: account_dialogs.ask_open_account(desk, visitor, people)),
        ("roles", lambda: account_dialogs.ask_roles(desk, clerk, people)),
        ("reset", lambda: account_dialogs.ask_reset(desk, clerk)),
        ("close", lambda: account_dialogs.ask_close(desk, clerk, people)),
        ("own-pin", lambda: ask_own_pin(desk)),
        ("erasure", lambda: ask_erasure(desk)),
    )
    for name, ask in asked:
        ask()
        at.keep(f"12-people-{name}")


def draw_count(at: Easel, place: str) -> None:
    """A count that broke off while somebody else is counting there; then the count itself."""
    counts = OpenCounts(at.core.writer, at.core.reader, at.core.clock)
    mine = counts.begin(place, at.person("clerk").id)
    counts.keep(mine, (at.item("钥匙").id, at.item("笔记本电脑").id))
    theirs = counts.begin(place, at.person("second").id)
    at.page.contents.count()
    at.keep("05-places-count-offered")
    dialog = at.page.contents.count()
    at.settle()
    dialog.offer.go_on_button.click()
    at.keep("05-places-count")
    for one in (*counts.of_place(place), theirs):
        counts.let_go(one)


def draw_dialogs(at: Easel) -> None:
    laptop, key = at.item("笔记本电脑"), at.item("钥匙")
    state = at.read(states_of, ItemState, [key.id])[key.id]
    nothing = lambda *_given: None  # noqa: E731 - what would follow is not pictured
    second = Question("将登记：借出 3 件。", lines=["钥匙 3 把", "充电宝 1 个"], who=Who.SECOND)
    at.go("counter")
    at.scan(at.person("zhang").code, key.code)
    at.page.approving.ask()
    at.keep("14-call-out")
    asked: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("confirm", "counter", lambda: ask_confirmation(at.desk, second, nothing)),
        ("labels", "items", lambda: show_labels(at.desk, [("item", key.id)], at.program.window)),
        ("move", "items", lambda: ask_move(at.desk, state)),
        ("seal", "items", lambda: ask_seal(at.desk, state)),
        ("recount", "items", lambda: ask_recount(at.desk, state)),
        ("place", "places", lambda: register_place(at.desk, None, nothing)),
        ("container", "places", lambda: register_container(at.desk, None, nothing)),
        ("hand-over", "shift", lambda: at.page.hand_over()),
    )
    for name, page, ask in asked:
        at.go(page)
        ask()
        at.keep(f"14-{name}")
    page = at.go("items", item_id=at.item("假人民币").id)
    for code in ("recount", "correct"):
        page._start(code)
        at.keep(f"14-counterfeit-{code}")
    at.go("transfers", items=[laptop.id])
    at.keep("14-authority")
    at.go("disposal", items=[key.id], way="return_to_owner")
    at.keep("14-disposal")
    at.go("counter")
    at.scan(key.code, at.read(find_place, text="G-06")[0].label_code)
    at.page.rows.pick(key.id)
    at.keep("14-zone-counter")
    at.go("places")
    ask_zone(at.desk, ())
    at.keep("14-zone")
    knife, money = at.item("弹簧刀"), at.item("交易现金")
    car = at.item("小型轿车")
    for name, items in (("", [key.id]), ("-car", [car.id]), ("-two", [knife.id, money.id])):
        ask_disposal(at.desk, items, nothing)
        at.keep(f"14-ways{name}")
    at.go("intake")
    QTest.mouseClick(at.page.findChild(QPushButton, "new_case_button"), Qt.MouseButton.LeftButton)
    case: Any = QApplication.activeModalWidget()
    case.fields["number"].editor.setText("A5301020000002026130001")
    at.keep("14-new-case")


def draw_wizard(at: Easel) -> None:
    tasks = Tasks()
    wizard = FirstRunWizard(CentreDir(at.out / "no-centre"), tasks)
    wizard.show()
    for step in range(2):
        wizard._stack.setCurrentIndex(step)
        QTest.qWait(50)
        at.keep_widget(f"13-wizard-{step}", wizard)
    wizard.close()
    wizard.deleteLater()
    tasks.wait()
