"""Strips at the top of the page: what happened, the article, what to do next, a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import translate
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.tone_waves import Heard
from custody_app.ui.widgets.buttons import Button, IconButton, Kind
from custody_app.ui.widgets.labels import Label

STRIPS_MAX = 3
FADE_MS = 6_000
ICONS = {
    Tone.BAD: "octagon-alert",
    Tone.CAUTION: "triangle-alert",
    Tone.INFO: "info",
    Tone.GOOD: "circle-check",
    Tone.NEUTRAL: "info",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A told refusal or fault: sentence, article it rests on, what to do next."""

    text: str
    article: str = ""
    next_step: str = ""
    tone: Tone = Tone.BAD


@dataclass(frozen=True, slots=True)
class Action:
    """A button on a strip."""

    word: str
    do: Callable[[], object]


Explain = Callable[[Exception], Sequence[Sentence]]


class Strip(QFrame):
    """One message."""

    closed = Signal(object)

    def __init__(
        self, sentence: Sentence, actions: Sequence[Action], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self.setProperty("role", "strip")
        self.setProperty("tone", str(sentence.tone))
        self.setAccessibleName(sentence.text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.medium, SPACE.tiny, SPACE.tiny, SPACE.tiny)
        layout.setSpacing(SPACE.small)
        mark = QLabel()
        color = look().tone(sentence.tone).text
        mark.setPixmap(look().icons.pixmap(ICONS[sentence.tone], color, 20, 2))
        has_more = bool(sentence.article or sentence.next_step)
        place = Qt.AlignmentFlag.AlignTop if has_more else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(mark, 0, place)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Label(sentence.text, "strip", wrap=True, selectable=True))
        for more in (sentence.article, sentence.next_step):
            if more:
                texts.addWidget(Label(more, "strip_small", wrap=True, selectable=True))
        layout.addLayout(texts, 1)
        for action in actions:
            layout.addWidget(Button(action.word, Kind.SECONDARY, clicked=self._doing(action)))
        close = IconButton("x", translate("shell", "Close message"), self.close_strip, color=color)
        layout.addWidget(close, 0, place)

    def _doing(self, action: Action) -> Callable[[], object]:
        def press() -> None:
            self.close_strip()
            action.do()

        return press

    def close_strip(self) -> None:
        """Take the strip away."""
        self.closed.emit(self)


class Notices(QWidget):
    """The stack of strips; also the written twin of every sound."""

    keyboard_left = Signal()

    def __init__(
        self,
        explain: Explain,
        play: Callable[[Heard], object] = lambda _heard: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._explain = explain
        self._play = play
        self._strips: list[Strip] = []
        self._of_page: list[Sentence] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE.page, 0, SPACE.page, SPACE.gap)
        self._layout.setSpacing(SPACE.small)
        self.setVisible(False)

    @property
    def sentences(self) -> list[Sentence]:
        """What is shown now, newest first."""
        return [strip.sentence for strip in self._strips]

    def error(self, text: str, *actions: Action, article: str = "", next_step: str = "") -> None:
        """Something was refused or failed; stays until closed."""
        self.show_sentence(Sentence(text, article, next_step, Tone.BAD), *actions)

    def warning(self, text: str, *actions: Action, article: str = "", next_step: str = "") -> None:
        """Something needs attention; stays until closed."""
        self.show_sentence(Sentence(text, article, next_step, Tone.CAUTION), *actions)

    def info(self, text: str, *actions: Action) -> None:
        """Worth knowing; goes by itself when it has no button."""
        self.show_sentence(Sentence(text, tone=Tone.INFO), *actions)

    def success(self, text: str, *actions: Action, of_page: bool = False) -> None:
        """Done; goes by itself when it has no button, or with the page that it is ``of``."""
        sentence = Sentence(text, tone=Tone.GOOD)
        self.show_sentence(sentence, *actions)
        if of_page:
            self._of_page.append(sentence)

    def refuse(self, error: Exception, *actions: Action) -> None:
        """A RuleBroken or Fault as a sentence with its article; with the sound of a refusal."""
        self.sound()
        for sentence in self._explain(error):
            self.show_sentence(sentence, *actions)

    def sound(self, heard: Heard = Heard.REFUSED) -> None:
        """A tone, of a refusal if nothing else is said; always together with a text."""
        self._play(heard)

    def explain(self, error: Exception) -> str:
        """The bare sentence of a refusal, to stand beside a field."""
        return " ".join(sentence.text for sentence in self._explain(error))

    def sentences_of(self, error: Exception) -> Sequence[Sentence]:
        """A refusal with its article and the next step, to be shown elsewhere than on a strip."""
        return self._explain(error)

    def show_sentence(self, sentence: Sentence, *actions: Action) -> None:
        """Put a strip on top; the same sentence is not shown twice."""
        for old in [strip for strip in self._strips if strip.sentence == sentence]:
            self._remove(old)
        strip = Strip(sentence, actions, self)
        strip.closed.connect(self._remove)
        self._strips.insert(0, strip)
        self._layout.insertWidget(0, strip)
        for old in self._strips[STRIPS_MAX:]:
            self._remove(old)
        self.setVisible(True)
        if sentence.tone in (Tone.GOOD, Tone.INFO) and not actions:
            QTimer.singleShot(FADE_MS, strip, strip.close_strip)

    def drop_of_page(self) -> None:
        """The page was left, or what its strip offered was done."""
        gone, self._of_page = self._of_page, []
        for strip in [one for one in self._strips if one.sentence in gone]:
            self._remove(strip)

    def clear(self) -> None:
        """Take all strips away, for instance when another page comes."""
        for strip in list(self._strips):
            self._remove(strip)

    def _remove(self, strip: Strip) -> None:
        if strip in self._strips:
            self._strips.remove(strip)
            focus = self.window().focusWidget()
            had_keyboard = focus is not None and strip.isAncestorOf(focus)
            self._layout.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
            if had_keyboard:
                self.keyboard_left.emit()
        self.setVisible(bool(self._strips))
