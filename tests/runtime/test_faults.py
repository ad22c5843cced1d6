"""A fault carries its code and its facts, and no sentence."""

from __future__ import annotations

from custody_app.runtime.faults import Fault


def test_a_fault_tells_code_and_facts() -> None:
    fault = Fault("storage.disk_full", needed=12)
    assert fault.code == "storage.disk_full"
    assert fault.facts == {"needed": 12}
    assert str(fault) == "storage.disk_full"
