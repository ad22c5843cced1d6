"""A filled centre file that the questions are asked of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from custody_app.queries.reader import Reader
from tests.queries.filling import Filled, an_empty, fill
from tests.queries.recording import Centre, a_centre


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    centre = an_empty(tmp_path_factory.mktemp("centre") / "centre.db")
    fill(centre, items=600, cases=40)
    yield centre
    centre.reader.engine.dispose()
    centre.writer.dispose()


@pytest.fixture
def read(filled: Filled) -> Reader:
    return filled.reader


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Filled]:
    centre = an_empty(tmp_path / "centre.db")
    yield centre
    centre.reader.engine.dispose()
    centre.writer.dispose()


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """A small centre with a ledger of real events."""
    found = a_centre(tmp_path / "centre.db")
    yield found
    found.reader.engine.dispose()
    found.writer.dispose()
