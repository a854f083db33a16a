"""The comments of a site file that `ctmon init` writes: one line for each key."""

from __future__ import annotations

from collections.abc import Mapping

from checks.engine.phrase import Phrase

HEAD = Phrase(
    "Written by `ctmon init`. Confirm what is marked GUESS or NOT CONFIRMED; `ctmon doctor` says what works.\n"
    "No secret belongs into this file: it names the variables or files that hold them.",
    "Skrevet af `ctmon init`. Bekræft det, der er mærket GÆT eller IKKE BEKRÆFTET; `ctmon doctor` siger, hvad der "
    "virker.\nIngen hemmelighed hører til i denne fil: den nævner de variabler eller filer, der indeholder dem.",
)
GUESSED = Phrase("GUESS, confirm", "GÆT, bekræft")
NOT_CONFIRMED = Phrase("NOT CONFIRMED", "IKKE BEKRÆFTET")
CONFIRMED = Phrase("confirmed", "bekræftet")
ABSENT = Phrase("not found", "ikke fundet")
WANTED = Phrase("NOT FOUND, put the right name here", "IKKE FUNDET, skriv det rigtige navn her")
CHECKED = Phrase("Confirmed by the known invoice {number}.", "Bekræftet med den kendte faktura {number}.")
NOT_CHECKED = Phrase(
    "NOT CONFIRMED by a known invoice: compare one with `ctmon check` before you rely on it.",
    "IKKE BEKRÆFTET med en kendt faktura: sammenlign en med `ctmon check`, før du stoler på den.",
)

SECTIONS: Mapping[str, Phrase] = {
    "clienttime.customer": Phrase(
        "Names in the customer's own database; what a missing one is needed for is switched off and says so.",
        "Navne i kundens egen database; det, en manglende er nødvendig for, er slået fra og siger det.",
    ),
    "clienttime.invoice": Phrase(
        "Leave the whole table out where invoices cannot be read.",
        "Udelad hele tabellen, hvis fakturaer ikke kan læses.",
    ),
}
COMMENTS: Mapping[str, Phrase] = {
    "title": Phrase("the firm's name on the status line", "firmaets navn på statuslinjen"),
    "language": Phrase("en or da", "en eller da"),
    "clienttime.sqlite": Phrase("a SQLite file, or the SQL Server below", "en SQLite-fil, eller SQL Server nedenfor"),
    "clienttime.server": Phrase("host, host,port or host\\instance", "vært, vært,port eller vært\\instans"),
    "clienttime.database": Phrase("the database on that server", "databasen på den server"),
    "clienttime.driver": Phrase("a registered ODBC driver or its file", "en registreret ODBC-driver eller dens fil"),
    "clienttime.authentication": Phrase("integrated, or sql with a user", "integrated, eller sql med en bruger"),
    "clienttime.user": Phrase(
        "for sql: may read, and write the one column", "til sql: må læse og skrive den ene kolonne"
    ),
    "clienttime.password_env": Phrase("for sql: the variable with the password", "til sql: variablen med kodeordet"),
    "clienttime.password_file": Phrase("or a file (0600) with it", "eller en fil (0600) med det"),
    "clienttime.encrypt": Phrase("yes, no or strict", "yes, no eller strict"),
    "clienttime.trust_server_certificate": Phrase(
        "true skips the check of the certificate", "true springer kontrollen af certifikatet over"
    ),
    "clienttime.login_timeout": Phrase("seconds", "sekunder"),
    "clienttime.query_timeout": Phrase("seconds", "sekunder"),
    "clienttime.timezone": Phrase("of times without one; without it the machine's", "for tider uden; ellers maskinens"),
    "clienttime.customer.table": Phrase("the customer table", "kundetabellen"),
    "clienttime.customer.key": Phrase("what invoices refer to; without it the code", "det, fakturaer henviser til"),
    "clienttime.customer.code": Phrase("customer number in ClientView", "kundenummer i ClientView"),
    "clienttime.customer.foreign_id": Phrase("customer number in e-conomic", "kundenummer i e-conomic"),
    "clienttime.customer.name": Phrase("name", "navn"),
    "clienttime.customer.address": Phrase("its lines in order", "dens linjer i rækkefølge"),
    "clienttime.customer.zip": Phrase("postcode", "postnummer"),
    "clienttime.customer.city": Phrase("city", "by"),
    "clienttime.customer.country": Phrase("country", "land"),
    "clienttime.customer.cvr": Phrase("CVR number", "CVR-nummer"),
    "clienttime.customer.ean": Phrase("EAN number", "EAN-nummer"),
    "clienttime.customer.email": Phrase("mail address", "mailadresse"),
    "clienttime.customer.active": Phrase(
        "also {{ column = …, values = […] }}, not = true or empty = true",
        "også {{ column = …, values = […] }}, not = true eller empty = true",
    ),
    "clienttime.customer.created": Phrase("time of creation", "oprettelsestidspunkt"),
    "clienttime.customer.modified": Phrase("time of the last change", "tidspunkt for seneste ændring"),
    "clienttime.invoice.table": Phrase("the invoice table", "fakturatabellen"),
    "clienttime.invoice.key": Phrase("its key", "dens nøgle"),
    "clienttime.invoice.number": Phrase("without it the invoice checks are off", "uden den er fakturatjek slået fra"),
    "clienttime.invoice.customer": Phrase(
        "refers to customer.key, or to its code", "henviser til customer.key eller koden"
    ),
    "clienttime.invoice.date": Phrase("invoice date", "fakturadato"),
    "clienttime.invoice.due": Phrase("due date", "forfaldsdato"),
    "clienttime.invoice.currency": Phrase("three letters", "tre bogstaver"),
    "clienttime.invoice.net": Phrase("amount without VAT", "beløb uden moms"),
    "clienttime.invoice.vat": Phrase("VAT", "moms"),
    "clienttime.invoice.gross": Phrase("without it net plus VAT", "uden den netto plus moms"),
    "clienttime.invoice.kind": Phrase("tells credit notes", "skelner kreditnotaer"),
    "clienttime.invoice.credit_values": Phrase("values of kind that mean one", "værdier i kind, der betyder en"),
    "clienttime.invoice.draft": Phrase(
        "rows with a true value are not final", "rækker med sand værdi er ikke endelige"
    ),
    "clienttime.invoice.error": Phrase("the text of a failed transfer", "teksten for en mislykket overførsel"),
    "clienttime.invoice.transfer": Phrase(
        "timestamp: a value means sent; flag: a true value does; none", "timestamp: en værdi betyder sendt; flag; none"
    ),
    "economic.rest_url": Phrase("the classic surface", "den klassiske adgang"),
    "economic.openapi_url": Phrase("the newer surface", "den nyere adgang"),
    "economic.app_secret_token_env": Phrase("the variable with the app secret", "variablen med app-hemmeligheden"),
    "economic.app_secret_token_file": Phrase("or a file (0600) with it", "eller en fil (0600) med den"),
    "economic.agreement_grant_token_env": Phrase("the variable with the grant", "variablen med aftalenøglen"),
    "economic.agreement_grant_token_file": Phrase("or a file (0600) with it", "eller en fil (0600) med den"),
    "economic.agreement_number": Phrase(
        "another agreement stops every write; so does none", "en anden aftale stopper al skrivning; ingen gør også"
    ),
    "economic.invoice_reference": Phrase("or bookedInvoiceNumber", "eller bookedInvoiceNumber"),
    "monitor.interval": Phrase("how often both sides are read", "hvor tit begge sider læses"),
    "monitor.sync_interval": Phrase(
        "how often ClientTime itself synchronises", "hvor tit ClientTime selv synkroniserer"
    ),
    "monitor.grace": Phrase(
        "younger than grace × sync_interval is not yet a finding",
        "yngre end grace × sync_interval er ikke et fund endnu",
    ),
    "monitor.deadline": Phrase("one headless cycle ends within it", "en kørsel uden skærm slutter inden for den"),
    "monitor.go_live": Phrase(
        "older invoices are not expected in e-conomic", "ældre fakturaer ventes ikke i e-conomic"
    ),
    "monitor.disabled": Phrase("ids of checks that are not wanted", "id'er på tjek, der ikke ønskes"),
    "monitor.severity": Phrase(
        "info, warning or critical for every finding of a check", "info, warning eller critical for alle et tjeks fund"
    ),
    "fixes.enabled": Phrase("false: read-only", "false: skrivebeskyttet"),
    "fixes.allow_booking": Phrase("booking has no way back", "bogføring kan ikke fortrydes"),
    "fixes.max_bulk": Phrase("most fixes in one go", "flest rettelser på én gang"),
    "fixes.operator": Phrase("goes into the journal; empty: the login name", "står i journalen; tom: loginnavnet"),
}
