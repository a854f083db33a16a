"""Site files as tests write them: a small valid one, and the same with lines put in, taken out or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Site, load
from tui.section import ConfigFault

SMALL = """\
title = "Holm Revision"

[clienttime]
sqlite = "clienttime.db"

[clienttime.customer]
table = "dbo.Customer"
code = "CustomerCode"
foreign_id = "ForeignDebitorSystemIdentification"

[economic]
app_secret_token_env = "CTMON_APP_SECRET"
agreement_grant_token_env = "CTMON_GRANT"
"""

MAPPING = """\
[clienttime.customer]
table = "dbo.Customer"
key = "CustomerId"
code = "CustomerCode"
foreign_id = "ForeignDebitorSystemIdentification"
name = "Name"
address = ["Address1", "Address2"]
zip = "ZipCode"
city = "City"
country = "Country"
cvr = "CvrNumber"
ean = "EanNumber"
email = "Email"
active = "IsActive"
created = "CreatedDate"
modified = "ModifiedDate"

[clienttime.invoice]
table = "dbo.Invoice"
key = "InvoiceId"
number = "InvoiceNumber"
customer = "CustomerId"
date = "InvoiceDate"
due = "DueDate"
currency = "CurrencyCode"
net = "NetAmount"
vat = "VatAmount"
gross = "GrossAmount"
kind = "InvoiceType"
draft = "IsDraft"
error = "TransferError"
transfer = { mode = "timestamp", column = "ExportedDate" }
"""
"""Every column, by the default names."""

ODD = MAPPING.replace('"IsActive"', '{ column = "Status", values = ["A", 1] }').replace(
    'draft = "IsDraft"', 'credit_values = ["K"]\ndraft = { column = "IsFinal", not = true }'
)

WHOLE = f"""\
title = "Holm Revision"
language = "da"

[clienttime]
server = "tcp:sql01,1433"
database = "ClientTime"
driver = "auto"
authentication = "sql"
user = "ctmon"
password_file = "sql-password"
encrypt = "strict"
trust_server_certificate = false
login_timeout = 11
query_timeout = 31
timezone = "Europe/Copenhagen"

{ODD}
[economic]
rest_url = "https://restapi.e-conomic.com"
openapi_url = "https://apis.e-conomic.com/"
app_secret_token_env = "CTMON_APP_SECRET"
agreement_grant_token_file = "grant"
agreement_number = 123456
invoice_reference = "bookedInvoiceNumber"

[monitor]
interval = "90s"
sync_interval = "10m"
deadline = "30s"
grace = 4
go_live = 2024-01-01
disabled = ["stale-address"]

[monitor.severity]
"number-gap" = "warning"
unposted-invoice = "critical"

[fixes]
enabled = true
allow_booking = false
max_bulk = 5
operator = "anna"
"""


def on_server(port: int, driver: str) -> str:
    """Return the keys of [clienttime] for the test server, in place of a file."""
    return f"""server = "tcp:127.0.0.1,{port}"
database = "ClientTime"
driver = "{driver}"
authentication = "sql"
user = "ctmon"
password_file = "sql-password"
trust_server_certificate = true
login_timeout = 5"""


def written(folder: Path, text: str | bytes, name: str = "holm.toml") -> Path:
    """Write a site file as it is given, byte for byte."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def site(folder: Path, text: str | bytes = SMALL) -> Site:
    """Return what a site file says."""
    return load(written(folder, text))


def refusal(folder: Path, text: str | bytes) -> ConfigFault:
    """Return why a site file is refused; a sentence in both languages comes with every refusal."""
    with pytest.raises(ConfigFault) as caught:
        site(folder, text)
    assert caught.value.phrase.text("en")
    assert caught.value.phrase.text("da")
    return caught.value


def line_of(text: str, part: str) -> int:
    """Return the line (from 1) on which a part of a text first stands."""
    return text.count("\n", 0, text.index(part)) + 1
