"""Why there is no plan, or no write: each says what stands in the way and what a person can do."""

from __future__ import annotations

from typing import TypeVar

from checks.engine.fields import field_name
from checks.engine.lookup import Absent, Found, Lookup, Unknown
from checks.engine.phrase import Personal, Phrase
from checks.engine.plan import FixPlan, JournalEntry, Refused, State

T = TypeVar("T")


def answered(answer: Lookup[T], what: str) -> T | Refused:
    """Return the record that was asked for, or the refusal that follows from not having it."""
    match answer:
        case Found(value=value):
            return value
        case Absent():
            return Refused(ABSENT.with_(what=what))
        case Unknown(reason=reason):
            return Refused(joined(COULD_NOT_ASK.with_(what=what), reason))


def joined(first: Phrase, second: Phrase) -> Phrase:
    """Return both sentences as one phrase; the second one is the reason of the first."""
    return Phrase(f"{first.en} {second.en}", f"{first.da} {second.da}", (*first.values, *second.values))


def cell(value: str | None) -> str:
    """Return a value as the operator has to see it: NULL is not the text NULL, blanks are visible."""
    return "NULL" if value is None else f"“{value}”"


def changed(field: str, shown: str, found: str) -> Phrase:
    """Return the sentence for a value that is not the one that was shown."""
    if field == "foreign_id":
        return LINK_CHANGED.with_(shown=shown, found=found)
    return CHANGED.worded(field=field_name(field)).with_(shown=shown, found=found)


def overtaken(old: FixPlan | None, fresh: FixPlan) -> Phrase:
    """Return what is not as it was in the older plan: the first value that changes from another one now."""
    befores = {change.field: change.before for change in old.changes} if old else {}
    for change in fresh.changes:
        if (was := befores.get(change.field)) != change.before:
            return changed(change.field, cell(was), cell(change.before))
    return CHANGED_SINCE.with_(key=fresh.finding)


def conflicting(reason: Phrase) -> bool:
    """Tell whether a refusal means: someone else was there in the meantime."""
    return reason.en == CHANGED_SINCE.en or reason.en.startswith(CHANGED.en.partition("{")[0])


def no_way_back(entry: JournalEntry) -> Phrase | None:
    """Return why an entry cannot be taken back, as far as the journal alone tells; None where it may be possible."""
    if entry.undone_by is not None:
        return UNDONE_ALREADY.with_(entry=entry.number, by=entry.undone_by)
    if entry.state in {State.OPEN, State.UNKNOWN}:
        return NOT_KNOWN_SO_NO_UNDO.with_(entry=entry.number)
    if entry.state is not State.DONE:
        return NOT_DONE_SO_NO_UNDO.with_(entry=entry.number)
    if entry.erased:
        return ERASED.with_(entry=entry.number)
    return None


def name(text: str | None) -> Personal:
    """Return a name as a value of a phrase."""
    return Personal(text or "–")


GONE = Phrase(
    "{key} is not there any more: both systems were just read and this is no longer wrong. Nothing to do.",
    "{key} er der ikke længere: begge systemer er netop læst, og fejlen er væk. Der er intet at gøre.",
)
CHANGED_SINCE = Phrase(
    "{key} has changed since it was shown. Look at it again before you decide.",
    "{key} er ændret, siden det blev vist. Se på det igen, før du beslutter dig.",
)
CHANGED = Phrase(
    "Changed since it was shown: {field} was {shown}, now it is {found}. Nothing was written; look at it again.",
    "Ændret, siden det blev vist: {field} var {shown}, nu er det {found}. Intet er skrevet; se på det igen.",
)
LINK_CHANGED = Phrase(
    "Changed since it was shown: the foreign id was {shown}, now it is {found}. Nothing was written; look at it again.",
    "Ændret, siden det blev vist: fremmed-id var {shown}, nu er det {found}. Intet er skrevet; se på det igen.",
)
ABSENT = Phrase("{what} is not there.", "{what} findes ikke.")
COULD_NOT_ASK = Phrase(
    "Could not ask for {what}, so nothing is planned.", "Kunne ikke spørge efter {what}, så intet planlægges."
)
NOTHING_TO_FIX = Phrase(
    "{key} cannot be put right by a write of this kind. What can be done: {actions}.",
    "{key} kan ikke rettes ved at skrive noget af den art. Det kan gøres: {actions}.",
)
NOT_A_WRITE = Phrase(
    "“{action}” changes nothing in the two systems, so there is no plan to apply.",
    "“{action}” ændrer intet i de to systemer, så der er ingen plan at udføre.",
)
UNKNOWN_FINDING = Phrase(
    "There is no finding {key} any more, or never was. Nothing was written.",
    "Der er ikke længere noget fund {key}, eller det har aldrig været der. Intet er skrevet.",
)
NOT_READ_YET = Phrase(
    "Both systems are being read for the first time. Try again in a moment.",
    "Begge systemer læses netop for første gang. Prøv igen om lidt.",
)
DAY_PASSED = Phrase(
    "{day} has passed, so nothing would be set aside. Name today or a day to come.",
    "{day} er passeret, så intet ville blive sat til side. Angiv i dag eller en kommende dag.",
)
LEAVING = Phrase(
    "The program is leaving, so this was not begun. Nothing was written.",
    "Programmet er ved at slutte, så dette blev ikke begyndt. Intet er skrevet.",
)
NO_AGREEMENT = Phrase(
    "The site file names no [economic] agreement_number, so nothing is ever written. Add it and start again.",
    "Opsætningen angiver ikke [economic] agreement_number, så der skrives aldrig noget. Tilføj det, og start igen.",
)
WRONG_AGREEMENT = Phrase(
    "The tokens belong to agreement {found}, the site file says {expected}. Nothing is written until they agree.",
    "Nøglerne hører til aftale {found}, opsætningen siger {expected}. Der skrives intet, før de stemmer overens.",
)
AGREEMENT_UNKNOWN = Phrase(
    "Could not ask e-conomic which agreement this is, so nothing is planned.",
    "Kunne ikke spørge e-conomic, hvilken aftale det er, så intet planlægges.",
)
FIXES_OFF = Phrase(
    "Fixes are not enabled for this site ([fixes] enabled = false). What would be done is shown; nothing is written. "
    "`ctmon --write REASON` opens it for 60 minutes.",
    "Rettelser er ikke slået til for denne opsætning ([fixes] enabled = false). Det vises, hvad der ville ske; "
    "der skrives intet. `ctmon --write BEGRUNDELSE` åbner den i 60 minutter.",
)
READ_ONLY = Phrase(
    "The program was started read-only. What would be done is shown; nothing is written.",
    "Programmet er startet skrivebeskyttet. Det vises, hvad der ville ske; der skrives intet.",
)
PICK_ONE = Phrase(
    "No suggestion is safe enough to be taken by itself.",
    "Intet forslag er sikkert nok til at blive taget af sig selv.",
)
NO_CANDIDATE = Phrase(
    "The program knows no candidate for {key}. When you know the right one, name it.",
    "Programmet kender ingen kandidat til {key}. Når du kender den rigtige, så angiv den.",
)
NOT_A_NUMBER = Phrase(
    "“{to}” is not an e-conomic customer number (1 to 999999999, digits only).",
    "“{to}” er ikke et kundenummer i e-conomic (1 til 999999999, kun cifre).",
)
NO_SUCH_CODE = Phrase(
    "ClientTime has no single active customer with the code “{to}”.",
    "ClientTime har ikke netop én aktiv kunde med koden “{to}”.",
)
LINKED_ALREADY = Phrase(
    "ClientTime customer {code} is linked to {number} already. Look at that link first.",
    "ClientTime-kunden {code} er allerede knyttet til {number}. Se på den tilknytning først.",
)
TWICE = Phrase(
    "ClientTime has the code {code} more than once, so the row is not certain. Correct that first.",
    "ClientTime har koden {code} mere end én gang, så rækken er ikke sikker. Ret det først.",
)
BARRED = Phrase(
    "{number} {name} is barred in e-conomic, which refuses every invoice to it. Have the bookkeeper lift the bar "
    "there first, or link another one.",
    "{number} {name} er spærret i e-conomic, som afviser enhver faktura til den. Få bogholderen til at ophæve "
    "spærringen dér først, eller tilknyt en anden.",
)
TAKEN = Phrase(
    "{number} is linked to ClientTime customer {code} {name} already. Two customers on one number would put "
    "one client's invoices on the other's account.",
    "{number} er allerede knyttet til ClientTime-kunden {code} {name}. To kunder på ét nummer ville lægge den "
    "enes fakturaer på den andens konto.",
)
CPR = Phrase(
    "The value looks like a CPR number. It is never compared, sent or recorded; correct it by hand.",
    "Værdien ligner et CPR-nummer. Det sammenlignes, sendes og gemmes aldrig; ret det i hånden.",
)
NOT_KNOWN_SO_NO_UNDO = Phrase(
    "It is not known yet whether entry {entry} was done; the system is asked first.",
    "Det vides endnu ikke, om post {entry} blev udført; systemet spørges først.",
)
NOT_DONE_SO_NO_UNDO = Phrase(
    "Entry {entry} was not done, so there is nothing to take back.",
    "Post {entry} blev ikke udført, så der er intet at fortryde.",
)
UNDONE_ALREADY = Phrase(
    "Entry {entry} was taken back already, by entry {by}.", "Post {entry} er allerede fortrudt, af post {by}."
)
ERASED = Phrase(
    "The values of entry {entry} were erased, so it cannot be taken back by the program.",
    "Værdierne i post {entry} er slettet, så programmet kan ikke fortryde den.",
)
NO_ENTRY = Phrase("The journal has no entry {entry}.", "Journalen har ingen post {entry}.")
NO_PLAN = Phrase("This plan is not known any more. Make it again.", "Planen kendes ikke længere. Lav den igen.")
TOO_OLD = Phrase(
    "The plan is older than 60 seconds. Read the records again before it is applied.",
    "Planen er over 60 sekunder gammel. Læs oplysningerne igen, før den udføres.",
)
HELD = Phrase(
    "Another run of this program is writing for this site just now. Nothing was written; try again when it is done.",
    "Et andet program er ved at skrive for denne opsætning. Intet er skrevet; prøv igen, når det er færdigt.",
)
UNRESOLVED = Phrase(
    "Journal entry {entry} on this record is still unknown: the target has to be asked first. Nothing was written.",
    "Post {entry} i journalen om denne kunde er stadig uafklaret: systemet skal spørges først. Intet er skrevet.",
)
