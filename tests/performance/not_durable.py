"""Control: the program with synchronous=NORMAL, which must lose answered events at a power cut."""

from __future__ import annotations

import sys

from custody_app.cli import main
from custody_app.storage import engine

NORMAL = ("synchronous", "NORMAL", 1)


def weaken() -> None:
    """Let commits end before the disk has them."""
    engine._PRAGMAS = tuple(NORMAL if one[0] == NORMAL[0] else one for one in engine._PRAGMAS)


if __name__ == "__main__":
    weaken()
    sys.exit(main())
