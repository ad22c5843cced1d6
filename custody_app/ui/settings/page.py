"""Settings: who works here, which rules hold, which devices are used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
)

from custody_app.runtime.i18n import translate
from custody_app.ui.settings.about import AboutSection
from custody_app.ui.settings.backup import BackupSection
from custody_app.ui.settings.look import LookSection
from custody_app.ui.settings.papers import PapersSection
from custody_app.ui.settings.people import PeopleSection
from custody_app.ui.settings.places import PlacesSection
from custody_app.ui.settings.policy import PolicySection
from custody_app.ui.settings.rule_packs import RulePacksSection
from custody_app.ui.settings.rules import RulesSection
from custody_app.ui.settings.scanner import ScannerSection
from custody_app.ui.settings.section import Section
from custody_app.ui.settings.units import UnitsSection
from custody_app.ui.shell.page import Page
from custody_app.ui.theme.active import icon
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.layouts import row, scrolling

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

LIST_WIDTH = 196
SECTIONS: tuple[tuple[str, str, Callable[[Desk], Section]], ...] = (
    ("people", "users", PeopleSection),
    ("units", "building-2", UnitsSection),
    ("places", "map-pin", PlacesSection),
    ("policy", "list-checks", PolicySection),
    ("rules", "gavel", RulesSection),
    ("rule_packs", "scale", RulePacksSection),
    ("papers", "printer", PapersSection),
    ("scanner", "scan-barcode", ScannerSection),
    ("backup", "database-backup", BackupSection),
    ("look", "sun", LookSection),
    ("about", "info", AboutSection),
)
"""Key, icon and class of each section, in the order of the list."""


class SettingsPage(Page):
    """People, rules, devices."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._built: dict[str, Section] = {}
        self._sheets: dict[str, QScrollArea] = {}
        self._front: Section | None = None
        self._kept: dict[str, object] = {}
        self._list = QListWidget()
        self._list.setObjectName("settings_list")
        self._list.setProperty("role", "sections")
        self._list.setFixedWidth(LIST_WIDTH)
        self._list.setAccessibleName(translate("settings", "Sections of the settings"))
        self._list.setIconSize(QSize(SPACE.icon, SPACE.icon))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, picture, _section in SECTIONS:
            line = QListWidgetItem(icon(picture), titles()[key])
            line.setData(Qt.ItemDataRole.UserRole, key)
            line.setSizeHint(QSize(LIST_WIDTH - SPACE.large, SPACE.row))
            self._list.addItem(line)
        self._stack = QStackedWidget()
        self._list.currentRowChanged.connect(self._show)
        self._list.itemActivated.connect(lambda _line: self._list.focusNextChild())
        self.body.addLayout(row(self._list, self._stack, spacing=SPACE.gap), 1)

    def on_shown(self, **args: object) -> None:
        """``section`` opens one directly."""
        wanted = str(args.get("section") or "")
        keys = [key for key, _icon, _section in SECTIONS]
        if wanted in keys:
            self._list.setCurrentRow(keys.index(wanted))
        else:
            self._list.setCurrentRow(max(self._list.currentRow(), 0))
        self._list.setFocus()

    @property
    def section(self) -> Section | None:
        """The section in front."""
        return self._front

    def _show(self, line: int) -> None:
        key, _icon, build = SECTIONS[line]
        section = self._built.get(key)
        if section is None:
            section = build(self.desk)
            section.setObjectName(f"settings_{key}")
            self._built[key] = section
            self._sheets[key] = scrolling(section)
            self._stack.addWidget(self._sheets[key])
            kept = self._kept.pop(key, None)
            if isinstance(kept, dict):
                section.restore(kept)
        self._front = section
        by_key = self._list.hasFocus() and not QApplication.mouseButtons()
        self._stack.setCurrentWidget(self._sheets[key])
        if by_key:
            self._list.setFocus()
        section.refresh()

    def on_changed(self, changes: object) -> None:
        """Something was recorded."""
        if self.section is not None:
            self.section.refresh()

    def on_scan(self, code: ScannedCode) -> bool:
        """The section in front may want the code."""
        return self.section is not None and self.section.on_scan(code)

    def state(self) -> dict[str, object]:
        """The picked section, and what was typed in each."""
        kept = dict(self._kept)
        kept.update({key: section.state() for key, section in self._built.items()})
        return {"line": self._list.currentRow(), "sections": kept}

    def restore(self, state: dict[str, object]) -> None:
        """Pick the section again."""
        kept = state.get("sections")
        self._kept = dict(kept) if isinstance(kept, dict) else {}
        line = state.get("line")
        if isinstance(line, int) and 0 <= line < len(SECTIONS):
            self._list.setCurrentRow(line)


def titles() -> dict[str, str]:
    """Word of each section, in the language in use."""
    return {
        "people": translate("settings", "People"),
        "units": translate("settings", "Units"),
        "places": translate("settings", "Places in series"),
        "policy": translate("settings", "Policy"),
        "rules": translate("settings", "Confirmed rules"),
        "rule_packs": translate("settings", "Rule packs"),
        "papers": translate("settings", "Labels and cards"),
        "scanner": translate("settings", "Scanner"),
        "backup": translate("settings", "Backup"),
        "look": translate("settings", "Look and language"),
        "about": translate("settings", "About"),
    }
