"""press, labels, reading_back: labels of the record on paper, each copy of a thing once."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.labels.item_label import ItemLabel
from custody_app.documents.labels.label_sheet import label_sheet
from custody_app.documents.labels.raster import label_pictures
from custody_app.documents.labels.stock import read_stock
from custody_app.documents.labels.streams import Dialect
from custody_app.domain.errors import RuleBroken
from custody_app.queries.find_items import find_items
from custody_app.queries.holdings import place_children
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.reader import Reader
from custody_app.runtime.faults import Fault
from custody_app.scanning.label_door import codes_in_dots
from custody_app.services.label_printing.printer import LabelPrinter, Route
from custody_app.services.label_printing.sending import PrintBroken, Sent
from custody_app.services.paper.labels import SHEET_MAX, Subject
from custody_app.services.paper.press import LabelPress
from custody_app.services.paper.reading_back import SAMPLE_EVERY, read_pictures, refuse_unreadable
from tests.documents.label_streams import burn_tspl, burn_zpl
from tests.documents.reading import codes, pictures
from tests.documents.samples import code
from tests.services.label_printing.printer_server import QUICK, READY_TSPL, PrinterServer, served

WORDS = (("确认", "签名并登记"), ("取消", "清空"))


@pytest.fixture
def things(core: Core) -> tuple[ItemRow, ...]:
    """Labelled things."""
    rows = Reader(core.reader)(find_items, limit=50).rows
    found = tuple(row for row in rows if row.copy)
    assert len(found) >= 6
    return found[:6]


def subjects(things: tuple[ItemRow, ...]) -> list[Subject]:
    return [("item", row.id) for row in things]


def wanted(things: tuple[ItemRow, ...]) -> set[tuple[str, str]]:
    return {(kind, row.code) for row in things for kind in ("Code128", "QRCode")}


def test_a_centre_has_one_press_for_its_own_folder(core: Core) -> None:
    press = core.labels
    assert isinstance(press, LabelPress)
    assert (press.folder, press.centre) == (core.folder, core.custody.centre)


def test_a_sheet_lies_under_printed_and_reads(core: Core, things: tuple[ItemRow, ...]) -> None:
    path = core.labels.print(subjects(things), skip=2)
    assert path.parent == core.folder.printed
    (page,) = pictures(path.read_bytes(), 300)
    assert codes(page) == wanted(things)
    assert core.labels.printed(subjects(things)) == ()


def test_a_folder_gets_the_stream_once(
    core: Core, things: tuple[ItemRow, ...], tmp_path: Path
) -> None:
    printer = LabelPrinter(route=Route.FILE, address=str(tmp_path), dialect=Dialect.ZPL, dpi=300)
    assert core.labels.send(subjects(things), printer) == Sent(6, 6)
    (job,) = tmp_path.glob("*.prn")
    burnt = burn_zpl(job.read_bytes())
    assert [label.codes() for label in burnt] == [wanted((row,)) for row in things]
    assert core.labels.printed(subjects(things)) == tuple(subjects(things))
    with pytest.raises(RuleBroken) as refused:
        core.labels.send(subjects(things[2:4]), printer)
    assert refused.value.code == "label.printed_already"
    assert refused.value.facts["count"] == 2
    assert len(list(tmp_path.glob("*.prn"))) == 1


def test_a_cut_in_the_middle_leaves_only_the_rest_to_print_again(
    core: Core, things: tuple[ItemRow, ...]
) -> None:
    """Two arrived, one may lie there by half; the other three can be printed as they are."""
    printer = LabelPrinter(address="127.0.0.1")
    size = len(_stream_of(core, things, printer))
    with (
        served(PrinterServer(answers=(READY_TSPL,), cut_after=size * 5 // 2)) as server,
        pytest.raises(PrintBroken) as broken,
    ):
        there = dataclasses.replace(printer, port=server.port)
        core.labels.send(subjects(things), there, patience=QUICK)
    assert (broken.value.sure, broken.value.begun) == (2, 3)
    assert core.labels.printed(subjects(things)) == tuple(subjects(things[:3]))
    with served(PrinterServer(answers=(READY_TSPL,))) as server:
        there = dataclasses.replace(printer, port=server.port)
        with pytest.raises(RuleBroken) as refused:
            core.labels.send(subjects(things), there, patience=QUICK)
        assert refused.value.code == "label.printed_already"
        assert core.labels.send(subjects(things[3:]), there, patience=QUICK) == Sent(3, 3)
        assert server.done.wait(10)
    burnt = burn_tspl(server.got)
    assert [label.codes() for label in burnt] == [wanted((row,)) for row in things[3:]]


def _stream_of(core: Core, things: tuple[ItemRow, ...], printer: LabelPrinter) -> bytes:
    folder = core.folder.root / "measure"
    folder.mkdir()
    places = [("place", node.id) for node in Reader(core.reader)(place_children)[:1]]
    to_file = dataclasses.replace(printer, route=Route.FILE, address=str(folder))
    core.labels.send(places, to_file)
    (job,) = folder.iterdir()
    return job.read_bytes()


def test_no_printer_there_prints_nothing_and_burns_no_number(
    core: Core, things: tuple[ItemRow, ...]
) -> None:
    with served(PrinterServer()) as server:
        pass
    printer = LabelPrinter(address="127.0.0.1", port=server.port)
    with pytest.raises(Fault) as fault:
        core.labels.send(subjects(things), printer, patience=QUICK)
    assert fault.value.code == "printer.not_ready"
    assert core.labels.printed(subjects(things)) == ()


def test_out_of_paper_burns_no_number(core: Core, things: tuple[ItemRow, ...]) -> None:
    with (
        served(PrinterServer(answers=(b"\x04",))) as server,
        pytest.raises(PrintBroken) as broken,
    ):
        printer = LabelPrinter(address="127.0.0.1", port=server.port)
        core.labels.send(subjects(things), printer, patience=QUICK)
    assert broken.value.code == "printer.out_of_paper"
    assert core.labels.printed(subjects(things)) == ()


def test_places_are_printed_as_often_as_wanted(core: Core, tmp_path: Path) -> None:
    printer = LabelPrinter(route=Route.FILE, address=str(tmp_path))
    places = [("place", node.id) for node in Reader(core.reader)(place_children)]
    for _ in range(2):
        assert core.labels.send(places, printer).total == len(places)
    assert core.labels.printed(places) == ()


def test_a_printed_sheet_is_noted(core: Core, things: tuple[ItemRow, ...]) -> None:
    core.labels.note_printed(subjects(things[:1]), "HP LaserJet")
    assert core.labels.printed(subjects(things)) == tuple(subjects(things[:1]))


def test_a_sheet_does_not_go_into_a_label_printer(core: Core, tmp_path: Path) -> None:
    printer = LabelPrinter(route=Route.FILE, address=str(tmp_path), stock="a4_3x8")
    with pytest.raises(Fault) as fault:
        core.labels.send_command_cards(WORDS, printer)
    assert fault.value.code == "printer.needs_roll"
    with pytest.raises(Fault) as fault:
        core.labels.send_command_cards(WORDS, LabelPrinter())
    assert fault.value.code == "printer.not_set_up"


def test_command_cards_go_both_ways(core: Core, tmp_path: Path) -> None:
    printer = LabelPrinter(route=Route.FILE, address=str(tmp_path))
    assert core.labels.send_command_cards(WORDS, printer) == Sent(2, 2)
    (job,) = tmp_path.glob("*.prn")
    burnt = [label.codes() for label in burn_tspl(job.read_bytes())]
    (page,) = pictures(core.labels.print_command_cards(WORDS).read_bytes(), 300)
    assert codes(page) == burnt[0] | burnt[1]


def test_a_strip_burns_three_steps_and_names_its_codes(core: Core, tmp_path: Path) -> None:
    printer = LabelPrinter(route=Route.FILE, address=str(tmp_path), darkness=9)
    made = core.labels.send_test_strip(printer)
    (job,) = tmp_path.glob("*.prn")
    burnt = burn_tspl(job.read_bytes())
    for label, step, darkness in zip(burnt, made, (6, 9, 12), strict=True):
        assert f"DENSITY {darkness}\r\n" in label.commands
        assert label.codes() == {("Code128", step), ("QRCode", step)}


def test_nothing_and_too_much_are_refused(core: Core, things: tuple[ItemRow, ...]) -> None:
    with pytest.raises(RuleBroken) as refused:
        core.labels.print([])
    assert refused.value.code == "label.nothing_to_print"
    with pytest.raises(RuleBroken) as refused:
        core.labels.print(subjects(things)[:1] * (SHEET_MAX + 1))
    assert refused.value.code == "label.too_many"


@pytest.mark.parametrize("broken", [0, SAMPLE_EVERY - 1, SAMPLE_EVERY, SAMPLE_EVERY + 9])
def test_a_batch_with_an_unreadable_sample_is_not_released(broken: int) -> None:
    """First and last of every part are looked at before anything of that part is given."""
    stock = read_stock("thermal_40x30")
    labels = [ItemLabel(code18=code(serial=n + 1), name="刀") for n in range(SAMPLE_EVERY + 10)]
    made = list(label_pictures(labels, stock))
    made[broken] = dataclasses.replace(made[broken], bits=bytes(len(made[broken].bits)))
    given = []
    with pytest.raises(Fault) as fault:
        for picture in read_pictures(made, [label.code18 for label in labels], stock):
            given.append(picture)
    assert fault.value.code == "label.does_not_read"
    assert len(given) == broken // SAMPLE_EVERY * SAMPLE_EVERY


def test_a_label_with_another_code_is_not_released() -> None:
    stock = read_stock("thermal_60x40")
    (picture,) = label_pictures([ItemLabel(code18=code(serial=1), name="刀")], stock)
    assert list(read_pictures([picture], [code(serial=1)], stock)) == [picture]
    with pytest.raises(Fault):
        list(read_pictures([picture], [code(serial=2)], stock))
    assert len(codes_in_dots(picture.width, picture.height, picture.gray())) == 2


@pytest.mark.parametrize(("name", "skip"), [("a4_3x8", 0), ("a4_3x8", 23), ("thermal_40x30", 0)])
def test_the_pdf_itself_is_read(name: str, skip: int) -> None:
    stock = read_stock(name)
    labels = [ItemLabel(code18=code(serial=n), name="刀") for n in range(1, 60)]
    made = [label.code18 for label in labels]
    refuse_unreadable(label_sheet(labels, stock, skip=skip), made, stock, skip)
    with pytest.raises(Fault) as fault:
        refuse_unreadable(label_sheet(labels, stock, skip=skip), [*made[:-1], code()], stock, skip)
    assert fault.value.code == "label.does_not_read"


def test_a_stock_too_small_for_its_codes_is_refused() -> None:
    """A stock somebody wrote that cuts the bars off."""
    stock = read_stock("thermal_40x30")
    cut = dataclasses.replace(stock, page=(70.0, 85.0), label=(70.0, 85.0))
    labels = [ItemLabel(code18=code(), name="刀")]
    with pytest.raises(Fault):
        refuse_unreadable(label_sheet(labels, cut), [code()], cut)
