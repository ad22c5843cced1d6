"""Label sheets and command cards as files under ``printed``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from custody_app.documents.labels.command_card import CommandCard
from custody_app.documents.labels.label_sheet import label_sheet
from custody_app.documents.labels.stock import DEFAULT_STOCK, read_stock
from custody_app.domain.state.registers import CentreState
from custody_app.domain.tag import Tag, TagKind
from custody_app.domain.world import World
from custody_app.runtime.clock import Clock
from custody_app.runtime.i18n import DEFAULT_LANGUAGE
from custody_app.runtime.paths import CentreDir
from custody_app.services.paper.labels import Subject, label_pdf
from custody_app.storage.key_files import write_durably
from custody_app.storage.state_store import StateStore


@dataclass(frozen=True, slots=True)
class LabelPress:
    """Makes the labels of one centre.

    Attributes:
        centre: id of the centre.
    """

    folder: CentreDir
    reader: Engine
    clock: Clock
    centre: str

    def print(
        self,
        subjects: Sequence[Subject],
        stock: str = DEFAULT_STOCK,
        language: str = DEFAULT_LANGUAGE,
        skip: int = 0,
    ) -> Path:
        """One PDF with the labels of these subjects; returns where it lies.

        Raises:
            RuleBroken: ``label.*``.
            Fault: ``documents.*``, ``storage.*``.
        """
        with self.reader.connect() as connection:
            world = World(StateStore(connection))
            demo = world.get(CentreState, self.centre).demo
            pdf = label_pdf(world, subjects, demo=demo, stock=stock, language=language, skip=skip)
        return self._keep(pdf)

    def print_command_cards(
        self, words: Sequence[tuple[str, str]], stock: str = DEFAULT_STOCK
    ) -> Path:
        """Command cards with (command, explanation) in the order of their serials, from 1."""
        with self.reader.connect() as connection:
            centre = World(StateStore(connection)).get(CentreState, self.centre)
        cards = [
            CommandCard(
                code18=Tag(TagKind.COMMAND, centre.site, centre.station, 0, serial).code(),
                command=command,
                explanation=explanation,
                demo=centre.demo,
            )
            for serial, (command, explanation) in enumerate(words, 1)
        ]
        return self._keep(label_sheet(cards, read_stock(stock), DEFAULT_LANGUAGE))

    def _keep(self, pdf: bytes) -> Path:
        self.folder.printed.mkdir(parents=True, exist_ok=True)
        path = self.folder.printed / f"labels-{self.clock.now():%Y%m%d-%H%M%S%f}.pdf"
        write_durably(path, pdf)
        return path
