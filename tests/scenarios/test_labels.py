"""Labels in the life of a thing: dead twins, samples of bulk goods, labels printed in advance."""

from __future__ import annotations

from pathlib import Path

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.tag import code_of
from custody_app.queries.centre_overview import centre_state
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.services.label_printing.printer import LabelPrinter, Route
from custody_app.services.ledger_audit import verify
from custody_app.services.rebuild import rebuild
from tests.documents.label_streams import burn_tspl
from tests.documents.reading import codes, pictures
from tests.scenarios.conftest import ONE, Play


def meaning(play: Play, code: str) -> Meaning:
    return Reader(play.core.reader)(resolve_tag, code=code)


def accepted(play: Play, name: str, as_: str) -> None:
    play.lists(name, as_=as_)
    play.does("clerk", "AcceptItem", item=f"${as_}.item", quantity=ONE, delivered_by="530211")


def test_a_reprint_gets_the_next_copy_and_the_twin_says_so(play: Play, tmp_path: Path) -> None:
    """The printer burnt copy 1; a second print of it is refused, the next copy kills it."""
    accepted(play, "手电钻", "thing")
    play.does("clerk", "LabelItem", item="$thing.item")
    out = tmp_path / "out"
    out.mkdir()
    printer = LabelPrinter(route=Route.FILE, address=str(out))
    item = play.item("$thing.item")
    assert play.core.labels.send([("item", item.id)], printer).total == 1
    with pytest.raises(RuleBroken) as refused:
        play.core.labels.send([("item", item.id)], printer)
    assert refused.value.code == "label.printed_already"
    play.does("clerk", "LabelItem", item="$thing.item", reason="打印中断")
    assert play.core.labels.send([("item", item.id)], printer).total == 1
    burnt = [burn_tspl(job.read_bytes())[0].codes() for job in sorted(out.iterdir())]
    first, second = code_of(item.tag, 1), code_of(item.tag, 2)
    assert {text for found in burnt for _, text in found} == {first, second}
    twin = meaning(play, first)
    assert (twin.status, twin.copy, twin.current_copy, twin.id) == ("dead_twin", 1, 2, item.id)
    assert meaning(play, second).status == "known"
    assert play.refused("clerk", "ProveLabel", item="$thing.item", code=first) == [
        "label.dead_twin"
    ]


def test_one_sample_of_bulk_goods_lets_the_list_onto_the_shelf(play: Play) -> None:
    entries = [{"name": "label_proof_by_category", "value": "general=sample"}]
    play.does("system", "SetPolicy", entries=entries)
    play.lists("雨伞", as_="one")
    play.does(
        "zhang", "ListItem", as_="two",
        seizure="$one-list.seizure", name="雨伞", category="general", quantity=ONE,
    )  # fmt: skip
    for thing in ("one", "two"):
        play.does("clerk", "AcceptItem", item=f"${thing}.item", quantity=ONE, delivered_by="530211")
        play.does("clerk", "LabelItem", item=f"${thing}.item")
    play.does("clerk", "ProveLabel", item="$one.item", code="$one.code")
    assert play.refused("clerk", "MoveItem", item="$two.item", place="A-01-02") == [
        "label.not_proved"
    ]
    play.does("clerk", "ProveLabel", item="$two.item", code="$one.code")
    play.does("clerk", "MoveItem", item="$two.item", place="A-01-02")
    assert not play.item("$two.item").needs_label


def test_a_label_printed_in_advance_is_bound_by_scan(play: Play) -> None:
    """No printer at this counter: a sheet made elsewhere, one label stuck on and scanned."""
    play.does("clerk", "IssueBlankLabels", count=5)
    centre = Reader(play.core.reader)(centre_state)
    assert centre is not None
    (numbers,) = centre.blank_labels
    (page,) = pictures(play.core.labels.print_blank(numbers).read_bytes(), 300)
    blanks = [code_of(base) for base in numbers.each()]
    assert codes(page) == {(kind, code) for code in blanks for kind in ("Code128", "QRCode")}
    assert meaning(play, blanks[0]).status == "unknown"
    accepted(play, "手电钻", "thing")
    before = play.item("$thing.item")
    assert before.tag not in numbers
    play.does("clerk", "BindLabel", item="$thing.item", code=blanks[2])
    play.does("clerk", "MoveItem", item="$thing.item", place="A-01-02")
    for code in (blanks[2], code_of(before.tag)):
        found = meaning(play, code)
        assert (found.status, found.id) == ("known", before.id)
    thing = ("item", before.id)
    assert play.core.labels.printed([thing]) == (thing,)
    accepted(play, "扳手", "other")
    assert play.refused("clerk", "BindLabel", item="$other.item", code=blanks[2]) == [
        "label.blank_used"
    ]
    assert play.item("$other.item").tag not in numbers
    assert verify(play.core.folder).is_whole
    assert rebuild(play.core.folder, check=True).differences == ()
