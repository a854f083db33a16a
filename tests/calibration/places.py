"""Postcodes with their towns, and what else an address is made of; real pairs, since a made-up one would be a fault."""

from __future__ import annotations

from tests.calibration.wordlist import listed

_DANISH = """
1050 København K|1123 København K|1264 København K|1358 København K|1432 København K|1550 København V|1620 København V
1799 København V|1850 Frederiksberg C|1954 Frederiksberg C|2000 Frederiksberg|2100 København Ø|2150 Nordhavn
2200 København N|2300 København S|2400 København NV|2450 København SV|2500 Valby|2600 Glostrup|2605 Brøndby
2610 Rødovre|2620 Albertslund|2625 Vallensbæk|2630 Taastrup|2635 Ishøj|2640 Hedehusene|2650 Hvidovre|2660 Brøndby Strand
2665 Vallensbæk Strand|2670 Greve|2680 Solrød Strand|2690 Karlslunde|2700 Brønshøj|2720 Vanløse|2730 Herlev
2740 Skovlunde
2750 Ballerup|2760 Måløv|2765 Smørum|2770 Kastrup|2791 Dragør|2800 Kongens Lyngby|2820 Gentofte|2830 Virum|2840 Holte
2850 Nærum|2860 Søborg|2870 Dyssegård|2880 Bagsværd|2900 Hellerup|2920 Charlottenlund|2930 Klampenborg|2942 Skodsborg
2950 Vedbæk|2960 Rungsted Kyst|2970 Hørsholm|2980 Kokkedal|3000 Helsingør|3050 Humlebæk|3100 Hornbæk|3200 Helsinge
3300 Frederiksværk|3400 Hillerød|3450 Allerød|3460 Birkerød|3480 Fredensborg|3500 Værløse|3520 Farum|3600 Frederikssund
3650 Ølstykke|3660 Stenløse|3700 Rønne|3720 Aakirkeby|3730 Nexø|3740 Svaneke|3770 Allinge|4000 Roskilde|4040 Jyllinge
4060 Kirke Såby|4100 Ringsted|4130 Viby Sjælland|4140 Borup|4160 Herlufmagle|4171 Glumsø|4180 Sorø|4200 Slagelse
4220 Korsør|4230 Skælskør|4250 Fuglebjerg|4270 Høng|4281 Gørlev|4291 Ruds Vedby|4300 Holbæk|4320 Lejre|4330 Hvalsø
4340 Tølløse|4400 Kalundborg|4450 Jyderup|4470 Svebølle|4500 Nykøbing Sj|4534 Hørve|4550 Asnæs|4573 Højby|4600 Køge
4621 Gadstrup|4623 Lille Skensved|4632 Bjæverskov|4640 Faxe|4652 Hårlev|4660 Store Heddinge|4671 Strøby|4681 Herfølge
4683 Rønnede|4690 Haslev|4700 Næstved|4720 Præstø|4733 Tappernøje|4750 Lundby|4760 Vordingborg|4780 Stege
4800 Nykøbing F|4850 Stubbekøbing|4880 Nysted|4900 Nakskov|4930 Maribo|4941 Bandholm|4970 Rødby|4990 Sakskøbing
5000 Odense C|5200 Odense V|5210 Odense NV|5220 Odense SØ|5230 Odense M|5240 Odense NØ|5250 Odense SV|5260 Odense S
5270 Odense N|5290 Marslev|5300 Kerteminde|5330 Munkebo|5400 Bogense|5450 Otterup|5471 Søndersø|5500 Middelfart
5540 Ullerslev|5550 Langeskov|5560 Aarup|5580 Nørre Aaby|5600 Faaborg|5610 Assens|5620 Glamsbjerg|5672 Broby
5690 Tommerup
5700 Svendborg|5750 Ringe|5772 Kværndrup|5800 Nyborg|5853 Ørbæk|5884 Gudme|5900 Rudkøbing|5960 Marstal|5970 Ærøskøbing
6000 Kolding|6040 Egtved|6070 Christiansfeld|6092 Sønder Stenderup|6100 Haderslev|6200 Aabenraa|6230 Rødekro
6240 Løgumkloster
6270 Tønder|6300 Gråsten|6330 Padborg|6400 Sønderborg|6430 Nordborg|6500 Vojens|6510 Gram|6520 Toftlund|6600 Vejen
6622 Bække|6630 Rødding|6650 Brørup|6670 Holsted|6700 Esbjerg|6705 Esbjerg Ø|6710 Esbjerg V|6715 Esbjerg N
6731 Tjæreborg
6740 Bramming|6752 Glejbjerg|6760 Ribe|6780 Skærbæk|6792 Rømø|6800 Varde|6823 Ansager|6830 Nørre Nebel|6840 Oksbøl
6857 Blåvand|6870 Ølgod|6880 Tarm|6900 Skjern|6920 Videbæk|6933 Kibæk|6950 Ringkøbing|6960 Hvide Sande|6990 Ulfborg
7000 Fredericia|7080 Børkop|7100 Vejle|7120 Vejle Øst|7130 Juelsminde|7150 Barrit|7160 Tørring|7171 Uldum|7190 Billund
7200 Grindsted|7300 Jelling|7323 Give|7330 Brande|7361 Ejstrupholm|7400 Herning|7430 Ikast|7441 Bording|7451 Sunds
7480 Vildbjerg|7490 Aulum|7500 Holstebro|7540 Haderup|7560 Hjerm|7600 Struer|7620 Lemvig|7680 Thyborøn|7700 Thisted
7730 Hanstholm|7755 Bedsted Thy|7760 Hurup Thy|7800 Skive|7830 Vinderup|7840 Højslev|7850 Stoholm Jyll|7870 Roslev
7900 Nykøbing M|7950 Erslev|8000 Aarhus C|8200 Aarhus N|8210 Aarhus V|8220 Brabrand|8230 Åbyhøj|8240 Risskov|8250 Egå
8260 Viby J|8270 Højbjerg|8300 Odder|8310 Tranbjerg J|8320 Mårslet|8330 Beder|8340 Malling|8355 Solbjerg|8361 Hasselager
8370 Hadsten|8380 Trige|8381 Tilst|8382 Hinnerup|8400 Ebeltoft|8410 Rønde|8450 Hammel|8464 Galten|8471 Sabro|8500 Grenaa
8520 Lystrup|8530 Hjortshøj|8541 Skødstrup|8543 Hornslet|8560 Kolind|8600 Silkeborg|8620 Kjellerup|8632 Lemming
8653 Them
8660 Skanderborg|8670 Låsby|8680 Ry|8700 Horsens|8722 Hedensted|8732 Hovedgård|8740 Brædstrup|8752 Østbirk
8763 Rask Mølle
8783 Hornsyld|8800 Viborg|8830 Tjele|8832 Skals|8850 Bjerringbro|8870 Langå|8881 Thorsø|8900 Randers C|8920 Randers NV
8930 Randers NØ|8940 Randers SV|8950 Ørsted|8960 Randers SØ|8963 Auning|8970 Havndal|8981 Spentrup|8990 Fårup
9000 Aalborg|9200 Aalborg SV|9210 Aalborg SØ|9220 Aalborg Øst|9230 Svenstrup J|9240 Nibe|9260 Gistrup|9293 Kongerslev
9300 Sæby|9310 Vodskov|9330 Dronninglund|9362 Gandrup|9370 Hals|9380 Vestbjerg|9400 Nørresundby|9430 Vadum|9440 Aabybro
9460 Brovst|9480 Løkken|9490 Pandrup|9500 Hobro|9510 Arden|9520 Skørping|9530 Støvring|9550 Mariager|9560 Hadsund
9574 Bælum|9600 Aars|9620 Aalestrup|9632 Møldrup|9640 Farsø|9670 Løgstør|9690 Fjerritslev|9700 Brønderslev
9740 Jerslev J
9750 Østervrå|9760 Vrå|9800 Hjørring|9850 Hirtshals|9870 Sindal|9881 Bindslev|9900 Frederikshavn|9940 Læsø|9970 Strandby
9981 Jerup|9982 Ålbæk|9990 Skagen
"""


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    entries = (entry for line in text.strip().splitlines() for entry in line.split("|"))
    return tuple((code, town) for code, _, town in (entry.partition(" ") for entry in entries))


DANISH = _pairs(_DANISH)
GREENLANDIC = _pairs(
    "3900 Nuuk|3905 Nuussuaq|3911 Sisimiut|3912 Maniitsoq|3913 Tasiilaq|3920 Qaqortoq|3922 Nanortalik|3921 Narsaq\n"
    "3940 Paamiut|3950 Aasiaat|3951 Qasigiannguit|3952 Ilulissat|3961 Uummannaq|3962 Upernavik"
)
FAROESE = _pairs(
    "100 Tórshavn|110 Tórshavn|160 Argir|188 Hoyvík|175 Kirkjubøur|410 Kollafjørður|350 Vestmanna|530 Fuglafjørður\n"
    "600 Saltangará|620 Runavík|700 Klaksvík|800 Tvøroyri|900 Vágur"
)
SWEDISH = _pairs(
    "211 20 Malmö|222 22 Lund|252 21 Helsingborg|411 05 Göteborg|111 29 Stockholm|291 31 Kristianstad|392 32 Kalmar"
)
GERMAN = _pairs(
    "24937 Flensburg|24103 Kiel|20095 Hamburg|25899 Niebüll|23552 Lübeck|24837 Schleswig|10115 Berlin|25813 Husum"
)
NORWEGIAN = _pairs("0150 Oslo|0484 Oslo|5003 Bergen|4006 Stavanger|3044 Drammen|7010 Trondheim|4611 Kristiansand S")

MUNICIPALITIES = listed(
    """
    Aabenraa|Assens|Billund|Bornholms Regions|Brønderslev|Esbjerg|Faaborg-Midtfyn|Favrskov|Faxe|Fredericia|Gribskov
    Guldborgsund|Haderslev|Hedensted|Helsingør|Herning|Holbæk|Holstebro|Horsens|Ikast-Brande|Jammerbugt|Kalundborg
    Kerteminde|Kolding|Køge|Lemvig|Lolland|Mariagerfjord|Middelfart|Norddjurs|Nyborg|Næstved|Odder|Odsherred|Randers
    Rebild|Ringkøbing-Skjern|Roskilde|Rudersdal|Silkeborg|Skanderborg|Skive|Slagelse|Sorø|Struer|Svendborg|Syddjurs
    Sønderborg|Thisted|Tønder|Varde|Vejen|Vejle|Vesthimmerlands|Viborg|Vordingborg|Ærø
    """
)
SCHOOLS = listed(
    """
    Nørreskolen|Østerbakken Skole|Bakkeskolen|Søndervangskolen|Fjordskolen|Kildevældsskolen|Skovbrynet Børnehave
    Mælkebøtten|Børnehuset Regnbuen|Børnehuset Solstrålen|Plejecenter Kærhaven|Plejehjemmet Birkelund
    Ældrecenter Strandbo|Tandplejen|Bibliotekerne|Musikskolen|Ungdomsskolen|Jobcentret|Materielgården|Vej og Park
    Familiehuset|Hjemmeplejen Nord|Hjemmeplejen Syd|Center for Børn og Unge|Sprogskolen|Byskolen|Lindeskolen
    Vestre Skole|Sønderskov-Skolen|Tingskolen
    """
)
PARISHES = listed(
    """
    Sankt Nikolaj|Vor Frue|Sankt Mortens|Hellig Kors|Ansgars|Simon Peters|Budolfi|Sankt Pauls|Mariehøj|Thomas|Filips
    Gråbrødre|Tveje Merløse|Sønder Nissum|Nørre Snede|Øster Hornum|Vester Nebel|Store Darum|Lille Lyngby|Gammel Rye
    Hvidbjerg|Sneslev|Ørslev|Ulstrup|Mou|Bislev|Nørup|Øse|Vilslev|Todbjerg
    """
)
HAMLETS = listed(
    """
    Nørre Vium|Øster Bording|Tved|Sønder Felding|Ravnkilde|Stenum|Kølkær|Vester Åby|Hjordkær|Lille Næstved|Bjergby
    Åstrup|Tise|Skårup|Elsted|Ginnerup|Hou|Sundby|Vilstrup|Kirkeby|Bukkerup|Gl. Lejre|Øde Førslev|Mosede|Kvols
    Nr. Kongerslev|Assendrup
    """
)
