"""Pictures of every page and the main dialogs, to be looked at by people.

``python3 dev.py bench pictures --out DIR`` makes a demonstration centre, draws its window into
memory in both languages, both looks and two sizes, and writes one PNG each; ``--only today``,
``--language en``, ``--theme dark`` and ``--size 1280x720`` draw fewer. Nothing is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SIZES = ("1280x720", "1440x900")
LANGUAGES = ("zh_CN", "en")
THEMES = ("light", "dark")


def main(argv: Sequence[str] | None = None) -> int:
    """One process a size, because the size of the screen is fixed when Qt starts."""
    options = _options(argv)
    out = Path(options.out).absolute()
    out.mkdir(parents=True, exist_ok=True)
    sizes = options.size or list(SIZES)
    with tempfile.TemporaryDirectory() as folder:
        centre = Path(options.data).absolute() if options.data else _demo(Path(folder) / "demo")
        for size in sizes:
            if options.here:
                _draw(options, centre, out, size)
                continue
            given = [*(argv if argv is not None else sys.argv[1:]), "--data", str(centre)]
            asked = [sys.executable, "-m", "tests.performance.pictures", *given, "--here"]
            screen = _screen(Path(folder), size)
            env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
            done = subprocess.run([*asked, "--size", size], env=env, check=False)
            if done.returncode:
                return done.returncode
    if not options.here:
        print(f"{len(list(out.glob('*.png')))} pictures in {out}")
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench pictures", description=__doc__)
    parser.add_argument("--out", required=True, metavar="DIR")
    parser.add_argument("--data", metavar="DIR", help="a demonstration centre; is written to")
    parser.add_argument("--only", action="append", metavar="SCENE", help="begins with this")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--size", action="append", metavar="WIDTHxHEIGHT")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.here:
        options.size = options.size[-1:]
    return options


def _demo(folder: Path) -> Path:
    from custody_app.demo.production import make_demo
    from custody_app.runtime.paths import CentreDir

    make_demo(CentreDir(folder))
    return folder


def _screen(folder: Path, size: str) -> Path:
    """Qt's description of a screen in memory."""
    width, height = (int(part) for part in size.split("x"))
    screen = {"name": "memory", "x": 0, "y": 0, "width": width, "height": height,
              "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    path = folder / f"screen-{size}.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return path


def _draw(options: argparse.Namespace, centre: Path, out: Path, size: str) -> None:
    from tests.performance.picture_scenes import draw_all

    width, height = (int(part) for part in size.split("x"))
    for language in options.language or LANGUAGES:
        for theme in options.theme or THEMES:
            names = draw_all(
                centre, out, (width, height), language, theme, tuple(options.only or ())
            )
            print(f"{size} {language} {theme}: {len(names)} pictures", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
