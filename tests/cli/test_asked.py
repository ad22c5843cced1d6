"""Lines and their parts without a process: parsing, files, references, sentences, doors."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from custody_app.__main__ import wants_window
from custody_app.cli.lines import LINE_BYTES_MAX, lines_of, parsed
from custody_app.domain.commands.store import MoveItem
from custody_app.domain.errors import RuleBroken, RulesBroken
from custody_app.domain.parts import Attached
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.messages import readable_fact, told, told_all
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import set_language
from custody_app.services.attachments import FileShelf, NamedFile, StoredFile
from custody_app.services.script.answer import filled_in
from custody_app.services.script.asked import id_of, steps_of
from custody_app.storage.attachment_store import AttachmentStore

ANSWER: dict[str, Any] = {
    "batch": "b",
    "events": [
        {
            "hash": "h0",
            "subjects": [{"kind": "item", "id": "i0"}, {"kind": "item", "id": "i1", "code": "c1"}],
        },
        {"hash": "h1", "subjects": [{"kind": "item", "id": "i0"}, {"kind": "case", "id": "k"}]},
    ],
}


def test_lines_are_cut_at_their_ends_and_long_ones_are_skipped() -> None:
    long = b"x" * (LINE_BYTES_MAX + 1)
    exact = b"y" * LINE_BYTES_MAX
    stream = io.BytesIO(b"\xef\xbb\xbfa\r\n" + long + b"\n" + exact + b"\n\nlast")
    assert list(lines_of(stream)) == [b"a", None, exact, b"", b"last"]


@given(st.binary(max_size=200))
def test_no_bytes_are_a_mistake_of_the_program(raw: bytes) -> None:
    try:
        found = parsed(raw)
        steps_of(found)
    except RuleBroken as error:
        assert told(error).message


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=12,
    )
)
def test_no_arguments_are_a_mistake_of_the_program(args: Any) -> None:
    line = {"id": args, "command": "AcceptItem", "args": args}
    id_of(line)
    with pytest.raises(RuleBroken):
        steps_of(line)


def test_a_line_gives_its_command_and_the_files_to_store() -> None:
    files = [{"path": "~/a.jpg", "kind": "photo"}, {"h": "a" * 64, "n": 1, "mime": "image/png"}]
    args = {"item": "i", "place": "p", "attachments": files}
    (step,) = steps_of({"id": 1, "command": "MoveItem", "args": args})
    assert isinstance(step.command, MoveItem)
    named, stored = step.files
    assert isinstance(named, NamedFile)
    assert named.path == str(Path("~/a.jpg").expanduser())
    assert isinstance(stored, StoredFile)


def test_every_mistake_of_a_basket_is_told_with_its_place() -> None:
    steps = [{"command": "MoveItem", "args": {}}, {"command": "MoveItem", "args": {"x": 1}}]
    with pytest.raises(RulesBroken) as caught:
        steps_of({"command": "CarryOutBasket", "args": {"steps": steps}})
    places = [one.facts["at"] for one in caught.value.broken]
    assert places == ["steps[0].item", "steps[1].x", "steps[1].item"]


def test_references_speak_of_earlier_answers() -> None:
    asked = ["$a.item", "$a.item.1", "$a.case", "$a.code", "$a.hash.1", "$a.batch", "$a b.item"]
    told_of = filled_in({"x": asked}, {"a": ANSWER})
    assert told_of == {"x": ["i0", "i1", "k", "c1", "h1", "b", "$a b.item"]}
    with pytest.raises(LookupError):
        filled_in("$a.item.7", {"a": ANSWER})


def test_a_file_is_kept_once_and_found_again(tmp_path: Path) -> None:
    shelf = FileShelf(AttachmentStore(tmp_path / "kept"), tmp_path / "inbox")
    photo = tmp_path / "a.png"
    Image.new("RGB", (2, 2)).save(photo)
    kept = shelf.keep(NamedFile(str(photo), AttachmentKind.PHOTO))
    assert (kept.mime, kept.kind, kept.name) == ("image/png", AttachmentKind.PHOTO, "a.png")
    again = shelf.keep(StoredFile(Attached(kept.h, 0, "", AttachmentKind.PROOF, "b")))
    assert (again.h, again.n, again.mime) == (kept.h, kept.n, "image/png")
    with pytest.raises(Fault, match=r"attachment\.missing"):
        shelf.keep(StoredFile(Attached("../x", 0, "")))
    with pytest.raises(Fault, match=r"attachment\.unreadable"):
        shelf.keep(NamedFile(str(tmp_path)))


def test_sentences_name_things_in_both_languages() -> None:
    broken = RuleBroken("item.not_in_store", item="x", custody="S10")
    assert "已登记待移交" in told(broken).message or told(broken).message
    set_language("en")
    assert told(broken).message.isascii()
    many = RulesBroken([broken, RuleBroken("quantity.zero")])
    assert [one.code for one in told_all(many)] == ["item.not_in_store", "quantity.zero"]
    assert told(Fault("nobody.knows", a=1)).message == "nobody.knows"


def test_facts_are_told_as_people_read_them() -> None:
    set_language("en")
    id_ = "01a2057c-e180-7000-a86a-5c597abd45de"
    assert readable_fact("person", id_, lambda _: "Li (1)") == "Li (1)"
    assert readable_fact("person", id_) == "01a2057c"
    assert readable_fact("until", "2026-01-31T16:30:00.000Z") == "2026-02-01 00:30"
    assert readable_fact("tag", "153010126000006") == "1 5301 01 26 000006 1 80"
    assert readable_fact("needed", "custodian, unit_head").count(", ") == 1
    assert readable_fact("rank", "special_department") == "Special department"
    assert readable_fact("request_state", "submitted") == "Submitted"
    assert readable_fact("wanted", "list") == "a list"
    assert readable_fact("name", "a\u202eb\ud800\x00") == "a\ufffdb\ufffd\ufffd"
    assert len(readable_fact("name", "x" * 9999)) == 200
    assert readable_fact("limit", 7) == "7"


@given(st.sampled_from(["tag", "text", "until", "needed", "wanted", "custody"]), st.text())
def test_no_fact_is_a_mistake_of_the_program(name: str, value: str) -> None:
    assert isinstance(readable_fact(name, value), str)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z",
        "２０２６-01-01T00:00:00.000Z",
        "2026-02-30T24:61:00.000Z",
    ],
)
def test_a_moment_that_no_calendar_has_is_told_as_it_was_typed(text: str) -> None:
    assert readable_fact("text", text) == text


def test_a_missing_fact_leaves_a_gap_and_no_mistake() -> None:
    assert "…" in told(RuleBroken("unit.code_taken")).message


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["--data", "x"], True),
        (["--data=x", "--language", "en"], True),
        (["verify"], False),
        (["--help"], False),
        (["--data", "x", "verify"], False),
        (["--data"], False),
    ],
)
def test_the_window_opens_when_no_command_is_given(words: list[str], window: bool) -> None:
    assert wants_window(words) is window
