"""Names of persons, the common ones first, so that namesakes come by themselves."""

from __future__ import annotations

from tests.calibration.dice import Dice
from tests.calibration.wordlist import listed

MEN = listed(
    """
    Jens|Peter|Lars|Michael|Henrik|Thomas|Søren|Jan|Christian|Martin|Niels|Anders|Morten|Jesper|Hans|Mads|Rasmus|Per
    Ole|Jørgen|Kim|Erik|Frederik|Mikkel|Jacob|Jakob|Bo|Kasper|Casper|Simon|Daniel|Flemming|Carsten|Karsten|Claus|Klaus
    Kurt|Bent|Poul|Allan|John|Brian|Torben|Steen|Sten|Finn|Leif|Knud|Svend|Kristian|Kenneth|Dennis|Steffen|Nikolaj
    Nicolai|Emil|Oliver|Magnus|Tobias|Sebastian|Jonas|Jeppe|Troels|Esben|Asger|Aage|Åge|Børge|Bjørn|Gunnar|Gustav
    Hjalmar|Holger|Ib|Ivan|Johannes|Jørn|Kaj|Kai|Karl|Carl|Ludvig|Mogens|Otto|Palle|Preben|Regnar|René|Rolf|Rune
    Sigurd|Stig|Sune|Sylvester|Tage|Theis|Thorkild|Torkil|Ulrik|Uffe|Valdemar|Verner|Viggo|Villy|Vagn|Ørnulf|Østen
    Mohammed|Ali|Hassan|Mehmet|Piotr|Tomasz|Björn|Jürgen|Günther|Levi|Malik|Aqqaluk|Høgni|Jógvan|Tróndur
    """
)
WOMEN = listed(
    """
    Anne|Mette|Kirsten|Hanne|Anna|Helle|Susanne|Lene|Maria|Marianne|Inge|Karen|Lone|Camilla|Pia|Louise|Charlotte|Bente
    Tina|Gitte|Inger|Ulla|Jette|Annette|Birgit|Lis|Marie|Christina|Kirstine|Dorthe|Dorte|Rikke|Line|Mia|Emma|Sofie
    Sophie|Ida|Freja|Clara|Laura|Julie|Cecilie|Katrine|Cathrine|Trine|Stine|Sanne|Heidi|Jeanette|Bodil|Birthe|Birte
    Britta|Else|Elsebeth|Ellen|Elin|Ester|Eva|Grethe|Gerda|Gudrun|Hedvig|Helga|Henriette|Ingrid|Irene|Iben|Janne|Jonna
    Jytte|Karin|Karna|Kristine|Lisbeth|Lise|Lotte|Maja|Malene|Maren|Margit|Merete|Mona|Nanna|Nina|Oda|Olga|Pernille
    Randi|Ragnhild|Rita|Ruth|Signe|Sigrid|Sissel|Solveig|Tove|Thyra|Ursula|Vibeke|Vivi|Winnie|Yrsa|Zenia|Åse|Aase|Ærna
    Fatima|Aisha|Leyla|Agnieszka|Göril|Ulrike|Pipaluk|Ivalu|Rannvá|Sólrun|Bergljót
    """
)
SURNAMES = listed(
    """
    Nielsen|Jensen|Hansen|Pedersen|Andersen|Christensen|Larsen|Sørensen|Rasmussen|Jørgensen|Petersen|Madsen|Kristensen
    Olsen|Thomsen|Christiansen|Poulsen|Johansen|Møller|Mortensen|Knudsen|Jakobsen|Jacobsen|Mikkelsen|Olesen
    Frederiksen|Laursen|Henriksen|Lund|Holm|Schmidt|Eriksen|Kristiansen|Clausen|Simonsen|Svendsen|Andreasen|Iversen
    Jeppesen|Mogensen|Jespersen|Nissen|Lauridsen|Frandsen|Østergaard|Østergård|Jepsen|Nygaard|Nygård|Carlsen|Karlsen
    Kjær|Kjer|Dam|Vestergaard|Vestergård|Søndergaard|Nørgaard|Nørgård|Overgaard|Bruun|Brun|Bertelsen|Berthelsen
    Lorenzen|Lauritsen|Steffensen|Bach|Beck|Bech|Winther|Vinther|Skov|Schou|Skou|Krogh|Krog|Kruse|Lange|Lauritzen
    Lassen|Munk|Munch|Mathiesen|Mathiasen|Mørch|Mørk|Paulsen|Ravn|Rohde|Schrøder|Schröder|Schultz|Schulz|Skaarup
    Skårup|Smed|Smidt|Staal|Storm|Thorsen|Thygesen|Toft|Villadsen|Villumsen|Wulff|Aagaard|Ågård|Aaen|Åen|Abildgaard
    Ahlmann|Arnfred|Balslev|Birk|Bisgaard|Bjerre|Bjerregaard|Boesen|Bonde|Brandt|Buch|Buhl|Bundgaard|Busk|Bæk
    Bech-Nielsen|Dahl|Dalgaard|Damgaard|Degn|Ditlevsen|Drejer|Dyhr|Ebbesen|Eskildsen|Fabricius|Fisker|Fog|Friis|Gade
    Gammelgaard|Geertsen|Glerup|Gram|Greve|Grøn|Gravesen|Hald|Hammer|Haugaard|Hedegaard|Hjorth|Hjort|Holst|Hougaard
    Hvid|Høj|Høgh|Højgaard|Jessen|Juhl|Juul|Jul|Kaae|Kirk|Kjeldsen|Kjærgaard|Klit|Kofoed|Kold|Kragh|Kring|Krarup|Kvist
    Kærgård|Langballe|Lindberg|Ljungdahl|Lykke|Løkke|Lynge|Mølgaard|Müller|Moeller|Noe|Nørregaard|Nøhr|Odgaard|Paaske
    Palsgaard|Pihl|Pilgaard|Ploug|Ramskov|Ravnkilde|Riis|Roed|Rosendal|Rønne|Saaby|Sand|Skaaning|Skjødt|Skøtt|Slot
    Sloth|Spangsberg|Stampe|Steenstrup|Stougaard|Svane|Søgaard|Sønderby|Tang|Terp|Tinggaard|Trier|Tveskov|Uhre|Ulfeldt
    Vad|Vang|Vase|Vejlgaard|Vinding|Voss|Warming|Westh|With|Worm|Yde|Zacho|Zachariassen|Ærø|Øberg|Ørtoft|Østrup|Aamand
    Bjerg-Thomsen|Holm-Nielsen|Friis-Madsen|Lund-Larsen|Dahl-Petersen|Al-Hassan|Yilmaz|Nguyen|Kowalski|Öberg|Ångström
    Weiß
    """
)
DOUBLE_MEN = listed(
    """
    Hans Christian|Jens Peter|Hans Jørgen|Carl Emil|Karl Johan|Ole Bent|Per-Erik|Niels-Ole|Jens Erik
    """
)
DOUBLE_WOMEN = listed(
    """
    Anne-Marie|Anne Marie|Ann-Sofie|Else Marie|Inge-Lise|Karen Margrethe|Anna Grethe|Anne Mette|Eva-Maria
    """
)
SPELLINGS = (
    ("Møller", "Müller", "Moeller"), ("Schrøder", "Schröder", "Schroeder"), ("Kjær", "Kjer", "Kær"),
    ("Bech", "Beck", "Bæk"),
    ("Schmidt", "Smidt", "Smith"), ("Jul", "Juul", "Juhl"), ("Brun", "Bruun", "Braun"),
    ("Sørensen", "Sørnsen", "Severinsen"),
    ("Jakobsen", "Jacobsen", "Jakobson"), ("Skov", "Schou", "Skou"), ("Mørk", "Mørch", "Mørck"),
    ("Vinther", "Winther", "Vinter"),
)  # fmt: skip


def forename(dice: Dice) -> str:
    """Return one forename, or a double one."""
    return dice.front(MEN) if dice.hit(0.5) else dice.front(WOMEN) if dice.hit(0.9) else dice.choice(DOUBLE_WOMEN)


def person(dice: Dice, surname: str = "") -> str:
    """Return a full name; a third has a middle name, some an initial."""
    last = surname or dice.front(SURNAMES)
    first = forename(dice) if dice.hit(0.93) else dice.choice(DOUBLE_MEN)
    middle = dice.weighted((("", 0.62), (dice.choice(SURNAMES), 0.26), (f"{dice.choice('ABCEFHJKLMPRSTV')}.", 0.12)))
    return " ".join(part for part in (first, middle, last) if part)


def common_person(dice: Dice) -> str:
    """Return one of the names that half a parish has."""
    return f"{dice.choice((*MEN[:8], *WOMEN[:4]))} {dice.choice(SURNAMES[:8])}"
