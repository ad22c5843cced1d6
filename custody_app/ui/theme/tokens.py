"""Design tokens: every colour, distance, radius and type size of the window, light and dark."""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain.values import dataclass


class ThemeName(StrEnum):
    """The two looks."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a coloured mark says; always shown together with a word or an icon."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class ToneColors:
    """Text, ground and line of one tone."""

    text: str
    ground: str
    line: str


@dataclass(frozen=True, slots=True)
class Colors:
    """Every colour of one look, by duty."""

    canvas: str
    card: str
    card_alt: str
    line: str
    line_strong: str
    text: str
    text_muted: str
    text_faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    link: str
    danger: str
    danger_hover: str
    danger_text: str
    selection: str
    hover: str
    focus: str
    scroll: str
    nav: str
    nav_text: str
    nav_active: str
    nav_active_text: str
    nav_hover: str
    status: str
    tones: dict[Tone, ToneColors]


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in device-independent pixels."""

    tiny: int = 4
    small: int = 8
    medium: int = 12
    gap: int = 14
    large: int = 16
    page: int = 24
    nav_width: int = 204
    nav_narrow: int = 64
    row: int = 42
    control: int = 38
    icon: int = 18


@dataclass(frozen=True, slots=True)
class Radius:
    """Corner radii in device-independent pixels."""

    control: int = 7
    card: int = 10
    pill: int = 11


@dataclass(frozen=True, slots=True)
class Type:
    """Type sizes in pixels, so that the layout holds at every display scale."""

    small: int = 12
    body: int = 14
    section: int = 16
    title: int = 20
    figure: int = 26
    families: tuple[str, ...] = ("Noto Sans SC", "HanaMinB")


SPACE = Space()
RADIUS = Radius()
TYPE = Type()

LIGHT = Colors(
    canvas="#f4f6fa",
    card="#ffffff",
    card_alt="#f8f9fc",
    line="#e2e6ee",
    line_strong="#c6cedb",
    text="#1b2434",
    text_muted="#5a6880",
    text_faint="#606d84",
    accent="#1f5cc4",
    accent_hover="#1a4fab",
    accent_pressed="#163f8a",
    accent_text="#ffffff",
    link="#1f5cc4",
    danger="#b3261e",
    danger_hover="#971f18",
    danger_text="#ffffff",
    selection="#e1ebfb",
    hover="#f1f5fb",
    focus="#3b7ae0",
    scroll="#cbd3e0",
    nav="#10233d",
    nav_text="#c3cee0",
    nav_active="#1d3a60",
    nav_active_text="#ffffff",
    nav_hover="#183151",
    status="#ffffff",
    tones={
        Tone.NEUTRAL: ToneColors("#475468", "#e9edf3", "#cdd5e1"),
        Tone.INFO: ToneColors("#1d4fa5", "#e3edfc", "#b8d0f5"),
        Tone.GOOD: ToneColors("#176b3f", "#ddf3e4", "#acdcbf"),
        Tone.CAUTION: ToneColors("#8a4b00", "#fdecd0", "#f3cf94"),
        Tone.BAD: ToneColors("#b3261e", "#fde4e2", "#f3b9b5"),
    },
)

DARK = Colors(
    canvas="#10141b",
    card="#1a1f29",
    card_alt="#1f2530",
    line="#2c3442",
    line_strong="#465163",
    text="#e6eaf2",
    text_muted="#9da9bd",
    text_faint="#93a0b5",
    accent="#4f8ff7",
    accent_hover="#6aa1fa",
    accent_pressed="#3d7ce4",
    accent_text="#08152b",
    link="#85b3ff",
    danger="#ff8a82",
    danger_hover="#ffa39d",
    danger_text="#2b0907",
    selection="#1f3350",
    hover="#212936",
    focus="#6aa1fa",
    scroll="#3a4556",
    nav="#0b0f16",
    nav_text="#a9b5c8",
    nav_active="#1c2a3f",
    nav_active_text="#ffffff",
    nav_hover="#151f2e",
    status="#161b24",
    tones={
        Tone.NEUTRAL: ToneColors("#b7c2d3", "#2a3240", "#3d4859"),
        Tone.INFO: ToneColors("#8fbaff", "#1b2f4d", "#2c4a76"),
        Tone.GOOD: ToneColors("#67d394", "#16321f", "#24523a"),
        Tone.CAUTION: ToneColors("#f2b355", "#382811", "#5b421c"),
        Tone.BAD: ToneColors("#ff8f88", "#3d1b1a", "#662d2a"),
    },
)


def colors_of(name: ThemeName) -> Colors:
    """The colours of a look."""
    return DARK if name is ThemeName.DARK else LIGHT
