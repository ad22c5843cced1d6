"""What is loaded at the start is set aside from the collector; what comes later is not."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref

import pytest

from custody_app.runtime.loading import loading


class Ring:
    """Holds itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.itself = self


def test_the_collector_rests_while_loading_and_works_afterwards() -> None:
    before = gc.get_freeze_count()
    try:
        with loading():
            assert not gc.isenabled()
            kept = weakref.ref(Ring())
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
        freed = weakref.ref(Ring())
        gc.collect()
        assert freed() is None
        assert kept() is not None
    finally:
        gc.unfreeze()


def test_it_works_again_when_loading_fails() -> None:
    try:
        with pytest.raises(ImportError), loading():
            raise ImportError
        assert gc.isenabled()
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("words", [["exec", "--schema"], ["--data", "/nowhere/at/all/x", "verify"]])
def test_the_program_is_loaded_that_way(words: list[str]) -> None:
    code = (
        "import gc; from custody_app.__main__ import main\n"
        f"try: main({words!r})\nexcept SystemExit: pass\n"
        "print(gc.isenabled(), gc.get_freeze_count() > 50_000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["True True"], done.stderr
