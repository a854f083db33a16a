"""An address is read as every Microsoft tool writes it, or refused with what to write instead."""

from __future__ import annotations

import pytest

from checks.adapters.server_address import ServerAddress, parse_address
from checks.engine.errors import SourceFault


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("sql01", ServerAddress("sql01")),
        (" sql01.firma.local ", ServerAddress("sql01.firma.local")),
        ("tcp:sql01,1433", ServerAddress("sql01", 1433)),
        ("TCP:sql01 , 50123", ServerAddress("sql01", 50123)),
        ("sql01\\CT", ServerAddress("sql01", None, "CT")),
        ("sql01\\CT,1500", ServerAddress("sql01", 1500)),
        ("sql01\\", ServerAddress("sql01")),
        ("sql01\\MSSQLSERVER", ServerAddress("sql01")),
        (".", ServerAddress("localhost")),
        ("(local)\\CT", ServerAddress("localhost", None, "CT")),
        ("10.0.0.7,1433", ServerAddress("10.0.0.7", 1433)),
        ("fe80::1", ServerAddress("fe80::1")),
        ("tcp:[::1],1433", ServerAddress("::1", 1433)),
    ],
)
def test_an_address_is_read(written: str, address: ServerAddress) -> None:
    assert parse_address(written) == address


@pytest.mark.parametrize(
    "written",
    ["", " ", "sql01,", "sql01,x", "sql01,0", "sql01,65536", "sql01,-1", "a b", "sql01;PWD=x", "sql{01}", "a\\b;c"],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(SourceFault) as raised:
        parse_address(written)

    assert "host,port" in raised.value.phrase.text()
    assert "vært,port" in raised.value.phrase.text("da")


@pytest.mark.parametrize("written", ["np:sql01", "lpc:sql01", "admin:sql01"])
def test_other_ways_than_tcp_are_told(written: str) -> None:
    with pytest.raises(SourceFault) as raised:
        parse_address(written)

    assert "TCP" in raised.value.phrase.text()


@pytest.mark.parametrize("written", ["sql01", "sql01,50123", "sql01\\CT"])
def test_it_is_shown_as_it_is_written(written: str) -> None:
    assert str(parse_address(written)) == written
