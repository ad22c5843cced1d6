"""What every test stands on: no display, no network, the default language, patient Hypothesis."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from custody_app.runtime.i18n import DEFAULT_LANGUAGE, set_language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "custody", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.load_profile("custody")


LOOPBACK = ("127.0.0.1", "::1")


@pytest.fixture(autouse=True)
def _default_language() -> Iterator[None]:
    set_language(DEFAULT_LANGUAGE)
    yield
    set_language(DEFAULT_LANGUAGE)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the network fails; this machine may be used."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)
