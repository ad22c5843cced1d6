"""The font chain: which font draws which character; one that no font has is refused."""

from __future__ import annotations

import functools
import lzma
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from custody_app.documents import pdf_door
from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import resources_dir

REGULAR = "NotoSansSC"
BOLD = "NotoSansSC-Bold"
RARE = "HanaMinA"
RAREST = "HanaMinB"
_FILES = {
    REGULAR: "NotoSansSC-Regular.ttf",
    BOLD: "NotoSansSC-Bold.ttf",
    RARE: "HanaMinA-subset.ttf",
    RAREST: "HanaMinB.ttf.xz",
}
_CHAINS = {False: (REGULAR, RARE, RAREST), True: (BOLD, RARE, RAREST)}
_NEVER_PRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Controls, bidi and other format marks, surrogates, private use, line separators."""

LAYOUT = frozenset("\n\r\t")
"""Characters that are laid out, not drawn."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """The font that draws a character, and how far it advances in thousandths of the size."""

    font: str
    advance: float


class FontChain:
    """The embedded fonts in the order they are asked; each is loaded when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._faces: dict[str, pdf_door.Face] = {}
        self._contents: dict[str, bytes] = {}
        self._glyphs: dict[bool, dict[str, Glyph]] = {False: {}, True: {}}

    def glyph(self, char: str, bold: bool = False) -> Glyph:
        """Font and advance of one character.

        Raises:
            Fault: ``documents.no_glyph`` with the code point.
        """
        known = self._glyphs[bold]
        glyph = known.get(char)
        if glyph is None:
            glyph = known[char] = self._find(char, bold)
        return glyph

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide a text is, in points."""
        return sum(self.glyph(char, bold).advance for char in text) * size / 1000

    def runs(self, text: str, bold: bool = False) -> Iterator[tuple[str, str]]:
        """(font, text) pieces, each drawn by one font."""
        font, piece = "", ""
        for char in text:
            wanted = self.glyph(char, bold).font
            if wanted != font:
                if piece:
                    yield font, piece
                font, piece = wanted, ""
            piece += char
        if piece:
            yield font, piece

    def refuse_unprintable(self, text: str) -> None:
        """Check a text, line breaks allowed, before a form that carries it is recorded.

        Raises:
            Fault: ``documents.no_glyph``.
        """
        for char in text:
            if char not in LAYOUT:
                self.glyph(char)

    def _find(self, char: str, bold: bool) -> Glyph:
        if unicodedata.category(char) not in _NEVER_PRINTED:
            for name in _CHAINS[bold]:
                advance = self._face(name).advance(ord(char))
                if advance is not None:
                    return Glyph(name, advance)
        raise Fault("documents.no_glyph", codepoint=f"U+{ord(char):04X}", char=_shown(char))

    def content(self, name: str) -> bytes:
        """The font file itself, unpacked.

        Raises:
            Fault: ``documents.font_unreadable``.
        """
        content = self._contents.get(name)
        if content is None:
            path = self._folder / _FILES[name]
            try:
                content = path.read_bytes()
                if path.suffix == ".xz":
                    content = lzma.decompress(content)
            except (OSError, lzma.LZMAError) as error:
                raise Fault("documents.font_unreadable", font=path.name) from error
            self._contents[name] = content
        return content

    def _face(self, name: str) -> pdf_door.Face:
        face = self._faces.get(name)
        if face is None:
            face = self._faces[name] = pdf_door.load_face(name, self.content(name))
        return face


def _shown(char: str) -> str:
    """The character for a message, without marks and controls that would garble it."""
    return "" if unicodedata.category(char) in _NEVER_PRINTED else char


@functools.cache
def shipped_fonts() -> FontChain:
    """The fonts that come with the program; read-only and loaded once, like the words."""
    return FontChain(resources_dir() / "fonts")
