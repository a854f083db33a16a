"""`ctmon init`: asks what is needed, looks into the database, writes a commented site file. Never a secret."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checks.engine.errors import Fault
from checks.engine.patience import by_itself
from tui.commands.confirm import confirm, put_on_record
from tui.config import Site, read
from tui.file_look import tables_in
from tui.headless import at_terminal
from tui.init_answers import Asking, Left, Wrong, absolute, agreed, no_name, tell
from tui.invoice_search import searching
from tui.invoice_talk import InvoiceTalk
from tui.line_talk import LineTalk
from tui.mapped import Proposal
from tui.mapping_draft import MappingDraft
from tui.options import Options
from tui.proposal import guessed, propose
from tui.site_file import config_home, folder_by_path
from tui.site_questions import SiteQuestions
from tui.site_template import Answers, site_text
from tui.site_writing import told_of, write
from tui.texts import init as texts

WRONG_USAGE, INTERRUPTED = 2, 130


def run(options: Options) -> int:
    """Write a site file; 0 written, 1 refused or left alone, 2 when flags are missing or wrong, 130 interrupted."""
    with by_itself(not at_terminal()):
        made = confirm(options) if options.again else guided(options)
    if isinstance(made, int):
        return made
    print(made)
    tell(texts.NEXT, options.language or "en")
    return 0


def guided(options: Options) -> Path | int:
    """Write a site file and return its path; or say why not, and return the exit code of that."""
    language = options.language or "en"
    asking = Asking(dict(options.init), at_terminal() and not options.yes, language)
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
    tables = tables_in(answers.sqlite) if answers.sqlite else tables
    proposal = guessed() if tables is None else propose(tables)
    if asking.terminal and tables:
        proposal = _confirmed(answers, LineTalk(asking, MappingDraft(tables, proposal)), path)
    text = site_text(answers, proposal, language)
    site = read(text, path, answers.name, folder_by_path(path) if options.config else None)
    for line in told_of(proposal, answers, tables is not None):
        tell(line, language)
    if asking.terminal and not agreed(texts.WRITE.with_(path=str(path)), language):
        raise Left(texts.LEFT_ALONE)
    if kept := write(path, text):
        tell(texts.KEPT.with_(path=str(kept)), language)
    if asking.terminal and tables:
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
    while confirmed.invoice.found:
        settings = read(site_text(answers, confirmed, lines.asking.language), path, answers.name).clienttime
        with searching(settings) as search:
            number = InvoiceTalk(lines.asking, search).recognised()
        if number is None:
            return replace(confirmed, invoice=confirmed.invoice.unconfirmed())
        if number:
            return replace(confirmed, checked=number)
        confirmed = lines.again()
    return confirmed


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
