"""The program's own log: rotating JSON lines in the centre's folder, without personal data."""

from __future__ import annotations

import json
import logging
import logging.handlers
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 2_000_000
KEPT_FILES: Final = 5

ALLOWED_FACTS: Final = frozenset(
    {"batch", "code", "command", "count", "event_type", "exit_code", "item_id", "job", "lseq"}
    | {"milliseconds", "page", "query", "report_no", "schema", "size", "version"}
)
"""What ``extra={"facts": {...}}`` may carry: ids, codes, counts, durations.

All else is left out.
"""


class JsonLines(logging.Formatter):
    """One JSON object a line.

    The message is the literal template: its arguments are dropped, and so is the text of an
    exception, because both can carry a name or a number out of the record.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line for one record."""
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": str(record.msg),
        }
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            line["facts"] = {key: facts[key] for key in sorted(ALLOWED_FACTS & facts.keys())}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False, default=str)


def start_logging(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Write the log of ``custody_app`` to a folder.

    Hand the handler to ``stop_logging`` at the end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "custody.log",
        maxBytes=MAX_BYTES,
        backupCount=KEPT_FILES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("custody_app")
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Close what ``start_logging`` opened."""
    logger = logging.getLogger("custody_app")
    logger.removeHandler(handler)
    logger.propagate = True
    handler.close()
