"""The sentences of the set-up on the screen."""

from __future__ import annotations

from checks.engine.phrase import Phrase

SET_UP = Phrase("Set-up", "Opsætning")
STEP = Phrase("step {n} of {count}", "trin {n} af {count}")

# Steps
SITE = Phrase("Which firm is it?", "Hvilket firma er det?")
SITE_ABOUT = Phrase(
    "Nothing is written before you have seen the whole file and agreed. `ctmon demo` shows the program without a site.",
    "Intet skrives, før du har set hele filen og sagt ja. `ctmon demo` viser programmet uden opsætning.",
)
KIND = Phrase("Where is ClientTime's database?", "Hvor er ClientTimes database?")
KIND_ABOUT = Phrase(
    "Only tables, columns, keys and row counts are looked at, never what stands in them.",
    "Der ses kun på tabeller, kolonner, nøgler og antal rækker, aldrig på indholdet.",
)
FILE = Phrase("Which file is it?", "Hvilken fil er det?")
SERVER = Phrase("How is the server reached?", "Hvordan nås serveren?")
SERVER_ABOUT = Phrase(
    "Without a login it is your own (Windows, Kerberos). A typed password stays in memory only.",
    "Uden login er det dit eget (Windows, Kerberos). Et skrevet kodeord bliver kun i hukommelsen.",
)
DATABASE = Phrase("Which database is it?", "Hvilken database er det?")
DATABASE_ABOUT = Phrase(
    "These have ClientTime's two known columns, the likeliest first.",
    "Disse har ClientTimes to kendte kolonner, den mest sandsynlige først.",
)
DATABASE_NONE = Phrase(
    "None that this login may enter has ClientTime's two known columns. Type its name.",
    "Ingen, som dette login må åbne, har ClientTimes to kendte kolonner. Skriv navnet.",
)
DATABASE_CLOSED = Phrase(
    "{n} could not be looked into: the line below the list says why.",
    "{n} kunne ikke ses efter: linjen under listen siger hvorfor.",
)
BY_NAME_ONLY = Phrase("only the name looks like it", "kun navnet ligner")
CLOSED = Phrase("not looked into", "ikke set efter")
DATABASE_UNSEEN = Phrase(
    "The server was not looked into. Type the database's name.",
    "Der er ikke set efter på serveren. Skriv databasens navn.",
)
LINES = Phrase("Is each line right?", "Er hver linje rigtig?")
LINES_ABOUT = Phrase("{done} of {count} lines are answered.", "{done} af {count} linjer er besvaret.")
CORRECT = Phrase("{name}: which is it?", "{name}: hvilken er det?")
CORRECT_ABOUT = Phrase("In the site file: {key}", "I opsætningen: {key}")
INVOICE = Phrase("One invoice that you know", "En faktura, du kender")
INVOICE_ABOUT = Phrase(
    "If it is shown as you know it, then number, customer, date and amount are the right columns.",
    "Vises den, som du kender den, så er nummer, kunde, dato og beløb de rigtige kolonner.",
)
ECONOMIC = Phrase("Where are e-conomic's tokens?", "Hvor er nøglerne til e-conomic?")
ECONOMIC_ABOUT = Phrase(
    "Name a variable, or a file that only you can read (0600). The tokens themselves are never asked for.",
    "Angiv en variabel eller en fil, som kun du kan læse (0600). Der spørges aldrig om selve nøglerne.",
)
PREVIEW = Phrase("This would be written", "Dette ville blive skrevet")
PREVIEW_NEW = Phrase("{path} is not there yet.", "{path} findes ikke endnu.")
PREVIEW_REPLACES = Phrase(
    "{path} is there already: it is replaced, and the former one is kept beside it.",
    "{path} findes allerede: den erstattes, og den tidligere gemmes ved siden af.",
)

# Fields
NAME = Phrase("Short name", "Kort navn")
NAME_HINT = Phrase("The file's name: letters, digits, - _ and .", "Filens navn: bogstaver, cifre, - _ og .")
TITLE = Phrase("Name of the firm", "Firmaets navn")
TITLE_HINT = Phrase("Stands on the first line of the screen.", "Står på skærmens første linje.")
LANGUAGE = Phrase("Language", "Sprog")
LANGUAGE_HINT = Phrase("en or da", "en eller da")
SQLITE_FILE = Phrase("SQLite file", "SQLite-fil")
SQLITE_HINT = Phrase("The path of the file.", "Stien til filen.")
ADDRESS = Phrase("Server", "Server")
ADDRESS_HINT = Phrase("host, host,port or host\\instance", "vært, vært,port eller vært\\instans")
USER = Phrase("Login", "Login")
USER_HINT = Phrase("A SQL Server login; empty: your own.", "Et SQL Server-login; tomt: dit eget.")
PASSWORD = Phrase("Password", "Kodeord")
PASSWORD_HINT = Phrase(
    "Unseen; asked for again at each start, unless the next line names where it is.",
    "Vises ikke; der spørges igen ved hver start, medmindre næste linje siger, hvor det er.",
)
PASSWORD_KNOWN = Phrase(
    "Known for now; type another one to change it.", "Kendt indtil videre; skriv et andet for at ændre det."
)
PLACE = Phrase("or where it is", "eller hvor det er")
PLACE_HINT = Phrase(
    "A variable, or a file (0600) that holds it.", "En variabel eller en fil (0600), der indeholder det."
)
ENCRYPT = Phrase("Encryption", "Kryptering")
ENCRYPT_HINT = Phrase("yes, no or strict", "yes, no eller strict")
TRUST = Phrase("Trust certificate", "Stol på certifikat")
TRUST_HINT = Phrase("yes trusts it without checking it; no is safer.", "yes stoler på det uden kontrol; no er sikrere.")
DRIVER = Phrase("ODBC driver", "ODBC-driver")
DRIVER_HINT = Phrase("auto, a registered name, or a file.", "auto, et registreret navn eller en fil.")
NUMBER = Phrase("Agreement number", "Aftalenummer")
NUMBER_HINT = Phrase(
    "As e-conomic shows it; empty: nothing is ever written.", "Som e-conomic viser det; tomt: der skrives aldrig."
)
SECRET = Phrase("App secret", "App-hemmelighed")
GRANT = Phrase("Agreement grant", "Aftalenøgle")
PLACE_OF_TOKEN = Phrase(
    "The name of a variable, or the path of a file.", "Navnet på en variabel eller stien til en fil."
)
INVOICE_NUMBER = Phrase("Number (empty: go on without)", "Nummer (tomt: fortsæt uden)")
TYPE_NAME = Phrase("name", "navn")

# Choices
IN_FILE = Phrase("a SQLite file", "en SQLite-fil")
IN_FILE_ABOUT = Phrase("the embedded ClientTime, or a copy", "den indlejrede ClientTime eller en kopi")
ON_SERVER = Phrase("a SQL Server", "en SQL Server")
ON_SERVER_ABOUT = Phrase("the usual ClientTime", "den sædvanlige ClientTime")

# What is said
LOOKING = Phrase("looking, {age}; Esc breaks it off", "ser efter, {age}; Esc afbryder")
BROKEN_OFF = Phrase("Broken off. What was typed is still here.", "Afbrudt. Det skrevne står her stadig.")
GUESS = Phrase(
    "Ctrl+G goes on without looking: every name is then a guess to be confirmed in the file.",
    "Ctrl+G fortsætter uden at se efter: alle navne er så gæt, der skal bekræftes i filen.",
)
NOT_AGAIN = Phrase(
    "This login was refused. Change it or type its password again: the same again could lock the account.",
    "Dette login blev afvist. Ret det, eller skriv kodeordet igen: det samme igen kan spærre kontoen.",
)
PASSWORD_WANTED = Phrase(
    "Type the password of this login, or say where it is.", "Skriv kodeordet til dette login, eller sig, hvor det er."
)
ONE_OF = Phrase("It is one of: {choices}.", "Det er en af: {choices}.")
NO_TABLES = Phrase(
    "No table can be seen there with this login. Choose another database, or ask for the right to see them.",
    "Med dette login ses ingen tabeller der. Vælg en anden database, eller bed om ret til at se dem.",
)
STILL_OPEN = Phrase(
    "{count} lines are not answered yet; this is the first.",
    "{count} linjer er ikke besvaret endnu; dette er den første.",
)
ALL_ANSWERED = Phrase("Every line is answered; n goes on.", "Alle linjer er besvaret; n fortsætter.")
NOTHING_SURE = Phrase(
    "No open line is sure; each has to be looked at.", "Ingen åben linje er sikker; hver skal ses efter."
)
NO_SUCH_INVOICE = Phrase(
    "There is not exactly one invoice {number}. Type another number, or none to go on without.",
    "Der er ikke netop én faktura {number}. Skriv et andet nummer, eller intet for at fortsætte uden.",
)
LEFT_OUT = Phrase("left out", "udeladt")
NO_MATCH = Phrase("Nothing here is called “{text}”.", "Intet her hedder “{text}”.")
NO_INVOICES = Phrase("No invoice to begin with was found.", "Der er ikke fundet en faktura at begynde med.")
OWN_DEFECT = Phrase(
    "That failed ({kind}). Try again, or Esc goes back.", "Det mislykkedes ({kind}). Prøv igen, eller Esc går tilbage."
)

# Keys
KEY_ON = Phrase("go on", "fortsæt")
KEY_NEXT_FIELD = Phrase("next field", "næste felt")
KEY_BACK = Phrase("back", "tilbage")
KEY_LEAVE = Phrase("leave, nothing written", "forlad, intet skrevet")
KEY_BREAK_OFF = Phrase("break off", "afbryd")
KEY_CHOOSE = Phrase("choose", "vælg")
KEY_MARK = Phrase("mark", "markér")
KEY_MOVE = Phrase("move", "flyt")
KEY_FILTER = Phrase("filter", "filter")
KEY_TYPE = Phrase("type a name", "skriv et navn")
KEY_CONFIRM = Phrase("confirm", "bekræft")
KEY_CORRECT = Phrase("correct", "ret")
KEY_OUT = Phrase("leave out", "udelad")
KEY_SURE = Phrase("confirm all sure ones", "bekræft alle sikre")
KEY_RIGHT = Phrase("that is right", "det er rigtigt")
KEY_WRONG = Phrase("it is not", "det er det ikke")
KEY_SHOW = Phrase("show the invoice", "vis fakturaen")
KEY_SCROLL = Phrase("scroll", "rul")
KEY_WRITE = Phrase("write the file", "skriv filen")
KEY_GUESS = Phrase("go on with guesses", "fortsæt med gæt")
