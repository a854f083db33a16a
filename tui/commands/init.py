"""`ctmon init`: asks what is needed, looks into the database, writes a commented site file. Never a secret."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from checks.adapters.platform import private_folder
from checks.adapters.whole_file import replace_file
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.config import read
from tui.init_answers import Asking, Left, Wrong, absolute, agreed, no_name, tell
from tui.options import Options
from tui.proposal import Ground, Mapped, Proposal, guessed, propose
from tui.secret import SecretFault, SecretSource
from tui.site_file import config_home
from tui.site_template import Answers, site_text
from tui.texts import init as texts

NEEDED = ("table", "code", "foreign_id")
WRONG_USAGE, INTERRUPTED = 2, 130


def run(options: Options) -> int:
    """Write a site file; 0 written, 1 refused or left alone, 2 when flags are missing or wrong, 130 interrupted."""
    made = guided(options)
    if isinstance(made, int):
        return made
    print(made)
    tell(texts.NEXT, options.language or "en")
    return 0


def guided(options: Options) -> Path | int:
    """Write a site file and return its path; or say why not, and return the exit code of that."""
    language = options.language or "en"
    asking = Asking(dict(options.init), sys.stdin.isatty() and sys.stderr.isatty(), language)
    try:
        return _made(options, asking)
    except (Wrong, Left) as fault:
        tell(fault.phrase, language)
        return WRONG_USAGE if isinstance(fault, Wrong) else 1
    except KeyboardInterrupt:
        tell(texts.LEFT_ALONE, language)
        return INTERRUPTED


def _made(options: Options, asking: Asking) -> Path:
    """Ask, look, show and write; raises Left where nothing is to be written."""
    language = asking.language
    answers = asking.answers(_name(options, asking))
    path = _path(options, answers.name)
    if path.exists():
        _ask_to_replace(path, options, asking)
    proposal = _proposal(answers)
    text = site_text(answers, proposal, language)
    read(text, path, answers.name)
    _report(proposal, answers, language)
    if asking.terminal and not options.yes and not agreed(texts.WRITE.with_(path=str(path)), language):
        raise Left(texts.LEFT_ALONE)
    _write(path, text, language)
    return path


def _name(options: Options, asking: Asking) -> str | None:
    """Return the site's name where it needs no question: of the file, or of the flag that names a site."""
    if options.config is not None:
        return options.config.stem
    if options.site is not None and "name" not in asking.given:
        return asking.checked("site", options.site, no_name)
    return None


def _path(options: Options, name: str) -> Path:
    if options.config is not None:
        return absolute(str(options.config))
    return config_home() / "sites" / f"{name}.toml"


def _ask_to_replace(path: Path, options: Options, asking: Asking) -> None:
    if options.yes and path.is_file():
        return
    if not asking.terminal or not path.is_file():
        raise Left(texts.THERE.with_(path=str(path)))
    if not agreed(texts.REPLACE.with_(path=str(path)), asking.language):
        raise Left(texts.LEFT_ALONE)


def _proposal(answers: Answers) -> Proposal:
    """Look into the file's catalogue; raises SourceFault. A server is not looked into yet."""
    if answers.sqlite is None:
        return guessed()
    from checks.adapters.schema import DEFAULT_SCHEMA
    from checks.adapters.sqlite import SqliteDatabase

    database = SqliteDatabase(answers.sqlite, (DEFAULT_SCHEMA,))
    with database.connected() as connection:
        catalogue = database.catalogue(connection)
        return propose({t: catalogue.columns(DEFAULT_SCHEMA, t) for t in catalogue.tables(DEFAULT_SCHEMA)})


def _report(proposal: Proposal, answers: Answers, language: str) -> None:
    if answers.sqlite is None:
        tell(texts.NOT_LOOKED, language)
    else:
        for line in _found(proposal, language):
            tell(line, language)
    for what, place in (("app_secret_token", answers.app_secret), ("agreement_grant_token", answers.agreement_grant)):
        try:
            SecretSource(what, place.variable, place.file).read()
        except SecretFault as fault:
            tell(fault.phrase, language)


def _found(proposal: Proposal, language: str) -> Iterable[Phrase]:
    yield from _of(proposal.customer, texts.CUSTOMERS.text(language))
    if lost := [key for key in proposal.customer.of(Ground.ABSENT) if key in NEEDED]:
        yield texts.REQUIRED.with_(keys=", ".join(lost))
    if proposal.invoice.found:
        yield from _of(proposal.invoice, texts.INVOICES.text(language))
    else:
        yield texts.NO_INVOICES


def _of(mapped: Mapped, what: str) -> Iterable[Phrase]:
    for ground, phrase in (
        (Ground.FOUND, texts.AS_EXPECTED),
        (Ground.PROPOSED, texts.BY_NAME),
        (Ground.ABSENT, texts.NOT_FOUND),
    ):
        keys = [key for key in mapped.of(ground) if ground is not Ground.ABSENT or key not in NEEDED]
        if keys:
            yield phrase.with_(what=what, keys=", ".join(keys))


def _write(path: Path, text: str, language: str) -> None:
    try:
        private_folder(path.parent)
        if path.exists():
            kept = _beside(path)
            shutil.copy2(path, kept)
            tell(texts.KEPT.with_(path=str(kept)), language)
        replace_file(path, text)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise Fault(texts.NOT_WRITTEN.with_(path=str(path), why=why)) from None


def _beside(path: Path) -> Path:
    """Return a free name for the former file."""
    names = (path.with_name(f"{path.name}.old{number or ''}") for number in range(1000))
    return next((name for name in names if not name.exists()), path.with_name(f"{path.name}.old"))
