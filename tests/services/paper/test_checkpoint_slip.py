"""A checkpoint on paper: the signed text proves a later ledger, or shows that its tail is gone."""

from __future__ import annotations

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.registers import PrintCheckpoint
from custody_app.domain.errors import RuleBroken
from custody_app.ledger.checkpoint import BadCheckpoint, verify_slip
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.paper.checkpoint_slip import SlipPress
from tests.documents.reading import squeezed, text_by_pdfium
from tests.living import burgled, signer_of
from tests.services.asking import does, size_of


@pytest.fixture
def press(core: Core) -> SlipPress:
    return SlipPress(core.folder, core.reader, core.clock, core.custody.centre)


def test_the_last_one_unless_another_is_asked_for(core: Core, press: SlipPress) -> None:
    size = size_of(core)
    first = press.text()
    does(core, PrintCheckpoint())
    assert press.text(size) == first != press.text()


def test_the_text_is_signed_by_the_station_and_by_nobody_else(core: Core, press: SlipPress) -> None:
    origin = f"{core.custody.centre}/ws-01"
    public = bytes.fromhex(core.custody.station.public)
    point = verify_slip(press.text(), origin, public)
    assert point.size == size_of(core)
    with pytest.raises(BadCheckpoint):
        verify_slip(press.text(), origin, bytes.fromhex(signer_of(core, "clerk").public))
    with pytest.raises(BadCheckpoint):
        verify_slip(press.text(), origin.replace("ws-01", "ws-02"), public)


def test_it_proves_a_later_ledger_and_shows_a_tail_that_is_gone(
    core: Core, press: SlipPress, lived: CentreDir
) -> None:
    early = press.text()
    does(core, PrintCheckpoint())
    late = press.text()
    assert verify(lived, early).is_whole
    assert verify(lived, late).is_whole
    with burgled(lived) as raw:
        raw.execute("DELETE FROM ledger_event WHERE pos = (SELECT max(pos) FROM ledger_event)")
    assert not verify(lived, late).is_whole


def test_no_slip_for_a_size_at_which_nothing_ended(core: Core, press: SlipPress) -> None:
    printed = set(core.folder.printed.iterdir())
    for size in (-1, 10**9):
        with pytest.raises(RuleBroken) as refused:
            press.print(size)
        assert refused.value.code == "verify.no_checkpoint"
    assert set(core.folder.printed.iterdir()) == printed


def test_the_sheet_says_the_same_in_both_languages(core: Core, press: SlipPress) -> None:
    for language in ("zh_CN", "en"):
        path = press.print(language=language)
        text = squeezed("".join(text_by_pdfium(path.read_bytes())))
        assert path.name == f"checkpoint-{size_of(core)}.pdf"
        assert str(size_of(core)) in text
        assert squeezed(press.text())[:40] in text
