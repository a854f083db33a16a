"""Why a suggestion is not safe: the first reason that forbids to link it without a second look."""

from __future__ import annotations

from enum import StrEnum

from checks.engine.phrase import Phrase


class Doubt(StrEnum):
    """What forbids it, in the order in which it is told."""

    BARRED = "barred"
    SHARED = "shared"
    MISLINKED = "mislinked"
    PERSONAL = "personal"
    CVR = "cvr"
    EAN = "ean"
    TWICE = "twice"
    FORM = "form"
    WORD = "word"
    NAME = "name"
    RIVAL = "rival"
    NAME_ONLY = "name-only"
    THIN = "thin"
    UNSURE = "unsure"


DOUBTS = {
    Doubt.BARRED: Phrase(
        "barred in e-conomic; have the bar lifted there first", "spærret i e-conomic; få spærringen ophævet dér først"
    ),
    Doubt.SHARED: Phrase(
        "several ClientTime customers have the number that stands there",
        "flere ClientTime-kunder har det nummer, der står der",
    ),
    Doubt.MISLINKED: Phrase(
        "the customer is linked to another company now", "kunden er nu knyttet til en anden virksomhed"
    ),
    Doubt.PERSONAL: Phrase("a personal number stands in it", "der står et CPR-nummer i det"),
    Doubt.CVR: Phrase("the CVR numbers differ", "CVR-numrene er forskellige"),
    Doubt.EAN: Phrase("the EAN numbers differ", "EAN-numrene er forskellige"),
    Doubt.TWICE: Phrase(
        "another record has the same CVR or EAN number", "et andet kundekort har samme CVR- eller EAN-nummer"
    ),
    Doubt.FORM: Phrase("another legal form", "en anden selskabsform"),
    Doubt.WORD: Phrase("a word tells the names apart", "et ord skiller navnene ad"),
    Doubt.NAME: Phrase("the names do not agree", "navnene stemmer ikke"),
    Doubt.RIVAL: Phrase("another one comes near", "en anden er tæt på"),
    Doubt.NAME_ONLY: Phrase("only the name agrees", "kun navnet stemmer"),
    Doubt.THIN: Phrase("no number and no whole address proves it", "intet nummer og ingen hel adresse beviser det"),
    Doubt.UNSURE: Phrase("too little speaks for it", "for lidt taler for det"),
}
"""Each of them in words that follow "not safe:"; docs/judgement.md uses the same."""
