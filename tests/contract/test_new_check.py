"""A check is one file: put into `checks/` it is asked, listed, explained and has a panel; nothing else changes."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pyte
import pytest

from tests.support.firm import PROGRAM, Firm, customer, debtor, firm, world

ROOT = Path(__file__).parents[2]
CHECK = '''"""A customer without a mail address: reminders go nowhere."""

from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.model import Finding, Severity
from checks.engine.phrase import Personal, Phrase
from checks.engine.snapshot import Part, Snapshot


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the customers without one."""
    for customer in snapshot.customers.rows:
        if not customer.email:
            yield Finding(
                key=f"{CHECK.id}:{customer.code}",
                check=CHECK.id,
                severity=Severity.WARNING,
                summary=Phrase("{name} has no mail", "{name} har ingen mail").with_(name=Personal(customer.name or "")),
                customer_code=customer.code,
                basis=basis(customer.email),
            )


CHECK = Check(
    id=check_id(__name__),
    order=40,
    word=Phrase("Mailless", "Uden mail"),
    title=Phrase("Customers without a mail address", "Kunder uden mailadresse"),
    help=Phrase("Reminders to them go nowhere.", "Rykkere til dem går ingen steder hen."),
    needs=frozenset({Part.CUSTOMERS}),
    find=find,
)
'''
ID = "no_mail_address".replace("_", "-")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[Firm]:
    """Return a firm that is watched by a copy of the program with one file more."""
    folder = tmp_path_factory.mktemp("firm")
    program = tmp_path_factory.mktemp("program")
    for package in ("checks", "tui"):
        shutil.copytree(ROOT / package, program / package, ignore=shutil.ignore_patterns("__pycache__"))
    (program / "checks" / "no_mail_address.py").write_text(CHECK)
    rows = (
        customer(1, "1042", "20042", "Hansen Byg ApS", Email="post@hansen.example"),
        customer(2, "1043", "20043", "Jensen VVS"),
    )
    with firm(folder, rows, (), world([debtor(20042, "Hansen Byg ApS"), debtor(20043, "Jensen VVS")])) as found:
        found.environment["PYTHONPATH"] = str(program)
        yield found


def test_it_is_asked_by_its_id(site: Firm) -> None:
    ran = site.run("check", "--check", ID, "--format", "json")

    (check,) = json.loads(ran.stdout)["checks"]
    assert (ran.returncode, ran.stderr) == (1, "")
    assert (check["id"], check["status"], check["count"]) == (ID, "warning", 1)
    (finding,) = check["findings"]
    assert (finding["key"], finding["summary"]) == (f"{ID}:1043", "Jensen VVS has no mail")


@pytest.mark.long
def test_it_is_one_of_all_checks_after_those_there_were(site: Firm) -> None:
    ids = [check["id"] for check in site.report()["checks"]]

    assert ids[-2:] == [ID, "source"]
    assert ids[:4] == ["null-foreign-id", "only-in-economic", "stale-address", "unposted-invoice"]


@pytest.mark.long
def test_its_own_sentences_are_printed_in_both_languages(site: Firm) -> None:
    assert "Customers without a mail address" in site.run("check").stdout
    assert "Jensen VVS har ingen mail" in site.run("check", "--language", "da").stdout


@pytest.mark.long
def test_it_is_named_where_an_id_is_mistyped_and_can_be_ignored(site: Firm) -> None:
    assert ID in site.run("check", "--check", "nonsense").stderr

    assert site.run("ignore", f"{ID}:1043", "--reason", "by letter").returncode == 0
    assert site.run("check", "--check", ID).returncode == 0
    assert site.run("ignore", f"{ID}:1043", "--end").returncode == 0


@pytest.mark.long
def test_it_is_unknown_like_every_check_where_its_rows_could_not_be_read(site: Firm) -> None:
    site.database.rename(site.folder / "away.db")
    try:
        report = json.loads(site.run("check", "--check", ID, "--format", "json").stdout)
    finally:
        (site.folder / "away.db").rename(site.database)

    (check,) = report["checks"]
    assert (check["status"], check["count"], check["findings"]) == ("unknown", 0, [])


def test_the_program_without_the_file_knows_nothing_of_it(site: Firm) -> None:
    ran = site.run("check", "--check", ID, PYTHONPATH=str(ROOT))

    assert ran.returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo terminal")
@pytest.mark.long
def test_it_has_a_panel_with_its_count_and_a_line_in_the_help(site: Firm) -> None:
    with Screen(site) as screen:
        assert re.search(r"5 Mailless\s+▲ 1\b", screen.line("Mailless"))

        screen.press("?")
        screen.line("Esc")
        screen.press("/", *"reminders")
        assert ID in screen.line("Reminders to them go nowhere.")


class Screen:
    """The real program at a terminal of 160 by 48, read as a person would."""

    def __init__(self, found: Firm) -> None:
        import pty

        self.shown = pyte.Screen(160, 48)
        self.stream = pyte.ByteStream(self.shown)
        self.terminal, theirs = pty.openpty()
        _sized(self.terminal)
        command = [*PROGRAM, "--config", str(found.config)]
        # A size in the environment, as a test runner may have set it, would overrule the terminal's.
        sized = {name: value for name, value in found.environment.items() if name not in {"COLUMNS", "LINES"}}
        environment = {**sized, "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)
        os.close(self.terminal)

    def press(self, *keys: str) -> None:
        """Type, a key at a time."""
        for key in keys:
            os.write(self.terminal, key.encode())
            self.read(0.05)

    def line(self, text: str, seconds: float = 20) -> str:
        """Return the line that holds a text, as soon as there is one."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for line in self.shown.display:
                if text in line:
                    return str(line)
            self.read(0.2)
        raise AssertionError("\n".join(self.shown.display))

    def read(self, seconds: float) -> None:
        """Take in what the program paints."""
        while select.select([self.terminal], [], [], seconds)[0]:
            self.stream.feed(os.read(self.terminal, 65_536))
            seconds = 0


def _sized(terminal: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))
