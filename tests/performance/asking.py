"""Scans, sightings, lists and searches on an open centre, each timed; any size of centre."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from random import Random
from typing import Any

from custody_app.bootstrap import Core, open_core
from custody_app.domain.commands.store import SeeItem
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import moment_of
from custody_app.domain.tag import code_of
from custody_app.domain.vocabulary import Custody
from custody_app.queries.find_items import find_items
from custody_app.queries.item_card import item_card
from custody_app.queries.item_filters import SORTS_ANYWHERE, ItemFilters
from custody_app.queries.names import id_text
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import resolve_tag
from custody_app.queries.today import today
from custody_app.runtime.paths import CentreDir
from tests.performance.basket_life import Counter
from tests.performance.exec_life import CLERK
from tests.performance.measuring import Sheet, once, zero

BASKET = 20
PAGE = 100
PAGES = 12
CARDS = 100
PAIR = re.compile(r"[一-鿿]{2}")


@contextmanager
def opened(folder: CentreDir) -> Iterator[Core]:
    """An open centre."""
    core = open_core(folder)
    try:
        yield core
    finally:
        core.close()


def item_codes(folder: CentreDir, random: Random, count: int) -> list[str]:
    """Codes of things in store, from anywhere in the list, that one clerk may handle alone.

    A small centre has fewer; then they come again and again.
    """
    query = (
        "SELECT tag, copy FROM item_card WHERE n >= ? AND custody = ? AND copy > 0"
        " AND grade = 'normal' ORDER BY n LIMIT 1"
    )
    found: dict[str, None] = {}
    with opened(folder) as core, core.reader.connect() as connection:
        (last,) = connection.exec_driver_sql("SELECT max(n) FROM item_card").one()
        for _ in range(count * 20):
            args = (random.randint(1, last), Custody.IN_STORE.value)
            row = connection.exec_driver_sql(query, args).first()
            if row is not None:
                found[code_of(row[0], row[1])] = None
            if len(found) == count:
                break
    pool = list(found)
    return [pool[at % len(pool)] for at in range(count)]


def baskets_of(codes: Sequence[str]) -> Iterator[list[str]]:
    """The codes in baskets; nothing lies twice in one, because that would add no row."""
    basket: list[str] = []
    for code in codes:
        if code in basket or len(basket) == BASKET:
            yield basket
            basket = []
        basket.append(code)
    if basket:
        yield basket


def counter_scans(folder: CentreDir, codes: Sequence[str], sheet: Sheet, goal: float) -> None:
    """Journal, understanding, kept basket and answer of each scan, without the window."""
    with opened(folder) as core:
        counter = Counter(core, core.sign_in.with_pin(CLERK.badge, CLERK.pin))
        times = []
        for basket in baskets_of(codes):
            times += [once(partial(_scan, counter, code)) for code in basket]
            counter.presenter.clear()
            counter.baskets.clear(counter.clerk)
    sheet.times(
        "scan at the counter without its window: journalled, kept, judged", times, goal=goal
    )


def _scan(counter: Counter, code: str) -> None:
    counter.journal(code)
    counter.take(code)
    counter.look()


def sightings(folder: CentreDir, codes: Sequence[str], sheet: Sheet, goal: float) -> None:
    """A scan looked up and recorded as a signed event, until it is durable."""
    with opened(folder) as core:
        read = Reader(core.reader)
        signer = core.sign_in.with_pin(CLERK.badge, CLERK.pin).signer

        def see(code: str) -> None:
            item = ItemId(read(resolve_tag, code=code).id)
            core.custody.handle(SeeItem(item=item), signer=signer)

        times = [once(partial(see, code)) for code in codes]
    sheet.times("scan to recorded, signed and durable event", times, goal=goal)


def searches(core: Core, random: Random, count: int, sheet: Sheet, goal: float) -> None:
    """First pages of two Chinese characters each, taken from texts anywhere in the store."""
    read = Reader(core.reader)
    hits: list[int] = []

    def search(text: str) -> None:
        hits.append(len(read(find_items, filters=ItemFilters(text=text), limit=PAGE).rows))

    times = [once(partial(search, text)) for text in _pairs(core, random, count)]
    rare = sum(hit < PAGE for hit in hits) / len(hits)
    name = f"search of 2 Chinese characters, first page ({rare:.0%} with less than a page)"
    sheet.times(name, times, goal=goal, at=0.95)
    sheet.keep(zero("searches that did not find the text they came from", hits.count(0)))


def _pairs(core: Core, random: Random, count: int) -> list[str]:
    found: list[str] = []
    for text in _some(core, random, "search_text", count * 2):
        runs = [text[at : at + 2] for at in range(len(text) - 1)]
        pairs = [pair for pair in runs if PAIR.fullmatch(pair)]
        if pairs and len(found) < count:
            found.append(random.choice(pairs))
    return found


def _some(core: Core, random: Random, column: str, count: int) -> list[Any]:
    """A column of things from anywhere in the store."""
    query = f"SELECT {column} FROM item_card WHERE n >= ? ORDER BY n LIMIT 1"
    with core.reader.connect() as connection:
        (last,) = connection.exec_driver_sql("SELECT max(n) FROM item_card").one()
        at = [random.randint(1, last) for _ in range(count)]
        return [connection.exec_driver_sql(query, (n,)).scalar_one() for n in at]


def lists(core: Core, random: Random, sheet: Sheet, goal: float) -> None:
    """Pages by keyset from both ends, cards, the day."""
    read = Reader(core.reader)
    times: list[float] = []
    for sort in SORTS_ANYWHERE:
        for descending in (True, False):
            times += _walked(read, sort, descending)
    sheet.times(f"page of {PAGE} by keyset, {len(SORTS_ANYWHERE)} orders, both ends", times,
                goal=goal)  # fmt: skip
    cards = [
        once(partial(read, item_card, item=id_text(id_)))
        for id_ in _some(core, random, "id", CARDS)
    ]
    sheet.times("card of a thing", cards)
    now = moment_of(core.clock.now())
    days = [once(partial(read, today, now=now)) for _ in range(20)]
    sheet.times("Today, all lists and counts", days)


def _walked(read: Reader, sort: str, descending: bool) -> Iterator[float]:
    """Some pages of a list, one behind the other; seconds of each."""
    after: Cursor | None = None
    for _ in range(PAGES):
        started = time.perf_counter()
        page = read(find_items, sort=sort, descending=descending, after=after, limit=PAGE)
        yield time.perf_counter() - started
        after = page.after
        if after is None:
            break
