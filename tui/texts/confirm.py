"""What `ctmon init --confirm` says and asks."""

from __future__ import annotations

from checks.engine.phrase import Phrase

CHANGED = Phrase("Changed since the tables were put on record:", "Ændret, siden tabellerne blev noteret:")
NO_CHANGE = Phrase("The tables are as they were put on record.", "Tabellerne er, som de blev noteret.")
NOTHING_YET = Phrase("No tables are on record yet.", "Ingen tabeller er noteret endnu.")
NOT_KNOWN = Phrase("What has changed cannot be told.", "Det kan ikke siges, hvad der er ændret.")
AGREE = Phrase(
    "Put the present tables on record, so that fixes may be written again? [y/N]",
    "Notér de nuværende tabeller, så rettelser igen kan skrives? [j/N]",
)
NOBODY = Phrase(
    "There is no terminal to ask on, so the tables are not confirmed. --yes confirms them.",
    "Der er ingen terminal at spørge på, så tabellerne er ikke bekræftet. --yes bekræfter dem.",
)
LEFT = Phrase("Nothing was confirmed.", "Intet er bekræftet.")
KEPT = Phrase("The present tables are on record.", "De nuværende tabeller er noteret.")
FIRST = Phrase(
    "Put the site file right first, there is nothing to confirm before:",
    "Ret først opsætningen, før er der intet at bekræfte:",
)
