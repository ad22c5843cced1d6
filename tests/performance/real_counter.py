"""Twenty mixed things at the counter of a real window, with IBus and libpinyin switched on.

``python3 dev.py bench real_counter [--pictures DIR] [--no-ibus]`` needs Xvfb, openbox, xdotool and
xclip, and ibus, ibus-libpinyin and dbus for the input method. A wedge scans every two seconds,
every second code after F9, while a field has the keys and Chinese is typed; the record judges.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from custody_app.bootstrap import open_core
from custody_app.demo.production import make_demo
from custody_app.domain.tag import Tag, TagKind, parse
from custody_app.domain.vocabulary import Custody
from custody_app.runtime.paths import CentreDir
from tests.performance.real_window import Hands, Stuck, ended, open_window
from tests.ui.centre.twenty import Twenty, make_twenty

TOOLS = ("Xvfb", "openbox", "xdotool", "xclip")
IBUS_TOOLS = ("ibus-daemon", "ibus", "dbus-daemon")
SCAN_S = 2.0
PIN_S = 5.0
LIMIT_S = 60.0
"""decisions 30: a scan every two seconds, five for the signature."""
CONFIRM, PRINT = 1, 3
CHINESE = "nihao"
"""Typed with libpinyin in Chinese mode, a space takes the first candidate."""


def journal(hands: Hands) -> list[str]:
    """All scans so far, as they were read."""
    with hands.core.reader.connect() as connection:
        return [str(row[0]) for row in connection.exec_driver_sql("SELECT raw FROM scan_journal")]


def bus(stack: ExitStack) -> dict[str, str]:
    """A message bus of its own, and what makes Qt speak to IBus."""
    process = subprocess.Popen(
        ("dbus-daemon", "--session", "--nofork", "--print-address=1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(ended, process)
    assert process.stdout is not None
    return {
        "DBUS_SESSION_BUS_ADDRESS": process.stdout.readline().decode().strip(),
        "QT_IM_MODULE": "ibus",
        "XMODIFIERS": "@im=ibus",
        "QT_QPA_PLATFORM": "xcb",
    }


def engine(hands: Hands, env: dict[str, str], display: str) -> str:
    """Switch libpinyin on; what IBus says is on."""
    whole = dict(os.environ, DISPLAY=display, **env)
    subprocess.run(("ibus", "engine", "libpinyin"), env=whole, check=False)
    hands.rests(1)
    told = subprocess.run(
        ("ibus", "engine"), env=whole, capture_output=True, text=True, check=False
    )
    return told.stdout.strip()


class Scanner:
    """Types codes as fast as the wire lets it, one every two seconds."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self.sent: list[str] = []
        self.slowest = 0.0

    def scans(self, *codes: str) -> None:
        """Each until it is in the journal, then the rest of the two seconds."""
        for code in codes:
            began = time.perf_counter()
            before = len(journal(self._hands))
            self._hands.shoot(code, prefix=len(self.sent) % 2 == 1)
            self.sent.append(code)
            self._hands.until(lambda: len(journal(self._hands)) > before, f"{code} is kept")  # noqa: B023
            took = time.perf_counter() - began
            self.slowest = max(self.slowest, took)
            self._hands.rests(max(0.0, SCAN_S - took))


def serve(hands: Hands, things: Twenty) -> tuple[float, Scanner]:
    """Badge, twenty things and two places, confirm, sign, print, next badge; the seconds."""
    centre = parse(things.box)[0]

    def card(serial: int) -> str:
        return Tag(TagKind.COMMAND, centre.site, centre.station, 0, serial).code()

    scanner = Scanner(hands)
    began = time.perf_counter()
    scanner.scans(hands.badge("zhang"), *things.mixed[:18], things.place, *things.mixed[18:])
    scanner.scans(things.other_place)
    hands.picture("basket")
    scanner.scans(card(CONFIRM))
    signing = time.perf_counter()
    hands.types(hands.cast.member("zhang").pin)
    out = [*things.ids["out"], *things.ids["boxed"]]
    hands.until(
        lambda: all(hands.state(id_).custody is Custody.ON_LOAN for id_ in out), "all is out"
    )
    hands.rests(max(0.0, PIN_S - (time.perf_counter() - signing)))
    hands.picture("papers")
    scanner.scans(card(PRINT), hands.badge("duan"))
    seconds = time.perf_counter() - began
    hands.rests(1)
    hands.picture("next")
    return seconds, scanner


def into_a_field(hands: Hands, code: str) -> int:
    """Scans while Chinese is written into a form; how many an open composition spoilt.

    The field must be as it was before the scan, whether the scan was read or spoilt.
    """
    spoilt = 0
    hands.keys("ctrl+3", pause=4)
    hands.keys("Tab", "Return", "Tab", pause=1.5)
    hands.composes(f"{CHINESE} ")
    before = hands.content_of_field()
    if not before or before.isascii():
        raise Stuck(f"letters become Chinese (in the field: {before!r})")
    for composing in (False, True):
        for prefix in (True, False):
            name = f"{'composing' if composing else 'field'}_{'f9' if prefix else 'plain'}"
            if composing:
                hands.composes(CHINESE)
            hands.picture(name)
            count = len(journal(hands))
            hands.shoot(code, prefix=prefix)
            hands.until(lambda: len(journal(hands)) > count, "a scan is kept")  # noqa: B023
            hands.rests(1)
            hands.picture(f"{name}_scanned")
            is_read = journal(hands)[-1] == code
            if not (is_read or composing):
                raise Stuck(f"a scan into a field is read ({journal(hands)[-1]!r})")
            spoilt += not is_read
            now = hands.content_of_field()
            # F9 ends a composition, and what was composed is written as it was shown
            if now != before and not (composing and prefix and now.startswith(before)):
                raise Stuck(f"the field is as before the scan ({before!r}, now {now!r})")
            before = now
    hands.keys("Escape", pause=1)
    return spoilt


def checked(hands: Hands, things: Twenty, scanner: Scanner, before: int) -> list[str]:
    """What is not as it must be."""
    wrong = []
    kept = journal(hands)[before:]
    if kept != scanner.sent:
        wrong.append(f"journal: {len(kept)} scans, {len(scanner.sent)} sent, or another order")
    back = {hands.state(id_).custody for id_ in things.ids["back"]}
    if back != {Custody.IN_STORE}:
        wrong.append(f"back: {sorted(back)}")
    return wrong


def main(argv: Sequence[str] | None = None) -> int:
    """Serve one officer and print the seconds; 1 when they are too many or a scan is missing."""
    parser = argparse.ArgumentParser(prog="dev.py bench real_counter")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of every step")
    parser.add_argument("--display", default=":94")
    parser.add_argument("--no-ibus", action="store_true", help="without an input method")
    options = parser.parse_args(argv)
    wanted = TOOLS if options.no_ibus else TOOLS + IBUS_TOOLS
    missing = [tool for tool in wanted if shutil.which(tool) is None]
    if missing:
        packages = "xvfb openbox xdotool xclip ibus ibus-libpinyin dbus-x11"
        print(f"NOT RUN: {', '.join(missing)} missing (apt-get install {packages})")
        return 2
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = CentreDir(root / "centre")
        make_demo(folder)
        core = open_core(folder)
        stack.callback(core.close)
        things = make_twenty(core, root)
        hands = Hands(options.display, core, options.pictures)
        env = {} if options.no_ibus else bus(stack)
        try:
            open_window(hands, folder, options.display, stack, env)
            on = engine(hands, env, options.display) if env else "none"
            hands.keys("ctrl+2", pause=3)
            before = len(journal(hands))
            spoilt = 0
            seconds, scanner = serve(hands, things)
            wrong = checked(hands, things, scanner, before)
            if env:
                spoilt = into_a_field(hands, things.out[0])
        except Stuck as stuck:
            hands.picture("stuck")
            print(f"stuck: waited in vain until {stuck}")
            return 1
    if seconds >= LIMIT_S:
        wrong.append(f"{seconds:.1f} s are more than {LIMIT_S:.0f} s")
    print(
        f"input method {on}: {len(scanner.sent)} scans, {seconds:.1f} s from badge to next person;"
        f" slowest scan {scanner.slowest:.2f} s until it was kept"
    )
    if env:
        print(f"4 scans into a form: {spoilt} spoilt and told so, the field as before each time")
    for one in wrong:
        print(f"wrong: {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
