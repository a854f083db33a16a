"""Street names: whole ones, and many that differ in one word only, since those a comparison must tell apart."""

from __future__ import annotations

from tests.calibration.wordlist import listed

_STEMS = listed(
    """
    Birke|Skole|Kirke|Strand|Havne|Mølle|Bakke|Eng|Kær|Skov|Sø|Dal|Linde|Elme|Ege|Bøge|Aske|Hassel|Rosen|Tulipan|Lærke
    Svale|Vibe|Ugle|Fasan|Falke|Jernbane|Station|Industri|Fabriks|Smede|Teglværks|Tværs|Ring|Østre Ring|Vestre Ring
    Park|Have|Kastanie|Poppel|Pile|Hybenrosen|Ørsted|Tårn|Kloster|Munke|Bispe|Slots|Herregårds|Præstegårds|Sogne
    Byvangs|Høj|Kløver|Hvede|Rug|Byg|Havre
    """
)
TAILS = ("vej", "gade", "allé", "vænget", "parken", "bakken", "stræde", "toften")
_WHOLE = listed(
    """
    Nørregade|Søndergade|Vestergade|Østergade|Algade|Storegade|Lillegade|Nygade|Kongensgade|Dronningensgade
    Store Kongensgade|Lille Kongensgade|Nørre Farimagsgade|Vester Farimagsgade|Øster Farimagsgade|Nørrebrogade
    Vesterbrogade|Østerbrogade|Amagerbrogade|Frederiksberg Allé|Gammel Kongevej|Gammel Køge Landevej|Ny Munkegade
    Sankt Pauls Gade|Sankt Knuds Torv|Sankt Mathias Gade|Store Torv|Lille Torv|Gammeltorv|Nytorv|Rådhuspladsen
    Kultorvet|Axeltorv|Jernbanegade|Jernbane Allé|Banegårdspladsen|Christian X's Gade|Christian IV's Vej
    Kong Hans Gade|Dronning Ingrids Vej|Dronning Olgas Vej|Doktor Bøjes Vej|Prins Valdemars Allé
    H.C. Andersens Boulevard|H.C. Ørsteds Vej|C.F. Møllers Allé|J.C. Jacobsens Gade|Peter Bangs Vej
    Thomas B. Thriges Gade|Aarhusvej|Viborgvej|Randersvej|Københavnsvej|Odensevej|Koldingvej|Aalborgvej|Hovedvejen
    Landevejen|Landlystvej|Byvejen|Bygaden|Industriparken|Industrivej Nord|Industrivej Syd|Erhvervsparken
    Erhvervsvangen|Håndværkervej|Værkstedsvej|Transitvej|Nordre Ringvej|Søndre Ringvej|Nordre Havnekaj|Søndre Kajgade
    Nørre Allé|Søndre Allé|Vester Allé|Øster Allé|Vestre Skovvej|Østre Skovvej|Nørre Boulevard|Søndre Boulevard
    Østre Boulevard|Marselis Boulevard|Skt. Anna Plads|Kongens Nytorv|Slotspladsen|Torvegade|Adelgade|Gråbrødrestræde
    Møntergade|Skindergade|Læderstræde|Farvergade|Sankelmarksgade|Dybbølsgade|Istedgade|Åboulevarden|Åkandevej
    Ålekistevej|Ærenprisvej|Ørnevej|Øresundsvej|Ågade|Aagade|Nyvej|Gammelvej|Gl. Landevej|Hovmarken|Hvidkildevej
    Kastanie Allé|Rolighedsvej|Solsikkevej|Solbakken|Solvangen|Mosevej|Hedevej|Klitvej|Fjordvej|Havnegade|Havnepladsen
    Ved Åen|Ved Skoven|Bag Haverne|Under Lien|Over Bølgen|På Bjerget|Bjergegade|Stengade|Strandboulevarden|Kystvejen
    Kystvej|Strandpromenaden|Tinghøjvej|Tinghusgade|Rådhusgade|Rådhusstræde|Posthusvej|Apotekergade|Hospitalsgade
    Sygehusvej|Gasværksvej|Elværksvej|Mejerivej|Mejerigade|Andelsvej|Slagterivej|Kornmarken|Stubmarken|Frøgårdsvej
    Nørremarken|Søndermarken|Vestermarken|Østermarken|Grønnegade|Rødegade|Blågårdsgade|Hvidørevej|Sortebrødregade
    Kærvej|Lundevej|Lund Skovvej|Kirke Værløsevej|Lyngbyvej|Lyngvej|Lyngtoften|Ahornvej|Abildgade|Akacievej|Anemonevej
    Bellisvej|Digevej|Drosselvej|Enghavevej|Engdraget|Fuglsangsvej|Fælledvej|Gartnervænget|Guldregnvej|Hammerichsgade
    Hjortevej|Idrætsvej|Irisvej|Kildevej|Kildebakken|Kornblomstvej|Krogen|Kvædevej|Ligustervej|Løvsangervej
    Margrethevej|Mågevej|Nattergalevej|Nøddehaven|Orionsvej|Platanvej|Ravnsbjergvej|Rebslagervej|Rugmarken|Sejlgade
    Syrenvej|Søvej|Thorsvej|Torneskær|Tranevej|Ulvevej|Valmuevej|Vindrosen|Violvej|Voldgade|Volden|Ydunsvej|Ægirsvej
    Østbanegade|Åbrinken
    """
)
_NO_FIT = {("Station", tail) for tail in TAILS}

DANISH = (*_WHOLE, *(stem + tail for stem in _STEMS for tail in TAILS if (stem, tail) not in _NO_FIT))
SIMILAR = (
    ("Nørre Farimagsgade", "Vester Farimagsgade"), ("Store Kongensgade", "Lille Kongensgade"),
    ("Nørregade", "Nørrebrogade"),
    ("Birkevej", "Birkevænget"), ("Industrivej", "Industriparken"), ("Vestergade", "Vesterbrogade"),
    ("Østergade", "Nørregade"),
    ("Søndergade", "Søndre Allé"), ("Skolevej", "Skolegade"), ("Kirkevej", "Kirkegade"), ("Strandvej", "Strandgade"),
    ("Nordre Ringvej", "Søndre Ringvej"), ("Lundevej", "Lindevej"), ("Hedevej", "Havevej"), ("Kystvej", "Kystvejen"),
    ("Bøgevej", "Bøgevænget"), ("Lærkevej", "Lærkevænget"), ("Egevej", "Engvej"), ("Svalevej", "Svanevej"),
)  # fmt: skip
GREENLANDIC = listed(
    """
    Aqqusinersuaq|Imaneq|Kuussuaq|Sipisaq Kangilleq|Industrivej|Nuukullak|Qeqertat|Tuapannguit|Issortarfimmut
    Qernertunnguit
    """
)
FAROESE = listed(
    """
    Niels Finsens gøta|Tórsgøta|Yviri við Strond|Heykavegur|Bøgøta|Djúpagilsvegur|Stoffalág|R.C. Effersøes gøta
    Biskupsstøðgøta
    """
)
SWEDISH = listed(
    """
    Storgatan|Södra Förstadsgatan|Östergatan|Järnvägsgatan|Lilla Torg|Kungsgatan|Björkvägen|Åsgatan
    """
)
GERMAN = listed(
    """
    Große Straße|Norderstraße|Süderhofenden|Am Ochsenmarkt|Husumer Straße|Schützenstraße|Möwenweg|Hafenstr.
    """
)
NORWEGIAN = listed(
    """
    Karl Johans gate|Storgata|Øvre Slottsgate|Kirkeveien|Bjørkeveien|Strandgaten|Ålgårdsveien
    """
)
