"""The sentences of the dialog that sets a finding aside or takes it back."""

from __future__ import annotations

from checks.engine.phrase import Phrase

IGNORE = Phrase("Ignore {key}", "Ignorér {key}")
WHAT = Phrase(
    "It leaves the list until its cause or its values change, or until the date. Nothing is changed in either system.",
    "Det forlader listen, til årsagen eller værdierne ændrer sig, eller til datoen. Intet ændres i de to systemer.",
)
REASON = Phrase("Reason", "Begrundelse")
UNTIL = Phrase("Until (may stay empty)", "Indtil (må stå tomt)")
REASON_HINT = Phrase("why this may wait", "hvorfor det kan vente")
UNTIL_HINT = Phrase("2026-12-31", "31-12-2026")
REASON_WANTED = Phrase("A reason is needed.", "Der skal en begrundelse til.")
NOT_A_DATE = Phrase(
    "“{text}” is not a date. Write it as 2026-12-31.", "“{text}” er ikke en dato. Skriv den som 31-12-2026."
)
IN_THE_PAST = Phrase("{date} has passed.", "{date} er passeret.")
ENDS = Phrase(
    "{key} is set aside. Enter takes it back into its list.",
    "{key} er lagt til side. Enter tager det tilbage på listen.",
)
END = Phrase("End the ignore of {key}", "Ophæv ignorering af {key}")
ASKING = Phrase("asking…", "spørger…")
FAILED = Phrase(
    "The engine did not answer ({kind}). Nothing was set aside.",
    "Motoren svarede ikke ({kind}). Intet er lagt til side.",
)
KEY_DO = Phrase("set aside", "læg til side")
KEY_END = Phrase("take back", "tag tilbage")
KEY_NEXT = Phrase("next field", "næste felt")
KEY_LEAVE = Phrase("leave, nothing changes", "forlad, intet ændres")
