"""Checkpoints: the signed head of a log as a C2SP note, and its short form for paper."""

import base64
import re
from dataclasses import dataclass
from hashlib import sha256

from custody_app.ledger.signing import PrivateKey, public_bytes, sign, verify

SIGNATURE_TYPE_ED25519 = b"\x01"
SLIP_PREFIX = "SPCC1:"
SLIP_VERSION = 1
_SLIP_SIZE = 1 + 4 + 5 + 32 + 64
_SIGNATURE_LINE = re.compile("\u2014 ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})")
_DECIMAL = re.compile("0|[1-9][0-9]{0,15}")


class BadCheckpoint(ValueError):
    """A note or slip is malformed or not signed as expected; ``reason`` is a short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Head of one log: origin is the log name, root the RFC 6962 root over ``size`` leaves."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """Return the text that is signed: three lines, each ended by a newline."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line of a note."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A note's text (ending in a newline) and its signatures."""

    text: str
    signatures: tuple[NoteSignature, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What the short form on paper holds; the origin comes from the form or the centre."""

    key_id: bytes
    size: int
    root: bytes
    signature: bytes


def note_key_id(name: str, public: bytes) -> bytes:
    """Return the four-byte key id of an Ed25519 note key (C2SP signed-note)."""
    return sha256(name.encode() + b"\n" + SIGNATURE_TYPE_ED25519 + public).digest()[:4]


def sign_text(text: str, name: str, private: PrivateKey) -> NoteSignature:
    """Sign a note text under a key name."""
    return NoteSignature(
        name, note_key_id(name, public_bytes(private)), sign(private, text.encode())
    )


def compose_note(text: str, signatures: tuple[NoteSignature, ...]) -> str:
    """Return the note: text, empty line, signature lines."""
    lines = "".join(
        f"\u2014 {one.name} {base64.b64encode(one.key_id + one.signature).decode()}\n"
        for one in signatures
    )
    return f"{text}\n{lines}"


def sign_checkpoint(checkpoint: Checkpoint, private: PrivateKey) -> str:
    """Return the checkpoint as a note signed by the log's own key (key name = origin)."""
    text = checkpoint.body()
    return compose_note(text, (sign_text(text, checkpoint.origin, private),))


def parse_note(note: str) -> SignedNote:
    """Split a note into text and signatures, without verifying any.

    Raises:
        BadCheckpoint: not a signed note.
    """
    text, separator, tail = note.rpartition("\n\n")
    if not separator or not text or not tail.endswith("\n"):
        raise BadCheckpoint("not_a_note")
    if any(ord(character) < 0x20 and character != "\n" for character in note):
        raise BadCheckpoint("not_a_note")
    return SignedNote(text + "\n", tuple(_signature(line) for line in tail[:-1].split("\n")))


def verify_note(note: str, name: str, public: bytes) -> str:
    """Return the note's text if the named key signed it.

    Raises:
        BadCheckpoint: malformed, no line of this key (``unknown_signer``), or a false signature.
    """
    parsed = parse_note(note)
    wanted = note_key_id(name, public)
    own = [one for one in parsed.signatures if one.name == name and one.key_id == wanted]
    if not own:
        raise BadCheckpoint("unknown_signer")
    for one in own:
        if not verify(public, one.signature, parsed.text.encode()):
            raise BadCheckpoint("signature")
    return parsed.text


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint body; extension lines are refused.

    Raises:
        BadCheckpoint: not three lines of origin, size and root.
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise BadCheckpoint("not_a_checkpoint")
    if not _DECIMAL.fullmatch(lines[1]):
        raise BadCheckpoint("size")
    root = _base64(lines[2])
    if len(root) != 32:
        raise BadCheckpoint("root")
    return Checkpoint(lines[0], int(lines[1]), root)


def verify_checkpoint(note: str, origin: str, public: bytes) -> Checkpoint:
    """Return the checkpoint of a note signed by the log named ``origin``.

    Raises:
        BadCheckpoint: malformed, signed by another key, falsely signed, or of another log.
    """
    checkpoint = parse_checkpoint(verify_note(note, origin, public))
    if checkpoint.origin != origin:
        raise BadCheckpoint("origin")
    return checkpoint


def short_slip(checkpoint: Checkpoint, private: PrivateKey) -> str:
    """Return the checkpoint for a QR code on paper: 176 characters of the alphanumeric mode."""
    return slip_of(checkpoint, sign_text(checkpoint.body(), checkpoint.origin, private))


def slip_of(checkpoint: Checkpoint, signature: NoteSignature) -> str:
    """Return the short form of a checkpoint that has been signed already.

    Raises:
        BadCheckpoint: the log is larger than the five bytes of its size can say.
    """
    if checkpoint.size >= 1 << 40:
        raise BadCheckpoint("size")
    payload = (
        bytes([SLIP_VERSION])
        + signature.key_id
        + checkpoint.size.to_bytes(5, "big")
        + checkpoint.root
        + signature.signature
    )
    return SLIP_PREFIX + base64.b32encode(payload).decode().rstrip("=")


def parse_slip(slip: str) -> Slip:
    """Read the short form, without verifying it.

    Raises:
        BadCheckpoint: not a slip, or of an unknown version.
    """
    text = slip.strip()
    encoded = text.removeprefix(SLIP_PREFIX)
    if encoded == text:
        raise BadCheckpoint("not_a_slip")
    try:
        payload = base64.b32decode(encoded + "=" * (-len(encoded) % 8))
    except ValueError:
        raise BadCheckpoint("not_a_slip") from None
    is_exact = base64.b32encode(payload).decode().rstrip("=") == encoded
    if len(payload) != _SLIP_SIZE or not is_exact:
        raise BadCheckpoint("not_a_slip")
    if payload[0] != SLIP_VERSION:
        raise BadCheckpoint("version")
    return Slip(payload[1:5], int.from_bytes(payload[5:10], "big"), payload[10:42], payload[42:])


def verify_slip(slip: str, origin: str, public: bytes) -> Checkpoint:
    """Return the checkpoint of a slip signed by the log named ``origin``.

    Raises:
        BadCheckpoint: malformed, signed by another key, or falsely signed.
    """
    parsed = parse_slip(slip)
    if parsed.key_id != note_key_id(origin, public):
        raise BadCheckpoint("unknown_signer")
    checkpoint = Checkpoint(origin, parsed.size, parsed.root)
    if not verify(public, parsed.signature, checkpoint.body().encode()):
        raise BadCheckpoint("signature")
    return checkpoint


def read_anchor(text: str, origin: str, public: bytes) -> Checkpoint:
    """Return the verified checkpoint of either form: a slip's text or a whole note.

    Raises:
        BadCheckpoint: as for :func:`verify_slip` and :func:`verify_checkpoint`.
    """
    if text.lstrip().startswith(SLIP_PREFIX):
        return verify_slip(text, origin, public)
    return verify_checkpoint(text, origin, public)


def _signature(line: str) -> NoteSignature:
    found = _SIGNATURE_LINE.fullmatch(line)
    if not found:
        raise BadCheckpoint("not_a_note")
    raw = _base64(found.group(2))
    if len(raw) < 5:
        raise BadCheckpoint("not_a_note")
    return NoteSignature(found.group(1), raw[:4], raw[4:])


def _base64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise BadCheckpoint("base64") from None
    if base64.b64encode(raw).decode() != text:
        raise BadCheckpoint("base64")
    return raw
