"""The log is JSON lines that rotate and carry nothing of a person."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from custody_app.runtime import logs

NAME = "张三丰"


@pytest.fixture
def logger(tmp_path: Path) -> Iterator[logging.Logger]:
    handler = logs.start_logging(tmp_path / "logs")
    yield logging.getLogger("custody_app.services.custody")
    logs.stop_logging(handler)


def lines(tmp_path: Path) -> list[dict[str, Any]]:
    text = (tmp_path / "logs" / "custody.log").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_tells_what_when_and_where(logger: logging.Logger, tmp_path: Path) -> None:
    logger.info("recorded", extra={"facts": {"lseq": 7, "event_type": "ITEM_ACCEPTED"}})
    (line,) = lines(tmp_path)
    assert line["message"] == "recorded"
    assert line["level"] == "INFO"
    assert line["logger"] == "custody_app.services.custody"
    assert line["facts"] == {"event_type": "ITEM_ACCEPTED", "lseq": 7}
    assert line["at"].endswith("Z")


def test_no_name_gets_in(logger: logging.Logger, tmp_path: Path) -> None:
    logger.warning("refused for %s", NAME, extra={"facts": {"code": "item.gone", "name": NAME}})
    try:
        raise ValueError(NAME)
    except ValueError:
        logger.exception("failed")
    text = (tmp_path / "logs" / "custody.log").read_text(encoding="utf-8")
    assert NAME not in text
    refused, failed = lines(tmp_path)
    assert refused["facts"] == {"code": "item.gone"}
    assert failed["error"] == "ValueError"
    assert failed["trace"][0].startswith("test_logs.py:")


def test_it_rotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 500)
    handler = logs.start_logging(tmp_path / "logs")
    for _ in range(100):
        logging.getLogger("custody_app.storage").info("recorded")
    logs.stop_logging(handler)
    files = sorted(path.name for path in (tmp_path / "logs").iterdir())
    assert files == ["custody.log", *(f"custody.log.{number}" for number in range(1, 6))]


def test_what_was_started_is_stopped(tmp_path: Path) -> None:
    handler = logs.start_logging(tmp_path)
    logger = logging.getLogger("custody_app")
    assert handler in logger.handlers
    logs.stop_logging(handler)
    assert handler not in logger.handlers
    assert logger.propagate
