"""Troubles on demand: each does to the real file or the real books what its name says, and nothing else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from checks.demo import database
from checks.demo.scenario import AGREEMENT, build
from checks.demo.simulator import Server, Simulator, Tokens, World
from checks.demo.site import DATABASE, stamp
from checks.demo.troubles import TROUBLES, Scene
from tests.support.scene import findings, firm, frozen

OF_A_FILE = {"clienttime-missing", "clienttime-garbage", "clienttime-locked", "schema-changed"}
OF_THE_BOOKS = {"wrong-agreement", "stopped-sync"}
TOKENS = Tokens("secret", "grant")
HEADERS = {"X-AppSecretToken": "secret", "X-AgreementGrantToken": "grant"}
CUSTOMERS, ENTRIES = "/customers?pagesize=1000", "/bookedEntriesapi/v4.0.0/booked-entries"
LINES, BOOKED = "/journalsapi/v15.0.0/draft-entries", "/invoices/booked"


def troubled(name: str, folder: Path) -> Scene:
    database.write(folder / DATABASE, firm())
    scene = Scene(folder / DATABASE, World.load(firm().economic))
    TROUBLES[name](scene)
    return scene


@contextmanager
def client(scene: Scene) -> Generator[httpx.Client]:
    simulator = Simulator(scene.world, TOKENS)
    for fault in scene.faults:
        simulator.fault(fault)
    with (
        Server(simulator) as server,
        httpx.Client(base_url=server.url, headers=HEADERS, timeout=1, trust_env=False) as caller,
    ):
        yield caller


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("economic-401", "/self", 401),
        ("economic-403-entries", ENTRIES, 403),
        ("economic-403-entries", "/accounting-years/2026/entries?sort=entryNumber", 403),
        ("economic-403-journal", LINES, 403),
        ("economic-403-journal", "/journals/1/entries?sort=journalEntryNumber", 403),
        ("economic-404-entries", ENTRIES, 404),
        ("economic-404-entries", "/accounting-years/2026/entries?sort=entryNumber", 200),
        ("economic-404-journal", LINES, 404),
        ("economic-404-journal", "/journals/1/entries?sort=journalEntryNumber", 200),
        ("economic-429", CUSTOMERS, 429),
        ("economic-500", CUSTOMERS, 500),
        ("economic-502", CUSTOMERS, 502),
        ("booked-missing", BOOKED, 500),
    ],
)
def test_a_trouble_has_the_status_of_its_name(name: str, path: str, status: int, tmp_path: Path) -> None:
    with client(troubled(name, tmp_path)) as caller:
        assert caller.get(path).status_code == status


@pytest.mark.parametrize("name", ["economic-403-entries", "economic-403-journal", "booked-missing", "economic-empty"])
def test_a_trouble_of_one_place_leaves_the_others_alone(name: str, tmp_path: Path) -> None:
    with client(troubled(name, tmp_path)) as caller:
        assert caller.get("/self").status_code == 200
        assert caller.get("/invoices/drafts").json()["collection"]


def test_html_and_half_an_answer_come_with_a_good_status(tmp_path: Path) -> None:
    for name in ("economic-html", "economic-truncated"):
        with client(troubled(name, tmp_path)) as caller:
            answer = caller.get(CUSTOMERS)
        assert answer.status_code == 200
        with pytest.raises(json.JSONDecodeError):
            answer.json()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("economic-silent", httpx.ReadTimeout),
        ("economic-slow", httpx.ReadTimeout),
        ("economic-cut", httpx.RemoteProtocolError),
    ],
)
@pytest.mark.long
def test_an_answer_that_does_not_come(name: str, kind: type[Exception], tmp_path: Path) -> None:
    with client(troubled(name, tmp_path)) as caller, pytest.raises(kind):
        caller.get("/self")


def test_the_list_of_customers_is_empty_and_says_so_with_a_straight_face(tmp_path: Path) -> None:
    with client(troubled("economic-empty", tmp_path)) as caller:
        page = caller.get(CUSTOMERS).json()

    assert (page["collection"], page["pagination"]["results"]) == ([], 0)


def test_the_second_page_of_customers_is_there_and_fails(tmp_path: Path) -> None:
    with client(troubled("customers-page-2", tmp_path)) as caller:
        page = caller.get(CUSTOMERS).json()

        assert len(page["collection"]) == 1000
        assert caller.get(page["pagination"]["nextPage"]).status_code == 500


def test_the_tokens_lead_to_another_agreement(tmp_path: Path) -> None:
    with client(troubled("wrong-agreement", tmp_path)) as caller:
        assert caller.get("/self").json()["agreementNumber"] != AGREEMENT


def test_the_database_is_gone_or_garbage(tmp_path: Path) -> None:
    assert not troubled("clienttime-missing", tmp_path).database.exists()
    garbage = troubled("clienttime-garbage", tmp_path).database
    with closing(sqlite3.connect(garbage)) as file, pytest.raises(sqlite3.DatabaseError):
        file.execute("SELECT * FROM sqlite_master")


def test_the_database_is_locked_for_as_long_as_the_scene_lasts(tmp_path: Path) -> None:
    scene = troubled("clienttime-locked", tmp_path)
    with closing(sqlite3.connect(scene.database, timeout=0)) as file:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            file.execute("SELECT COUNT(*) FROM Customer")
        scene.held[0].close()

        assert file.execute("SELECT COUNT(*) FROM Customer").fetchone() == (300,)


def test_the_column_of_the_link_has_another_name(tmp_path: Path) -> None:
    with closing(sqlite3.connect(troubled("schema-changed", tmp_path).database)) as file:
        names = {name for _, name, *_ in file.execute("PRAGMA table_info(Customer)")}

    assert "ForeignDebitorSystemIdentification" not in names
    assert len(names) == len(database.CUSTOMER_TYPES)


async def test_a_stopped_synchronisation_has_carried_nothing_over_for_days(tmp_path: Path) -> None:
    made = build(1, 300, 1500, stamp())
    database.write(tmp_path / DATABASE, made)
    scene = Scene(tmp_path / DATABASE, World.load(made.economic))

    TROUBLES["stopped-sync"](scene)

    snapshot = await frozen(tmp_path, scene.world.document(), made.go_live, now=stamp())
    found = {one.key: one.cause for one in findings(snapshot) if one.check == "unposted-invoice"}
    before = {one.key for one in made.planted if one.check == "unposted-invoice"}
    recent = {key for key in found if key not in before}
    assert before <= found.keys()
    assert len(recent) > 5
    assert {found[key] for key in recent} == {"not-sent"}
    (stopped,) = (one for one in findings(snapshot) if one.check == "sync-stopped")
    under = {one.key for one in findings(snapshot) if one.parent == stopped.key}
    assert stopped.key == "sync-stopped:site"
    assert len(under) == stopped.children > 5
    assert under <= recent


@pytest.mark.parametrize("name", sorted(set(TROUBLES) - OF_A_FILE - OF_THE_BOOKS))
def test_a_trouble_of_the_line_leaves_the_database_alone(name: str, tmp_path: Path) -> None:
    database.write(tmp_path / "calm.db", firm())

    scene = troubled(name, tmp_path)

    assert scene.faults
    assert scene.database.read_bytes() == (tmp_path / "calm.db").read_bytes()
