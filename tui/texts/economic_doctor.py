"""What the doctor says of e-conomic."""

from __future__ import annotations

from checks.engine.phrase import Phrase

CLOCK = Phrase("clock beside e-conomic's", "uret ved siden af e-conomics")
ROLES = Phrase("roles of the app", "appens roller")
MODULES = Phrase("modules of the agreement", "aftalens moduler")
YEARS = Phrase("accounting years", "regnskabsår")

THERE = Phrase("answers; there: {n}", "svarer; der er: {n}")
NONE = Phrase("none", "ingen")
NOT_TOLD = Phrase("not told by e-conomic", "ikke oplyst af e-conomic")
NO_TIME = Phrase("e-conomic told no time, so it is not known.", "e-conomic oplyste intet klokkeslæt, så det er ukendt.")
IN_TIME = Phrase("differs by less than {n} s", "afviger mindre end {n} s")
AHEAD = Phrase("this machine's clock is {n} s ahead.", "denne maskines ur er {n} s foran.")
BEHIND = Phrase("this machine's clock is {n} s behind.", "denne maskines ur er {n} s bagud.")
MEND_CLOCK = Phrase(
    "Have it set from the network (NTP): ages and the day's budget are counted by it.",
    "Få det stillet fra netværket (NTP): aldre og dagens budget regnes efter det.",
)
TOO_FEW = Phrase("{roles}: too few for all that is read.", "{roles}: for få til alt, hvad der læses.")
MEND_ROLES = Phrase(
    "The app needs SuperUser, or Sales and Bookkeeping: change its roles, and have the grant given anew.",
    "Appen skal have SuperUser, eller Salg og Bogholderi: ret dens roller, og få adgangen givet på ny.",
)
CLASSIC = Phrase(
    "They are read the classic way, which finds the same and takes a call for each journal and each open year.",
    "De læses på den klassiske måde, som finder det samme med et kald for hver kassekladde og hvert åbent år.",
)
CLASSIC_PERIODS = Phrase(
    "They are read the old way, which does not tell a barred one.",
    "De læses på den gamle måde, som ikke viser, om en er spærret.",
)
NO_YEAR = Phrase(
    "none holds {day}: nothing of today can be booked.", "intet rummer {day}: intet fra i dag kan bogføres."
)
CLOSED_YEAR = Phrase(
    "the one that holds {day} is closed: nothing of today can be booked.",
    "det, der rummer {day}, er lukket: intet fra i dag kan bogføres.",
)
NO_NEXT_YEAR = Phrase("none holds {day} yet.", "intet rummer {day} endnu.")
OPEN_YEAR = Phrase(
    "Have the bookkeeper open it in e-conomic: invoices of that year stay out until then.",
    "Få bogholderen til at oprette det i e-conomic: årets fakturaer bliver ude indtil da.",
)
REOPEN_YEAR = Phrase(
    "Ask the bookkeeper whether it was meant to be closed.", "Spørg bogholderen, om det var meningen at lukke det."
)
CLOSED_NEXT_YEAR = Phrase("the one that holds {day} is closed already.", "det, som rummer {day}, er allerede lukket.")
YEAR_OPEN = Phrase("open until {last}", "åbent til {last}")
NEXT_OPEN = Phrase("open until {last}, and the next one until {next}", "åbent til {last}, og det næste til {next}")
SAME_TOKENS = Phrase(
    "both tokens are the same value: one of them was pasted twice.",
    "begge nøgler er den samme værdi: den ene er indsat to gange.",
)
MEND_SAME = Phrase(
    "Paste the app secret and the agreement grant anew, each in its own place.",
    "Indsæt app secret og agreement grant på ny, hver på sin plads.",
)
TOKENS = Phrase("tokens", "nøgler")
