"""Why `ctmon init` takes a column for what it proposes."""

from __future__ import annotations

from collections.abc import Mapping

from checks.engine.phrase import Phrase
from tui.texts.site_template import COMMENTS


def what(section: str, key: str) -> Phrase:
    """Return what a key's column holds, in a few words."""
    return SHORT.get(f"{section}.{key}") or COMMENTS[f"clienttime.{section}.{key}"]


def joined(*phrases: Phrase) -> Phrase:
    """Return several reasons as one."""
    values = tuple(value for phrase in phrases for value in phrase.values)
    return Phrase("; ".join(p.en for p in phrases), "; ".join(p.da for p in phrases), values)


SHORT: Mapping[str, Phrase] = {
    "customer.address": Phrase("address", "adresse"),
    "customer.active": Phrase("whether the customer is active", "om kunden er aktiv"),
    "customer.key": Phrase("key", "nøgle"),
    "invoice.key": Phrase("key", "nøgle"),
    "invoice.number": Phrase("invoice number", "fakturanummer"),
    "invoice.customer": Phrase("customer", "kunde"),
    "invoice.currency": Phrase("currency", "valuta"),
    "invoice.gross": Phrase("amount with VAT", "beløb med moms"),
    "invoice.draft": Phrase("draft", "kladde"),
    "invoice.error": Phrase("error of the transfer", "fejl i overførslen"),
    "invoice.transfer": Phrase("mark of what was sent", "mærke på det sendte"),
    "invoice.kind": Phrase("kind of invoice", "fakturatype"),
}
USUAL = Phrase("the usual name", "det sædvanlige navn")
LOOKS = Phrase("the name {column} looks like “{what}”", "navnet {column} ligner “{what}”")
UNIQUE = Phrase("unique in the table", "entydig i tabellen")
OTHER_KIND = Phrase("but its type is {kind}", "men typen er {kind}")
OPPOSITE = Phrase("the name {column} says the opposite", "navnet {column} siger det modsatte")
ENDED = Phrase(
    "the name {column} says since when no more; empty while active",
    "navnet {column} siger, hvornår det ophørte; tom, så længe den er aktiv",
)
NEVER_EMPTY = Phrase(
    "{column} would say since when no more, but it is never empty; name a column that tells",
    "{column} ville sige, hvornår det ophørte, men den er aldrig tom; angiv en kolonne, der siger det",
)
EITHER = Phrase(
    "{column} is an amount, with or without VAT: name it here if with, or as the one without VAT",
    "{column} er et beløb, med eller uden moms: angiv den her, hvis med, eller som beløbet uden moms",
)
ONLY_DATE = Phrase("{column} is the only date in the table", "{column} er den eneste dato i tabellen")
MAY_MARK = Phrase(
    "the name {column} marks what was booked or sent, perhaps not to e-conomic; {kind}",
    "navnet {column} mærker det bogførte eller sendte, måske ikke til e-conomic; {kind}",
)
NUMBERED = Phrase(
    "{column} may hold e-conomic's number once it is there; name it only if an empty one means not sent",
    "{column} har måske e-conomics nummer, når den er der; angiv den kun, hvis en tom betyder ikke sendt",
)
NO_NUMBER = Phrase(
    "no column says that it is the number: name it, or the invoice checks stay off",
    "ingen kolonne siger, at den er nummeret: angiv den, ellers er fakturatjek slået fra",
)
BESIDE_NET = Phrase("an amount, {column}, beside the net one, {net}", "et beløb, {column}, ved siden af netto, {net}")
MARKS = Phrase("the name {column} marks what was sent; {kind}", "navnet {column} mærker det sendte; {kind}")
PRIMARY = Phrase("primary key of {table}", "primærnøgle i {table}")
REFERRED = Phrase("{by}.{column} refers to it", "{by}.{column} henviser til den")
FOREIGN = Phrase("foreign key to {table}.{column}", "fremmednøgle til {table}.{column}")
CODE_IS_KEY = Phrase("invoices refer to the code", "fakturaer henviser til koden")
NO_SINGLE_KEY = Phrase("the primary key has several columns", "primærnøglen har flere kolonner")
HOLDS_BOTH = Phrase("holds {code} and {foreign_id}", "har {code} og {foreign_id}")
HOLDS_FOREIGN = Phrase("the only table with {column}", "den eneste tabel med {column}")
MEANS_CUSTOMERS = Phrase("the name {name} means customers", "navnet {name} betyder kunder")
MEANS_INVOICES = Phrase("the name {name} means invoices", "navnet {name} betyder fakturaer")
REFERS = Phrase("refers to {table}", "henviser til {table}")
HAS = Phrase(
    "has a number, a date and an amount ({number}, {date}, {amount})",
    "har nummer, dato og beløb ({number}, {date}, {amount})",
)
HAS_TWO = Phrase("has a date and an amount ({date}, {amount})", "har dato og beløb ({date}, {amount})")
MAY_BE = Phrase(
    "perhaps {tables}: customer, date and amount, but nothing says invoice; name it if it is",
    "måske {tables}: kunde, dato og beløb, men intet siger faktura; angiv den, hvis den er det",
)
SYNC_SETTINGS = Phrase(
    "{table} looks like the settings of ClientTime's own synchronisation ({columns}). It is not read: see there how "
    "often it runs, and let the site file say the same ([monitor] sync_interval).",
    "{table} ligner indstillingerne for ClientTimes egen synkronisering ({columns}). Den læses ikke: se efter dér, "
    "hvor tit den kører, og lad opsætningen sige det samme ([monitor] sync_interval).",
)
SYNC_LOG = Phrase(
    "{table} looks like the log of ClientTime's own synchronisation ({columns}). It is not read; look there when an "
    "invoice does not arrive.",
    "{table} ligner loggen over ClientTimes egen synkronisering ({columns}). Den læses ikke; se i den, når en faktura "
    "ikke kommer frem.",
)
ROWS = Phrase("{rows} rows", "{rows} rækker")
OTHERS = Phrase("it could also be {tables}", "det kunne også være {tables}")
ONE_EACH = Phrase(
    "not supported: it stands in {table}, one row a customer",
    "ikke understøttet: den står i {table}, én række pr. kunde",
)
SEVERAL_EACH = Phrase(
    "not supported: it stands in {table}, several rows a customer",
    "ikke understøttet: den står i {table}, flere rækker pr. kunde",
)
BY_OPERATOR = Phrase("named at the set-up", "angivet ved opsætningen")
