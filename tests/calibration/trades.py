"""What firms are called after: trades, brands, owners' words; all of it made up or from the dictionary."""

from __future__ import annotations

from tests.calibration.wordlist import listed

TRADES = listed(
    """
    Byg|Tømrer|Murer|VVS|El|El-Service|Maler|Glas|Tag|Gulv|Kloak|Entreprise|Anlæg|Jord & Beton|Maskinstation|Transport
    Vognmand|Spedition|Auto|Autoværksted|Dæk|Karosseri|Cykler|Både|Marine|Fisk|Slagter|Bageri|Konditori|Mejeri
    Catering|Restaurant|Café|Kro|Hotel|Camping|Feriehuse|Rejser|Bogtryk|Grafisk|Reklame|Foto|Film|Medier|Software|IT
    Data|Consult|Rådgivning|Revision|Advokater|Arkitekter|Ingeniører|Landmåling|Rengøring|Vinduespolering
    Ejendomsservice|Haveservice|Gartneri|Planteskole|Skovservice|Landbrug|Svineavl|Mink|Mælk|Kvæg|Frugt|Vin|Kaffe|Te
    Møbler|Interiør|Design|Tekstil|Mode|Sko|Smykker|Guldsmed|Urmager|Optik|Fysioterapi|Kiropraktik|Tandklinik
    Dyreklinik|Apotek|Frisør|Hud & Velvære|Fitness|Sport|Golf|Ridecenter|Stutteri|Teknik|Automation|Metal|Smedje|Svejs
    Stål|Plast|Emballage|Papir|Træ|Savværk|Vinduer|Døre|Køkken|Varme|Køl|Energi|Vind|Sol|Vand|Miljø|Genbrug|Skrot
    Import|Eksport|Trading|Engros|Agentur|Handel|Udlejning|Stillads|Kran|Lift|Pumper|Hydraulik|Elektronik|Lyd & Lys
    Musik|Forlag|Kurser|Vikar|Rekruttering|Regnskab|Bogføring|Finans|Forsikring|Vagt|Låse|Alarm|Skilte|Print|Logistik
    Lager|Bolig|Projekt
    """
)
BRANDS = listed(
    """
    Havørn|Solkær|Nordhave|Bækmarken|Stenhøj|Lyngholt|Klitgård|Fjordlyst|Skovlyst|Kildehøj|Egholt|Birketoft|Mosegård
    Højvang|Sandbjerg|Ravnsø|Ulvedal|Bølgen|Tangkrogen|Vestkyst|Limfjords|Midtjydsk|Sydfynsk|Vendelbo|Thybo
    Himmerlands|Djurs|Salling|Mors|Als|Sundeved|Odsherreds|Stevns|Lolland|Falster|Møn|Bornholmer|Amager|Kongelunds
    Nordsø|Bælt|Kattegat|Skagerrak|Heden|Kær & Mark|Granit|Kvarts|Safir|Rubin|Topas|Merkur|Jupiter|Saturn|Orion|Sirius
    Vega|Polaris|Nova|Zenit|Meridian|Horisont|Kompas|Anker|Kølvand|Sejl|Ror|Lanterne|Fyrtårn|Pakhus|Mølle|Kværn|Ambolt
    Hammer|Tang|Vinkel|Lod|Passer|Prisme|Spektrum|Kontur|Profil|Format|Kvadrat|Cirkel|Trekant|Kubus|Pyramide|Alfa|Beta
    Delta|Gamma|Omega|Sigma|Kappa|Løven|Falken|Uglen|Svanen|Hjorten|Grævlingen|Ræven|Egernet|Bien|Æblet|Øen|Åen|Ådal
    Åkjær|Ørnhøj|Ærtebjerg|Østerled|Smørhul|Blåbær|Tyttebær|Hyben|Timian|Kamille|Malurt|Revling|Porse|Lyng|Nybo
    Gammelbo|Storåen|Lilleåen|Sneglen|Pindsvinet|Kragerup|Tolstrup|Vrangbæk|Krabbesholt|Hestehave|Gåsebæk|Dyrhave
    Duelund
    """
)
ENGLISH = listed(
    """
    North|Nordic|Baltic|Scan|Dan|Euro|Inter|Uni|Multi|Omni|Pro|Eco|Green|Blue|Red|Smart|Quick|First|Prime|Next|Core
    Flow|Grid|Node|Peak|Wave|Stone|Bridge|Harbour|Field|Wood|Cloud
    """
)
ENGLISH_TAILS = listed(
    """
    Solutions|Systems|Group|Partners|Tech|Supply|Power|Foods|Labs|Works|Care|Media|Logistics|Advisory|Components
    Marine|Tools
    """
)
TITLES = listed(
    """
    Murermester|Tømrermester|Malermester|Blikkenslager|Vognmand|Gartner|Smedemester|Snedkermester|Elinstallatør
    Bagermester|Slagtermester|Kloakmester|Entreprenør|Gårdejer|Landmand|Fisker|Fotograf|Arkitekt|Ingeniør|Advokat
    Tandlæge|Dyrlæge|Læge|Kiropraktor|Fysioterapeut|Psykolog|Massør|Frisør|Konsulent|Tekstforfatter|Grafiker|Revisor
    Bogholder|Tømrer- og snedkermester|Maskinsnedker|Brolægger
    """
)
SHOPS = listed(
    """
    Salon|Frisør|Café|Klinik|Galleri|Butik|Kiosk|Grillen|Pizzeria|Bar|Blomster|Boghandel|Garnbutikken|Loppeladen
    Hundesalon|Neglestudie|Solcenter|Værkstedet|Atelier|Fodklinikken|Zoneterapi|Cykelsmeden|Ismejeriet|Gårdbutikken
    Møllen|Kroen
    """
)
CLUBS = listed(
    """
    Idrætsforening|Boldklub|Roklub|Sejlklub|Håndboldklub|Skytteforening|Rideklub|Borgerforening|Forsamlingshus
    Jagtforening|Spejdergruppe|Pensionistforening|Vandværk A.M.B.A.|Varmeværk A.M.B.A.|Antenneforening|Menighedsråd
    Friskole|Efterskole|Museumsforening|Vælgerforening|Lokalråd|Havelaug|Bådelaug|Kunstforening|Musikforening
    Husflidsforening
    """
)
HELD = (
    "Holding",
    "Invest",
    "Ejendomme",
    "Ejendomsselskab",
    "Group",
    "Finans",
    "Service",
    "Leasing",
    "Udlejning",
    "International",
    "Danmark",
)
CHAINS = listed(
    """
    Garnkurven|Brødkurven|Tagspecialisten|Hjulringen|Bilsynet Nord|Tandtrivsel|Børneskoen|Havekompagniet
    Vinkælderbutikken|Sengehjørnet|Cykelringen|Malerkæden|Dyrekassen|Kaffestuen|Skilteexpressen|Vaskepunktet
    Rengøringsgruppen|Boligdyt|Fysiohuset|Køkkentorvet
    """
)
LIMITED = (
    ("ApS", 0.62),
    ("A/S", 0.28),
    ("IVS", 0.03),
    ("K/S", 0.02),
    ("P/S", 0.02),
    ("A.M.B.A.", 0.01),
    ("F.M.B.A.", 0.01),
    ("S.M.B.A.", 0.01),
    ("G/S", 0.005),
    ("SE", 0.003),
)
ABROAD = {
    "SE": (("AB", 0.8), ("HB", 0.1), ("Kommanditbolag", 0.1)),
    "DE": (("GmbH", 0.8), ("AG", 0.1), ("GmbH & Co. KG", 0.1)),
    "NO": (("AS", 0.8), ("ASA", 0.1), ("ENK", 0.1)),
}
FAROESE = listed(
    """
    Bakkafossur|Eystanvágur|Norðhavn|Skálin|Tindur|Fiskagarður|Havtunga|Lomvigi|Ternan|Tjaldurin|Svartifoss|Hamraborg
    Gjógvin|Mýrisnípan|Sundalagið|Dímunin|Kríatúgvan|Vestanvindur|Áarvegur|Streymoyin
    """
)
FREE_MAIL = (
    "gmail.com",
    "hotmail.com",
    "outlook.dk",
    "mail.dk",
    "live.dk",
    "yahoo.dk",
    "icloud.com",
    "webspeed.dk",
    "privat.dk",
)
ADMINISTRATORS = listed(
    """
    Boligvirke Administration|Fynbo Ejendomsadministration|Kvarterets Administration|Østkystens Boligkontor
    Nordhavnens Administration|Domus Ejendomskontor|Advokatgården Administration|Midtjysk Ejendomskontor
    """
)
OFFICES = listed(
    """
    Startladen|Iværksætterhuset|Kontorfabrikken|Pakhuset|Revisionsgården|Erhvervshuset|Kontorhotel Havnen|Spinderiet
    """
)
