"""The counter at a million things: scan to visible answer, and baskets of a hundred.

``python3 dev.py bench counter --data DIR`` makes the centre when DIR is empty, as ``custody demo
--size million`` does, and keeps it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from random import Random

from custody_app.bootstrap import Core
from custody_app.domain.tag import code_of
from custody_app.runtime.paths import CentreDir
from tests.performance.asking import item_codes, opened
from tests.performance.basket_life import Counter
from tests.performance.exec_life import CLERK
from tests.performance.kunming import built, size
from tests.performance.measuring import Sheet, begin, once
from tests.performance.small import scans

BASKET = 100
BASKET_S = 1.0


def main(argv: Sequence[str] | None = None) -> int:
    """Build if need be, measure and print."""
    parser = argparse.ArgumentParser(prog="dev.py bench counter")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", default="million", help="as custody demo takes it")
    parser.add_argument("--scans", type=int, default=500)
    parser.add_argument("--baskets", type=int, default=20)
    options = parser.parse_args(argv)
    folder = CentreDir(options.data.absolute())
    sheet = begin(f"Counter ({options.size})", folder.root.parent)
    built(folder, options.size, sheet)
    size(folder, sheet)
    scans(folder, options.scans, sheet)
    baskets(folder, options.baskets, sheet)
    return sheet.show()


def baskets(folder: CentreDir, count: int, sheet: Sheet) -> None:
    """A hundred things moved to one place in one basket."""
    random = Random(3)
    codes = [dict.fromkeys(item_codes(folder, random, BASKET)) for _ in range(count)]
    with opened(folder) as core:
        counter = Counter(core, core.sign_in.with_pin(CLERK.badge, CLERK.pin))
        places = _places(core)
        looks, commits, things = [], [], []
        for basket in codes:
            for code in [*basket, random.choice(places)]:
                counter.take(code)
            looks.append(once(counter.look))
            things.append(len(counter.presenter.shown_look.commands))
            commits.append(once(counter.carry_out))
            counter.clear()
    sheet.times(f"basket of {BASKET} judged anew after a scan", looks)
    name = f"basket of {min(things)} to {max(things)} things recorded, signed, durable"
    sheet.times(name, commits, goal=BASKET_S)


def _places(core: Core) -> list[str]:
    with core.reader.connect() as connection:
        rows = connection.exec_driver_sql("SELECT tag FROM place_card WHERE code LIKE 'L1-01-%'")
        return [code_of(tag) for (tag,) in rows]


if __name__ == "__main__":
    raise SystemExit(main())
