"""What every test stands on: no display, no network, the default language, patient Hypothesis."""

from __future__ import annotations

import gc
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


GARBAGE_MAX = 20_000
"""Things made since the last collection, after which one is worth its time."""


def pytest_configure() -> None:
    """Widgets that a test left in a circle must not die in the thread of a later test's reader."""
    gc.disable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Collect here, in the main thread: all after a test of the window, else what is young."""
    yield
    if "qapp" in getattr(item, "fixturenames", ()):
        gc.collect()
    elif gc.get_count()[0] > GARBAGE_MAX:
        gc.collect(1)


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
