"""A day in a real window under Xvfb: keys and scans by xdotool, judged by the record.

``python3 dev.py bench real_window [--pictures DIR]`` needs Xvfb, openbox, xdotool and xclip. It
takes five things in from a pasted list, labels and shelves them, and has one seen at the counter.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from custody_app.bootstrap import Core, open_core
from custody_app.demo.cast import read_cast
from custody_app.demo.production import SEED, make_demo
from custody_app.domain.state.item import ItemState
from custody_app.queries.find_items import find_items
from custody_app.queries.holdings import find_place
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import find_people
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.runtime.paths import CentreDir

TOOLS = ("Xvfb", "openbox", "xdotool", "xclip")
NOTHING = "(nothing)"
PATIENCE_S = 60.0
TITLE = "涉案财物"
CASE_NO = "KG-2026-9001"
ROWS = (
    "序号\t名称\t类别\t数量\t单位\t特征\tIMEI\n"
    "1\t华为手机\t手机\t1\t部\tMate 60 黑色\t860000000000011\n"
    "2\t人民币现金\t现金\t12000\t元\t百元面额\t\n"
    "3\t弹簧刀\t管制器具\t2\t把\t\t\n"
    "4\t白色晶体\t毒品\t1\t袋\t塑料袋封装\t\n"
    "5\t旧书\t图书音像制品\t3\t本\t\t\n"
)
PLACES = ("A-01-01", "G-01", "A-01-01", "G-02", "A-01-01")


class Stuck(Exception):
    """What was waited for did not come."""


class Hands:
    """Keys and scans; the record is the only thing looked at."""

    def __init__(self, display: str, core: Core, pictures: Path | None) -> None:
        self._env = dict(os.environ, DISPLAY=display)
        self._pictures = pictures
        self._taken = 0
        self.core = core
        self.cast = read_cast(SEED)

    def _run(self, *words: str, text: str = "") -> str:
        done = subprocess.run(
            words, env=self._env, input=text, capture_output=not text, text=True, check=False
        )
        return done.stdout or ""

    def keys(self, *names: str, pause: float = 0.6) -> None:
        for name in names:
            self._run("xdotool", "key", name)
            self.rests(pause)

    def rests(self, seconds: float) -> None:
        """The pace of a person; whether it came about is judged by the record."""
        self._run("xdotool", "sleep", str(seconds))

    def types(self, text: str, *, enter: bool = True) -> None:
        self._run("xdotool", "type", "--delay", "0", "--", text)
        if enter:
            self.keys("Return")

    def scan(self, code: str, *, prefix: bool = False) -> None:
        """As fast as a scanner, with or without its F9, and a moment to look."""
        self.shoot(code, prefix=prefix)
        self.rests(0.5)

    def shoot(self, code: str, *, prefix: bool = False) -> None:
        """The keys alone."""
        begin = ["key", "F9"] if prefix else []
        self._run("xdotool", *begin, "type", "--delay", "0", "--", code)
        self._run("xdotool", "key", "Return")

    def composes(self, letters: str) -> None:
        """Letters at the pace of a person, for an input method to make something of."""
        self._run("xdotool", "type", "--delay", "80", "--", letters)
        self.rests(1)

    def content_of_field(self) -> str:
        """What stands in the field with the keys, by way of the clipboard."""
        self.copies(NOTHING)
        self.keys("ctrl+a", "ctrl+c", "End", pause=0.3)
        found = self._run("xclip", "-selection", "clipboard", "-o")
        return "" if found == NOTHING else found

    def copies(self, text: str) -> None:
        self._run("xclip", "-selection", "clipboard", text=text)

    def picture(self, name: str) -> None:
        if self._pictures is not None:
            self._taken += 1
            path = self._pictures / f"{self._taken:02d}_{name}.png"
            self._run("import", "-window", "root", str(path))

    def until(self, holds: Callable[[], bool], said: str) -> float:
        """Wait for a condition of the record or of the screen; how long that took."""
        began = time.perf_counter()
        while not holds():
            if time.perf_counter() - began > PATIENCE_S:
                raise Stuck(said)
            self.rests(0.1)
        return time.perf_counter() - began

    def has_window(self) -> bool:
        return bool(self._run("xdotool", "search", "--name", TITLE).strip())

    def badge(self, key: str) -> str:
        read = Reader(self.core.reader)
        return read(find_people, text=self.cast.member(key).badge)[0].code

    def place(self, code: str) -> str:
        return Reader(self.core.reader)(find_place, text=code)[0].label_code

    def things(self) -> list[ItemRow]:
        rows = Reader(self.core.reader)(find_items, limit=200).rows
        return sorted((row for row in rows if row.case_number == CASE_NO), key=lambda row: row.line)

    def state(self, item: str) -> ItemState:
        return Reader(self.core.reader)(state_of, kind=ItemState, id_=item)


def take_in(hands: Hands) -> None:
    """From the new case to five things that two people have counted."""
    hands.keys("ctrl+3", pause=4)
    hands.types(CASE_NO)
    hands.rests(1.5)
    hands.keys("Return")
    hands.types("Wenlin theft", enter=False)
    hands.scan(hands.badge("zhang"))
    hands.scan(hands.badge("liu"), prefix=True)
    hands.picture("case")
    hands.keys("ctrl+Return", pause=3)
    for text in ("WG-0099", "", "2026-099", "", "Wenlin 12", "", "Li", "", "", "Wang"):
        hands.types(text)
    hands.picture("list")
    hands.keys("ctrl+Return", pause=3)
    hands.copies(ROWS)
    hands.keys("ctrl+v", pause=2)
    hands.keys("Down", "Down", "Tab", "Return")
    hands.until(lambda: len(hands.things()) == len(PLACES), "the pasted list is recorded")
    hands.rests(2)
    hands.keys("Return", pause=1.5)
    hands.types("120")
    hands.keys(*["Return"] * 7)
    hands.rests(1)
    hands.types("1")
    hands.types("one missing", enter=False)
    hands.keys("ctrl+Return", pause=1.5)
    for text in ("", "6.20", "5.50", "TP-02", ""):
        hands.types(text)
    hands.picture("counted")
    hands.keys("Return", pause=1.5)
    hands.scan(hands.badge("second"), prefix=True)
    hands.types(hands.cast.member("second").pin)
    hands.until(
        lambda: all(hands.state(row.id).intake_at for row in hands.things()), "five things are in"
    )


def shelve(hands: Hands) -> list[float]:
    """Labels, then each thing and its place; how long a scan takes to be on the record."""
    hands.rests(2)
    hands.keys("Return", pause=4)
    hands.picture("labels")
    hands.keys("Escape", pause=1.5)
    took = []
    for at, (row, code) in enumerate(zip(hands.things(), PLACES, strict=True)):
        hands.scan(row.code, prefix=bool(at % 2))
        took.append(hands.until(lambda: hands.state(row.id).label_proved, "a label is proved"))  # noqa: B023
        hands.scan(hands.place(code), prefix=not at % 2)
        took.append(hands.until(lambda: not hands.state(row.id).needs_place, "a thing is shelved"))  # noqa: B023
    hands.picture("shelved")
    return took


def see(hands: Hands) -> None:
    """At the counter: one scan, one Enter."""
    thing = hands.things()[0]
    before = hands.state(thing.id).last_seen_at
    hands.keys("ctrl+2", pause=3)
    hands.scan(thing.code)
    hands.rests(1.5)
    hands.picture("counter")
    hands.keys("Return")
    hands.until(lambda: hands.state(thing.id).last_seen_at != before, "the thing was seen")


def main(argv: Sequence[str] | None = None) -> int:
    """Live the day, or say what is missing."""
    parser = argparse.ArgumentParser(prog="dev.py bench real_window")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of every step")
    parser.add_argument("--display", default=":93")
    options = parser.parse_args(argv)
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"not run: {', '.join(missing)} missing (apt-get install xvfb openbox xdotool xclip)")
        return 2
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = CentreDir(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "centre")
        make_demo(folder)
        core = open_core(folder)
        stack.callback(core.close)
        hands = Hands(options.display, core, options.pictures)
        return live(hands, folder, options.display, stack)


def live(hands: Hands, folder: CentreDir, display: str, stack: ExitStack) -> int:
    """Start the screen and the window; then work."""
    try:
        opened = open_window(hands, folder, display, stack, {})
        take_in(hands)
        took = shelve(hands)
        see(hands)
    except Stuck as stuck:
        hands.picture("stuck")
        print(f"stuck: waited {PATIENCE_S:.0f} s in vain until {stuck}")
        return 1
    print(f"window open after {opened:.1f} s; {len(took)} scans of labels and places recorded")
    print("a day by keys and scans in a real window: done")
    return 0


def ended(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and end it when it does not."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def open_window(
    hands: Hands, folder: CentreDir, display: str, stack: ExitStack, more: Mapping[str, str]
) -> float:
    """The screen, a window manager and the window with the clerk signed in; how long it took."""

    def start(*words: str) -> None:
        env = dict(os.environ, DISPLAY=display, **more)
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(words, env=env, stdout=quiet, stderr=quiet)
        stack.callback(ended, process)

    start("Xvfb", display, "-screen", "0", "1440x900x24")
    hands.rests(2)
    start("openbox")
    if "DBUS_SESSION_BUS_ADDRESS" in more:
        start("ibus-daemon", "--xim", "--replace", "--panel", "disable")
        hands.rests(3)
    start(sys.executable, "-m", "custody_app", "--data", str(folder.root))
    opened = hands.until(hands.has_window, "the window is open")
    hands.rests(3)
    clerk = hands.cast.member("clerk")
    hands.types(clerk.badge)
    hands.types(clerk.password)
    hands.rests(4)
    return opened


if __name__ == "__main__":
    sys.exit(main())
