"""The logins that servers refused, as every process of this operator has to know them: accounts lock.

A password is kept as a salted, slow fingerprint only. Whatever is wrong with the file costs the pause and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict, cast

from checks.adapters import sqlserver_words as words
from checks.adapters.clean_text import shown
from checks.adapters.platform import exclusive, private_folder
from checks.adapters.whole_file import replace_file
from checks.engine.errors import LoginRefused
from checks.engine.phrase import Phrase

SHORTEST, LONGEST = 30.0, 300.0
"""Seconds between two attempts with a login that was refused: twice as long each time, up to a bound."""
TURN = 3.0
"""Seconds in which another process may end its own attempt before this one goes on without knowing."""
MOST = 16
"""Refusals that are kept, the latest."""
LARGEST = 100_000
"""Bytes of a file that can be ours."""
SAID = 200
"""Characters of the server's own words that are kept."""
SALT = 16
"""Bytes that make the same password another fingerprint on every machine."""
SLOW = {"n": 2**14, "r": 8, "p": 1}
"""What one fingerprint costs: some 50 ms and 16 MB."""
KINDS = {"login": words.LOGIN, "locked": words.LOCKED_OUT, "untrusted": words.UNTRUSTED}


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who asks which server; without a user it is the operator's own logon."""

    server: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One login that was refused; `times` in a row, the last time `at`."""

    mark: str
    login: str
    at: str
    times: int
    kind: str
    said: str

    @property
    def when(self) -> datetime:
        """Return when it was refused last."""
        return datetime.fromisoformat(self.at)

    @property
    def again(self) -> datetime:
        """Return from when on somebody may try it again."""
        return self.when + timedelta(seconds=pause(self.times))

    def holds(self, now: datetime, by_itself: bool) -> bool:
        """Tell whether it is not to be tried now; a time that is still to come says nothing."""
        return by_itself or self.when <= now < self.again

    def told(self, attempt: Attempt) -> Phrase:
        """Return the refusal as a sentence."""
        filled = {"server": attempt.server, "user": attempt.user or words.OWN_LOGON, "said": self.said}
        return stamped(KINDS[self.kind].with_(**filled), self.when, self.again)


class _Contents(TypedDict):
    salt: str
    refusals: list[Refusal]


def utc_now() -> datetime:
    """Return the time of day, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class RefusedLogins:
    """One file for all sites: two of them may share an account, and a set-up has no site yet."""

    folder: Path
    now: Callable[[], datetime] = utc_now

    @property
    def path(self) -> Path:
        """Return where they are."""
        return self.folder / "refused-logins.json"

    def look(self, attempt: Attempt, by_itself: bool) -> None:
        """Raise the refusal again where this login is not to be tried now."""
        found = self.found(attempt)
        if found is not None and found.holds(self.now(), by_itself):
            raise LoginRefused(found.told(attempt))

    def found(self, attempt: Attempt) -> Refusal | None:
        """Return how this login was refused, None where nothing is known of that."""
        contents = self._read()
        if not contents["refusals"]:
            return None
        mark = _mark(attempt, contents["salt"])
        return next((one for one in contents["refusals"] if one.mark == mark), None)

    def keep(self, attempt: Attempt, phrase: Phrase) -> Refusal | None:
        """Note a refusal; returns it, or None where it could not be kept."""
        kept: list[Refusal] = []

        def with_it(contents: _Contents) -> list[Refusal]:
            mark, login = _mark(attempt, contents["salt"]), _login(attempt, contents["salt"])
            before = next((one.times for one in contents["refusals"] if one.mark == mark), 0)
            kind = next((kind for kind, of in KINDS.items() if of.en == phrase.en), "login")
            said = str(dict(phrase.values).get("said", ""))
            kept.append(Refusal(mark, login, self.now().isoformat(timespec="seconds"), before + 1, kind, said))
            return [*(one for one in contents["refusals"] if one.mark != mark), *kept][-MOST:]

        return kept[0] if self._changed(with_it) else None

    def clear(self, attempt: Attempt) -> None:
        """Forget what was refused to a login that was let in now, with whatever password."""
        contents = self._read()
        login = _login(attempt, contents["salt"])
        if any(one.login == login for one in contents["refusals"]):
            self._changed(lambda now: [one for one in now["refusals"] if one.login != login])

    @contextlib.contextmanager
    def turn(self, attempt: Attempt) -> Generator[None]:
        """Let one process after the other try a login, so that each knows how the one before it went."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(OSError):  # a TimeoutError is one as well
                private_folder(self.folder)
                name = hashlib.blake2b(_named(attempt), digest_size=6).hexdigest()
                stack.enter_context(exclusive(self.folder / f"login-{name}.lock", TURN))
            yield

    def _read(self) -> _Contents:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
            return _parsed(self.path)
        return {"salt": secrets.token_hex(SALT), "refusals": []}

    def _changed(self, change: Callable[[_Contents], list[Refusal]]) -> bool:
        """Write the file anew, or take it away where nothing is left; tells whether that could be done."""
        try:
            private_folder(self.folder)
            with exclusive(self.folder / "refused-logins.lock", TURN):
                contents = self._read()
                left = change(contents)
                if not left:
                    self.path.unlink(missing_ok=True)
                    return True
                rows = [asdict(one) for one in left]
                replace_file(self.path, json.dumps({"salt": contents["salt"], "refusals": rows}, indent=1))
        except (OSError, ValueError):
            return False
        return True


def pause(times: int) -> float:
    """Return the seconds until a login may be tried again that was refused so many times in a row."""
    return min(SHORTEST * 2.0 ** min(times - 1, 10), LONGEST)


def stamped(phrase: Phrase, at: datetime, again: datetime) -> Phrase:
    """Return the sentence of a refusal with its times, as this machine's clock shows them."""
    return phrase.with_(at=_clock(at), again=_clock(again))


def from_now(phrase: Phrase) -> Phrase:
    """Return the sentence of a refusal of just now, the first of its kind."""
    now = utc_now()
    return stamped(phrase, now, now + timedelta(seconds=SHORTEST))


def _clock(at: datetime) -> str:
    local, today = at.astimezone(), datetime.now().astimezone().date()
    return f"{local:%H:%M:%S}" if local.date() == today else f"{local:%Y-%m-%d %H:%M}"


def _parsed(path: Path) -> _Contents:
    if path.stat().st_size > LARGEST:
        raise ValueError
    found = cast("dict[str, object]", json.loads(path.read_text(encoding="utf-8")))
    rows, salt = cast("Sequence[dict[str, object]]", found["refusals"]), bytes.fromhex(str(found["salt"]))
    if len(salt) != SALT:
        raise ValueError
    return {"salt": salt.hex(), "refusals": [_refusal(row) for row in rows[-MOST:]]}


def _refusal(row: dict[str, object]) -> Refusal:
    """Return a row of the file; raises what a row does that is not ours."""
    at = datetime.fromisoformat(str(row["at"]))
    times = int(str(row["times"]))
    if at.tzinfo is None or not 2000 < at.year < 9000 or times < 1 or row["kind"] not in KINDS:
        raise ValueError
    said = shown(str(row["said"]))[:SAID]
    return Refusal(str(row["mark"]), str(row["login"]), at.isoformat(), times, str(row["kind"]), said)


def _mark(attempt: Attempt, salt: str) -> str:
    secret = _named(attempt) + b"\0" + attempt.password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=bytes.fromhex(salt), dklen=32, n=SLOW["n"], r=SLOW["r"], p=SLOW["p"]).hex()


def _login(attempt: Attempt, salt: str) -> str:
    return hashlib.blake2b(_named(attempt), key=bytes.fromhex(salt), digest_size=16).hexdigest()


def _named(attempt: Attempt) -> bytes:
    return f"{attempt.server.casefold()}\0{attempt.user.casefold()}".encode("utf-8", "surrogatepass")
