"""One palette with few roles, and the same roles for terminals with few colours or none.

CSS and Content use the theme's variables, the line-drawn widgets use a Look; both are made from one table.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from rich.style import Style
from textual.app import App
from textual.theme import Theme

from checks.engine.model import Severity, Status

INK = {
    "back": "#10141b",
    "raised": "#182029",
    "line": "#33404f",
    "text": "#d6dde6",
    "muted": "#8d9bac",
    "faint": "#5f6d7e",
    "accent": "#79b8ff",
    "cursor": "#233a57",
    "ok": "#7fcf9b",
    "warning": "#efb95e",
    "critical": "#ff7b72",
    "unknown": "#c3a6ff",
}

DARK = Theme(
    name="ctmon",
    primary=INK["accent"],
    secondary=INK["unknown"],
    accent=INK["accent"],
    success=INK["ok"],
    warning=INK["warning"],
    error=INK["critical"],
    foreground=INK["text"],
    background=INK["back"],
    surface=INK["back"],
    panel=INK["raised"],
    dark=True,
    variables={
        "text": INK["text"],
        "text-muted": INK["muted"],
        "text-disabled": INK["faint"],
        "text-primary": INK["accent"],
        "text-accent": INK["accent"],
        "text-success": INK["ok"],
        "text-warning": INK["warning"],
        "text-error": INK["critical"],
        "text-secondary": INK["unknown"],
        "border": INK["accent"],
        "border-blurred": INK["line"],
        "scrollbar": INK["line"],
        "scrollbar-hover": INK["faint"],
        "scrollbar-active": INK["accent"],
        "scrollbar-background": INK["back"],
        "scrollbar-background-hover": INK["back"],
        "scrollbar-background-active": INK["back"],
        "scrollbar-corner-color": INK["back"],
        "input-cursor-background": INK["accent"],
        "input-cursor-foreground": INK["back"],
        "input-selection-background": INK["cursor"],
    },
)

FEW = Theme(
    name="ctmon-few",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_magenta",
    accent="ansi_cyan",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "border": "ansi_cyan",
        "border-blurred": "ansi_default",
        "scrollbar": "ansi_cyan",
        "scrollbar-background": "ansi_default",
    },
)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs beside the words; `AsciiFilter` has a twin of every one."""

    critical: str = "✖"
    warning: str = "▲"
    info: str = "•"
    ok: str = "✔"
    unknown: str = "?"
    reading: str = "…"
    marked: str = "●"
    cursor: str = "▌"
    child: str = "↳"
    to: str = "→"
    up: str = "▲"
    down: str = "▼"
    equal: str = "="
    unequal: str = "≠"
    bar: str = "▌"
    corner: tuple[str, str, str] = ("╭", "─", "╮")
    dot: str = "·"


GLYPHS = Glyphs()


@dataclass(frozen=True, slots=True)
class Look:
    """The roles as styles for widgets that draw their own lines."""

    text: Style
    muted: Style
    faint: Style
    strong: Style
    accent: Style
    line: Style
    cursor: Style
    resting: Style
    """The cursor of a list that does not have the keyboard."""
    ok: Style
    warning: Style
    critical: Style
    unknown: Style
    glyphs: Glyphs = GLYPHS
    few: bool = False
    """The cursor is reverse video: colours in it would make a patchwork."""

    def over(self, style: Style, ground: Style) -> Style:
        """Return a style as it looks on a ground."""
        if self.few and ground.reverse:
            return ground + Style(bold=style.bold)
        return style + ground

    def status(self, status: Status) -> tuple[str, Style]:
        """Return sign and style of a verdict."""
        match status:
            case Status.OK:
                return self.glyphs.ok, self.ok
            case Status.WARNING:
                return self.glyphs.warning, self.warning
            case Status.CRITICAL:
                return self.glyphs.critical, self.critical
            case Status.UNKNOWN:
                return self.glyphs.unknown, self.unknown

    def severity(self, severity: Severity) -> tuple[str, Style]:
        """Return sign and style of one finding."""
        match severity:
            case Severity.CRITICAL:
                return self.glyphs.critical, self.critical
            case Severity.WARNING:
                return self.glyphs.warning, self.warning
            case Severity.INFO:
                return self.glyphs.info, self.muted


def _rich() -> Look:
    ink = {name: Style(color=value) for name, value in INK.items()}
    return Look(
        text=ink["text"],
        muted=ink["muted"],
        faint=ink["faint"],
        strong=ink["text"] + Style(bold=True),
        accent=ink["accent"],
        line=ink["line"],
        cursor=Style(bgcolor=INK["cursor"]),
        resting=Style(bgcolor=INK["raised"]),
        ok=ink["ok"],
        warning=ink["warning"],
        critical=ink["critical"],
        unknown=ink["unknown"],
    )


def _few() -> Look:
    plain = Style()
    return Look(
        text=plain,
        muted=plain,
        faint=plain,
        strong=Style(bold=True),
        accent=Style(color="cyan"),
        line=plain,
        cursor=Style(reverse=True),
        resting=Style(bold=True),
        ok=Style(color="green"),
        warning=Style(color="yellow"),
        critical=Style(color="red", bold=True),
        unknown=Style(color="magenta"),
        few=True,
    )


RICH_LOOK, FEW_LOOK = _rich(), _few()


def look_of(app: App[object]) -> Look:
    """Return the look that this app's terminal can show."""
    return FEW_LOOK if app.native_ansi_color else RICH_LOOK


def few_colours() -> bool:
    """Tell whether the terminal wants no colour or has only its own sixteen."""
    if "NO_COLOR" in os.environ:
        return True
    term = os.environ.get("TERM", "")
    return not os.environ.get("COLORTERM") and "256" not in term and not term.endswith("direct") and os.name == "posix"


def ascii_only() -> bool:
    """Tell whether the terminal cannot be trusted with lines and signs outside ASCII."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next((name for name in names if name), "")
    told_otherwise = bool(locale) and "utf" not in locale.lower()
    return os.environ.get("TERM", "") in {"linux", "vt100", "dumb"} or told_otherwise
