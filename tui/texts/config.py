"""What is said of a site file that cannot be used: what is wrong there, and what to write instead."""

from __future__ import annotations

from checks.engine.phrase import Phrase

# The file as a whole
NO_FILE = Phrase(
    "There is no site file {file}. `ctmon init` writes one; `ctmon demo` needs none.",
    "Der er ingen opsætningsfil {file}. `ctmon init` skriver en; `ctmon demo` behøver ingen.",
)
NOT_A_FILE = Phrase(
    "{file} is a folder or device, not a site file. Name the file itself, ending in .toml.",
    "{file} er en mappe eller enhed, ikke en opsætningsfil. Angiv selve filen, som ender på .toml.",
)
TOO_LARGE = Phrase(
    "{file} is too large for a site file. Name the right one.",
    "{file} er for stor til en opsætningsfil. Angiv den rigtige.",
)
NOT_UTF8 = Phrase(
    "{file}:{line}: this is not UTF-8 text. Save the file as UTF-8.",
    "{file}:{line}: dette er ikke UTF-8-tekst. Gem filen som UTF-8.",
)
UNREADABLE = Phrase(
    "{file} cannot be read: {why}. Mend its rights, or name another file.",
    "{file} kan ikke læses: {why}. Ret rettighederne, eller angiv en anden fil.",
)
EMPTY = Phrase(
    "{file}:1: the site file is empty. `ctmon init` writes one with every key explained.",
    "{file}:1: opsætningsfilen er tom. `ctmon init` skriver en, hvor hver nøgle er forklaret.",
)
NOT_TOML = Phrase(
    "{file}:{line}: this is not TOML: {why}. Put the line right; a text stands in quotes.",
    "{file}:{line}: dette er ikke TOML: {why}. Ret linjen; en tekst står i anførselstegn.",
)
TWICE = Phrase(
    "{file}:{line}: a key or table stands there a second time. Remove one of the two.",
    "{file}:{line}: en nøgle eller tabel står der for anden gang. Fjern den ene.",
)

# One key
MISSING = Phrase("{key} is missing. Add it.", "{key} mangler. Tilføj den.")
NO_SECTION = Phrase(
    "the section [{key}] is missing. Add it; if it was there, the file has been cut off.",
    "afsnittet [{key}] mangler. Tilføj det; var det der, er filen blevet afkortet.",
)
BLANK = Phrase("{key} is blank. Fill it in.", "{key} er tom. Udfyld den.")
WRONG_KIND = Phrase("{key} must be {wanted}, and is {found}.", "{key} skal være {wanted}, og er {found}.")
CONTROLS = Phrase(
    "{key} holds control characters. Write it again without them.",
    "{key} indeholder styretegn. Skriv den igen uden dem.",
)
NO_NAME = Phrase(
    "{key} is not a name that a database can have: it is empty, longer than 128 characters, or holds a NUL.",
    "{key} er ikke et navn, en database kan have: det er tomt, længere end 128 tegn eller indeholder NUL.",
)
TOO_SMALL = Phrase("{key} must be at least {least}, and is {found}.", "{key} skal mindst være {least}, og er {found}.")
TOO_LARGE_NUMBER = Phrase("{key} must be at most {most}, and is larger.", "{key} må højst være {most}, og er større.")
NO_CHOICE = Phrase(
    "{key} must be one of {choices}, and is “{found}”.", "{key} skal være en af {choices}, og er “{found}”."
)
NEAREST = Phrase("there is no key {key}. Did you mean “{near}”?", "der findes ingen nøgle {key}. Mente du “{near}”?")
UNKNOWN = Phrase("there is no key {key}. There are: {known}.", "der findes ingen nøgle {key}. Der er: {known}.")

# What a key wants, and what stood there
TEXT = Phrase("a text in quotes", "en tekst i anførselstegn")
TABLE = Phrase("a table", "en tabel")
LIST = Phrase("a list of texts", "en liste af tekster")
BOOL = Phrase("true or false", "true eller false")
NUMBER = Phrase("a whole number", "et helt tal")
DATE = Phrase("a date like 2024-01-01", "en dato som 2024-01-01")
SPAN = Phrase("a time span like “60s”, “5m” or “1h”", "et tidsrum som “60s”, “5m” eller “1h”")
KINDS = {
    "str": Phrase("a text", "en tekst"),
    "int": Phrase("a number", "et tal"),
    "float": Phrase("a number with decimals", "et tal med decimaler"),
    "bool": Phrase("true or false", "true eller false"),
    "list": Phrase("a list", "en liste"),
    "dict": Phrase("a table", "en tabel"),
    "date": Phrase("a date", "en dato"),
    "time": Phrase("a time of day", "et klokkeslæt"),
    "datetime": Phrase("a date with a time of day", "en dato med klokkeslæt"),
}

# Keys that depend on each other
ONE_DATABASE = Phrase(
    "{key} needs either sqlite or server, and not both.", "{key} skal have enten sqlite eller server og ikke begge."
)
NO_DATABASE = Phrase(
    "{key} needs the name of the database beside it (database = …).",
    "{key} skal have databasens navn ved siden af (database = …).",
)
NO_LOGIN = Phrase(
    "{key}: “sql” needs user; password_env or password_file name its password, which is asked for otherwise.",
    "{key}: “sql” skal have user; password_env eller password_file angiver kodeordet, som der ellers spørges om.",
)
ONE_FORM = Phrase("{key} takes one of values, not and empty.", "{key} tager én af values, not og empty.")
NO_COLUMN = Phrase(
    "{key}: mode “{mode}” needs a column. Add it, or write mode = “none”.",
    "{key}: mode “{mode}” skal have en kolonne. Tilføj den, eller skriv mode = “none”.",
)

# Secrets and addresses
SECRET_IN_FILE = Phrase(
    "{key} must not stand in this file. Use {name}_env with the name of a variable, or {name}_file with a file (0600).",
    "{key} må ikke stå i denne fil. Brug {name}_env med navnet på en variabel eller {name}_file med en fil (0600).",
)
LOOKS_LIKE_SECRET = Phrase(
    "{key} looks like the secret itself. Write the name of the variable or file that holds it, and have the secret "
    "changed if this file was ever passed on.",
    "{key} ligner selve hemmeligheden. Skriv navnet på den variabel eller fil, der indeholder den, og få "
    "hemmeligheden skiftet, hvis filen er givet videre.",
)
NO_VARIABLE_NAME = Phrase(
    "{key} is not the name of a variable: letters, digits and _ only.",
    "{key} er ikke navnet på en variabel: kun bogstaver, cifre og _.",
)
TWO_PLACES = Phrase(
    "{key}: there is an …_env and an …_file for the same secret. Keep one.",
    "{key}: der er både en …_env og en …_file for samme hemmelighed. Behold én.",
)
NO_SECRET = Phrase(
    "{key} needs {name}_env (the name of a variable) or {name}_file (a file with mode 0600).",
    "{key} skal have {name}_env (navnet på en variabel) eller {name}_file (en fil med rettighed 0600).",
)
NO_URL = Phrase(
    "{key} must be an address like https://restapi.e-conomic.com.",
    "{key} skal være en adresse som https://restapi.e-conomic.com.",
)
PLAIN_HTTP = Phrase(
    "{key} would send the tokens unencrypted. http:// is for this machine only; write https://.",
    "{key} ville sende nøglerne ukrypteret. http:// er kun for denne maskine; skriv https://.",
)
