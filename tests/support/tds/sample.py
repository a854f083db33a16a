"""A small ClientTime with a column of every kind, for the server's own tests."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.support.tds import schema
from tests.support.tds.rights import Grant, Login, least

SCRIPT = """
CREATE TABLE Customer (
    CustomerId int NOT NULL PRIMARY KEY, CustomerCode varchar(20) NOT NULL UNIQUE, Name nvarchar(50),
    Note nvarchar(max), Balance decimal(18, 2), Credit money, Created datetime, Seen datetime2(7), Born date,
    IsActive bit, Token uniqueidentifier, Weight float, Picture varbinary(20), Grade tinyint, Level smallint,
    Big bigint, Country nchar(3), Version rowversion);
CREATE TABLE Invoice (
    InvoiceId integer PRIMARY KEY AUTOINCREMENT, CustomerId int NOT NULL REFERENCES Customer (CustomerId),
    Net decimal(18, 2), Gross decimal(18, 2) GENERATED ALWAYS AS (Net * 1.25) VIRTUAL);
CREATE TABLE Salary (SalaryId int NOT NULL PRIMARY KEY, Amount money);
CREATE INDEX IX_Invoice_Customer ON Invoice (CustomerId);
CREATE TRIGGER Refusing BEFORE UPDATE ON Customer WHEN new.Name = 'refused'
    BEGIN SELECT RAISE(ABORT, 'The name is not allowed'); END;
CREATE TRIGGER Changing AFTER UPDATE OF Name ON Customer WHEN new.Name = 'changed'
    BEGIN UPDATE Customer SET Name = 'by trigger' WHERE CustomerId = new.CustomerId; END;
"""
ROWS = "INSERT INTO Customer (CustomerId, CustomerCode, Name, Balance, Created, IsActive) VALUES (?, ?, ?, ?, ?, ?)"
READER = Login("reader", "Laes-Kun-1", least("dbo.Customer", ("CustomerId", "CustomerCode", "Name"), ("Name",)))
BROAD = Login("broad", "For-Meget-1", (Grant("UPDATE", "dbo.Customer"),), roles=("db_datareader",))
STRANGER = Login("stranger", "Fremmed-1", mapped=False)


def made(path: Path, customers: int = 3) -> Path:
    """Make the file with so many customers, 1 to n, whose codes are K1 to Kn."""
    schema.create(str(path), SCRIPT)
    file = sqlite3.connect(path)
    numbers = range(1, customers + 1)
    file.executemany(ROWS, ((n, f"K{n}", f"Kunde {n} ÆØÅ", n / 4, "2024-01-02 03:04:05", n % 2) for n in numbers))
    file.commit()
    file.close()
    return path


def cell(path: Path, column: str, customer: int = 1) -> object:
    """Return what stands in the file, past the server."""
    file = sqlite3.connect(path)
    try:
        query = f"SELECT {column} FROM Customer WHERE CustomerId = ?"  # noqa: S608 - a name from a test
        (found,) = file.execute(query, (customer,)).fetchone()
    finally:
        file.close()
    return found
