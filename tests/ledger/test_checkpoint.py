"""Checkpoints: the C2SP example, round trips, and every way a note or slip can be wrong."""

import base64

import pytest

from custody_app.ledger.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    compose_note,
    note_key_id,
    parse_checkpoint,
    parse_note,
    parse_slip,
    read_anchor,
    short_slip,
    sign_checkpoint,
    sign_text,
    slip_of,
    verify_checkpoint,
    verify_note,
    verify_slip,
)
from custody_app.ledger.signing import private_from_bytes, public_bytes

# https://c2sp.org/signed-note, section Example.
C2SP_NAME = "example.com/foo"
C2SP_PUBLIC = base64.b64decode("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")[1:]
C2SP_NOTE = (
    "This is an example message.\n\n"
    "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3"
    "mFXmRKuwHjG1Yu72IneyaQM=\n"
)

ORIGIN = "0190a1b2-c3d4-7e5f-8a1b-0123456789ab/ws-01"
PRIVATE = private_from_bytes(bytes(range(32)))
OTHER = private_from_bytes(bytes(range(1, 33)))
PUBLIC = public_bytes(PRIVATE)
CHECKPOINT = Checkpoint(ORIGIN, 300, bytes(range(32)))
NOTE = sign_checkpoint(CHECKPOINT, PRIVATE)
SLIP = short_slip(CHECKPOINT, PRIVATE)


def _reason(text: str) -> str:
    with pytest.raises(BadCheckpoint) as refused:
        read_anchor(text, ORIGIN, PUBLIC)
    return refused.value.reason


def test_the_published_note() -> None:
    assert note_key_id(C2SP_NAME, C2SP_PUBLIC).hex() == "530d903a"
    assert verify_note(C2SP_NOTE, C2SP_NAME, C2SP_PUBLIC) == "This is an example message.\n"
    parsed = parse_note(C2SP_NOTE)
    assert compose_note(parsed.text, parsed.signatures) == C2SP_NOTE
    with pytest.raises(BadCheckpoint, match="signature"):
        verify_note(C2SP_NOTE.replace("example m", "exemple m"), C2SP_NAME, C2SP_PUBLIC)


def test_bytes_are_frozen() -> None:
    assert CHECKPOINT.body() == (f"{ORIGIN}\n300\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n")
    assert sign_checkpoint(CHECKPOINT, PRIVATE) == (
        f"{CHECKPOINT.body()}\n\u2014 {ORIGIN} "
        "eF7sZHidYv1joJPNaUG6cHlOJT9Tl/6fwjrFTTYoBQshqqhrT9+KKao0IpFCOrxyrHHX3v+/DLdiGQY6"
        "mnD5pQ8voAw=\n"
    )
    assert short_slip(CHECKPOINT, PRIVATE) == (
        "SPCC1:AF4F53DEAAAAAAJMAAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPXRHLC7V"
        "R2BE6NNFA3U4DZJYST6U4X72P4EOWFJU3CQBILEGVKQ22P36FCTKRUEKIUEOV4OKWHDV66767QZN3CDE"
        "DDVGTQ7GSQ6L5ABQ"
    )


def test_both_forms_come_back() -> None:
    assert read_anchor(NOTE, ORIGIN, PUBLIC) == CHECKPOINT
    assert read_anchor(f" {SLIP}\n", ORIGIN, PUBLIC) == CHECKPOINT
    assert len(SLIP) == 176
    assert set(SLIP) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert parse_slip(SLIP).size == 300
    empty = Checkpoint(ORIGIN, 0, bytes(32))
    assert verify_slip(short_slip(empty, PRIVATE), ORIGIN, PUBLIC) == empty
    largest = Checkpoint(ORIGIN, 2**40 - 1, bytes(32))
    assert verify_slip(short_slip(largest, PRIVATE), ORIGIN, PUBLIC) == largest


def test_other_signers_lines_are_ignored() -> None:
    text = CHECKPOINT.body()
    lines = (sign_text(text, "witness.example", OTHER), sign_text(text, ORIGIN, PRIVATE))
    assert verify_checkpoint(compose_note(text, lines), ORIGIN, PUBLIC) == CHECKPOINT
    assert _reason(compose_note(text, lines[:1])) == "unknown_signer"


def test_false_notes() -> None:
    assert _reason(sign_checkpoint(CHECKPOINT, OTHER)) == "unknown_signer"
    assert _reason(NOTE.replace("\n300\n", "\n301\n")) == "signature"
    foreign = Checkpoint("elsewhere", 1, bytes(32)).body()
    assert _reason(compose_note(foreign, (sign_text(foreign, ORIGIN, PRIVATE),))) == "origin"
    good = sign_text(CHECKPOINT.body(), ORIGIN, PRIVATE)
    false = sign_text("other\n", ORIGIN, PRIVATE)
    assert _reason(compose_note(CHECKPOINT.body(), (good, false))) == "signature"


@pytest.mark.parametrize(
    "note",
    ["", "text", "text\n\n", "\n\n\u2014 a AAAA\n", NOTE[:-1], NOTE.replace("\n300", "\r\n300"),
     NOTE.replace("\u2014", "-"), NOTE.replace(f"\u2014 {ORIGIN}", "\u2014 a b"),
     NOTE.replace(f"\u2014 {ORIGIN}", "\u2014 a+b"), "text\n\n\u2014 a AAAAAA==\n"],
)  # fmt: skip
def test_what_is_no_note(note: str) -> None:
    assert _reason(note) == "not_a_note"


@pytest.mark.parametrize("signature", ["AAA", "AAAAAAB=", "AAAA=="])
def test_loose_base64_is_refused(signature: str) -> None:
    assert _reason(f"text\n\n\u2014 a {signature}\n") == "base64"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_checkpoint"),
        ("o\n1\n", "not_a_checkpoint"),
        ("\n1\nAA==\n", "not_a_checkpoint"),
        ("o\n1\nAA==\nmore\n", "not_a_checkpoint"),
        ("o\n1\nAA==\nmore", "not_a_checkpoint"),
        ("o\n01\nAA==\n", "size"),
        ("o\n-1\nAA==\n", "size"),
        ("o\n\u0661\nAA==\n", "size"),
        ("o\n12345678901234567\nAA==\n", "size"),
        ("o\n1\nAA==\n", "root"),
        ("o\n1\nA\n", "base64"),
        ("o\n1\né\n", "base64"),
    ],
)
def test_what_is_no_checkpoint(text: str, reason: str) -> None:
    with pytest.raises(BadCheckpoint, match=reason):
        parse_checkpoint(text)


def test_false_slips() -> None:
    assert _reason(short_slip(CHECKPOINT, OTHER)) == "unknown_signer"
    resized = parse_slip(SLIP)
    line = sign_text(CHECKPOINT.body(), ORIGIN, PRIVATE)
    assert resized.signature == line.signature
    assert _reason(slip_of(Checkpoint(ORIGIN, 301, CHECKPOINT.root), line)) == "signature"
    with pytest.raises(BadCheckpoint, match="not_a_slip"):
        verify_slip(NOTE, ORIGIN, PUBLIC)
    with pytest.raises(BadCheckpoint, match="size"):
        short_slip(Checkpoint(ORIGIN, 2**40, bytes(32)), PRIVATE)


@pytest.mark.parametrize(
    ("slip", "reason"),
    [("SPCC1:", "not_a_slip"), (SLIP[:-1], "not_a_slip"), (SLIP + "A", "not_a_slip"),
     (SLIP[:-1] + "1", "not_a_slip"), (SLIP[:20] + "é" + SLIP[21:], "not_a_slip"),
     (SLIP[:-1] + ("B" if SLIP[-1] == "A" else "R"), "not_a_slip"),
     (SLIP[:6] + "B" + SLIP[7:], "version")],
)  # fmt: skip
def test_what_is_no_slip(slip: str, reason: str) -> None:
    assert _reason(slip) == reason
