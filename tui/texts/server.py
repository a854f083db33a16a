"""What `ctmon init` asks and says of a SQL Server."""

from __future__ import annotations

from checks.engine.phrase import Phrase

SERVER = Phrase("SQL Server (host, host,port or host\\instance)", "SQL Server (vært, vært,port eller vært\\instans)")
USER = Phrase("Login on it (Enter: your own, Windows/Kerberos)", "Login på den (Enter: dit eget, Windows/Kerberos)")
USER_AGAIN = Phrase("Login on it (-: your own, Windows/Kerberos)", "Login på den (-: dit eget, Windows/Kerberos)")
DRIVER = Phrase("ODBC driver, by name or file", "ODBC-driver, ved navn eller fil")
ENCRYPT = Phrase("Encryption: yes, no or strict", "Kryptering: yes, no eller strict")
TRUST = Phrase(
    "Trust its certificate without checking it: yes or no", "Stol på dens certifikat uden at kontrollere det: yes/no"
)
DATABASES = Phrase(
    "Databases with ClientTime's two known columns: {names}", "Databaser med ClientTimes to kendte kolonner: {names}"
)
NO_DATABASES = Phrase(
    "No database that this login may enter has ClientTime's two known columns; name it yourself.",
    "Ingen database, som dette login må åbne, har ClientTimes to kendte kolonner; angiv den selv.",
)
PERHAPS = Phrase("Only their names look like ClientTime's: {names}", "Kun navnet ligner ClientTimes: {names}")
CLOSED = Phrase("Not looked into: {names}. {why}", "Ikke set efter: {names}. {why}")
NOT_OPENED = Phrase("The database {database} does not open. {why}", "Databasen {database} åbnes ikke. {why}")
DATABASE = Phrase("Database on it", "Database på den")
WHAT_NOW = Phrase(
    "Enter tries again, c changes server or login, g goes on with guesses",
    "Enter prøver igen, c ændrer server eller login, g fortsætter med gæt",
)
WHAT_NOW_DATABASE = Phrase(
    "Enter chooses the database again, c changes server or login, g goes on with guesses",
    "Enter vælger databasen igen, c ændrer server eller login, g fortsætter med gæt",
)
WHAT_NOW_LOGIN = Phrase(
    "c changes server or login, g goes on with guesses", "c ændrer server eller login, g fortsætter med gæt"
)
NO_USER = Phrase(
    "--authentication sql needs --user NAME. Nothing was written.",
    "--authentication sql kræver --user NAVN. Intet er skrevet.",
)
ONE_LOGIN = Phrase(
    "--authentication integrated takes no --user. Nothing was written.",
    "--authentication integrated tager ingen --user. Intet er skrevet.",
)
ONE_OF = Phrase("It is one of: {choices}.", "Det er en af: {choices}.")
