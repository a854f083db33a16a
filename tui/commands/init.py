"""`ctmon init`: asks what is needed, looks into the database, writes a commented site file. Never a secret."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from checks.adapters.discovery import FoundTable
from checks.adapters.platform import private_folder
from checks.adapters.whole_file import replace_file
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.commands.confirm import confirm, put_on_record
from tui.config import Site, read
from tui.init_answers import Asking, Left, Wrong, absolute, agreed, no_name, tell
from tui.invoice_talk import InvoiceTalk, opened
from tui.line_talk import LineTalk
from tui.mapped import Ground, Mapped, Proposal
from tui.mapping_draft import MappingDraft
from tui.options import Options
from tui.proposal import guessed, propose
from tui.secret import SecretFault, SecretSource
from tui.site_file import config_home, folder_by_path
from tui.site_questions import SiteQuestions
from tui.site_template import Answers, site_text
from tui.texts import init as texts

NEEDED = ("table", "code", "foreign_id")
WRONG_USAGE, INTERRUPTED = 2, 130


def run(options: Options) -> int:
    """Write a site file; 0 written, 1 refused or left alone, 2 when flags are missing or wrong, 130 interrupted."""
    if options.again:
        return confirm(options)
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
    answers, tables = SiteQuestions(asking).answers(_name(options, asking))
    path = _path(options, answers.name)
    if path.exists():
        _ask_to_replace(path, options, asking)
    tables = _tables(answers.sqlite) if answers.sqlite else tables
    proposal = guessed() if tables is None else propose(tables)
    asks = asking.terminal and not options.yes
    if asks and tables:
        proposal = _confirmed(answers, LineTalk(asking, MappingDraft(tables, proposal)), path)
    text = site_text(answers, proposal, language)
    site = read(text, path, answers.name, folder_by_path(path) if options.config else None)
    _report(proposal, answers, tables is not None, language)
    if asks and not agreed(texts.WRITE.with_(path=str(path)), language):
        raise Left(texts.LEFT_ALONE)
    _write(path, text, language)
    if asks and tables:
        _put_on_record(site, language)
    return path


def _put_on_record(site: Site, language: str) -> None:
    """Put the tables that were confirmed on record; where that fails, the first complete reading does it."""
    try:
        put_on_record(site)
    except Fault as fault:
        tell(fault.phrase, language)


def _confirmed(answers: Answers, lines: LineTalk, path: Path) -> Proposal:
    """Have each line confirmed, then one invoice; without it the invoices' lines stay proposals."""
    confirmed = lines.confirmed()
    if not confirmed.invoice.found:
        return confirmed
    settings = read(site_text(answers, confirmed, lines.asking.language), path, answers.name).clienttime
    database, dialect = opened(answers, settings)
    try:
        number = InvoiceTalk(lines.asking, database, dialect, settings).recognised()
    finally:
        database.let_go()
    if number is None:
        return replace(confirmed, invoice=confirmed.invoice.unconfirmed())
    return replace(confirmed, checked=number)


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


def _tables(path: Path) -> tuple[FoundTable, ...]:
    """Look into a file's catalogue; raises SourceFault."""
    from checks.adapters.schema import DEFAULT_SCHEMA
    from checks.adapters.sqlite import SqliteDatabase
    from checks.adapters.sqlite_discovery import discovered

    with SqliteDatabase(path, (DEFAULT_SCHEMA,)).connected() as connection:
        return discovered(connection, DEFAULT_SCHEMA)


def _report(proposal: Proposal, answers: Answers, looked: bool, language: str) -> None:
    if looked:
        for line in _found(proposal, language):
            tell(line, language)
    else:
        tell(texts.NOT_LOOKED, language)
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
    for grounds, phrase in (
        ((Ground.CONFIRMED,), texts.AS_CONFIRMED),
        ((Ground.FOUND,), texts.AS_EXPECTED),
        ((Ground.PROPOSED,), texts.BY_NAME),
        ((Ground.ABSENT,), texts.NOT_FOUND),
    ):
        keys = [key for key in mapped.of(*grounds) if Ground.ABSENT not in grounds or key not in NEEDED]
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
