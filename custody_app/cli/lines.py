"""JSON lines as they come in: their limits, and everything that is no JSON told by a code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from custody_app.domain.errors import RuleBroken

LINE_BYTES_MAX = 1024 * 1024
DEPTH_MAX = 16
PART = 64 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines without their ends; None for one that is too long, of which the rest is skipped."""
    first = True
    while raw := stream.readline(LINE_BYTES_MAX + 2):
        if len(raw.rstrip(b"\r\n")) > LINE_BYTES_MAX:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(PART)
            yield None
        else:
            bare = raw.rstrip(b"\r\n")
            yield bare.removeprefix(BYTE_ORDER_MARK) if first else bare
        first = False


def parsed(raw: bytes | None) -> Any:
    """What a line says.

    Raises:
        RuleBroken: ``input.too_long``, ``exec.empty_line``, ``exec.not_utf8``, ``exec.not_json``,
            ``exec.duplicate_key``, ``exec.not_a_number``, ``exec.too_deep``.
    """
    if raw is None:
        raise RuleBroken("input.too_long", at="line", limit=LINE_BYTES_MAX)
    if not raw.strip():
        raise RuleBroken("exec.empty_line")
    try:
        found = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_refuse_constant)
        _check_depth(found)
    except UnicodeDecodeError as error:
        raise RuleBroken("exec.not_utf8", position=error.start) from error
    except RecursionError as error:
        raise RuleBroken("exec.too_deep", limit=DEPTH_MAX) from error
    except json.JSONDecodeError as error:
        raise RuleBroken("exec.not_json", position=error.pos) from error
    except ValueError as error:
        # Python refuses to read whole numbers of more than 4300 digits.
        raise RuleBroken("exec.not_a_number") from error
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise RuleBroken("exec.duplicate_key", key=twice[:60])
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise RuleBroken("exec.not_a_number")


def _check_depth(found: Any) -> None:
    level = [found]
    for _ in range(DEPTH_MAX):
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inner += one.values()
            elif isinstance(one, list):
                inner += one
        if not inner:
            return
        level = inner
    raise RuleBroken("exec.too_deep", limit=DEPTH_MAX)
