"""What is kept of refused logins: enough not to try the same again, nothing of the password, and never in the way."""

from __future__ import annotations

import json
import os
import stat
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from checks.adapters import refused_logins, sqlserver_words
from checks.adapters.refused_logins import MOST, Attempt, RefusedLogins
from checks.engine.errors import LoginRefused
from checks.engine.phrase import Phrase

WHO = Attempt("sql01,1433", "ct", "hemmeligt")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LOGIN = sqlserver_words.LOGIN.with_(said="Login failed for user 'ct'.")


@dataclass(slots=True)
class Clock:
    """Stands still until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="kept")
def _kept(tmp_path: Path, clock: Clock) -> RefusedLogins:
    kept = RefusedLogins(tmp_path / "logins", clock)
    assert kept.keep(WHO, LOGIN) is not None
    return kept


def tried(kept: RefusedLogins, attempt: Attempt = WHO, by_itself: bool = True) -> bool:
    """Tell whether a login would be tried now."""
    try:
        kept.look(attempt, by_itself)
    except LoginRefused:
        return False
    return True


def test_the_same_login_is_not_tried_again_by_any_process_of_its_own_accord(kept: RefusedLogins, clock: Clock) -> None:
    clock.now += timedelta(days=300)

    assert not tried(RefusedLogins(kept.folder, clock))


@pytest.mark.parametrize(
    "other", [Attempt("sql01,1433", "ct", "other"), Attempt("sql01,1433", "sa", "hemmeligt"), replace(WHO, server="x")]
)
def test_another_password_login_or_server_is_tried_at_once(kept: RefusedLogins, other: Attempt) -> None:
    assert tried(kept, other)
    assert not tried(kept, replace(WHO, server="SQL01,1433", user="CT"))


def test_somebody_who_asks_may_try_once_after_a_pause_that_grows(kept: RefusedLogins, clock: Clock) -> None:
    asked = list[int]()
    for second in range(0, 1_000, 10):
        clock.now = NOON + timedelta(seconds=second)
        if tried(kept, by_itself=False):
            asked.append(second)
            kept.keep(WHO, LOGIN)

    assert asked == [30, 90, 210, 450, 750]


def test_what_is_told_names_server_login_both_times_and_what_to_do(kept: RefusedLogins, clock: Clock) -> None:
    clock.now += timedelta(seconds=10)

    with pytest.raises(LoginRefused) as raised:
        kept.look(WHO, by_itself=False)

    local = NOON.astimezone()
    today = local.date() == datetime.now().astimezone().date()
    at = f"{local:%H:%M:%S}" if today else f"{local:%Y-%m-%d %H:%M}"
    text, danish = raised.value.phrase.text(), raised.value.phrase.text("da")
    assert f"sql01,1433 refused the login of ct ({at})" in text
    assert "unlocked" in text
    assert f"afviste login for ct ({at})" in danish


@pytest.mark.parametrize("phrase", [sqlserver_words.LOCKED_OUT, sqlserver_words.UNTRUSTED])
def test_every_kind_of_refusal_is_told_again_as_what_it_was(tmp_path: Path, phrase: Phrase) -> None:
    kept, integrated = RefusedLogins(tmp_path), Attempt("sql01", "", "")
    kept.keep(integrated, phrase.with_(said="{odd} \x1b[31m"))

    with pytest.raises(LoginRefused) as raised:
        kept.look(integrated, by_itself=True)

    assert raised.value.phrase.en == phrase.en
    assert "sql01" in raised.value.phrase.text()
    assert "\x1b" not in raised.value.phrase.text()


def test_a_login_that_is_let_in_clears_what_its_passwords_were_refused(kept: RefusedLogins) -> None:
    kept.keep(replace(WHO, password="another"), LOGIN)
    kept.keep(replace(WHO, user="other"), LOGIN)

    kept.clear(replace(WHO, password="right"))

    assert [tried(kept, one) for one in (WHO, replace(WHO, password="another"))] == [True, True]
    assert not tried(kept, replace(WHO, user="other"))
    kept.clear(replace(WHO, user="other"))
    assert not kept.path.exists()


def test_the_file_holds_no_password_and_is_its_owners_alone(kept: RefusedLogins) -> None:
    text = kept.path.read_text()

    assert "hemmeligt" not in text
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


def test_the_same_password_is_another_fingerprint_elsewhere(kept: RefusedLogins, tmp_path: Path) -> None:
    elsewhere = RefusedLogins(tmp_path / "elsewhere").keep(WHO, LOGIN)
    here = kept.found(WHO)

    assert elsewhere is not None
    assert here is not None
    assert elsewhere.mark != here.mark
    assert elsewhere.login != here.login


def test_a_fingerprint_is_slow_enough_that_nobody_guesses_by_it(kept: RefusedLogins) -> None:
    begun = time.process_time()
    kept.found(WHO)

    assert time.process_time() - begun > 0.005


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_a_torn_file_costs_the_pause_only(kept: RefusedLogins, share: float) -> None:
    text = kept.path.read_text()
    kept.path.write_text(text[: int(len(text) * share)])

    assert tried(kept)
    assert kept.keep(WHO, LOGIN) is not None
    assert not tried(kept)


ROW = {"mark": "00", "login": "00", "at": NOON.isoformat(), "times": 1, "kind": "login", "said": ""}


@pytest.mark.parametrize(
    "contents",
    [
        "[]",
        "null",
        "7",
        "{}",
        '{"salt": 7, "refusals": [1]}',
        '{"salt": "zz", "refusals": []}',
        json.dumps({"salt": "00" * 100, "refusals": [ROW]}),
        json.dumps({"salt": "", "refusals": [ROW]}),
        *(
            json.dumps({"salt": "00" * 16, "refusals": [{**ROW, **bad}]})
            for bad in ({"at": "x"}, {"at": "2026-11-24T12:00:00"}, {"at": "9999-12-31T23:59:59+00:00"}, {"times": 0},
                        {"times": "9" * 5_000}, {"kind": "odd"}, {"at": None})
        ),
        "[" * 100_000,
        " " * 200_000,
        "\udcff",
    ],
)  # fmt: skip
def test_whatever_stands_in_the_file_keeps_nobody_from_anything(tmp_path: Path, contents: str) -> None:
    kept = RefusedLogins(tmp_path)
    kept.path.write_bytes(contents.encode("utf-8", "surrogateescape"))

    assert tried(kept)
    kept.clear(WHO)
    assert kept.keep(WHO, LOGIN) is not None
    assert not tried(kept)


def test_a_refusal_from_the_future_is_asked_about_again_and_by_itself_still_is_not(
    kept: RefusedLogins, clock: Clock
) -> None:
    clock.now -= timedelta(days=3)

    assert tried(kept, by_itself=False)
    assert not tried(kept, by_itself=True)


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root reads every file")
def test_a_file_that_may_not_be_read_costs_the_pause_only(kept: RefusedLogins) -> None:
    kept.path.chmod(0)

    assert tried(kept)


def test_a_folder_that_cannot_be_made_is_told_to_whoever_keeps_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = RefusedLogins(tmp_path / "file" / "logins")

    assert kept.keep(WHO, LOGIN) is None
    assert tried(kept)
    kept.clear(WHO)
    with kept.turn(WHO):
        pass


def test_a_full_disk_is_told_and_leaves_what_was_there(kept: RefusedLogins, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = kept.path.read_text()
    monkeypatch.setattr(os, "fsync", full)

    assert kept.keep(replace(WHO, user="other"), LOGIN) is None
    assert kept.path.read_text() == before
    assert [path.name for path in kept.folder.iterdir() if path.suffix not in {".lock", ".json"}] == []


def test_only_the_latest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(refused_logins.SLOW, "n", 2)
    kept = RefusedLogins(tmp_path)
    for number in range(MOST + 3):
        kept.keep(replace(WHO, user=f"ct{number}"), LOGIN)

    assert tried(kept, replace(WHO, user="ct2"))
    assert not tried(kept, replace(WHO, user="ct3"))


def test_two_that_want_to_try_the_same_login_do_so_one_after_the_other(tmp_path: Path) -> None:
    refused = list[float]()

    def attempt() -> None:
        kept = RefusedLogins(tmp_path)
        with kept.turn(WHO):
            if tried(kept):
                time.sleep(0.2)  # the server thinks
                refused.append(time.monotonic())
                kept.keep(WHO, LOGIN)

    threads = [Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
