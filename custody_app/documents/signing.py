"""Signature boxes: who signs as what, room for hand and stamp, or who confirmed by PIN."""

from __future__ import annotations

from custody_app.documents.drawing import Op, Rect, Text, mm
from custody_app.documents.fonts import FontChain
from custody_app.documents.sheet import Box, Signatures
from custody_app.documents.wording import Wording
from custody_app.documents.wrapping import wrap
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Party

SIZE = 8.0
LEADING = SIZE * 1.4
PAD = mm(1.6)
SIGN_ROOM = mm(9)
DATE_ROOM = mm(6)
MOST_PER_ROW = 3
WIDE = mm(200)
HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One box with its lines broken."""

    title: tuple[str, ...]
    known: tuple[str, ...]
    seal: bool

    @property
    def lines(self) -> int:
        """Lines printed above the room for the hand."""
        return len(self.title) + len(self.known)


class SignatureBoxes:
    """The boxes of one block, in rows of equal boxes over the whole width."""

    def __init__(
        self, block: Signatures, width: float, fonts: FontChain, say: Wording, zone_minutes: int
    ) -> None:
        self._width = width
        self._fonts = fonts
        self._say = say
        self._zone_minutes = zone_minutes
        self._rows = self._prepared(block)

    @property
    def height(self) -> float:
        """Height of all rows."""
        return sum(self._row_height(row) for row in self._rows)

    def draw(self, left: float, top: float) -> list[Op]:
        """All boxes, the top of the first row at ``top``."""
        ops: list[Op] = []
        for row in self._rows:
            height = self._row_height(row)
            share = self._width / len(row)
            for number, box in enumerate(row):
                ops += self._box(box, left + number * share, top, share, height)
            top += height
        return ops

    def _prepared(self, block: Signatures) -> list[list[_Prepared]]:
        most = MOST_PER_ROW + 1 if self._width > WIDE else MOST_PER_ROW
        rows = -(-len(block.boxes) // most)
        per_row = -(-len(block.boxes) // rows)
        prepared = []
        for start in range(0, len(block.boxes), per_row):
            boxes = block.boxes[start : start + per_row]
            room = self._width / len(boxes) - 2 * PAD
            prepared.append([self._one(box, room) for box in boxes])
        return prepared

    def _one(self, box: Box, room: float) -> _Prepared:
        known: list[str] = []
        for text in self._known(box):
            known += wrap(text, room, SIZE, self._fonts)
        title = wrap(box.title, room, SIZE, self._fonts, bold=True)
        return _Prepared(tuple(title), tuple(known), box.seal)

    def _known(self, box: Box) -> list[str]:
        """What is printed already: the person, or why there is none; the confirmation by PIN."""
        who, say = box.signatory, self._say
        texts = [" ".join(part for part in (who.name, who.badge, who.unit) if part)]
        if who.party is not Party.KNOWN:
            texts.append(say.word(who.party))
        texts.append(who.note)
        if who.confirmed_at is not None:
            texts.append(
                say.translate("forms", "Confirmed by PIN {at}, record {hash}").format(
                    at=say.moment(who.confirmed_at, self._zone_minutes),
                    hash=who.confirmed_hash[:HASH_SHOWN],
                )
            )
        return [text for text in texts if text]

    def _row_height(self, row: list[_Prepared]) -> float:
        lines = max(box.lines for box in row)
        return 2 * PAD + lines * LEADING + SIGN_ROOM + DATE_ROOM

    def _box(self, box: _Prepared, x: float, y: float, width: float, height: float) -> list[Op]:
        translate, fonts = self._say.translate, self._fonts
        ops: list[Op] = [Rect(x, y, width, height)]
        baseline = y + PAD + SIZE
        for number, line in enumerate((*box.title, *box.known)):
            bold = number < len(box.title)
            ops.append(Text(x + PAD, baseline, line, SIZE, bold))
            baseline += LEADING
        foot = y + height - PAD
        sign_at = foot - DATE_ROOM - mm(1)
        ops.append(Text(x + PAD, sign_at, translate("forms", "Signature:"), SIZE))
        date = translate("forms", "Date: ____________")
        ops.append(Text(x + width - PAD - fonts.width(date, SIZE), foot - mm(0.6), date, SIZE))
        if box.seal:
            seal = translate("forms", "(seal)")
            seal_x = x + width - PAD - fonts.width(seal, SIZE) - mm(6)
            ops.append(Text(seal_x, sign_at, seal, SIZE, gray=0.45))
        return ops
