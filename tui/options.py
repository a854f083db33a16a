"""The command line of contract section 1: global options stand before or after the command."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from checks.adapters.clean_text import shown
from tui.version import VERSION

FORMATS = ("text", "json")
HELP_COLUMNS = 34
LARGEST_DEMO = 1_000_000
VALUED = ("--config", "--site", "--write", "--language")
"""Global options that take the next word."""
SECRET = re.compile("secret|token|grant|password|passwd|pwd", re.IGNORECASE)
"""What an option is called by somebody who would put a secret on the command line."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; members that a command has no use for keep their defaults."""

    command: str = "screen"
    config: Path | None = None
    site: str | None = None
    read_only: bool = False
    write: str | None = None
    language: str | None = None
    mask: bool = False
    check: tuple[str, ...] = ()
    format: str = "text"
    key: str = ""
    action: str | None = None
    to: str | None = None
    invoice: str | None = None
    dry_run: bool = False
    yes: bool = False
    reason: str = ""
    until: str | None = None
    end: bool = False
    entry: int | None = None
    verb: str = "list"
    seed: int = 1
    customers: int = 300
    invoices: int = 1500
    headless: bool = False
    keep: bool = False
    still: bool = False
    trouble: tuple[str, ...] = ()
    out: Path | None = None
    init: tuple[tuple[str, str], ...] = ()
    again: bool = False
    """Whether `init` only confirms the tables of a site that is there."""


class WrongUsage(Exception):
    """The command line cannot be understood; carries the usage line and the reason."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Leave the exit code to the caller: it differs by command."""
        raise WrongUsage(f"{self.format_usage().strip()}\nctmon: {_without_values(message)}")


def _without_values(message: str) -> str:
    """Return what is wrong without what was typed behind an option that does not exist: it may be a secret.

    Before the command, that word is taken for the command itself.
    """
    message = re.sub(
        r"^(argument COMMAND: invalid choice)(?:: .*)? (?=\(choose from )", r"\1 ", message, flags=re.DOTALL
    )
    told, unknown, words = message.partition("unrecognized arguments: ")
    names = [word.partition("=")[0] for word in words.split() if word.startswith("-")]
    if not unknown or not names:
        return shown(message)
    asks = (
        " A secret never stands on a command line: name its variable or file." if any(map(SECRET.search, names)) else ""
    )
    return shown(f"{told}{unknown}{' '.join(names)}.{asks}")


NO_KEY = "ctmon {command}: “{key}” is not of the form CHECK:ID, for example null-foreign-id:1042."


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; raises WrongUsage."""
    found = vars(_parser().parse_args(list(arguments)))
    found["command"] = found.get("command") or "screen"
    for name in ("check", "trouble"):
        if name in found:
            found[name] = tuple(found[name] or ())
    answers = {name.removeprefix("init_"): found.pop(name) for name in list(found) if name.startswith("init_")}
    found["init"] = tuple((name, value) for name, value in answers.items() if value is not None)
    listing = found["command"] == "ignore" and found["key"] == "list"
    if found["command"] in {"fix", "ignore"} and not listing and not all(found["key"].partition(":")):
        raise WrongUsage(shown(NO_KEY.format(command=found["command"], key=found["key"])))
    return Options(**found)


def as_plugin(arguments: Sequence[str]) -> bool:
    """Tell whether the exit code follows the plugin convention, where 2 would read as critical.

    It has to be told of a command line that could not be understood, too.
    """
    words = iter(arguments)
    for word in words:
        if word in VALUED:
            next(words, None)
        elif not word.startswith("-"):
            return word == "check" or (word == "demo" and "--headless" in arguments)
    return False


def _parser() -> argparse.ArgumentParser:
    everywhere = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    _global_options(everywhere)
    parser = _Parser(
        prog="ctmon",
        parents=[everywhere],
        description="Watches whether ClientTime and e-conomic agree, says why not, and puts it right with proof. "
        "Without a command the screen opens.",
        epilog="Exit codes of check and demo --headless: 0 ok, 1 warning, 2 critical, 3 unknown or wrong usage. "
        "Others: 0 done, 1 refused or failed, 2 wrong usage, 4 outcome unknown, 130/143 interrupted.",
        formatter_class=_wide,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"ctmon {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def add(name: str, says: str, build: Callable[[argparse.ArgumentParser], None]) -> None:
        command = commands.add_parser(
            name, help=says, description=says, parents=[everywhere], formatter_class=_wide, allow_abbrev=False
        )
        build(command)

    add("check", "one cycle: print what is wrong, and leave", _check)
    add("fix", "put one finding right: preview, confirm, write, read back, record", _fix)
    add("undo", "take a recorded fix back", _undo)
    add("journal", "the record of everything the program changed", _journal)
    add("ignore", "set a finding aside, or end that", _ignore)
    add("doctor", "diagnose what the program needs; changes nothing", _format)
    add("init", "write a site file, asking what is needed", _init)
    add("demo", "the program on an embedded default with every kind of trouble", _demo)
    return parser


def _wide(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, max_help_position=HELP_COLUMNS, width=110)


def _global_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="use this site file")
    parser.add_argument("--site", metavar="NAME", help="use this one of several sites")
    parser.add_argument("--read-only", action="store_true", help="write nothing, whatever the site file says")
    opening = "open a read-only site for 60 minutes; journalled"
    parser.add_argument("--write", type=_reason, metavar="REASON", help=opening)
    parser.add_argument("--language", choices=("en", "da"), help="language of the texts")


def _reason(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a reason is wanted: it goes into the journal")
    return text


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print (default: text)")


def _check(parser: argparse.ArgumentParser) -> None:
    _format(parser)
    parser.add_argument("--check", action="append", metavar="ID", help="only this check; may be repeated")
    parser.add_argument("--mask", action="store_true", help="names, addresses, mail, CVR and EAN by first letter")


def _fix(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the finding, as `ctmon check` prints it")
    parser.add_argument("--action", help="another of the finding's actions than the first")
    parser.add_argument(
        "--to", metavar="NUMBER", help="the e-conomic number, or the customer code for only-in-economic"
    )
    parser.add_argument("--invoice", metavar="NUMBER", help=argparse.SUPPRESS)
    parser.add_argument("--dry-run", action="store_true", help="print the preview, write nothing")
    _confirm(parser)


def _undo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entry", type=int, metavar="ENTRY", help="the number of the journal entry")
    _confirm(parser)


def _confirm(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--reason", default="", metavar="TEXT", help="goes into the journal")
    parser.add_argument("--mask", action="store_true", help=argparse.SUPPRESS)


def _journal(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", nargs="?", default="list", choices=("list", "show", "verify", "export"))
    parser.add_argument("entry", nargs="?", type=int, metavar="ENTRY", help="for show")
    parser.add_argument("--mask", action="store_true", help=argparse.SUPPRESS)
    _format(parser)


def _ignore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the finding, or `list`")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why; it is shown with the finding")
    parser.add_argument("--until", metavar="DATE", help="the last day, as 2026-12-31")
    parser.add_argument("--end", action="store_true", help="take the finding back into its list")


INIT = (
    ("name", "the site's short name: the file's name"),
    ("title", "the firm's name on the status line"),
    ("sqlite", "a ClientTime database as a SQLite file"),
    ("server", "SQL Server: host, host,port or host\\instance"),
    ("database", "SQL Server: the database"),
    ("authentication", "SQL Server: integrated (your own logon, the default) or sql"),
    ("user", "SQL Server: the login of sql authentication"),
    ("password-env", "the variable that holds its password"),
    ("password-file", "the file (0600) that holds its password"),
    ("driver", "a registered ODBC driver or its file (default: auto)"),
    ("encrypt", "yes (default), no or strict"),
    ("agreement-number", "e-conomic's agreement number; without it nothing is ever written"),
    ("app-secret-token-env", "the variable that holds the app secret"),
    ("app-secret-token-file", "the file (0600) that holds the app secret"),
    ("agreement-grant-token-env", "the variable that holds the grant"),
    ("agreement-grant-token-file", "the file (0600) that holds the grant"),
)


def _init(parser: argparse.ArgumentParser) -> None:
    for name, says in INIT:
        parser.add_argument(f"--{name}", dest=f"init_{name.replace('-', '_')}", metavar="X", help=says)
    trust = "do not check the server's certificate"
    parser.add_argument("--trust-server-certificate", dest="init_trust", action="store_const", const="yes", help=trust)
    again = "put the present tables of a site on record, after its database was changed"
    parser.add_argument("--confirm", dest="again", action="store_true", help=again)
    _confirm(parser)


def _size(text: str) -> int:
    number = int(text)
    if not 1 <= number <= LARGEST_DEMO:
        raise argparse.ArgumentTypeError(f"must be from 1 to {LARGEST_DEMO}")
    return number


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another set of customers (default: 1)")
    parser.add_argument("--customers", type=_size, default=300, metavar="N", help="at least what the troubles need")
    parser.add_argument("--invoices", type=_size, default=1500, metavar="N", help="likewise")
    parser.add_argument("--headless", action="store_true", help="print one cycle and leave")
    parser.add_argument("--keep", action="store_true", help="go on with the files of the last demo")
    parser.add_argument("--still", action="store_true", help="nothing happens by itself")
    parser.add_argument("--trouble", action="append", metavar="NAME", help="a fault of a source; `list` names them")
    _check(parser)
