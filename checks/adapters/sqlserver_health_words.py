"""What a look at a SQL Server is about, what it finds, and the next step."""

from __future__ import annotations

from checks.engine.phrase import Phrase

# What is looked at
NAME = Phrase("server name", "servernavn")
PORT = Phrase("server port", "serverport")
GREETING = Phrase("SQL Server", "SQL Server")
ENCRYPTION = Phrase("encryption", "kryptering")
DRIVER = Phrase("ODBC driver", "ODBC-driver")
LOGIN = Phrase("database login", "databaselogin")
DATABASE = Phrase("database", "database")
VERSIONS = Phrase("readers and writers", "læsere og skrivere")
CLOCK = Phrase("server clock", "serverens ur")
COLLATION = Phrase("{section} texts", "{section} tekster")
MAY_READ = Phrase("right to read: {section}", "ret til at læse: {section}")
MAY_LINK = Phrase("right to link", "ret til at koble")
AT_LARGE = Phrase("more rights than needed", "flere rettigheder end nødvendigt")
TOO_MUCH = Phrase("more than needed: {of}", "mere end nødvendigt: {of}")
TRIGGERS = Phrase("triggers", "triggere")
HISTORY = Phrase("history table", "historiktabel")
UNIQUE = Phrase("unique: {key}", "entydig: {key}")
ANSWERS = Phrase("database answers", "databasen svarer")

# Questions without an answer
HUNG = Phrase(
    "no answer within {seconds} s, and it was broken off.", "intet svar inden for {seconds} s, og det blev afbrudt."
)
ASK_BLOCKED = Phrase(
    "Ask who runs the server what is blocked there; then look again.",
    "Spørg den, der passer serveren, hvad der er blokeret; se så efter igen.",
)
GOES_BY = Phrase("It goes by “{what}”, which has no answer.", "Det afhænger af “{what}”, som ikke har svaret.")
ENOUGH = Phrase(
    "The questions before took {seconds} s together. Look again when the server answers.",
    "Spørgsmålene før tog {seconds} s tilsammen. Se efter igen, når serveren svarer.",
)
LACKS = Phrase(
    "could not be asked: {user} lacks a right (“{said}”).", "kunne ikke spørges: {user} mangler en ret (“{said}”)."
)

# The way there
LISTENS = Phrase("{port} takes connections", "{port} tager imod forbindelser")
OFFERS = Phrase("{version} (SQL Server {release}); can encrypt", "{version} (SQL Server {release}); kan kryptere")
ENCRYPTS = Phrase("{version} (SQL Server {release}); encrypts", "{version} (SQL Server {release}); krypterer")
NEVER_ENCRYPTS = Phrase(
    "{version} (SQL Server {release}); cannot encrypt", "{version} (SQL Server {release}); kan ikke kryptere"
)
INSISTS = Phrase(
    "{version} (SQL Server {release}); insists on encryption",
    "{version} (SQL Server {release}); forlanger kryptering",
)
NO_GREETING = Phrase(
    "encrypted from the first byte, so it says nothing before the login",
    "krypteret fra første byte, så den siger intet før login",
)
STRICT = Phrase(
    "from the first byte (TDS 8); the certificate is verified", "fra første byte (TDS 8); certifikatet efterprøves"
)
VERIFIED = Phrase("the whole session; the certificate is verified", "hele forbindelsen; certifikatet efterprøves")
TRUSTED_BLINDLY = Phrase(
    "the whole session, but the certificate is not verified: somebody in between could read and change everything.",
    "hele forbindelsen, men certifikatet efterprøves ikke: en mellemmand kunne læse og ændre alt.",
)
INSTALL_AUTHORITY = Phrase(
    "Install the authority that signed the server's certificate here, and take trust_server_certificate out "
    "(Microsoft's driver can verify it, FreeTDS cannot).",
    "Installér udstederen af serverens certifikat her, og fjern trust_server_certificate (Microsofts driver kan "
    "efterprøve det, FreeTDS kan ikke).",
)
FORCED = Phrase(
    "the server insists on it, though the site file says encrypt = “no”.",
    "serveren forlanger det, selv om opsætningen siger encrypt = “no”.",
)
LOGIN_ONLY = Phrase(
    "of the login only: names, addresses and amounts travel readable.",
    "kun af login: navne, adresser og beløb kan læses undervejs.",
)
ENCRYPT = Phrase("Write encrypt = “yes” in [clienttime].", "Skriv encrypt = “yes” i [clienttime].")
IN_CLEAR = Phrase("none: even the password can be read on the way.", "ingen: selv kodeordet kan læses undervejs.")
GIVE_CERTIFICATE = Phrase(
    "Let the server's administrator give it a certificate, then write encrypt = “yes” in [clienttime].",
    "Lad serverens administrator give den et certifikat, og skriv så encrypt = “yes” i [clienttime].",
)
DRIVER_IS = Phrase("{name}, version {version}", "{name}, version {version}")
OLD_DRIVER_IS = Phrase("{name}, version {version}.", "{name}, version {version}.")

# Who asks
SQL_LOGIN = Phrase("{login} (SQL Server login), user {user}", "{login} (SQL Server-login), bruger {user}")
OWN_LOGON = Phrase("{login} (integrated), user {user}", "{login} (integreret), bruger {user}")
ACCEPTED = Phrase("accepted by the server", "godtaget af serveren")
NOT_TRIED = Phrase("not tried: the password is missing.", "ikke forsøgt: kodeordet mangler.")
PASSWORD_FIRST = Phrase(
    "Put the failed line of the password above right first.", "Ret først kodeordets linje, der fejlede ovenfor."
)

# The database
OPENED = Phrase(
    "{database} on {version}, {edition}; level {level}, {collation}",
    "{database} på {version}, {edition}; niveau {level}, {collation}",
)
READ_ONLY = Phrase(
    "{database} on {version} may only be read there, so no link can be set.",
    "{database} på {version} kan kun læses der, så ingen kobling kan sættes.",
)
OTHER_SERVER = Phrase(
    "Name the server whose copy may be written, in [clienttime] server.",
    "Angiv den server, hvis kopi der må skrives i, i [clienttime] server.",
)
NOT_LISTED = Phrase(
    "the server does not show its settings to this login.", "serveren viser ikke sine indstillinger til dette login."
)
GRANT_LIST = Phrase(
    "Reading works without; to see them: GRANT VIEW ANY DATABASE TO …;",
    "Der kan læses uden; for at se dem: GRANT VIEW ANY DATABASE TO …;",
)
COMMITTED = Phrase(
    "readers see the last committed rows (READ_COMMITTED_SNAPSHOT): nobody waits for this program",
    "læsere ser de sidst gemte rækker (READ_COMMITTED_SNAPSHOT): ingen venter på dette program",
)
SNAPSHOT = Phrase(
    "lists are read under SNAPSHOT: nobody waits for this program",
    "lister læses under SNAPSHOT: ingen venter på dette program",
)
LOCKING = Phrase(
    "neither READ_COMMITTED_SNAPSHOT nor SNAPSHOT is on: a reader waits for a writer, at most 3 s. It is the vendor's "
    "database: leave it so.",
    "hverken READ_COMMITTED_SNAPSHOT eller SNAPSHOT er slået til: en læser venter på en skriver, højst 3 s. Det er "
    "leverandørens database: lad det være.",
)
IN_STEP = Phrase(
    "{seconds} s from this machine's; local time {zone}", "{seconds} s fra denne maskines; lokal tid {zone}"
)
AHEAD = Phrase(
    "{seconds} s ahead of this machine's; local time {zone}.", "{seconds} s foran denne maskines; lokal tid {zone}."
)
BEHIND = Phrase(
    "{seconds} s behind this machine's; local time {zone}.", "{seconds} s bag denne maskines; lokal tid {zone}."
)
NTP = Phrase(
    "Let both take the time from the same place (NTP): ages, the grace time and Kerberos go by it.",
    "Lad begge hente tiden samme sted (NTP): alder, ventetid og Kerberos regner med den.",
)
NO_CLOCK = Phrase("this driver does not hand over times.", "denne driver afleverer ikke klokkeslæt.")

# Tables and columns
OR_NOT_SHOWN = Phrase(
    "Or this login may not see it; then hand this to the administrator:\n{script}",
    "Eller dette login må ikke se den; giv så administratoren dette:\n{script}",
)
COMPUTED = Phrase("{column}, computed by the server", "{column}, beregnet af serveren")
COMPUTED_LINK = Phrase(
    "{column} is computed by the server, so no link can be set.",
    "{column} er beregnet af serveren, så ingen kobling kan sættes.",
)
OTHER_COLUMN = Phrase(
    "Map the column from which it is computed, or ask who looks after ClientTime.",
    "Angiv den kolonne, den beregnes af, eller spørg den, der passer ClientTime.",
)
SHORT_LINK = Phrase(
    "{column}: e-conomic's customer numbers have up to {digits} digits; a longer one is refused.",
    "{column}: e-conomics kundenumre har op til {digits} cifre; et længere afvises.",
)
LONGER_COLUMN = Phrase(
    "Nothing to do while the numbers are short; else ask who looks after ClientTime.",
    "Intet at gøre, så længe numrene er korte; spørg ellers den, der passer ClientTime.",
)
UNKNOWN_PAGE = Phrase(
    "the letters of {collation} are not known here: a link with other than plain ones is refused.",
    "tegnene i {collation} kendes ikke her: en kobling med andre end almindelige afvises.",
)
ONLY_ASCII = Phrase(
    "Nothing to do: e-conomic's customer numbers are digits.", "Intet at gøre: e-conomics kundenumre er cifre."
)
NO_TEXTS = Phrase("none of the mapped columns is a text", "ingen af de angivne kolonner er en tekst")
RUNS = Phrase(
    "{table} has {names}: at each change they may refuse it or change it again. Each fix is read back, and taken back "
    "where something else stands there.",
    "{table} har {names}: ved hver ændring kan de afvise den eller ændre den igen. Hver rettelse læses tilbage og "
    "tages tilbage, hvor der står noget andet.",
)
HIDDEN = Phrase(
    "{table} has a trigger at UPDATE whose name is not shown to this login.",
    "{table} har en trigger ved UPDATE, hvis navn ikke vises til dette login.",
)
ASK_TRIGGERS = Phrase(
    "Ask who looks after ClientTime what they do, before the first fix.",
    "Spørg den, der passer ClientTime, hvad de gør, før den første rettelse.",
)
IDLE = Phrase("{table} has {names}; none runs at UPDATE", "{table} har {names}; ingen kører ved UPDATE")
NO_TRIGGERS = Phrase("{table} has none", "{table} har ingen")
TEMPORAL = Phrase(
    "{table} is temporal: the server keeps what a row was before each change",
    "{table} er temporal: serveren gemmer, hvad en række var før hver ændring",
)
NO_SUCH_THING = Phrase(
    "SQL Server {release} has no such thing (it came with 2016)",
    "SQL Server {release} har ikke den slags (det kom med 2016)",
)
NOT_TEMPORAL = Phrase("{table} keeps none", "{table} har ingen")
BY_INDEX = Phrase("{column}, by {index}", "{column}, ved {index}")
BY_CHANCE = Phrase(
    "{column}: no unique index keeps it so; no value stands on two rows now.",
    "{column}: intet entydigt indeks sikrer det; ingen værdi står på to rækker nu.",
)
ASK_UNIQUE = Phrase(
    "Ask who looks after ClientTime whether it keeps them apart itself; rows that come to share one are never written.",
    "Spørg den, der passer ClientTime, om det selv holder dem adskilt; rækker, der kommer til at dele en, skrives "
    "aldrig.",
)
TWICE = Phrase(
    "{column}: {n} values stand on more than one row; those rows are never written.",
    "{column}: {n} værdier står på mere end én række; de rækker skrives aldrig.",
)
MEND_TWICE = Phrase(
    "Correct them in ClientTime, or map another column.", "Ret dem i ClientTime, eller angiv en anden kolonne."
)

# Rights
SELECTS = Phrase("SELECT on all {n} mapped columns of {table}", "SELECT på alle {n} angivne kolonner i {table}")
NO_SELECT = Phrase("SELECT is missing on {table}: {columns}.", "SELECT mangler på {table}: {columns}.")
HAND_OVER = Phrase("Hand this to the administrator:\n{script}", "Giv administratoren dette:\n{script}")
UPDATES = Phrase("UPDATE on {table}.{column}", "UPDATE på {table}.{column}")
NO_UPDATE = Phrase(
    "UPDATE is missing on {table}.{column}: no link can be set.",
    "UPDATE mangler på {table}.{column}: ingen kobling kan sættes.",
)
NO_UPDATE_NEEDED = Phrase(
    "no UPDATE on {table}.{column}, and none is needed while fixes are off",
    "ingen UPDATE på {table}.{column}, og ingen er nødvendig, mens rettelser er slået fra",
)
NOTHING_AT_LARGE = Phrase(
    "no role, and no right on the whole database or a whole schema",
    "ingen rolle og ingen ret på hele databasen eller et helt skema",
)
IS_SYSADMIN = Phrase(
    "{login} may do everything on the server: a slip of any program that uses it is dear.",
    "{login} må alt på serveren: en fejl i et program, der bruger det, bliver dyr.",
)
IN_ROLE = Phrase(
    "{user} is in {role}, which reaches far beyond the mapped columns.",
    "{user} er i {role}, som rækker langt ud over de angivne kolonner.",
)
ON_WHOLE = Phrase(
    "{user} has {rights} on all of {on}; to read the mapped columns and to set one is all that is needed.",
    "{user} har {rights} på hele {on}; at læse de angivne kolonner og sætte én er alt, hvad der er brug for.",
)
READS_ALL = Phrase(
    "{user} may read every column of {table}; {n} of them are mapped.",
    "{user} må læse alle kolonner i {table}; {n} af dem er angivet.",
)
READS_OTHERS = Phrase(
    "{user} may read {table}: {columns}; they are not mapped.",
    "{user} må læse {table}: {columns}; de er ikke angivet.",
)
SETS_ALL = Phrase(
    "{user} has UPDATE on every column of {table}; one at most is ever written.",
    "{user} har UPDATE på alle kolonner i {table}; højst én skrives nogensinde.",
)
SETS_OTHERS = Phrase(
    "{user} has UPDATE on {table}: {columns}; they are never written.",
    "{user} har UPDATE på {table}: {columns}; de skrives aldrig.",
)
TAKE = Phrase(
    "Hand this to the administrator (where it changes nothing, the right comes by a role or a group):\n{script}",
    "Giv administratoren dette (ændrer det intet, kommer retten fra en rolle eller en gruppe):\n{script}",
)
OWN_LOGIN = Phrase(
    "Let the administrator make a login of its own, with:\n{script}",
    "Lad administratoren lave et eget login, med:\n{script}",
)
OWN_LOGIN_OR = Phrase(
    "Let the administrator make a login of its own, with:\n{script}\nOr, where this one is the program's own:\n{drop}",
    "Lad administratoren lave et eget login, med:\n{script}\nEller, hvis dette login er programmets eget:\n{drop}",
)
