"""What tables and columns are called, in English and Danish: the usual names, and those that mean the same."""

from __future__ import annotations

import re
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
        *("kundenr", "kundenummer", "kundekode", "klientnr", "klientnummer", "klientkode", "custno", "custcode"),
    ),
    "foreign_id": (
        *("foreignid", "foreigndebitorid", "foreigndebtorid", "economicid", "economicno", "economicnumber"),
        *("economicnr", "economickundenr", "debitornr", "debitornummer", "debtornumber", "fremmedid", "eksterntid"),
        *("fremmeddebitorid", "fremmeddebitornr", "fremmeddebitorsystemidentifikation", "economicdebitornr"),
        *("economicdebitornummer", "economickundenummer", "economiccustomerno", "economiccustomernumber"),
        *("economicdebtornumber", "economicdebtorno"),
    ),
    "key": (
        *("customerid", "clientid", "kundeid", "klientid", "kundeloebenr", "kundeloebenummer"),
        *("id", "loebenr", "loebenummer", "recid"),
    ),
    "name": (
        *("customername", "clientname", "companyname", "navn", "kundenavn", "firmanavn", "klientnavn", "fullname"),
        *("name1", "navn1", "debitornavn", "debtorname"),
    ),
    "zip": ("zip", "postalcode", "postcode", "postnr", "postnummer", "postno", "zipno", "postkode"),
    "city": ("town", "by", "bynavn", "postdistrikt", "postby", "cityname"),
    "country": ("countrycode", "countryname", "land", "landekode", "landenavn", "landkode"),
    "cvr": (
        *("cvr", "cvrnr", "cvrno", "cvrnummer", "cvrsenr", "cvrsenummer", "vatnumber", "vatno", "senr", "senummer"),
        "seno",
    ),
    "ean": ("ean", "eannr", "eanno", "eannummer", "eanlokation", "eanlokationsnr", "gln", "glnnr", "glnnumber"),
    "email": ("mail", "emailaddress", "mailadresse", "emailadresse", "epost", "emailadr", "mailadr"),
    "active": ("active", "aktiv", "eraktiv"),
    "created": (
        *("created", "createdat", "createdon", "createdtime", "creationdate", "creationtime"),
        *("oprettet", "oprettetdato", "oprettetden", "oprettelsesdato", "oprettelsestidspunkt"),
    ),
    "modified": (
        *("modified", "modifiedat", "modifiedon", "lastmodified", "updated", "updatedat", "lastupdated"),
        *("changed", "changedat", "changedon", "changeddate", "lastchanged", "lastchange", "lastmodifieddate"),
        *("rettet", "rettetdato", "aendret", "aendretdato", "sidstaendret", "senestaendret", "sidstrettet"),
        *("senestrettet", "aendringsdato", "opdateret", "opdateretdato"),
    ),
}
INACTIVE = (
    *("isinactive", "inactive", "inaktiv", "erinaktiv", "passiv", "erpassiv", "isclosed", "closed", "lukket"),
    *("erlukket", "isdeleted", "deleted", "slettet", "erslettet", "afgang", "afgaaet", "ophoert"),
)
"""What says that a customer is out of use, by a mark."""
ENDED = (
    *("closeddate", "closedat", "closedon", "closingdate", "dateclosed", "lukketdato", "lukkedato"),
    *("deleteddate", "deletedat", "deletedon", "slettetdato", "slettedato", "afgangsdato", "afgangdato"),
    *("ophoersdato", "ophoertdato", "enddate", "slutdato", "inactivedate", "inaktivdato", "datoafgang"),
)
"""What says so by a date that is empty while it is in use."""
STREET = r"(address|adresse|addr|adr)(line|linje)?[1-4]?|street|gade|vej|vejnavn|streetname"
INVOICE_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": (
        *("invoiceno", "invoicenr", "fakturanr", "fakturanummer", "fakno", "faknr", "billno", "billnumber"),
        *("documentno", "documentnumber", "dokumentnr", "dokumentnummer"),
        *("number", "nummer", "no", "nr"),
    ),
    "key": ("invoiceid", "fakturaid", "fakturaloebenr", "fakturaloebenummer", "id", "loebenr", "loebenummer", "recid"),
    "date": ("date", "dato", "fakturadato", "fakdato", "billdate", "issuedate", "issued", "udstedt", "udstedelsesdato"),
    "due": ("due", "forfald", "forfaldsdato", "betalingsdato", "paymentdue"),
    "currency": ("currency", "valuta", "valutakode"),
    "net": ("net", "netto", "nettobeloeb", "amountexclvat", "amountexvat", "beloebexmoms", "beloebeksmoms"),
    "vat": ("vat", "moms", "momsbeloeb", "vattotal"),
    "gross": (
        *("gross", "brutto", "bruttobeloeb", "amountinclvat", "totalinclvat", "beloebinklmoms", "totalinklmoms"),
        *("beloebialt", "grosstotal", "grandtotal", "atbetale"),
    ),
    "kind": ("type", "kind", "art", "fakturatype", "bilagstype", "bilagsart", "documenttype"),
    "draft": ("draft", "kladde", "erkladde"),
    "error": ("error", "fejl", "exporterror", "overfoerselsfejl", "eksportfejl"),
}
FINAL = ("isfinal", "final", "endelig", "erendelig")
SUMS = ("amount", "total", "totalamount", "beloeb", "ialt", "sum", "honorar")
"""Gross where a net amount stands beside them; alone they could be either."""
MARKS = (
    *("exporteddate", "exportedat", "exported", "isexported", "exportdate", "exporttime"),
    *("transferdate", "transferreddate", "transferredat", "transferred", "transfertime"),
    *("istransferred", "overfoert", "overfoertdato", "overfoertden", "overfoerselsdato", "eroverfoert", "eksporteret"),
    *("eksporteretdato", "senttoeconomic", "sendttileconomic", "syncedat", "synceddate", "syncdate", "synced"),
    *("issynced", "synkroniseret", "ersynkroniseret", "synkroniseretdato", "lastsync", "lastsynced"),
)
"""What marks an invoice as transferred; each says so by its name."""
OTHER_MARKS = (
    *("posteddate", "postedat", "posted", "isposted", "bogfoert", "bogfoertdato", "bogfoertden", "erbogfoert"),
    *("sentdate", "sentat", "sent", "issent", "sendt", "sendtdato", "ersendt"),
)
"""What may mark it: booked or sent somewhere, perhaps not to e-conomic."""
NUMBERED = re.compile(
    r"foreign\w*identification|foreign\w*(id|nr|no|number)|(economic\w*)?(voucher|bilag|bilags)(no|nr|number|nummer|id)?"
)
"""What e-conomic's own number may stand in once it is transferred: it is told, and never proposed to be cleared."""
BY_KEY = ("customerid", "clientid", "kundeid", "klientid", "kunde", "customer", "client", "klient")
BY_CODE = CUSTOMER_WORDS["code"] + ("customercode",)

VAGUE = frozenset(
    {
        *("id", "date", "dato", "type", "kind", "art", "due", "net", "vat", "error", "fejl", "debitornr"),
        *("number", "nummer", "no", "nr", "name1", "navn1", "issued", "mail"),
    }
)
"""Names that mean much else besides."""
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("date", "due", "created", "modified"), "date|time"),
    **dict.fromkeys(("net", "vat", "gross"), "dec|num|money|float|real|int"),
    **dict.fromkeys(("active", "draft"), "bit|bool|int"),
}
"""What the types of such columns are called."""
FOREIGN_ID = r"foreign\w*(identification|id|nr|no|number)"
INVOICE_STEM = r"faktura|invoice|honorar|bill"
WEAK_STEM = r"debitor|debtor|posting|poster|post|entry|entries|salg|sale"
"""What a table of invoices may be called, and much else besides."""
PARTS = r"line|linje|item|detail|log|reminder|rykker|payment|betaling|template|skabelon|history|historik"
"""Tables that belong to an invoice and are none."""
OTHER_WORK = (
    r"time|tid|work|timer|registr|budget|rate|sats|price|pris|expense|udlaeg|mileage|koersel|project|projekt|sag"
)
"""Tables of a practice system that have customer, date and amount too."""
SETTINGS = re.compile(r"\w*(conomic|interval|agreement|aftale|token|secret)\w*")
SYNC_TABLE = re.compile(r"\w*(sync|synk|conomic|integration|overfoer|transfer|export|eksport|outbox)\w*")
LOG_TABLE = re.compile(r"\w*(log|event|haendelse|job|task|queue|koe|outbox)s?")
"""ClientTime's own synchronisation, where it shows: what it is set to, and what it tells of its runs."""
