"""The demo's site file is one like any other: the product loads it, and it leads to both systems."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from checks.demo import database, site
from checks.demo.scenario import AGREEMENT
from tests.support.scene import firm
from tui.config import load


def test_it_leads_to_both_systems_and_lets_them_be_fixed(tmp_path: Path) -> None:
    site.seed(tmp_path, firm())

    found = load(site.write(tmp_path, 8123), "demo")

    assert found.clienttime.sqlite == tmp_path / site.DATABASE
    assert found.economic.rest_url == found.economic.openapi_url == "http://127.0.0.1:8123"
    assert found.economic.agreement_number == AGREEMENT
    assert found.economic.invoice_reference == "references.other"
    assert found.monitor.go_live == firm().go_live
    assert found.monitor.interval <= timedelta(seconds=10)
    assert found.monitor.sync_interval * found.monitor.grace == timedelta(minutes=15)
    assert found.fixes.enabled


def test_both_tokens_are_read_from_files_and_stand_nowhere_else(tmp_path: Path) -> None:
    site.seed(tmp_path, firm())

    path = site.write(tmp_path, 8123)

    found, text = load(path, "demo"), path.read_text()
    for source, name in ((found.economic.app_secret, site.SECRET), (found.economic.agreement_grant, site.GRANT)):
        token = (tmp_path / name).read_text()
        assert source.read().reveal() == token
        assert token not in text


def test_it_maps_every_column_that_the_file_has(tmp_path: Path) -> None:
    database.write(tmp_path / site.DATABASE, firm())
    site.seed(tmp_path, firm())

    text = site.write(tmp_path, 8123).read_text()

    for column in (*database.CUSTOMER_TYPES, *database.INVOICE_TYPES):
        assert f'"{column}"' in text


def test_it_is_for_its_owner_only_and_another_start_replaces_it(tmp_path: Path) -> None:
    site.seed(tmp_path, firm())

    site.write(tmp_path, 8123)
    path = site.write(tmp_path, 8124)

    assert "8124" in path.read_text()
    assert "8123" not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


def test_the_site_is_called_as_its_folder_is(tmp_path: Path) -> None:
    folder = tmp_path / "demo-2"
    folder.mkdir()
    site.seed(folder, firm())

    assert load(site.write(folder, 8123)).name == "demo-2"
