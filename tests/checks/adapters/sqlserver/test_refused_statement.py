"""A statement that is refused leaves nothing behind that could meet the next one."""

from __future__ import annotations

import gc
import threading
import time
from pathlib import Path

import pytest

from checks.adapters.sqlserver import SqlServerDatabase
from checks.engine.errors import SourceFault
from tests.support.clienttime_places import served


@pytest.mark.long
@pytest.mark.parametrize("driver", ["microsoft", "freetds"])
def test_a_refused_statement_is_freed_at_once_and_not_by_another_thread_in_the_midst_of_the_next(
    driver: str, tmp_path: Path
) -> None:
    over = threading.Event()

    def collect() -> None:
        while not over.wait(0.01):
            gc.collect()

    with served(driver, tmp_path) as place:
        database = SqlServerDatabase(place.settings)
        collecting = threading.Thread(target=collect)
        collecting.start()
        try:
            slowest = max(_refused_and_next(database) for _ in range(10))
        finally:
            over.set()
            collecting.join()
            database.let_go()

    assert slowest < 20  # hung would be the 30 s of the statement's own patience


def _refused_and_next(database: SqlServerDatabase) -> float:
    began = time.monotonic()
    with pytest.raises(SourceFault), database.connected() as session:
        session.execute("SELECT Nane FROM dbo.Customer WHERE CustomerCode = ?", ("1001",))
    with database.connected() as session:
        session.execute("SELECT Name FROM dbo.Customer WHERE CustomerCode = ?", ("1001",)).close()
    return time.monotonic() - began
