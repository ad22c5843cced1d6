"""What stands on the pictures: each scene brings something to the front of a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from custody_app.bootstrap import open_core
from custody_app.demo.production import DEMO_COST
from custody_app.domain.commands.loans import (
    ApproveRequest,
    RequestCallOut,
    RequestedItem,
    RequestExtension,
)
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.commands.stores import SendToStore
from custody_app.domain.ids import ItemId, PersonId, PlaceId, RequestId
from custody_app.domain.moments import later, moment_of
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import FormKind, LoanPurpose
from custody_app.queries.cases import find_cases
from custody_app.queries.commit_mark import CommitMark
from custody_app.queries.forms import find_forms
from custody_app.queries.holdings import find_place
from custody_app.queries.reader import Reader
from custody_app.queries.states import id_of_key, states_of
from custody_app.runtime.paths import CentreDir
from custody_app.scanning.code import ScannedCode
from custody_app.ui.app import WindowProgram, make_application
from custody_app.ui.desk import Officer
from custody_app.ui.settings.page import SECTIONS
from custody_app.ui.shell.sign_in import Asked, SignInView
from custody_app.ui.start import needs_of
from custody_app.ui.theme.fonts import read_rare_fonts, register_fonts
from tests.living import CAST, signer_of
from tests.performance.picture_deadlines import draw_deadlines
from tests.performance.picture_dialogs import (
    draw_account_dialogs,
    draw_count,
    draw_dialogs,
    draw_wizard,
)
from tests.performance.picture_easel import Easel

Scene = Callable[[Easel], None]
BANK = (
    "交易日期,收入金额,支出金额,回单编号\n2026-11-25,4500.00,,YH20264415\n"
    "2026-11-25,3.27,,LX20260031\n2026-11-25,,3000.00,ZF20260107\nx,1,,\n"
)
"""A statement that agrees in part with the demonstration's day, whenever that was."""


def _sign_in(at: Easel) -> None:
    at.program.session.set_officer(None)
    at.program.window.rebuild()
    at.keep("00-sign-in")
    old = Officer(CAST.member("clerk").badge, CAST.member("clerk").name, frozenset())
    at.program.window.findChildren(SignInView)[-1].ask(Asked.RENEW, old)
    at.keep("00-sign-in-old-password")
    at.sign_in("clerk")


def _today(at: Easel) -> None:
    at.go("today")
    at.keep("01-today")


def _counter(at: Easel) -> None:
    at.go("counter")
    at.keep("02-counter-empty")
    laptop, key = at.item("笔记本电脑"), at.item("钥匙")
    at.scan(at.person("zhang").code, laptop.code, key.code, at.item("白色晶体").code)
    at.page.rows.pick(laptop.id)
    at.desk.notices.clear()
    at.keep("02-counter-basket")
    at.program.scans.receive(ScannedCode("153010126000999999", "153010126000999999"))
    at.keep("02-counter-refused")
    umbrella = at.item("雨伞")
    store = Reader(at.core.reader)(id_of_key, "place", "ZC")
    head = PersonId(at.person("head").id)
    sent = SendToStore(item=ItemId(umbrella.id), to_store=PlaceId(store), carrier=head)
    at.core.custody.handle(sent, signer=signer_of(at.core, "clerk"))
    at.page.presenter.clear()
    at.desk.notices.clear()
    at.scan(umbrella.code)
    at.page.rows.pick(umbrella.id)
    at.keep("02-counter-elsewhere")


def _intake(at: Easel) -> None:
    at.go("intake")
    at.keep("03-intake-empty")
    cases = at.read(find_cases, limit=50).rows
    for number, case in enumerate(cases[:3]):
        at.go("intake", case=case.id)
        at.keep(f"03-intake-case-{number}")
    for name in ("change_case_button", "close_case_button"):
        at.page.findChild(QAbstractButton, name).click()
        at.keep(f"03-intake-{name}")


def _items(at: Easel) -> None:
    at.go("items")
    at.keep("04-items")
    at.go("items", item_id=at.item("笔记本电脑").id)
    at.keep("04-items-card")
    at.page._start("longer")
    at.keep("04-items-longer")
    at.page._start("extend_loan")
    at.keep("04-items-extend-unapproved")
    laptop = at.read(states_of, ItemState, [at.item("笔记本电脑").id]).popitem()[1]
    assert laptop.loan is not None
    asks = RequestExtension(
        request=laptop.loan.request, due_at=later(moment_of(at.core.clock.now()), days=20),
        reason="检验尚未完成",
    )  # fmt: skip
    asked = at.core.custody.handle(asks, signer=signer_of(at.core, "zhang"))
    approve = ApproveRequest(request=RequestId(asked.first("request")))
    at.core.custody.handle(approve, signer=signer_of(at.core, "wuhua_head"))
    at.go("items", item_id=laptop.id)
    at.page._start("extend_loan")
    at.keep("04-items-extend")


def _places(at: Easel) -> None:
    at.go("places")
    (place, *_rest) = at.read(find_place, text="A-01-01")
    at.go("places", place=place.id)
    at.keep("05-places")
    draw_count(at, place.id)


def _tabs(at: Easel, page: str, name: str) -> None:
    shown = at.go(page)
    for tab in range(shown.tabs.count()):
        shown.tabs.setCurrentIndex(tab)
        at.keep(f"{name}-{tab}")


def _transfers(at: Easel) -> None:
    _tabs(at, "transfers", "06-transfers")


def _disposal(at: Easel) -> None:
    _tabs(at, "disposal", "07-disposal")


def _approvals(at: Easel) -> None:
    key = at.item("钥匙")
    asked = RequestCallOut(
        items=(RequestedItem(item=ItemId(key.id)),), purpose=LoanPurpose.IDENTIFICATION,
        due_at=later(moment_of(at.core.clock.now()), days=3), reason="被害人辨认钥匙",
        requester=PersonId(at.person("zhang").id),
    )  # fmt: skip
    at.core.custody.handle(asked, signer=signer_of(at.core, "clerk"))
    at.settle()
    _tabs(at, "approvals", "13-approvals")
    page = at.page
    for tab, code, name in (
        (1, "approve", "approve"),
        (1, "hurry", "hurry"),
        (1, "paper", "paper"),
    ):
        page.tabs.setCurrentIndex(tab)
        at.settle()
        if page.decision is not None:
            page.buttons[code].click()
            at.keep(f"13-approvals-{name}")


def _vehicles(at: Easel) -> None:
    at.go("vehicles")
    at.keep("15-vehicles")
    car, bike = at.item("小型轿车"), at.item("两轮摩托车")
    at.go("vehicles", item_id=car.id)
    page = at.page
    at.keep("15-vehicles-car")
    for tab in (1, 2):
        page.card.tabs.setCurrentIndex(tab)
        at.keep(f"15-vehicles-card-{tab}")
    at.go("vehicles", item_id=bike.id, tab="yard")
    at.keep("15-vehicles-yard")
    at.core.custody.handle(
        IssueForm(kind=FormKind.INSPECTION_SHEET), signer=signer_of(at.core, "clerk")
    )
    at.go("vehicles", item_id=bike.id, tab="sheets")
    at.keep("15-vehicles-sheets")
    for code in ("inspect", "maintain", "link", "step"):
        page._start(code)
        at.keep(f"15-vehicles-{code}")
    page.blank_button.click()
    at.keep("15-vehicles-blank")


def _effects(at: Easel) -> None:
    page = at.go("effects")
    page.table.pick(0)
    at.keep("16-effects")
    for code in ("take_out", "put_back", "store", "give_back", "seize"):
        page.start(code)
        at.settle()
        at.keep(f"16-effects-{code}")
    page.which.setCurrentIndex(1)
    at.settle()
    page.table.pick(0)
    at.keep("16-effects-closed")
    at.page.findChild(QAbstractButton, "receive_effects_button").click()
    at.keep("16-effects-receive")


def _money(at: Easel) -> None:
    at.sign_in("finance")
    shown = at.go("money")
    shown.accounts.pick_where(lambda row: row.lines > 1)
    at.settle()
    shown.ledger.pick(0)
    at.keep("12-money-cases")
    for tab in range(1, shown.tabs.count()):
        shown.tabs.setCurrentIndex(tab)
        at.keep(f"12-money-{tab}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bank.csv"
        path.write_text(BANK, encoding="gb18030")
        shown.statement.read_file(path)
        at.settle()
    at.keep("12-money-statement")
    shown.tabs.setCurrentIndex(0)
    for number, button in enumerate((shown.deposit_button, shown.ask_button,
                                     shown.judgment_button, shown.correct_button)):  # fmt: skip
        button.click()
        at.keep(f"12-money-dialog-{number}")


def _reports(at: Easel) -> None:
    at.go("reports")
    forms = at.read(find_forms).rows
    at.page.search.clear()
    at.page.table.pick_where(lambda row: row.id == forms[0].id)
    QTest.qWait(400)
    at.keep("08-reports")
    at.go("reports", form=forms[0].id)
    at.keep("08-reports-filing")
    at.go("reports", new="disposal_report")
    at.keep("08-reports-period")


def _proof(at: Easel) -> None:
    page = at.go("proof")
    at.keep("09-proof")
    page.verify()
    at.settle()
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        at.keep(f"09-proof-{tab}")


def _shift(at: Easel) -> None:
    at.go("shift")
    at.keep("10-shift")


def _settings(at: Easel) -> None:
    at.sign_in("security")
    for key, _icon, _section in SECTIONS:
        at.go("settings", section=key)
        at.keep(f"11-settings-{key}")
    found = at.go("settings", section="rule_packs").section
    for tab, name in ((1, "kinds"), (2, "levels"), (3, "ways")):
        found.show_tab(tab)
        at.keep(f"11-settings-{name}")
    at.go("settings", section="backup").section.ask_target()
    at.keep("11-settings-backup-folder")


SCENES: tuple[tuple[str, Scene], ...] = (
    ("sign-in", _sign_in),
    ("today", _today),
    ("deadlines", draw_deadlines),
    ("counter", _counter),
    ("intake", _intake),
    ("items", _items),
    ("places", _places),
    ("transfers", _transfers),
    ("disposal", _disposal),
    ("reports", _reports),
    ("proof", _proof),
    ("shift", _shift),
    ("settings", _settings),
    ("money", _money),
    ("approvals", _approvals),
    ("vehicles", _vehicles),
    ("effects", _effects),
    ("people", draw_account_dialogs),
    ("dialogs", draw_dialogs),
    ("wizard", draw_wizard),
)


def draw_all(
    centre: Path,
    out: Path,
    size: tuple[int, int],
    language: str,
    theme: str,
    only: tuple[str, ...] = (),
) -> list[str]:
    """Every scene once; the names of the pictures."""
    app = make_application()
    register_fonts(read_rare_fonts())
    core = open_core(CentreDir(centre), cost=DEMO_COST)
    mark = CommitMark(core.reader)
    try:
        program = WindowProgram(app, needs_of(core, mark))
        program.use_language(language)
        program.use_theme(theme)
        program.window.resize(*size)
        program.window.show()
        easel = Easel(program, core, out, f"{language[:2]}-{theme}-{size[0]}")
        easel.sign_in("clerk")
        for name, scene in SCENES:
            if not only or name.startswith(only):
                scene(easel)
        program.end()
        program.tasks.wait()
    finally:
        mark.close()
        core.close()
    return easel.made
