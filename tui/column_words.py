"""What tables and columns are called, in English and Danish: the usual names, and those that mean the same."""

from __future__ import annotations

from collections.abc import Mapping

CUSTOMER_TABLE, INVOICE_TABLE = "Customer", "Invoice"
MARK = "ExportedDate"

CUSTOMER_TABLES = (
    *("customer", "customers", "kunde", "kunder", "client", "clients", "klient", "klienter"),
    *("debitor", "debitorer", "kundekartotek"),
)
INVOICE_TABLES = ("invoice", "invoices", "faktura", "fakturaer", "fakturahoved", "invoiceheader", "salesinvoice")

# Below, names are in small letters with nothing but letters and digits; æ, ø and å are ae, oe and aa.
CUSTOMER_WORDS: Mapping[str, tuple[str, ...]] = {
    "code": (
        *("customerno", "customernumber", "customernr", "clientcode", "clientno", "clientnumber"),
        *("kundenr", "kundenummer", "kundekode", "klientnr", "klientnummer"),
    ),
    "foreign_id": (
        *("foreignid", "foreigndebitorid", "foreigndebtorid", "economicid", "economicno", "economicnumber"),
        *("economicnr", "economickundenr", "debitornr", "debitornummer", "debtornumber", "fremmedid", "eksterntid"),
        *("fremmeddebitorid", "fremmeddebitornr", "fremmeddebitorsystemidentifikation", "economicdebitornr"),
        *("economicdebitornummer", "economickundenummer"),
    ),
    "key": (
        *("customerid", "clientid", "kundeid", "klientid", "kundeloebenr", "kundeloebenummer"),
        *("id", "loebenr", "loebenummer", "recid"),
    ),
    "name": ("customername", "clientname", "companyname", "navn", "kundenavn", "firmanavn", "klientnavn"),
    "zip": ("zip", "postalcode", "postcode", "postnr", "postnummer"),
    "city": ("town", "by", "bynavn", "postdistrikt"),
    "country": ("countrycode", "countryname", "land", "landekode", "landenavn"),
    "cvr": ("cvr", "cvrnr", "cvrno", "cvrnummer", "vatnumber", "vatno", "senr"),
    "ean": ("ean", "eannr", "eanno", "eannummer", "gln", "glnnumber"),
    "email": ("mail", "emailaddress", "mailadresse", "emailadresse", "epost"),
    "active": ("active", "aktiv", "eraktiv"),
    "created": ("created", "createdat", "createdon", "creationdate", "oprettet", "oprettetdato", "oprettelsesdato"),
    "modified": (
        *("modified", "modifiedat", "modifiedon", "lastmodified", "updated", "updatedat", "lastupdated"),
        *("rettet", "rettetdato", "aendret", "aendretdato", "sidstaendret", "opdateret"),
    ),
}
INACTIVE = ("isinactive", "inactive", "inaktiv", "erinaktiv", "passiv", "isclosed", "isdeleted", "slettet")
STREET = r"(address|adresse|addr|adr)(line|linje)?[1-4]?|street|gade|vej|vejnavn|streetname"
INVOICE_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": ("invoiceno", "invoicenr", "fakturanr", "fakturanummer"),
    "key": ("invoiceid", "fakturaid", "fakturaloebenr", "fakturaloebenummer", "id", "loebenr", "loebenummer", "recid"),
    "date": ("date", "dato", "fakturadato"),
    "due": ("due", "forfald", "forfaldsdato", "betalingsdato", "paymentdue"),
    "currency": ("currency", "valuta", "valutakode"),
    "net": ("net", "netto", "nettobeloeb", "amountexclvat", "amountexvat", "beloebexmoms", "beloebeksmoms"),
    "vat": ("vat", "moms", "momsbeloeb", "vattotal"),
    "gross": ("gross", "brutto", "bruttobeloeb", "amountinclvat", "beloebinklmoms", "beloebialt", "grosstotal"),
    "kind": ("type", "kind", "art", "fakturatype", "bilagstype", "bilagsart", "documenttype"),
    "draft": ("draft", "kladde", "erkladde"),
    "error": ("error", "fejl", "exporterror", "overfoerselsfejl", "eksportfejl"),
}
FINAL = ("isfinal", "final", "endelig", "erendelig")
SUMS = ("amount", "total", "totalamount", "beloeb", "ialt")
"""Gross where a net amount stands beside them; alone they could be either."""
MARKS = (
    *("exporteddate", "exportedat", "exported", "isexported", "transferdate", "transferreddate", "transferred"),
    *("istransferred", "overfoert", "overfoertdato", "overfoerselsdato", "eroverfoert", "eksporteret"),
    *("eksporteretdato", "sentdate", "senttoeconomic"),
)
BY_KEY = ("customerid", "clientid", "kundeid", "klientid", "kunde", "customer", "client", "klient")
BY_CODE = CUSTOMER_WORDS["code"] + ("customercode",)

VAGUE = frozenset({"id", "date", "dato", "type", "kind", "art", "due", "net", "vat", "error", "fejl", "debitornr"})
"""Names that mean much else besides."""
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("date", "due", "created", "modified"), "date|time"),
    **dict.fromkeys(("net", "vat", "gross"), "dec|num|money|float|real|int"),
    **dict.fromkeys(("active", "draft"), "bit|bool|int"),
}
"""What the types of such columns are called."""
FOREIGN_ID = r"foreign\w*(identification|id|nr|no|number)"
INVOICE_STEM = r"faktura|invoice|honorar|bill"
PARTS = r"line|linje|item|detail|log|reminder|rykker|payment|betaling|template|skabelon|history|historik"
"""Tables that belong to an invoice and are none."""
