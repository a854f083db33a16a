"""The tests for a server named by CTMON_TEST_DSN, tried on our own: what reads runs, what writes says why not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.clienttime_places import DSN, SCRATCH, TABLE, THREE, served
from tests.support.tds.rights import Grant, Login

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
READER = Login("reader", "Læs;Kun=1", (Grant("SELECT", "dbo.Customer"),))
NAMED = TABLE.replace("ForeignId", "ForeignDebitorSystemIdentification")


def ran(port: int, login: Login, driver: str) -> subprocess.CompletedProcess[str]:
    """Run both suites of the port as somebody with a server of his own would."""
    named = f"SERVER=tcp:127.0.0.1,{port};DATABASE=ClientTime;UID={login.name};DRIVER={driver}"
    dsn = f"{named};TrustServerCertificate=yes;PWD={{{login.password}}}"
    environment = {**os.environ, DSN: dsn, "PYTEST_ADDOPTS": "-p no:cacheprovider"}
    environment.pop(SCRATCH, None)
    files = (f"tests/checks/adapters/{name}.py" for name in ("test_clienttime_port_reading", "test_clienttime_port"))
    words = [sys.executable, "-m", "pytest", *files, "-k", "real", "-rs", "-q"]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, env=environment, timeout=300)


@pytest.mark.parametrize("driver", ["freetds", "microsoft"])
def test_without_a_scratch_database_what_reads_runs_and_nothing_is_written(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, (NAMED, *THREE), logins=(READER,)) as place:
        done = ran(place.server.port, READER, place.driver.driver)

        assert done.returncode == 0, done.stdout
        assert place.server.log.writes == ()
    reasons = re.findall(r"SKIPPED \[\d+\] (\S+?):\d+: (.+)", done.stdout)
    assert {(name.rpartition("/")[2], why.partition(":")[0]) for name, why in reasons} == {
        ("test_clienttime_port.py", "a real server is only read")
    }
    assert re.fullmatch(r"\.{9}s{20,}", "".join(re.findall(r"^[.sFE]+", done.stdout, re.MULTILINE)))
