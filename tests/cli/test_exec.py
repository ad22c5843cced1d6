"""The door for scripts: what comes in, what is answered, what is refused, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from custody_app.demo.cast import Cast
from custody_app.domain.commands import COMMANDS
from custody_app.domain.tag import code_of
from tests.cli.conftest import PROJECT, Run

UNIT = {"code": "Q1", "kind": "police", "name": "某派出所"}
LAPTOP = code_of("153010126000006")


def asked(name: str, id_: Any = 1, /, **args: Any) -> dict[str, Any]:
    return {"id": id_, "command": name, "args": args}


def test_each_line_is_answered_with_its_events(centre: Path, run: Run) -> None:
    lines = [asked("RegisterUnit", "a", **UNIT), asked("RegisterUnit", 2, **UNIT)]
    ran = run("exec", "--data", str(centre), by="clerk", lines=lines)
    assert ran.code == 1
    first, second = ran.answers
    assert (first["id"], first["ok"]) == ("a", True)
    (event,) = first["events"]
    assert event["type"] == "UNIT_REGISTERED"
    assert event["log"].endswith("/ws-01")
    assert isinstance(event["seq"], int)
    assert len(event["hash"]) == 64
    assert event["subjects"][0]["kind"] == "unit"
    assert (second["id"], second["ok"]) == (2, False)
    (refused,) = second["refused"]
    assert refused["code"] == "unit.code_taken"
    assert "Q1" in refused["message"]


def test_a_second_person_countersigns_every_line(centre: Path, run: Run) -> None:
    lines = [asked("RegisterUnit", **UNIT)]
    ran = run("exec", "--data", str(centre), by="clerk", second="second", lines=lines)
    assert ran.code == 0, ran.err
    assert [e["type"] for e in ran.answers[0]["events"]] == ["UNIT_REGISTERED", "COUNTERSIGN"]


def test_a_basket_is_one_transaction(centre: Path, run: Run) -> None:
    one = {"command": "RegisterUnit", "args": UNIT}
    two = {"command": "RegisterUnit", "args": UNIT | {"code": "Q2"}}
    three = {"command": "RegisterUnit", "args": UNIT | {"code": "Q3"}}
    lines = [
        {"id": 1, "command": "CarryOutBasket", "args": {"steps": [one, one]}},
        {"id": 2, "command": "CarryOutBasket", "args": {"steps": [one, two]}},
        {"id": 3, "commands": [three]},
    ]
    ran = run("exec", "--data", str(centre), by="clerk", lines=lines)
    assert ran.codes == ["unit.code_taken", "", ""]
    assert [e["type"] for e in ran.answers[1]["events"]] == ["UNIT_REGISTERED"] * 2


def test_things_are_named_by_what_people_read(centre: Path, run: Run) -> None:
    case = asked(
        "RegisterCase",
        kind="criminal",
        unit="530102XZ",
        name="某案",
        number="立字1号",
        officers=["530211", "530212"],
    )
    box = asked("RegisterContainer", kind="box", place="C-01-01", case="立字1号")
    ran = run("exec", "--data", str(centre), by="clerk", lines=[case, box])
    assert ran.codes == ["", ""]
    registered, container = (a["events"][0]["subjects"][0] for a in ran.answers)
    assert registered["number"] == "立字1号"
    assert (container["kind"], container["code"][0]) == ("container", "2")


def test_files_are_stored_first_and_found_again_by_their_hash(
    lived: Path, run: Run, tmp_path: Path
) -> None:
    photo = tmp_path / "照片.jpg"
    Image.new("RGB", (4, 4)).save(photo)
    files = [
        ([{"path": str(photo), "kind": "photo"}], ""),
        ([{"path": str(tmp_path), "kind": "photo"}], "attachment.unreadable"),
        ([{"path": str(tmp_path / "none.jpg")}], "attachment.unreadable"),
        ([{"path": "/dev/zero"}], "attachment.unreadable"),
        ([{"path": __file__}], "attachment.kind"),
        ([{"path": "a\x00b"}], "input.bad_text"),
        ([{"path": "a\ud800b"}], "input.bad_text"),
        ([{"path": 5}], "input.wrong_type"),
        ([{"h": "../../x", "n": 1, "mime": "x"}], "attachment.missing"),
        ([{"h": "a" * 64, "n": 1, "mime": "x"}], "attachment.missing"),
        ({"path": str(photo)}, "input.wrong_type"),
        ([{"path": str(photo), "kind": "sculpture"}], "input.not_one_of"),
        ([], "item.no_files"),
    ]
    lines = [asked("AttachFiles", item=LAPTOP, attachments=given) for given, _ in files]
    ran = run("exec", "--data", str(lived), by="clerk", lines=lines)
    assert ran.codes == [code for _, code in files]


BAD: list[tuple[bytes, str]] = [
    (b"", "exec.empty_line"),
    (b"   ", "exec.empty_line"),
    (b"{", "exec.not_json"),
    (b"nonsense", "exec.not_json"),
    (b'{"id":1}{"id":2}', "exec.not_json"),
    (b"\xff\xfe{}", "exec.not_utf8"),
    (b"[1,2]", "exec.not_an_object"),
    (b"17", "exec.not_an_object"),
    (b"null", "exec.not_an_object"),
    (b'{"id":1,"id":2,"command":"MoveItem"}', "exec.duplicate_key"),
    (b'{"command":"MoveItem","args":{"item":"a","item":"b"}}', "exec.duplicate_key"),
    (b'{"command":"MoveItem","args":{"item":NaN}}', "exec.not_a_number"),
    (b'{"command":"MoveItem","args":{"item":-Infinity}}', "exec.not_a_number"),
    (b'{"id":1' + b"0" * 5000 + b"}", "exec.not_a_number"),
    (b"[" * 100_000 + b"]" * 100_000, "exec.too_deep"),
    (b'{"a":' * 30 + b"1" + b"}" * 30, "exec.too_deep"),
    (b'{"pad":"' + b"x" * (1024 * 1024) + b'"}', "input.too_long"),
    (b'{"pad":"' + b"x" * (10 * 1024 * 1024) + b'"}', "input.too_long"),
    (b'{"command":"Explode"}', "exec.unknown_command"),
    (b'{"command":7}', "input.wrong_type"),
    (b'{"id":1}', "input.missing_field"),
    (b'{"id":[1],"command":"MoveItem"}', "exec.bad_id"),
    (b'{"id":true,"command":"MoveItem"}', "exec.bad_id"),
    (b'{"id":1,"commnad":"MoveItem"}', "input.unknown_field"),
    (b'{"command":"MoveItem","args":[]}', "input.wrong_type"),
    (b'{"command":"MoveItem","args":{"item":5}}', "input.wrong_type"),
    (b'{"command":"MoveItem","args":{"item":"","place":"A"}}', "input.not_an_id"),
    (b'{"command":"MoveItem","args":{"item":"a","shelf":"b"}}', "input.unknown_field"),
    (b'{"command":"MoveItem","args":{"item":"123","place":"A"}}', "item.unknown"),
    (b'{"command":"MoveItem","args":{"item":"999999999999999999"}}', "tag.check"),
    (b'{"command":"CarryOutBasket"}', "input.wrong_type"),
    (b'{"command":"CarryOutBasket","args":{"steps":[]}}', "exec.empty_basket"),
    (b'{"command":"CarryOutBasket","args":{"steps":[7]}}', "input.wrong_type"),
    (b'{"command":"IssueForm","args":{"kind":"receipt","sha256":"a"}}', "input.unknown_field"),
    (b'{"command":"OpenAccount","args":{"person":"530101","roles":["custodian"],"public_key":"a"}}',
     "permission.role"),
    (b'{"officer":"530102","command":"RegisterUnit","args":{}}', "input.missing_field"),
    (b'{"second":"530102","command":"ClosePlace","args":{"place":"A"}}', "exec.other_people"),
]  # fmt: skip
BAD_TEXT = [
    rb"a\u0000b",
    rb"a\u0007b",
    rb"\ud800",
    rb"a\udc00b",
    rb"\u202e",
    rb"\u2066",
    rb"\uffff",
]


def test_bad_lines_are_refused_one_by_one_and_the_next_goes_on(centre: Path, run: Run) -> None:
    good = json.dumps(asked("RegisterUnit", "good", **UNIT)).encode()
    ran = run("exec", "--data", str(centre), by="clerk", lines=[*(line for line, _ in BAD), good])
    assert ran.codes == [*(code for _, code in BAD), ""]
    assert ran.err == ""
    assert all(one["message"] for a in ran.answers for one in a.get("refused", ()))


def test_texts_that_no_record_may_hold_are_refused(centre: Path, run: Run) -> None:
    lines = [
        b'{"command":"RegisterUnit","args":{"code":"Q","kind":"police","name":"%s"}}' % text
        for text in BAD_TEXT
    ]
    ran = run("exec", "--data", str(centre), by="clerk", lines=lines)
    assert ran.codes == ["input.bad_text"] * len(BAD_TEXT)


def test_markup_and_formulas_are_plain_text(centre: Path, run: Run) -> None:
    lines = [
        asked("RegisterUnit", n, code=f"Q{n}", kind="police", name=name)
        for n, name in enumerate(["<img src=x>", "<b>所</b>", "=1+1", "'; DROP TABLE x;--"])
    ]
    assert run("exec", "--data", str(centre), by="clerk", lines=lines).code == 0


def test_a_byte_order_mark_and_foreign_line_ends_do_no_harm(centre: Path, run: Run) -> None:
    line = b"\xef\xbb\xbf" + json.dumps(asked("RegisterUnit", **UNIT)).encode() + b"\r"
    assert run("exec", "--data", str(centre), by="clerk", lines=[line]).code == 0


def test_an_id_with_half_a_character_comes_back_as_it_was(centre: Path, run: Run) -> None:
    ran = run("exec", "--data", str(centre), by="clerk", lines=[b'{"id":"\\ud83d"}'])
    assert ran.answers[0]["id"] == "\ud83d"


def test_without_the_right_people_nothing_is_read(centre: Path, run: Run, cast: Cast) -> None:
    lines = [asked("RegisterUnit", **UNIT)]
    data = ["--data", str(centre)]
    none = run("exec", *data, lines=lines)
    no_pin = run("exec", *data, "--officer", "530101", lines=lines)
    unknown = run("exec", *data, "--officer", "nobody", lines=lines)
    same = run("exec", *data, by="clerk", second="clerk", lines=lines)
    assert [one.code for one in (none, no_pin, unknown, same)] == [2, 2, 2, 2]
    assert [one.out for one in (none, no_pin, unknown, same)] == [b""] * 4
    assert "cli.officer_missing" in none.err
    assert "cli.pin_missing" in no_pin.err
    assert "cli.pin_missing" in unknown.err
    assert "separation.same_person" in same.err


def test_where_there_is_no_centre_it_could_not_run(tmp_path: Path, run: Run) -> None:
    ran = run("exec", "--data", str(tmp_path), by="clerk")
    assert (ran.code, ran.out) == (2, b"")
    assert "storage.no_centre" in ran.err
    assert "Traceback" not in ran.err


def test_the_schema_needs_no_centre_and_names_every_command(run: Run) -> None:
    ran = run("exec", "--schema")
    assert ran.code == 0
    schema = json.loads(ran.out)
    known = {line["properties"]["command"]["const"] for line in schema["oneOf"]}
    assert known == set(COMMANDS) | {"CarryOutBasket"}
    assert set(COMMANDS) < set(schema["$defs"])
    move = schema["$defs"]["MoveItem"]
    assert move["required"] == ["item"]
    assert move["additionalProperties"] is False
    assert "sha256" not in schema["$defs"]["IssueForm"]["properties"]
    paths = schema["$defs"]["AttachFiles"]["properties"]["attachments"]["items"]["oneOf"]
    assert paths[0]["required"] == ["path"]


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_is_no_mistake(centre: Path, cast: Cast) -> None:
    env = dict(os.environ, CUSTODY_PIN=cast.member("clerk").pin)
    words = ["exec", "--data", str(centre), "--officer", "530101"]
    with subprocess.Popen(
        [sys.executable, "-m", "custody_app", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        cwd=PROJECT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"{}\n" * 50)
        process.stdin.close()
        told = process.stderr.read()
        process.wait()
    assert (process.returncode, told) == (2, b"")


def test_an_answer_comes_before_the_next_line_is_asked_for(centre: Path, cast: Cast) -> None:
    env = dict(os.environ, CUSTODY_PIN=cast.member("clerk").pin)
    words = ["exec", "--data", str(centre), "--officer", "530101"]
    with subprocess.Popen(
        [sys.executable, "-m", "custody_app", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=env,
        cwd=PROJECT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            line = asked("RegisterUnit", number, **(UNIT | {"code": f"N{number}"}))
            process.stdin.write(json.dumps(line).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait() == 0
