"""What `ctmon init` asks and says."""

from __future__ import annotations

from checks.engine.phrase import Phrase

# Questions
NAME = Phrase("Short name of the site", "Kort navn til opsætningen")
TITLE = Phrase("Name of the firm", "Firmaets navn")
SQLITE = Phrase("ClientTime as a SQLite file (Enter: SQL Server)", "ClientTime som SQLite-fil (Enter: SQL Server)")
NUMBER = Phrase(
    "e-conomic's agreement number (Enter: none, then nothing is ever written)",
    "e-conomics aftalenummer (Enter: intet, så skrives der aldrig)",
)
SECRET = Phrase(
    "Where is the app secret: a variable, or the path of a file (not the secret itself)",
    "Hvor er app-hemmeligheden: en variabel eller stien til en fil (ikke selve hemmeligheden)",
)
GRANT = Phrase(
    "Where is the agreement grant: a variable, or the path of a file",
    "Hvor er aftalenøglen: en variabel eller stien til en fil",
)
WRITE = Phrase("Write {path}? [y/N]", "Skriv {path}? [j/N]")
REPLACE = Phrase(
    "{path} is there already. Replace it (the former one is kept beside it)? [y/N]",
    "{path} findes allerede. Erstat den (den tidligere gemmes ved siden af)? [j/N]",
)

# Complaints
MISSING = Phrase(
    "There is no terminal to ask on, and these are missing: {flags}. Nothing was written.",
    "Der er ingen terminal at spørge på, og disse mangler: {flags}. Intet er skrevet.",
)
NO_NAME = Phrase(
    "A site's name has letters, digits, - _ and . only, and begins with a letter or digit.",
    "Navnet på en opsætning har kun bogstaver, cifre, - _ og . og begynder med et bogstav eller ciffer.",
)
NO_TEXT = Phrase(
    "That holds nothing, or control characters. Write it again without them.",
    "Det indeholder intet eller styretegn. Skriv det igen uden dem.",
)
NO_FILE = Phrase(
    "There is no file {path}. Name the SQLite file that holds ClientTime.",
    "Der er ingen fil {path}. Angiv den SQLite-fil, der indeholder ClientTime.",
)
NO_NUMBER = Phrase(
    "An agreement number is a whole number, as e-conomic shows it.",
    "Et aftalenummer er et helt tal, som e-conomic viser det.",
)
A_SECRET = Phrase(
    "That looks like the token itself. Put it into a variable or a file (0600), and name that here.",
    "Det ligner selve nøglen. Læg den i en variabel eller en fil (0600), og angiv den her.",
)
NO_VARIABLE = Phrase(
    "A variable's name has letters, digits and _ only; the path of a file has a / or a dot.",
    "Navnet på en variabel har kun bogstaver, cifre og _; stien til en fil har en / eller et punktum.",
)
TWO_DATABASES = Phrase(
    "Name either --sqlite or --server with --database, not both. Nothing was written.",
    "Angiv enten --sqlite eller --server med --database, ikke begge. Intet er skrevet.",
)
TWO_PLACES = Phrase(
    "Name one place for each token: --{key}-env or --{key}-file, not both. Nothing was written.",
    "Angiv ét sted til hver nøgle: --{key}-env eller --{key}-file, ikke begge. Intet er skrevet.",
)
WRONG_FLAG = Phrase("--{flag}: {why}", "--{flag}: {why}")

# What was found and done
NOT_LOOKED = Phrase(
    "The server was not looked into: table, code and foreign id are the usual ones, every other name is a guess.",
    "Der er ikke set efter på serveren: tabel, kode og fremmed-id er de sædvanlige, alle andre navne er gæt.",
)
CUSTOMERS = Phrase("customers", "kunder")
INVOICES = Phrase("invoices", "fakturaer")
AS_CONFIRMED = Phrase("{what}: confirmed: {keys}", "{what}: bekræftet: {keys}")
AS_EXPECTED = Phrase("{what}: found as expected: {keys}", "{what}: fundet som ventet: {keys}")
BY_NAME = Phrase(
    "{what}: proposed by name, to be confirmed in the file: {keys}",
    "{what}: foreslået efter navnet, skal bekræftes i filen: {keys}",
)
NOT_FOUND = Phrase("{what}: not found, commented out: {keys}", "{what}: ikke fundet, sat som kommentar: {keys}")
REQUIRED = Phrase(
    "Not found, and nothing works without: {keys}. Put the right names into the file.",
    "Ikke fundet, og intet virker uden: {keys}. Skriv de rigtige navne i filen.",
)
NO_INVOICES = Phrase(
    "No invoice table was found; the invoice checks stay off until the file names one.",
    "Der er ikke fundet nogen fakturatabel; fakturatjek er slået fra, indtil filen nævner en.",
)
KEPT = Phrase("The former site file is kept as {path}.", "Den tidligere opsætning er gemt som {path}.")
THERE = Phrase(
    "{path} is there already. Nothing was written. --yes replaces it and keeps the former one beside it.",
    "{path} findes allerede. Intet er skrevet. --yes erstatter den og gemmer den tidligere ved siden af.",
)
APP_SECRET = Phrase("app secret", "app-hemmelighed")
GRANT_TOKEN = Phrase("agreement grant", "aftalenøgle")
WRITTEN = Phrase("Written: {path}", "Skrevet: {path}")
LEFT_ALONE = Phrase("Nothing was written.", "Intet er skrevet.")
NOT_WRITTEN = Phrase(
    "{path} cannot be written ({why}). Mend the rights of its folder, or name another file with --config.",
    "{path} kan ikke skrives ({why}). Ret mappens rettigheder, eller angiv en anden fil med --config.",
)
THEN_START = Phrase("Then start `ctmon` again.", "Start så `ctmon` igen.")
NEXT = Phrase(
    "Next: open the file, confirm the names, then `ctmon doctor`. It is read-only until [fixes] enabled = true.",
    "Næste: åbn filen, bekræft navnene, og kør `ctmon doctor`. Den er skrivebeskyttet indtil [fixes] enabled = true.",
)
