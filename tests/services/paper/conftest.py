"""One lived centre for all tests of papers; they read it and only ever add papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.moments import Moment
from custody_app.domain.world import World
from custody_app.queries.evidence import Evidence
from custody_app.runtime.paths import CentreDir
from custody_app.services.paper.gather import Gather
from custody_app.storage.state_store import StateStore
from tests.living import copy_of, opened

HEAD = FormHead(
    agency="昆明市公安局",
    number="RK2026110001",
    code18="653010126000001191",
    printed_at=Moment("2026-11-26T01:00:00.000Z"),
)


@pytest.fixture(scope="session")
def centre(lived_once: CentreDir, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Core]:
    folder: Path = tmp_path_factory.mktemp("papers") / "centre"
    with opened(copy_of(lived_once, folder)) as core:
        yield core


@pytest.fixture
def gather(centre: Core) -> Iterator[Gather]:
    with centre.reader.connect() as connection:
        yield Gather(World(StateStore(connection)), Evidence(connection), "zh_CN")


@pytest.fixture
def head() -> FormHead:
    return HEAD
