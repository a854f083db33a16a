"""Why a database of a server cannot be entered, by what the server lists of it and by the number of its refusal."""

from __future__ import annotations

from collections.abc import Mapping

from checks.adapters.clean_text import shown
from checks.adapters.sqlserver_fault import said
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

ONLINE = "ONLINE"


def listed(state: str, access: str, entered: object) -> Phrase | None:
    """Return why a database need not be tried; None where only the try can tell.

    `entered` is what HAS_DBACCESS says. Its no alone has several reasons, of which the refusal names one.
    """
    if entered == 1:
        return None
    if state != ONLINE:
        return BY_STATE.get(state, OTHER_STATE.with_(state=shown(state)))
    return BY_ACCESS.get(access) if entered == 0 else None


def refused(fault: SourceFault) -> Phrase:
    """Return why the server did not let a session in, as it answered; else what the fault itself says."""
    error = fault.__cause__
    numbers = [piece.number for piece in said(error)] if error is not None else []
    return next((BY_NUMBER[number] for number in numbers if number in BY_NUMBER), fault.phrase)


NO_USER = Phrase(
    "This login is no user of it. If it is ClientTime's, ask its administrator for CREATE USER … FOR LOGIN ….",
    "Dette login er ikke bruger af den. Er den ClientTimes, så bed administratoren om CREATE USER … FOR LOGIN ….",
)
OFFLINE = Phrase(
    "It is switched off (offline). If it is ClientTime's, ask its administrator to bring it online.",
    "Den er slået fra (offline). Er den ClientTimes, så bed administratoren om at sætte den online.",
)
RESTORING = Phrase(
    "It is being restored, or it is the standby copy of another server. Wait until that is done, or go to the server "
    "that is in use.",
    "Den er ved at blive gendannet, eller den er en anden servers reservekopi. Vent, til det er gjort, eller gå til "
    "den server, der er i brug.",
)
RECOVERING = Phrase(
    "It is still starting (recovering). Look again in a few minutes.",
    "Den er stadig ved at starte (genopretter). Se efter igen om nogle minutter.",
)
DAMAGED = Phrase(
    "The server marks it as damaged (suspect). Its administrator has to look at it before anything else is done.",
    "Serveren har mærket den som beskadiget (suspect). Administratoren må se på den, før der gøres andet.",
)
MISSING_FILES = Phrase(
    "The server cannot open its files, or has no room or memory for it. Its administrator has to look at the server's "
    "log.",
    "Serveren kan ikke åbne dens filer eller har ikke plads eller hukommelse til den. Administratoren må se i "
    "serverens log.",
)
EMERGENCY = Phrase(
    "It is set aside for repair (emergency). Wait until its administrator has finished.",
    "Den er taget ud til reparation (emergency). Vent, til administratoren er færdig.",
)
ONE_USER = Phrase(
    "It takes one user at a time (single user) and has one now. Look again when that work is done, or ask its "
    "administrator.",
    "Den tager én bruger ad gangen (single user) og har en nu. Se efter igen, når det arbejde er gjort, eller spørg "
    "administratoren.",
)
RESTRICTED = Phrase(
    "It is open to its administrators only (restricted user). Look again when their work is done.",
    "Den er kun åben for sine administratorer (restricted user). Se efter igen, når deres arbejde er gjort.",
)
MOVING = Phrase(
    "Its state is just being changed. Look again in a minute.",
    "Dens tilstand er ved at blive ændret. Se efter igen om et minut.",
)
SECONDARY = Phrase(
    "Here is a copy of it that is not read from (secondary of an availability group). Name the group's listener, or "
    "the server that is primary.",
    "Her er en kopi af den, der ikke læses fra (sekundær i en availability group). Angiv gruppens listener eller den "
    "server, der er primær.",
)
SWITCHING = Phrase(
    "Its availability group is just moving to another server, or has lost touch with it. Look again in a minute; if it "
    "stays so, ask its administrator.",
    "Dens availability group er ved at skifte server eller har mistet forbindelsen. Se efter igen om et minut; bliver "
    "det ved, så spørg administratoren.",
)
GONE = Phrase(
    "The server does not open it: it is not there any more, or not for this login. Ask its administrator if it should.",
    "Serveren åbner den ikke: den er der ikke mere, eller ikke for dette login. Spørg administratoren, hvis den burde.",
)
OTHER_STATE = Phrase(
    "It is not online ({state}). Ask its administrator when it will be.",
    "Den er ikke online ({state}). Spørg administratoren, hvornår den bliver det.",
)
BY_STATE: Mapping[str, Phrase] = {
    "OFFLINE": OFFLINE,
    "RESTORING": RESTORING,
    **dict.fromkeys(("RECOVERING", "COPYING"), RECOVERING),
    "RECOVERY_PENDING": MISSING_FILES,
    "SUSPECT": DAMAGED,
    "EMERGENCY": EMERGENCY,
    "OFFLINE_SECONDARY": SECONDARY,
}
BY_ACCESS: Mapping[str, Phrase] = {"SINGLE_USER": ONE_USER, "RESTRICTED_USER": RESTRICTED}
BY_NUMBER: Mapping[int, Phrase] = {
    916: NO_USER,
    **dict.fromkeys((911, 4060, 4064), GONE),
    **dict.fromkeys((904, 921, 922), RECOVERING),
    923: RESTRICTED,
    924: ONE_USER,
    926: DAMAGED,
    **dict.fromkeys((927, 954), RESTORING),
    952: MOVING,
    942: OFFLINE,
    **dict.fromkeys((945, 5120, 5173), MISSING_FILES),
    **dict.fromkeys((976, 978, 979, 982), SECONDARY),
    **dict.fromkeys((955, 983, 988), SWITCHING),
}
"""What USE is refused with, or the first question after it."""
