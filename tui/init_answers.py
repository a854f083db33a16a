"""How `ctmon init` gets an answer: from the command line, else by a question on a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.adapters.clean_text import shown
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.config import VARIABLE
from tui.secret import looks_like_token
from tui.texts import init as texts
from tui.typed import at_blanks, typed

Complaint = Callable[[str], "Phrase | None"]
NAME = re.compile(r"[A-Za-z0-9ÆØÅæøå][A-Za-z0-9ÆØÅæøå_.-]{0,63}")


class Wrong(Fault):
    """A flag holds what cannot be used, or is missing where nobody can be asked."""


class Left(Fault):
    """The operator left before the end."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Where answers come from: `given` by flags, and by questions where there is a `terminal`."""

    given: Mapping[str, str]
    terminal: bool
    language: str

    def text(self, flag: str, question: Phrase, complaint: Complaint, default: str = "") -> str:
        """Return what the flag says, else the answer, which is asked for until it can be used."""
        if flag in self.given:
            return self.checked(flag, self.given[flag], complaint)
        while True:
            answer = ask(question, self.language, default) or default
            wrong = complaint(answer)
            if wrong is None:
                return answer
            tell(wrong, self.language)

    def optional(self, flag: str, question: Phrase, complaint: Complaint) -> str | None:
        """Return an answer that may be left out."""
        if flag not in self.given and not self.terminal:
            return None
        return self.text(flag, question, lambda text: complaint(text) if text else None) or None

    def checked(self, flag: str, value: str, complaint: Complaint) -> str:
        """Return what a flag says; raises Wrong, naming the flag and never its value."""
        if wrong := complaint(value):
            raise Wrong(
                Phrase(
                    texts.WRONG_FLAG.en.replace("{why}", wrong.en),
                    texts.WRONG_FLAG.da.replace("{why}", wrong.da),
                    (("flag", flag.replace("_", "-")), *wrong.values),
                )
            )
        return value


def ask(question: Phrase, language: str, default: str = "") -> str:
    """Return one answer from the terminal; raises Left where there is none."""
    return _answered(question.text(language) + (f" [{default}]" if default else "") + ":")


def agreed(question: Phrase, language: str) -> bool:
    """Tell whether the operator said yes; raises Left."""
    return _answered(question.text(language)).casefold() in {"y", "yes", "j", "ja"}


def _answered(question: str) -> str:
    try:
        return typed(f"{question} ").strip()
    except EOFError:
        raise Left(texts.LEFT_ALONE) from None


def tell(phrase: Phrase, language: str) -> None:
    """Say something beside the result."""
    print(at_blanks(phrase.text(language)), file=sys.stderr)


def absolute(path: str) -> Path:
    """Return a path that the operator gave, from where he stands now."""
    return Path(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111 - neither fails on odd paths


def is_file(answer: str) -> bool:
    """Tell the path of a file from the name of a variable."""
    return not VARIABLE.fullmatch(answer) or (answer not in os.environ and absolute(answer).is_file())


def no_name(text: str) -> Phrase | None:
    """Complain about what cannot be a file's name everywhere."""
    return None if NAME.fullmatch(text) else texts.NO_NAME


def no_text(text: str) -> Phrase | None:
    """Complain about nothing, and about what a terminal would obey."""
    return None if text.strip() and text.isprintable() else texts.NO_TEXT


def no_file(text: str) -> Phrase | None:
    """Complain about a file that is not there: the catalogue is read from it at once."""
    return no_text(text) or (None if absolute(text).is_file() else texts.NO_FILE.with_(path=shown(str(absolute(text)))))


def no_number(text: str) -> Phrase | None:
    """Complain about what is no agreement number."""
    return None if re.fullmatch(r"[1-9][0-9]{0,14}", text) else texts.NO_NUMBER


def no_place(text: str) -> Phrase | None:
    """Complain about a token where its place is asked for."""
    return texts.A_SECRET if looks_like_token(text) else no_text(text)


def no_variable(text: str) -> Phrase | None:
    """Complain about what cannot be a variable's name."""
    return no_place(text) or (None if VARIABLE.fullmatch(text) else texts.NO_VARIABLE)
