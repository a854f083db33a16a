"""What the details say of one finding, as lines for a width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rich.console import Console
from rich.style import Style
from rich.text import Text

from checks.engine.candidate import Candidate, by_code, candidates, percent
from checks.engine.fields import field_name
from checks.engine.model import Fact, Finding
from checks.engine.phrase import Phrase, day, masked, money
from tui.age import clock
from tui.aim import fixable
from tui.desk import Desk
from tui.formats.handover import TELLING
from tui.texts import dashboard as texts
from tui.texts.words import action_name
from tui.theme import Look
from tui.widgets.candidates import grounds, who
from tui.widgets.cell import fitted, visible

_CONSOLE = Console(width=400, color_system=None)
SIDES = ("ClientTime", "e-conomic")


@dataclass(frozen=True, slots=True)
class Record:
    """One finding with what is known around it."""

    finding: Finding
    desk: Desk
    look: Look
    causes: Mapping[str, Phrase] = field(default_factory=dict[str, Phrase])
    ignored: bool = False
    old: Phrase | None = None
    """Why the finding may not be true any more."""
    close: bool = False
    """Few lines are visible at once: none of them is left blank."""

    def lines(self, width: int) -> list[Text]:
        """Return everything, wrapped."""
        width = max(width, 20)
        parts = (
            [*self._head(width), *self._sentences(width)],
            [*self._suggestions(width)],
            [*self._sides(width)],
            [*self._ways(width)],
        )
        gap = [] if self.close else [Text()]
        lines = [line for part in parts if part for line in (*part, *gap)]
        return lines if self.close else lines[:-1]

    def _head(self, width: int) -> Iterator[Text]:
        what, weight = self._what(), self._weight()
        one = sum(part.cell_len + 3 for part in (*what, *weight)) - 3 <= width
        for parts in ([*what, *weight],) if one else (what, weight):
            line = Text(f" {self.look.glyphs.dot} ", self.look.faint).join(parts)
            line.truncate(width, overflow="ellipsis")
            if parts:
                yield line

    def _what(self) -> list[Text]:
        finding, desk = self.finding, self.desk
        glyph, style = self.look.severity(finding.severity)
        word = texts.IGNORED if self.ignored else texts.SEVERITY[finding.severity]
        parts = [Text(f"{glyph} {desk.say(word)}", style)]
        if finding.cause:
            known = self.causes.get(finding.cause)
            parts.append(Text(visible(desk.say(known) if known else finding.cause), self.look.text))
        return parts

    def _weight(self) -> list[Text]:
        finding, desk = self.finding, self.desk
        parts: list[Text] = []
        if finding.money:
            parts.append(Text(visible(desk.say(texts.WAITS.with_(money=all_sums(finding, desk)))), self.look.strong))
        if finding.since:
            parts.append(Text(desk.say(texts.SINCE.with_(day=day(finding.since, desk.language))), self.look.muted))
        return parts

    def _sentences(self, width: int) -> Iterator[Text]:
        finding, look = self.finding, self.look
        if self.old is not None:
            yield from self._wrapped(self.old, width, look.unknown)
        yield from self._wrapped(finding.summary, width, look.text)
        if finding.why is not None:
            yield from self._wrapped(finding.why, width, look.muted)
        if finding.parent:
            yield from self._wrapped(texts.WAITS_FOR.with_(key=finding.parent), width, look.warning)

    def _sides(self, width: int) -> Iterator[Text]:
        facts = self.finding.facts or tuple(
            Fact(one.field, one.clienttime, one.economic) for one in self.finding.differences
        )
        if not facts:
            return
        differing = {one.field for one in self.finding.differences}
        names = [visible(self.desk.say(field_name(fact.field))) for fact in facts]
        first = min(max(map(len, names)), 14)
        side = max((width - first - 5) // 2, 6)
        yield self._row("", SIDES, " ", first, side, self.look.faint)
        for name, fact in zip(names, facts, strict=True):
            yield from self._fact(name, fact, fact.field in differing, first, side)

    def _fact(self, name: str, fact: Fact, differs: bool, first: int, side: int) -> Iterator[Text]:
        shown = [self._value(value, fact.personal) for value in (fact.clienttime, fact.economic)]
        stacks = [_folded(value, side) for value in shown]
        style = self.look.warning if differs else self.look.text
        for at in range(max(map(len, stacks))):
            pair = tuple(stack[at] if at < len(stack) else "" for stack in stacks)
            sign = "" if at else self._sign(fact, differs)
            yield self._row("" if at else name, (pair[0], pair[1]), sign, first, side, style)

    def _sign(self, fact: Fact, differs: bool) -> str:
        if differs:
            return self.look.glyphs.unequal
        known = fact.clienttime and fact.economic
        same = known and self._value(fact.clienttime, False) == self._value(fact.economic, False)
        return self.look.glyphs.equal if same else ""

    def _row(self, name: str, pair: tuple[str, str], sign: str, first: int, side: int, style: Style) -> Text:
        sign_style = style if sign == self.look.glyphs.unequal else self.look.faint
        return Text.assemble(
            (fitted(name, first), self.look.muted),
            "  ",
            (fitted(pair[0], side), style),
            (fitted(f" {sign}", 3), sign_style),
            (fitted(pair[1], side), style),
        )

    def _value(self, value: str | Phrase | None, personal: bool) -> str:
        match value:
            case None:
                return "–"
            case Phrase():
                return visible(self.desk.say(value))
            case _:
                return visible(masked(value) if personal and self.desk.mask else value)

    def _suggestions(self, width: int) -> Iterator[Text]:
        found = candidates(self.finding)[:5]
        if found and not self.close:
            yield Text(self.desk.say(texts.SUGGESTED), self.look.faint)
        for one in found:
            yield from self._suggestion(one, width)

    def _suggestion(self, one: Candidate, width: int) -> Iterator[Text]:
        look, desk = self.look, self.desk
        line = Text.assemble(
            (f"{look.glyphs.to} {visible(one.to)} ", look.strong),
            (f"{who(one, desk)}  ", look.text),
            (desk.say(texts.CONFIDENCE.with_(percent=percent(one.confidence))), look.text),
        )
        if one.safe:
            line.append(f"  {look.glyphs.ok} {desk.say(texts.SAFE)}", look.ok)
        line.truncate(width, overflow="ellipsis")
        yield line
        for phrase, against in grounds(one, desk):
            yield from self._wrapped(phrase, width - 2, look.warning if against else look.muted, "  ")

    def _ways(self, width: int) -> Iterator[Text]:
        finding, desk, look = self.finding, self.desk, self.look
        target = fixable(finding, desk)
        if target is not None:
            way = self._way() if target is finding else texts.CAN_FIX_FIRST.with_(key=target.key)
            yield from self._wrapped(way, width, look.accent)
        elif TELLING.intersection(finding.actions):
            yield from self._wrapped(texts.CAN_HAND_OVER, width, look.accent)
        else:
            names = ", ".join(desk.say(action_name(action)) for action in finding.actions)
            yield from self._wrapped(texts.CANNOT_FIX.with_(actions=names), width, look.muted)

    def _way(self) -> Phrase:
        finding = self.finding
        if finding.fix != "link":
            return texts.CAN_FIX
        if finding.suggestions:
            return texts.CAN_LINK
        return texts.CAN_NAME_CODE if by_code(finding) else texts.CAN_NAME_NUMBER

    def _wrapped(self, phrase: Phrase, width: int, style: Style, indent: str = "") -> Iterator[Text]:
        said = Text(visible(self.desk.say(phrase)), style)
        for line in said.wrap(_CONSOLE, width):
            line.rstrip()
            yield Text(indent, style).append_text(line) if indent else line


def _folded(value: str, width: int) -> Sequence[str]:
    lines = Text(value).wrap(_CONSOLE, width)
    return [line.plain.rstrip() for line in lines] or [""]


def all_sums(finding: Finding, desk: Desk) -> str:
    """Return the money of a finding in every currency."""
    return " + ".join(f"{money(amount, desk.language)} {currency}" for currency, amount in finding.money)


def last_known(as_of: datetime | None, desk: Desk) -> Phrase:
    """Return the sentence for rows of a panel that is not known just now."""
    return texts.LAST_KNOWN.with_(time=clock(as_of, desk.now()) if as_of else "–")
