"""H17, H18, H28: no token at any host but e-conomic's own, and none in any output, record or log."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from checks.engine.plan import FixPlan, Request
from tests.support.economic_bench import Bench, bench, truth
from tests.support.economic_between import Deed, Done, afterwards, instead
from tests.support.economic_pages import CUSTOMERS
from tests.support.paged_firm import NUMBER, STALE
from tests.support.sample import sample
from tests.support.scripted_server import Asked, Bytes, Scripted, reply, scripted
from tests.support.troubled import GRANT, SECRET
from tui.formats import json_report

Patch = pytest.MonkeyPatch
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def forms(token: str) -> Iterator[bytes]:
    """Return the token as it may stand somewhere, and its beginning."""
    yield token.encode()
    yield base64.b64encode(token.encode()).rstrip(b"=")
    yield quote(token, safe="").encode()
    yield token[:12].encode()


def holds_a_token(text: bytes) -> bool:
    """Tell whether a token stands in a text."""
    return any(form in text for token in (SECRET, GRANT) for form in forms(token))


def to(thief: Scripted, status: int) -> Deed:
    """Send whoever calls to another host."""
    return lambda asked, _: reply("", status, Location=f"{thief.url}{asked.target}")


def linked(thief: Scripted) -> Deed:
    """Let every link of an answer lead to another host."""

    def deed(asked: Asked, done: Done) -> Bytes:
        body = done().data.partition(b"\r\n\r\n")[2]
        own = f"http://{asked.headers['host']}".encode()
        body = body.replace(own, thief.url.encode())
        return reply(body.replace(b'"results":', f'"nextPage":"{thief.url}{CUSTOMERS}","results":'.encode()))

    return deed


async def everything(at: Bench) -> None:
    """Read twice, look a customer up, plan, write, take it back, settle: every kind of call there is."""
    await at.monitor.cycle()
    made = await at.monitor.plan(Request(STALE))
    if isinstance(made, FixPlan):
        outcome = await at.monitor.apply(made.id)
        if outcome.entry is not None:
            await at.monitor.undo(outcome.entry)
    await at.api.agreement()
    await at.api.debtor(NUMBER)
    await at.monitor.settle()
    await at.monitor.cycle()


@pytest.mark.parametrize(
    "way", sample(["301", "links", "proxies", "a write that is redirected", "302", "303", "307", "308"], 2)
)
async def test_no_other_host_is_ever_called(tmp_path: Path, monkeypatch: Patch, way: str) -> None:
    async with scripted(lambda _: reply({"agreementNumber": 1})) as thief, bench(tmp_path, monkeypatch) as at:
        await truth(at)
        match way:
            case "links":
                at.turn(linked(thief))
            case "proxies":
                for name in PROXIES:
                    monkeypatch.setenv(name, thief.url)
                monkeypatch.delenv("NO_PROXY", raising=False)
                monkeypatch.delenv("no_proxy", raising=False)
                await at.api.close()
            case "a write that is redirected":
                at.turn(to(thief, 307), "PUT")
            case status:
                at.turn(to(thief, int(status)))

        await everything(at)

        assert thief.asked == []
        assert at.puts == (1 if way in {"proxies", "a write that is redirected"} else 0)
        assert all(asked.headers["x-appsecrettoken"] == SECRET for asked in at.server.asked)
        assert not any(holds_a_token(asked.target.encode() + asked.body) for asked in at.server.asked)


def left_behind(folder: Path) -> list[Path]:
    """Return the files that hold a token, but for the two that are there to hold them."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in {"secret", "grant"})
    return [path for path in files if holds_a_token(path.read_bytes())]


WAYS = {
    "sound": None,
    "cut": afterwards(Bytes(cut=True)),
    "500": instead(reply({"message": "x"}, 500)),
    "401": instead(reply({"message": "x", "errorCode": "E02250"}, 401)),
    "garbled": instead(reply("<html>")),
}


@pytest.mark.parametrize("way", WAYS)
async def test_no_token_is_in_any_output_record_or_log(
    tmp_path: Path, monkeypatch: Patch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], way: str
) -> None:
    caplog.set_level(logging.DEBUG)
    async with bench(tmp_path, monkeypatch) as at:
        await truth(at)
        plan = await at.plan()
        if (deed := WAYS[way]) is not None:
            at.turn(deed, "PUT")
            at.turn(deed)
        await everything(at)
        assert at.monitor.report is not None
        said = [
            json_report.render(at.monitor.report, ""),
            "\n".join(plan.request),
            repr(at.monitor.sides),
            repr(at.api.wire),
            repr(at.monitor.board),
            repr(at.entries),
            *(entry.told.text(language) for entry in at.entries if entry.told for language in ("en", "da")),
        ]
        state = [path for path in (tmp_path / "state").rglob("*") if path.is_file()]
        assert any(path.name == "journal.jsonl" for path in state) is (at.entries != ())

    captured = capfd.readouterr()
    said += [caplog.text, captured.out, captured.err]
    assert not any(holds_a_token(text.encode()) for text in said)
    assert not any(holds_a_token(path.read_bytes()) for path in state)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
async def test_no_token_is_in_what_the_program_prints(tmp_path: Path, monkeypatch: Patch, way: str) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        if (deed := WAYS[way]) is not None:
            at.turn(deed, "PUT")
            at.turn(deed, path="/customers", nth=9)
        for words in (
            ("check", "--format", "json"),
            ("check", "--format", "text"),
            ("doctor",),
            ("fix", STALE, "--dry-run"),
            ("fix", STALE, "--yes"),
            ("journal", "list"),
            ("support-bundle", "--out", str(tmp_path / "bundle.zip"), "--yes"),
        ):
            ran = await asyncio.to_thread(at.firm.run, *words)
            assert not holds_a_token((ran.stdout + ran.stderr).encode()), words
        assert not left_behind(tmp_path)
