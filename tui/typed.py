"""One typed answer on a terminal, where Esc leaves at once: a line of the terminal itself knows no Esc."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import sys
import textwrap
import threading
import unicodedata
from collections.abc import Generator

ESCAPE, ERASE, CLEAR = "\x1b", "\x7f\b", "\x15"
END = "\x04\0"
"""Ctrl+D, and what the terminal makes of one that was pressed before its keys were asked for."""
PAUSE = 0.05
"""Seconds within which the rest of a key that begins like Esc has come."""
ROOM = "_" * 12
"""What an answer has at least of the question's last line."""


def at_blanks(text: str) -> str:
    """Return a text with its lines broken at blanks, as wide as the terminal of the messages; as it is without one."""
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return text
    if not width:
        return text
    lines = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(parts) for parts in lines)


def typed(question: str) -> str:
    """Ask, and return a line without its end; the question ends in a blank.

    What is no text comes back as a NUL, which no answer may hold. Raises EOFError for Esc and the end of the
    input, KeyboardInterrupt for Ctrl+C.
    """
    question = at_blanks(question + ROOM).removesuffix(ROOM)
    with _interruptible():
        return _from_keys(question) if os.name == "posix" and sys.stdin.isatty() else _from_line(question)


def _from_line(question: str) -> str:
    _show(question)
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        return "\0"
    if not line or line.strip() == ESCAPE:
        raise EOFError
    return line.rstrip("\r\n")


def _from_keys(question: str) -> str:
    handle = sys.stdin.fileno()
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    line = ""
    with _key_by_key(handle):
        _show(question)
        while True:
            byte = os.read(handle, 1)
            key = decoder.decode(byte)
            if not byte or (key and key in END and not line) or (key == ESCAPE and not _swallowed(handle)):
                raise EOFError
            if key in {"\n", "\r"}:
                return line.replace("\N{REPLACEMENT CHARACTER}", "\0")
            line = _after(line, key)


def _after(line: str, key: str) -> str:
    """Return the line after a key, and show it; keys without a sign change nothing."""
    erased = line[-1:] if key and key in ERASE else line if key == CLEAR else ""
    if erased:
        width = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in erased)
        _show("\b \b" * width)
        return line[: len(line) - len(erased)]
    if not key.isprintable():
        return line
    _show(key)
    return line + key


def _show(text: str) -> None:
    print(text, end="", file=sys.stderr, flush=True)


def _swallowed(handle: int) -> bool:
    """Take in the rest of an arrow or function key; False where Esc was pressed alone."""
    found = False
    while select.select([handle], [], [], PAUSE)[0]:
        found = True
        sign = os.read(handle, 1)
        if not sign or sign == b"~" or (sign.isalpha() and sign != b"O"):
            break
    return found


@contextlib.contextmanager
def _key_by_key(handle: int) -> Generator[None]:
    """Have every key at once and unseen, and the terminal afterwards as it was."""
    import termios

    before = termios.tcgetattr(handle)
    mode = termios.tcgetattr(handle)
    mode[3] &= ~(termios.ICANON | termios.ECHO)
    termios.tcsetattr(handle, termios.TCSADRAIN, mode)
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
        _show("\n")


@contextlib.contextmanager
def _interruptible() -> Generator[None]:
    """Let Ctrl+C be an answer for as long as one is waited for; what the program ignores stays ignored."""
    before = signal.getsignal(signal.SIGINT)
    if before in {signal.SIG_IGN, None} or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
