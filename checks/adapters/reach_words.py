"""Sentences about a server that is not reached: each cause has its own, with its own next step."""

from __future__ import annotations

from checks.engine.phrase import Phrase

UNKNOWN_HOST = Phrase(
    "ClientTime's server {server}: nobody knows the name {host}. Check [clienttime] server, and whether this "
    "machine's DNS (or the VPN) knows it.",
    "ClientTimes server {server}: navnet {host} er ukendt. Se efter [clienttime] server, og om denne maskines DNS "
    "(eller VPN'en) kender det.",
)
CLOSED = Phrase(
    "ClientTime's server {server}: nothing listens on port {port}. Check that SQL Server runs there, that TCP/IP is "
    "switched on for it, and which port it has.",
    "ClientTimes server {server}: intet lytter på port {port}. Se efter, at SQL Server kører der, at TCP/IP er slået "
    "til for den, og hvilken port den har.",
)
NO_ROUTE = Phrase(
    "This machine has no way to ClientTime's server {server}. Look at the cable, the VPN and the routes here.",
    "Denne maskine har ingen vej til ClientTimes server {server}. Se på kabel, VPN og ruter her.",
)
SILENT = Phrase(
    "ClientTime's server {server} did not answer on port {port} within {seconds} s. A firewall swallows the "
    "connection, or the machine is off: try the port from here, and ask who runs the network.",
    "ClientTimes server {server} svarede ikke på port {port} inden for {seconds} s. En firewall sluger forbindelsen, "
    "eller maskinen er slukket: prøv porten herfra, og spørg den, der passer nettet.",
)
MUTE = Phrase(
    "ClientTime's server {server} takes the connection on port {port} and says nothing ({seconds} s). It hangs, or "
    "something that is no SQL Server listens there: look at the server.",
    "ClientTimes server {server} tager imod på port {port} og siger intet ({seconds} s). Den hænger, eller noget, der "
    "ikke er en SQL Server, lytter der: se på serveren.",
)
HUNG_UP = Phrase(
    "ClientTime's server {server} hangs up on port {port} before its first word. It is starting, stopping or full; "
    "or it wants encrypt = “strict”. It is tried again.",
    "ClientTimes server {server} lægger på på port {port} før sit første ord. Den er ved at starte, stoppe eller er "
    "fuld; eller den vil have encrypt = “strict”. Der prøves igen.",
)
NOT_TDS = Phrase(
    "ClientTime's server {server}: what listens on port {port} is not a SQL Server. Check host and port in "
    "[clienttime] server.",
    "ClientTimes server {server}: det, der lytter på port {port}, er ikke en SQL Server. Se efter vært og port i "
    "[clienttime] server.",
)
NO_TLS = Phrase(
    "ClientTime's server {server} does not encrypt, and encrypt = “yes” is asked for, so nothing was sent. Let its "
    "administrator give it a certificate; or, where the network is trusted, write encrypt = “no”.",
    "ClientTimes server {server} krypterer ikke, og der bedes om encrypt = “yes”, så intet er sendt. Lad dens "
    "administrator give den et certifikat; eller skriv encrypt = “no”, hvor nettet er til at stole på.",
)
NO_BROWSER = Phrase(
    "ClientTime's server {server}: SQL Browser on {host} (UDP port 1434) does not tell where {instance} is: it is "
    "stopped, or a firewall swallows the question. Write the port itself: server = “{host},PORT”.",
    "ClientTimes server {server}: SQL Browser på {host} (UDP-port 1434) siger ikke, hvor {instance} er: den er "
    "stoppet, eller en firewall sluger spørgsmålet. Skriv porten selv: server = “{host},PORT”.",
)
NO_INSTANCE = Phrase(
    "ClientTime's server {server}: {host} has no instance {instance} that is reached over TCP. Check its name, and "
    "that TCP/IP is switched on for it.",
    "ClientTimes server {server}: {host} har ingen instans {instance}, der nås over TCP. Se efter navnet, og at "
    "TCP/IP er slået til for den.",
)
STALLED = Phrase(
    "ClientTime's server {server} answered, and then stopped while the connection was being encrypted or logged in "
    "({seconds} s). It is tried again; if it stays so, look at the server and what stands between (proxy, VPN).",
    "ClientTimes server {server} svarede og gik så i stå, mens forbindelsen blev krypteret eller logget ind "
    "({seconds} s). Der prøves igen; bliver det ved, så se på serveren og det, der står imellem (proxy, VPN).",
)
SLOW_NAMES = Phrase(
    "ClientTime's server {server}: the look-up of its name took longer than {seconds} s. Check this machine's DNS.",
    "ClientTimes server {server}: opslaget af navnet tog mere end {seconds} s. Se efter denne maskines DNS.",
)
MANY_HANGING = Phrase(
    "ClientTime's server {server}: {n} attempts to log in hang and have not come back, so no further one is begun. "
    "Look at the server; start the program again if it stays so.",
    "ClientTimes server {server}: {n} forsøg på at logge ind hænger og er ikke kommet tilbage, så der begyndes ikke "
    "flere. Se på serveren; start programmet igen, hvis det bliver ved.",
)
