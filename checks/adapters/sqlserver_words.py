"""Sentences about what a SQL Server said: which system, what happened, the next step."""

from __future__ import annotations

from checks.engine.phrase import Phrase

NO_ODBC = Phrase(
    "ClientTime: the system's ODBC library is missing ({why}), so no SQL Server can be reached. On Debian or Ubuntu: "
    "apt-get install --no-install-recommends libodbc2 tdsodbc",
    "ClientTime: systemets ODBC-bibliotek mangler ({why}), så ingen SQL Server kan nås. På Debian eller Ubuntu: "
    "apt-get install --no-install-recommends libodbc2 tdsodbc",
)
NO_LIBRARY = Phrase(
    "ClientTime: the ODBC driver does not load: “{said}”. Install it again, or name another in [clienttime] driver.",
    "ClientTime: ODBC-driveren kan ikke indlæses: “{said}”. Installér den igen, eller angiv en anden i [clienttime] "
    "driver.",
)
CERTIFICATE = Phrase(
    "ClientTime's server {server}: its certificate is not trusted here (“{said}”), so nothing was sent. Install the "
    "certificate authority on this machine; only where the network is trusted, write trust_server_certificate = true.",
    "ClientTimes server {server}: der stoles ikke på dens certifikat her (“{said}”), så intet er sendt. Installér "
    "certifikatudstederen på denne maskine; skriv kun trust_server_certificate = true, hvor nettet er til at stole på.",
)
CERTIFICATE_NAME = Phrase(
    "ClientTime's server {server}: its certificate is made out to another name (“{said}”), so nothing was sent. Write "
    "the name that stands in the certificate in [clienttime] server; if it should be this one, ask who runs the "
    "network: somebody may stand in between.",
    "ClientTimes server {server}: dens certifikat er udstedt til et andet navn (“{said}”), så intet er sendt. Skriv "
    "navnet i certifikatet i [clienttime] server; skulle det være dette, så spørg den, der passer nettet: nogen kan "
    "stå imellem.",
)
CERTIFICATE_DATES = Phrase(
    "ClientTime's server {server}: its certificate has run out or is not valid yet (“{said}”), so nothing was sent. "
    "Let its administrator renew it; check this machine's date as well.",
    "ClientTimes server {server}: dens certifikat er udløbet eller gælder ikke endnu (“{said}”), så intet er sendt. "
    "Lad administratoren forny det; se også efter denne maskines dato.",
)
TLS = Phrase(
    "ClientTime's server {server}: the connection could not be encrypted (“{said}”), so nothing was sent. Let its "
    "administrator look at its certificate and TLS versions.",
    "ClientTimes server {server}: forbindelsen kunne ikke krypteres (“{said}”), så intet er sendt. Lad administratoren "
    "se på dens certifikat og TLS-versioner.",
)
LOGIN = Phrase(
    "ClientTime's server {server} refused the login of {user} ({at}). Wrong passwords lock accounts, so it is not "
    "tried again by itself. Have the account unlocked, or put the password right (c on the screen where it was "
    "typed): another one is tried at once, this one when somebody asks on the screen or at a terminal, not before "
    "{again}.",
    "ClientTimes server {server} afviste login for {user} ({at}). Forkerte kodeord låser konti, så der prøves ikke "
    "igen af sig selv. Få kontoen låst op, eller ret kodeordet (c på skærmen, hvor det blev tastet): et andet prøves "
    "straks, dette når nogen beder om det på skærmen eller ved en terminal, tidligst {again}.",
)
LOCKED_OUT = Phrase(
    "ClientTime's server {server}: the login of {user} is locked, disabled or its password has run out (“{said}”, "
    "{at}). Its administrator has to open it; then ask again on the screen or at a terminal, not before {again}: by "
    "itself it is not tried.",
    "ClientTimes server {server}: login for {user} er låst, lukket, eller kodeordet er udløbet (“{said}”, {at}). "
    "Administratoren må åbne det; spørg så igen på skærmen eller ved en terminal, tidligst {again}: der prøves ikke "
    "af sig selv.",
)
UNTRUSTED = Phrase(
    "ClientTime's server {server} did not accept this session's own logon ({at}). Over SSH with a key there is none "
    "to hand on: log in with a password or by RDP, or use authentication = “sql”. Then ask again on the screen or at "
    "a terminal, not before {again}: by itself it is not tried.",
    "ClientTimes server {server} godtog ikke denne sessions eget logon ({at}). Over SSH med nøgle er der intet at "
    "give videre: log ind med kodeord eller over RDP, eller brug authentication = “sql”. Spørg så igen på skærmen "
    "eller ved en terminal, tidligst {again}: der prøves ikke af sig selv.",
)
NO_TICKET = Phrase(
    "ClientTime's server {server}: there is no Kerberos ticket for the integrated login (“{said}”). Run kinit, check "
    "klist and the server's full name; or use authentication = “sql”.",
    "ClientTimes server {server}: der er ingen Kerberos-billet til integreret login (“{said}”). Kør kinit, se efter "
    "klist og serverens fulde navn; eller brug authentication = “sql”.",
)
NO_TICKET_PERHAPS = Phrase(
    "ClientTime's server {server} answers, but FreeTDS could not log in with this session's own logon and does not say "
    "why. Most often there is no Kerberos ticket: look with klist, run kinit, and name the server in full; or use "
    "authentication = “sql”.",
    "ClientTimes server {server} svarer, men FreeTDS kunne ikke logge ind med denne sessions eget logon og siger ikke "
    "hvorfor. Oftest er der ingen Kerberos-billet: se efter med klist, kør kinit, og skriv serverens fulde navn; eller "
    "brug authentication = “sql”.",
)
NO_DATABASE = Phrase(
    "ClientTime's server {server} has no database “{database}” that {user} may open. Check [clienttime] database, and "
    "that it is online.",
    "ClientTimes server {server} har ingen database “{database}”, som {user} må åbne. Se efter [clienttime] database, "
    "og at den er online.",
)
NO_ACCESS = Phrase(
    "ClientTime's database {database}: {user} is not a user of it. Hand this to its administrator: CREATE USER … FOR "
    "LOGIN …, and the rights that the doctor lists.",
    "ClientTimes database {database}: {user} er ikke bruger af den. Giv administratoren dette: CREATE USER … FOR LOGIN "
    "…, og de rettigheder, som doctor opregner.",
)
STARTING = Phrase(
    "ClientTime's database {database} is still starting (recovering). It is tried again; if it stays so for more than "
    "some minutes, ask its administrator.",
    "ClientTimes database {database} er stadig ved at starte (genopretter). Der prøves igen; varer det mere end nogle "
    "minutter, så spørg administratoren.",
)
ONE_USER = Phrase(
    "ClientTime's database {database} takes one user at a time (single user) and has one now. It is tried again; ask "
    "its administrator when that work is done.",
    "ClientTimes database {database} tager én bruger ad gangen (single user) og har en nu. Der prøves igen; spørg "
    "administratoren, hvornår det arbejde er gjort.",
)
RESTRICTED = Phrase(
    "ClientTime's database {database} is open to its administrators only (restricted user). It is tried again; ask "
    "them when their work is done.",
    "ClientTimes database {database} er kun åben for sine administratorer (restricted user). Der prøves igen; spørg "
    "dem, hvornår deres arbejde er gjort.",
)
DAMAGED = Phrase(
    "ClientTime's database {database} is marked as damaged (suspect) by its server. Its administrator has to look at "
    "it before anything else is done.",
    "ClientTimes database {database} er mærket som beskadiget (suspect) af sin server. Administratoren må se på den, "
    "før der gøres andet.",
)
RESTORING = Phrase(
    "ClientTime's database {database} is being restored on {server}, or stands there as another server's copy. Wait "
    "until that is done, or name the server that is in use in [clienttime] server.",
    "ClientTimes database {database} er ved at blive gendannet på {server}, eller den er en anden servers kopi dér. "
    "Vent, til det er gjort, eller angiv den server, der er i brug, i [clienttime] server.",
)
OFFLINE = Phrase(
    "ClientTime's database {database} is switched off (offline) on {server}. Ask its administrator to bring it online; "
    "it is tried again.",
    "ClientTimes database {database} er slået fra (offline) på {server}. Bed administratoren om at sætte den online; "
    "der prøves igen.",
)
NO_FILES = Phrase(
    "ClientTime's database {database}: the server {server} cannot open its files, or has no room or memory for it. Its "
    "administrator has to look at the server's log.",
    "ClientTimes database {database}: serveren {server} kan ikke åbne dens filer eller har ikke plads eller hukommelse "
    "til den. Administratoren må se i serverens log.",
)
SECONDARY = Phrase(
    "ClientTime's database {database}: on {server} is a copy that is not read from (secondary of an availability "
    "group). Name the group's listener, or the server that is primary, in [clienttime] server.",
    "ClientTimes database {database}: på {server} er en kopi, der ikke læses fra (sekundær i en availability group). "
    "Angiv gruppens listener eller den server, der er primær, i [clienttime] server.",
)
SWITCHING = Phrase(
    "ClientTime's database {database}: it is just being changed, or moved to another server by its availability group. "
    "It is tried again; if it stays so, ask its administrator.",
    "ClientTimes database {database}: den er ved at blive ændret eller flyttet til en anden server af sin availability "
    "group. Der prøves igen; bliver det ved, så spørg administratoren.",
)
NO_RIGHT = Phrase(
    "ClientTime's database {database}: {user} lacks a right (“{said}”). Nothing was written. Hand this to its "
    "administrator: {grant}",
    "ClientTimes database {database}: {user} mangler en ret (“{said}”). Intet er skrevet. Giv administratoren dette: "
    "{grant}",
)
ASK_DOCTOR = "ctmon doctor"
NO_TABLE = Phrase(
    "ClientTime's database {database}: “{said}” A table was renamed or taken away, or it is another database. Check "
    "the site file; nothing is written until it fits.",
    "ClientTimes database {database}: “{said}” En tabel er omdøbt eller fjernet, eller det er en anden database. Se "
    "efter opsætningen; intet skrives, før den passer.",
)
NO_COLUMN = Phrase(
    "ClientTime's database {database}: “{said}” A column was renamed or taken away. Check the site file; nothing is "
    "written until it fits.",
    "ClientTimes database {database}: “{said}” En kolonne er omdøbt eller fjernet. Se efter opsætningen; intet "
    "skrives, før den passer.",
)
DEADLOCK = Phrase(
    "ClientTime's database {database} was busy: another program's change came first (deadlock). Nothing was written; "
    "plan the fix again.",
    "ClientTimes database {database} var optaget: et andet programs ændring kom først (deadlock). Intet er skrevet; "
    "planlæg rettelsen igen.",
)
LOCKED = Phrase(
    "ClientTime's database {database}: the row is locked by another session. Nothing was written; wait until that "
    "session is done, and try again.",
    "ClientTimes database {database}: rækken er låst af en anden session. Intet er skrevet; vent, til den session er "
    "færdig, og prøv igen.",
)
TOO_LONG = Phrase(
    "ClientTime's server {server} took longer than [clienttime] query_timeout allows. It is tried again; if it stays "
    "so, ask who runs the server what is blocked.",
    "ClientTimes server {server} var længere om det, end [clienttime] query_timeout tillader. Der prøves igen; bliver "
    "det ved, så spørg den, der passer serveren, hvad der er blokeret.",
)
ODD_TEXT = Phrase(
    "A text in ClientTime is no valid Unicode, and it could not be read with care either. Look for cut emoji in the "
    "mapped columns.",
    "En tekst i ClientTime er ikke gyldig Unicode, og den kunne heller ikke læses med forsigtighed. Led efter "
    "overskårne emoji i de kolonner, der bruges.",
)
CUT = Phrase(
    "The connection to ClientTime's server {server} was cut. It is opened again; if it stays so, look at the network "
    "and the server.",
    "Forbindelsen til ClientTimes server {server} blev afbrudt. Den åbnes igen; bliver det ved, så se på netværket og "
    "serveren.",
)
BUSY = Phrase(
    "ClientTime's server {server} is starting, stopping or short of room (“{said}”). It is tried again.",
    "ClientTimes server {server} er ved at starte, stoppe eller mangler plads (“{said}”). Der prøves igen.",
)
FULL = Phrase(
    "ClientTime's database {database} has no room left: “{said}” Nothing was written, and it is not tried again. Its "
    "administrator has to make room.",
    "ClientTimes database {database} har ikke mere plads: “{said}” Intet er skrevet, og der prøves ikke igen. "
    "Administratoren må skaffe plads.",
)
READ_ONLY = Phrase(
    "ClientTime's database {database} may only be read there: “{said}” Nothing was written. Name the server that may "
    "be written.",
    "ClientTimes database {database} kan kun læses der: “{said}” Intet er skrevet. Angiv den server, der må "
    "skrives på.",
)
TRIGGER = Phrase(
    "ClientTime's database refused the change by a rule of its own: “{said}” Nothing was written. Ask who looks after "
    "ClientTime.",
    "ClientTimes database afviste ændringen efter en regel i databasen: “{said}” Intet er skrevet. Spørg den, der "
    "passer ClientTime.",
)
REFUSED = Phrase(
    "ClientTime's database refused the value: “{said}” Nothing was written. Check what the column may hold.",
    "ClientTimes database afviste værdien: “{said}” Intet er skrevet. Se efter, hvad kolonnen må indeholde.",
)
OURS = Phrase(
    "ClientTime's database did not understand a question of this program (“{said}”). Please report it with a "
    "support bundle.",
    "ClientTimes database forstod ikke et spørgsmål fra dette program (“{said}”). Indberet det med en supportpakke.",
)
OTHER = Phrase(
    "ClientTime's server {server} failed: “{said}” It is tried again; check [clienttime] in the site file.",
    "ClientTimes server {server} fejlede: “{said}” Der prøves igen; se efter [clienttime] i opsætningen.",
)
OWN_LOGON = "Windows/Kerberos"
"""Who asks, where the session's own logon is used."""
