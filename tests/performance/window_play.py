"""Starts the real window in a process of its own and takes the times of what it tells."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from custody_app.runtime.paths import CentreDir
from tests.performance.asking import baskets_of
from tests.performance.exec_life import CLERK, PROJECT

PARTED = "/"
LIFE = """
from custody_app.runtime.loading import loading
with loading():
    from tests.performance.window_life import main
raise SystemExit(main())
"""
"""Loads the window as the program itself does."""


@dataclass(slots=True)
class Told:
    """What such a process said: seconds from its start to each step, scans, its peak of memory."""

    card: float = 0.0
    rows: float = 0.0
    scans: list[float] = field(default_factory=list)
    memory_mb: float = 0.0


def played(folder: CentreDir, scans: Sequence[str] = ()) -> Told:
    """Start the window in a process of its own and wait for what it tells.

    Raises:
        ValueError: it ended before its end.
    """
    found = Told()
    people = ["--badge", CLERK.badge, "--pin", CLERK.pin]
    parted = [code for basket in baskets_of(scans) for code in (*basket, PARTED)]
    words = ["-c", LIFE, "--data", str(folder.root), *people]
    if parted:
        words += ["--scans", *parted]
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            if told["step"] in ("card", "rows"):
                setattr(found, told["step"], time.perf_counter() - started)
            found.scans += told.get("seconds", [])
            found.memory_mb = told.get("memory_mb", found.memory_mb)
    if process.returncode or not found.memory_mb:
        raise ValueError(f"the window ended with {process.returncode}")
    return found
