"""Every command has a rule and somebody who may give it; every event a maker and a step."""

from __future__ import annotations

from custody_app.domain.commands import COMMANDS
from custody_app.domain.events import EVENTS
from custody_app.domain.rules import RULES
from custody_app.services.permission_table import permission_table
from custody_app.services.recorders import COUNTERSIGN, STATION_EVENTS
from tests.architecture.source import PACKAGE


def test_every_command_has_a_rule() -> None:
    assert {command.__name__ for command in RULES} == set(COMMANDS)


def test_every_command_may_be_given_by_somebody() -> None:
    table = permission_table()
    assert set(table.rights) == set(COMMANDS)
    assert [name for name in COMMANDS if not table.roles(name)] == []


def test_every_event_has_a_command_that_records_it_or_is_the_stations() -> None:
    listed = set(permission_table().recorders())
    assert set(EVENTS) - listed == {"CENTRE_OPENED", COUNTERSIGN, *STATION_EVENTS}


def test_every_event_is_named_as_its_class() -> None:
    for name, event in EVENTS.items():
        assert name.replace("_", "").lower() == event.__name__.lower()


def test_every_event_is_made_by_some_rule_or_service() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("domain/rules", "services")
        for path in sorted((PACKAGE / folder).rglob("*.py"))
    )
    assert [event.__name__ for event in EVENTS.values() if f"{event.__name__}(" not in source] == []


def test_every_event_changes_state_somewhere() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((PACKAGE / "domain" / "state").rglob("*.py"))
    )
    assert [event.__name__ for event in EVENTS.values() if event.__name__ not in source] == []
