"""The pipe carries the engine's values and nothing else; a large update in pieces is the same update."""

import asyncio
import builtins
import inspect
import os
import pickle
import struct
import subprocess
from collections.abc import Callable
from dataclasses import is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, ModuleType

import pytest

from checks.engine import board as boards
from checks.engine import details, model, plan
from checks.engine.board import Board, Notice, Panel, PanelChange, Pulse, Update, changes, updated
from checks.engine.candidate import candidates
from checks.engine.confirmation import Confirmation
from checks.engine.cpr import mask_cpr
from checks.engine.delivery import Way
from checks.engine.details import Account, Details, Identity, Lately, PlaceState, Trouble
from checks.engine.doubt import Doubt
from checks.engine.model import (
    CheckResult,
    Difference,
    Fact,
    Finding,
    Health,
    Report,
    Rival,
    Severity,
    SourceState,
    Status,
    Suggestion,
)
from checks.engine.opening import Opening
from checks.engine.phrase import Personal, Phrase
from checks.engine.plan import (
    Change,
    Evidence,
    FixPlan,
    JournalEntry,
    Outcome,
    Refused,
    Request,
    State,
    System,
    Target,
)
from checks.engine.snapshot import Part
from checks.engine.weight import Says, Weight
from tui.messages import PIECE, pieces
from tui.wire import LARGEST, LENGTH, WireFault, packed, receive, unpacked

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SUMMER = datetime(2026, 6, 1, 8, 0, tzinfo=timezone(timedelta(hours=2), "CEST"))
SAID = Phrase("{name} owes {sum} since {day}", "{name} skylder {sum} siden {day}").with_(
    name=Personal("Ærø Fiskeeksport A/S"), sum=Decimal("84375.00"), day=date(2026, 10, 14)
)
TARGET = Target(System.CLIENTTIME, "7", "Hansen Byg ApS", "1042", 20042)
CHANGE = Change("foreign_id", None, "20042")
FINDING = Finding(
    "null-foreign-id:1042",
    "null-foreign-id",
    Severity.CRITICAL,
    SAID,
    money=(("DKK", Decimal("84375.00")),),
    since=date(2026, 10, 14),
    why=SAID,
    differences=(Difference("zip", "8000", "9000"),),
    suggestions=(
        Suggestion(
            *("1042", 20042, 0.99, True, ("cvr",)),
            weights=(Weight("name", -2.5, Says.TELLING, ("holding",)),),
            doubt=Doubt.WORD,
            rival=Rival("1043", "Ærø", 0.02, ours=True),
        ),
    ),
    facts=(Fact("name", "Ærø", None),),
)
CANDIDATE = candidates(FINDING)[0]
SOURCE = SourceState("economic", Health.DEGRADED, NOW, SAID, (("customers", 3),), 0.25, SUMMER)
PLAN = FixPlan(
    "id", FINDING.key, "link", TARGET, (CHANGE,), SAID, (Evidence("cvr", "1", None, "for"),), ("UPDATE",), SAID, NOW
)
PLACE = PlaceState(Part.ENTRIES, 3, NOW, SAID)
TROUBLE, IDENTITY = Trouble(NOW, SAID, "GET /self", "E1", "log", 2), Identity(123456, ("Sales",), ())
ACCOUNT = Account(IDENTITY, NOW, (TROUBLE,))
VALUES = (
    *(PLACE, TROUBLE, IDENTITY, ACCOUNT),
    Details((PLACE,), ACCOUNT, (("economic", TROUBLE),), ((Way.NUMBER, 2),), Way.REFERENCE, Way.NUMBER, False),
    *(System.ECONOMIC, State.UNKNOWN, Severity.INFO, Status.UNKNOWN, Health.DOWN),
    *(TARGET, CHANGE, FINDING, SOURCE, PLAN, PLAN.evidence[0]),
    *(FINDING.differences[0], FINDING.suggestions[0], FINDING.facts[0], Rival("20043", "Lund", 0.3)),
    Request(FINDING.key, "link", "20042", "grund"),
    *(Refused(SAID, (CANDIDATE,), target_wanted=True), CANDIDATE),
    Outcome(State.DONE, SAID, 7, (CHANGE,)),
    JournalEntry(7, NOW, State.OPEN, FINDING.key, "link", TARGET, (CHANGE,), "anna", undo_of=3),
    *(Opening(NOW, SUMMER, "anna", "grund"), Confirmation(8, NOW, "anna", (SAID,))),
    CheckResult("null-foreign-id", Status.CRITICAL, (FINDING,), (FINDING,), SAID),
    Report(NOW, SUMMER, (SOURCE,), (), 123456, 9),
    Notice(NOW, SAID, grave=True),
    Pulse((SOURCE,), 123456, 9, interval=timedelta(seconds=75), journal_fault=SAID),
    PanelChange("null-foreign-id", Status.CRITICAL, SAID, NOW, (FINDING,), ("gone",), (FINDING,)),
    Update(Pulse(), (PanelChange("a", Status.OK, None, None),), (Notice(NOW, SAID),)),
)
INSIDE_ONLY = {Board, Panel, Lately}
"""Whole boards stay in their process; what crosses is the difference between two. What is kept for later stays, too."""


def crossed(value: object) -> object:
    """Return the value as the other process has it."""
    return unpacked(packed(value)[LENGTH.size :])


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_message_arrives_as_it_left(value: object) -> None:
    assert crossed(value) == value
    assert crossed((1, "plan", (value,))) == (1, "plan", (value,))


def test_no_type_of_the_engine_is_left_out_of_the_test_above() -> None:
    tried = {type(value) for value in VALUES} | INSIDE_ONLY

    assert {found for module in (plan, boards, model, details) for found in types_of(module)} <= tried


def types_of(module: ModuleType) -> set[type]:
    """Return the dataclasses and enums that a module defines."""
    own = [found for _, found in inspect.getmembers(module, inspect.isclass) if found.__module__ == module.__name__]
    return {found for found in own if is_dataclass(found) or issubclass(found, Enum)}


class Foreign:
    """Pickles as a call of something with arguments."""

    def __init__(self, call: Callable[..., object], *arguments: object) -> None:
        self.call, self.arguments = call, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call, self.arguments


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        (os.system, ("touch crossed",)),  # pyright: ignore[reportDeprecated]  # the classic one
        (builtins.eval, ("1",)),
        (builtins.getattr, (FINDING, "key")),
        (subprocess.run, (["touch", "crossed"],)),
        (mask_cpr, ("0101701234",)),  # ours, but a function
        (updated, (Board(), Update(Pulse()))),
        (Phrase, ("{x}", "{x}")),  # ours, and made by a plain call: a message, the control of this test
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_not_a_value_of_the_engine_is_never_called(
    call: Callable[..., object], arguments: tuple[object, ...]
) -> None:
    body = pickle.dumps(Foreign(call, *(() if call is updated else arguments)))

    if call is Phrase:
        assert unpacked(body) == Phrase("{x}", "{x}")
    else:
        with pytest.raises(WireFault):
            unpacked(body)


def test_a_way_through_a_class_of_the_engine_is_no_way_out() -> None:
    for module, name in (
        ("checks.engine.local", "asyncio.subprocess.Process"),
        ("checks.engine.local", "LocalMonitor.run"),
        ("checks.engine.local", "asyncio.Runner"),
        ("checks.engine.plan", "Request.__init__"),
        ("checks.engine.plan", "datetime"),
        ("checks.engine.plan", "Phrase"),  # ours, but another module's
        ("checks.engine.errors", "Fault"),
        ("tui.vault", "Vault"),
    ):
        body = b"\x80\x04" + short(module) + short(name) + b"\x93."

        with pytest.raises(WireFault):
            unpacked(body)


def short(text: str) -> bytes:
    """Return the pickle of a short text."""
    return b"\x8c" + bytes([len(text)]) + text.encode()


def test_a_message_cut_short_anywhere_is_a_fault() -> None:
    body = packed(FINDING)[LENGTH.size :]

    for end in range(len(body)):
        with pytest.raises(WireFault):
            unpacked(body[:end])


@pytest.mark.parametrize("body", [b"", b"\x00", b"garbage", b"\xff" * 64, b"N", pickle.dumps(object)])
def test_garbage_is_a_fault(body: bytes) -> None:
    with pytest.raises(WireFault):
        unpacked(body)


async def received(data: bytes) -> object:
    """Return what arrives of these bytes."""
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return await receive(reader)


async def test_a_length_beyond_reason_is_a_fault_before_anything_is_read() -> None:
    with pytest.raises(WireFault):
        await received(struct.pack(">I", LARGEST + 1) + b"x")


async def test_the_end_of_the_pipe_is_an_end_and_not_a_fault() -> None:
    whole = packed(FINDING)
    assert await received(whole) == FINDING

    for cut in (0, 2, LENGTH.size, len(whole) - 1):
        with pytest.raises(EOFError):
            await received(whole[:cut])


def panel(check: str, numbers: range, **members: object) -> Panel:
    """Return a panel with these findings."""
    found = [replace(FINDING, key=f"{check}:{n:05}", check=check) for n in numbers]
    plain = Panel(check, Status.CRITICAL, None, NOW, MappingProxyType({f.key: f for f in found}))
    return replace(plain, **members)  # type: ignore[arg-type]  # members by name


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 5 * PIECE + 7])
def test_pieces_applied_in_order_are_the_update(size: int) -> None:
    before = Board(MappingProxyType({"a": panel("a", range(10_000, 10_500)), "b": panel("b", range(3))}))
    ignored = MappingProxyType({"a:1": replace(FINDING, key="a:1", check="a")})
    after = Board(
        MappingProxyType({"a": panel("a", range(size), ignored=ignored), "b": panel("b", range(size + 2))}),
        Pulse(cycle=9),
    )
    update = Update(after.pulse, changes(before, after), (Notice(NOW, SAID),))

    shown, notices = before, 0
    for piece in pieces(update):
        assert all(len(change.changed) <= PIECE for change in piece.panels)
        shown = updated(shown, piece)
        notices += len(piece.notices)

    assert shown == updated(before, update) == after
    assert notices == 1
