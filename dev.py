#!/usr/bin/env python3
"""The one entry to run, test, check, measure, translate and build the program.

Needs nothing but Python 3.11. Installs what is missing: system libraries through apt where it may,
all else into ``.venv`` from the versions and hashes of ``uv.lock``. Safe to repeat.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
IS_WINDOWS = os.name == "nt"
COMPILED = ("custody_app",)
"""Packages of ours that get their bytecode with the libraries."""
BIN = VENV / ("Scripts" if IS_WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if IS_WINDOWS else "python")
UV = "uv==0.13.9"
DEMO = ROOT / "demo-centre"

OFFSCREEN_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzbar.so.0": "libzbar0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}

# The tool that installs does not read pip's settings, and a closed network has only those.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "cert": "SSL_CERT_FILE",
}


Command = Sequence[object]
Environment = Mapping[str, str] | None


class Stop(Exception):
    """The work cannot go on; carries the sentence for the person at the keyboard."""


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"-- {text}", flush=True)


def run(command: Command, env: Environment = None) -> int:
    """Run a command in the project's folder and give its exit code."""
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=env, check=False
    ).returncode


def must(command: Command, sentence: str, env: Environment = None) -> None:
    """Run a command; stop with a sentence when it fails."""
    if run(command, env) != 0:
        raise Stop(sentence)


def has_display() -> bool:
    """Whether a window can be shown here."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return IS_WINDOWS or sys.platform == "darwin" or bool(named)


def child_env() -> dict[str, str]:
    """The environment for the program: without a display, Qt draws into memory."""
    env = dict(os.environ)
    env["PYTHONUTF8"] = "1"
    if not has_display():
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return env


# -- system libraries ------------------------------------------------------------------------------


def is_loadable(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str], purpose: str) -> bool:
    """Install Debian packages where this is allowed; otherwise say what to type."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        say(f"Missing for {purpose}; on Debian these would be: {' '.join(packages)}")
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:  # type: ignore[attr-defined,unused-ignore]
        if shutil.which("sudo") is None or run(["sudo", "-n", "true"]) != 0:
            say(f"Missing for {purpose}. Please let an administrator run: {line}")
            return False
        prefix = ["sudo", "-n"]
    say(f"Installing for {purpose}: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    if run([*apt, "update"]) != 0:
        say("The package lists could not be renewed; trying with the ones that are here.")
    return run([*apt, *line.split()[1:]]) == 0


def system_libraries() -> None:
    """Install the libraries that Qt and the code reader load from the system."""
    if not sys.platform.startswith("linux"):
        return
    wanted = OFFSCREEN_LIBRARIES | (WINDOW_LIBRARIES if has_display() else {})
    missing = [package for library, package in wanted.items() if not is_loadable(library)]
    if missing and not apt_install(missing, "the window and the code reader"):
        say("Going on without them; what needs them will fail and say so.")


# -- the virtual environment -----------------------------------------------------------------------


def make_venv() -> None:
    """Make ``.venv`` and put the installer into it."""
    if not PYTHON.exists():
        if importlib.util.find_spec("ensurepip") is None:
            apt_install(["python3-venv"], "a virtual environment")
        must([sys.executable, "-m", "venv", VENV], "Python cannot make a virtual environment here.")
    if shutil.which("uv", path=str(BIN)):
        return
    say(f"Installing {UV}")
    has_pip = subprocess.run([PYTHON, "-m", "pip", "-V"], capture_output=True, check=False)
    if has_pip.returncode != 0:
        must([PYTHON, "-m", "ensurepip"], "pip is missing in .venv; delete .venv and try again.")
    pip: Command = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", UV]
    must(pip, f"{UV} could not be installed: is the package index reachable?")


def installer_env() -> dict[str, str]:
    """The environment of the installer, with pip's own settings carried over."""
    env = {**os.environ, "UV_LINK_MODE": "copy", "UV_PYTHON_DOWNLOADS": "never"}
    for key, name in PIP_TO_UV.items():
        value = os.environ.get("PIP_" + key.upper().replace("-", "_")) or pip_setting(key)
        if value and name not in env:
            env[name] = value
    # As pip does; safe, because what is installed must have the locked hash.
    env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return env


def pip_setting(key: str) -> str:
    """What pip's settings files say, or nothing."""
    command = [str(PYTHON), "-m", "pip", "config", "get", f"global.{key}"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    return " ".join(asked.stdout.split()) if asked.returncode == 0 else ""


def state_of(extras: Sequence[str]) -> str:
    """A digest of all that decides what ``.venv`` must hold."""
    digest = hashlib.sha256(repr((str(ROOT), sys.version_info[:3], UV, COMPILED)).encode())
    for part in ("pyproject.toml", "uv.lock"):
        digest.update((ROOT / part).read_bytes())
    return "\n".join([digest.hexdigest(), *sorted(extras)])


def prepare(*extras: str) -> None:
    """Bring the machine and ``.venv`` to what the locked versions say."""
    system_libraries()
    stamp = VENV / "installed.txt"
    wanted = state_of(extras)
    held = stamp.read_text(encoding="utf-8").split("\n") if stamp.is_file() else [""]
    if held[0] == wanted.split("\n")[0] and set(extras) <= set(held[1:]):
        return
    make_venv()
    uv, env = BIN / "uv", installer_env()
    locked = VENV / "requirements.txt"
    chosen: Command = [part for extra in ("setup", *extras) for part in ("--extra", extra)]
    say("Installing the locked versions into .venv")
    export: Command = [uv, "export", "-q", "--frozen", "--no-emit-project", *chosen, "-o", locked]
    must(export, "uv.lock cannot be read.", env)
    install: Command = [uv, "pip", "install", "--python", PYTHON]
    only = ["--only-binary", ":all:", "--require-hashes", "-r", locked]
    must(
        [*install, *only], "Not everything could be installed: is the package index reachable?", env
    )
    link = ["--no-deps", "--no-build-isolation", "-e", ROOT]
    must([*install, *link], "The program could not be linked into .venv.", env)
    compile_all()
    same = held[1:] if held[0] == wanted.split("\n")[0] else []
    stamp.write_text(state_of([*{*extras, *same}]), encoding="utf-8")


def compile_all() -> None:
    """Write the bytecode of libraries and program.

    Where Python may not write it by itself (``PYTHONDONTWRITEBYTECODE``, a folder of somebody
    else) each start would compile everything anew, which is nearly half of its work.
    """
    say("Compiling libraries and program")
    folders = [ROOT / name for name in COMPILED]
    # old syntax in a library's templates is no reason to stop
    run([PYTHON, "-m", "compileall", "-qq", "-j", "0", VENV, *folders])


# -- commands --------------------------------------------------------------------------------------


def run_program(rest: list[str]) -> int:
    """Open the window on a demonstration centre, or live its day without a display."""
    parser = argparse.ArgumentParser(prog="dev.py run")
    parser.add_argument("--data", type=Path, default=DEMO, help="folder of the centre")
    data: Path = parser.parse_args(rest).data.resolve()
    prepare()
    custody: Command = [PYTHON, "-m", "custody_app"]
    env = child_env()
    if not (data / "README.txt").is_file():
        set_aside(data)
        say(f"Living the first day of a demonstration centre in {data}")
        must([*custody, "demo", "--data", data], "The demonstration day did not end.", env)
    if has_display():
        say(f"Opening the window; badges and PINs stand in {data / 'README.txt'}")
        return run([*custody, "--data", data], env)
    say("There is no display, so the record is proven instead of shown.")
    code = run([*custody, "verify", "--data", data], env)
    papers = sorted((data / "printed").rglob("*.pdf"))
    say(f"{len(papers)} papers (PDF) lie in {data / 'printed'}")
    say(f"Badges and PINs stand in {data / 'README.txt'}")
    say("The record is whole." if code == 0 else "The record is NOT whole; see above.")
    return code


def set_aside(data: Path) -> None:
    """Move away what an interrupted demonstration left behind; nothing is deleted."""
    if not data.is_dir() or not any(data.iterdir()):
        return
    if data != DEMO:
        raise Stop(f"{data} is no demonstration centre and is not empty.")
    number = 1
    while (aside := data.with_name(f"{data.name}-unfinished-{number}")).exists():
        number += 1
    data.rename(aside)
    say(f"An unfinished demonstration centre was moved to {aside}")


def test(rest: list[str]) -> int:
    """Run the tests, without those that take minutes."""
    prepare("dev")
    env = child_env() | {"QT_QPA_PLATFORM": "offscreen"}
    workers = [] if any(part.startswith("-n") for part in rest) else ["-n", "auto"]
    return run([PYTHON, "-m", "pytest", *workers, *rest], env)


def check(rest: list[str]) -> int:
    """Format, style, types, import contracts, translations, architecture."""
    prepare("dev")
    env = child_env() | {"QT_QPA_PLATFORM": "offscreen"}
    steps: dict[str, list[str | Path]] = {
        "format": [BIN / "ruff", "format", "--check", "."],
        "style": [BIN / "ruff", "check", "."],
        "types": [BIN / "mypy"],
        "imports": [BIN / "lint-imports"],
        "translations": [PYTHON, "-m", "tests.architecture.catalogues"],
        "architecture": [PYTHON, "-m", "pytest", "-q", "tests/architecture"],
    }
    if unknown := set(rest) - set(steps):
        raise Stop(f"No such check: {' '.join(sorted(unknown))}. There are: {' '.join(steps)}")
    failed = []
    for name in rest or steps:
        say(name)
        if run(steps[name], env) != 0:
            failed.append(name)
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def bench(rest: list[str]) -> int:
    """Run one measurement of tests/performance, with its own arguments."""
    folder = ROOT / "tests" / "performance"
    known = {
        path.stem: path
        for path in sorted(folder.glob("*.py"))
        if re.search(r"^def main\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    if not rest or rest[0] not in known:
        say(f"dev.py bench NAME [ARGUMENTS]; there are: {' '.join(known)}")
        return 0 if not rest else 2
    prepare("dev")
    return run([PYTHON, "-m", f"tests.performance.{rest[0]}", *rest[1:]], child_env())


def i18n(rest: list[str]) -> int:
    """Report texts without a translation and entries that nothing uses."""
    prepare("dev")
    return run([PYTHON, "-m", "tests.architecture.catalogues", *rest], child_env())


def build(rest: list[str]) -> int:
    """Pack the program with its Python into dist/custody, to be copied to a closed network."""
    prepare("dev", "build")
    folders = ["--distpath", ROOT / "dist", "--workpath", ROOT / "build"]
    command: Command = [
        PYTHON,
        "-m",
        "PyInstaller",
        "--noconfirm",
        *folders,
        *rest,
        ROOT / "build.spec",
    ]
    return run(command, child_env())


def lock(rest: list[str]) -> int:
    """Resolve the dependencies anew; where they were found stays out of the file."""
    make_venv()
    must([BIN / "uv", "lock", *rest], "No set of versions fits.", installer_env())
    path = ROOT / "uv.lock"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'registry = "[^"]+"', 'registry = "https://index.invalid/simple"', text)
    text = re.sub(r'url = "https?://[^"]*/([^/"]+)"', r'url = "https://index.invalid/\1"', text)
    text = re.sub(r"^sdist = .*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    return 0


COMMANDS = {
    "run": run_program,
    "test": test,
    "check": check,
    "bench": bench,
    "i18n": i18n,
    "build": build,
    "lock": lock,
}


def main(argv: list[str]) -> int:
    """Carry out one command."""
    if sys.version_info < (3, 11):  # noqa: UP036  (people start this file with any Python)
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 2
    if not argv or argv[0] not in COMMANDS:
        print(__doc__)
        for name, command in COMMANDS.items():
            print(f"  python3 dev.py {name:<6} {(command.__doc__ or '').splitlines()[0]}")
        return 0 if argv in ([], ["-h"], ["--help"]) else 2
    try:
        return COMMANDS[argv[0]](argv[1:])
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
