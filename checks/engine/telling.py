"""Words that tell companies of one name apart: one of them on one side only speaks against."""

from __future__ import annotations

_TELLING = """
holding holdings invest investering investeringer investment ejendom ejendomme ejendomsselskab ejendomsselskabet
group gruppen koncernen danmark denmark nordic scandinavia international europe service leasing udlejning finans
kapital capital materiel drift produktion handel import export senior junior sr jr søn sønner datter døtre nord
syd øst vest datterselskab moderselskab fond fonden pension partners udvikling ii iii iv 2 3 4
"""
TELLING = frozenset(_TELLING.split())
_GROUP = """
holding holdings invest investering investeringer investment ejendom ejendomme ejendomsselskab ejendomsselskabet
leasing udlejning finans kapital capital materiel pension fond fonden
"""
GROUP = frozenset(_GROUP.split())
"""Those that name another company of one group: beside the same address it is a sister, not a new name."""

_TOWNS = """
aabenraa åbenrå aalborg ålborg aarhus århus allerød assens ballerup billund birkerød bjerringbro brande
brønderslev brøndby dragør ebeltoft egå esbjerg faaborg fåborg farum fredensborg fredericia frederiksberg
frederikshavn frederikssund frederiksværk gentofte gladsaxe glostrup greve grenaa grenå grindsted haderslev
hadsten hadsund hammel hedehusene hedensted hellerup helsinge helsingør herlev herning hillerød hinnerup
hirtshals hjørring hobro holbæk holstebro horsens hørsholm ikast ishøj jyllinge kalundborg kastrup kerteminde
kolding korsør københavn køge lemvig lyngby løgstør maribo middelfart nakskov nibe nordborg nyborg næstved
nørresundby odder odense randers ribe ringe ringkøbing ringsted roskilde rudkøbing rødovre rønde rønne silkeborg
skagen skanderborg skive skjern skælskør slagelse solrød sorø stege struer støvring svendborg sæby sønderborg
taastrup tåstrup thisted tinglev tårnby tønder valby vanløse varde vejen vejle viborg viby vordingborg værløse
ølstykke sjælland fyn jylland bornholm lolland falster amager østerbro nørrebro vesterbro thorshavn tórshavn
nuuk flensborg flensburg
"""
TOWNS = frozenset(_TOWNS.split())
"""A branch is named by its town; beside the other side's own town it says nothing new."""

_SURNAMES = """
hansen nielsen jensen pedersen petersen andersen christensen kristensen larsen sørensen rasmussen jørgensen
madsen olsen olesen thomsen christiansen kristiansen poulsen paulsen johansen johannsen møller moeller müller
mortensen knudsen jacobsen jakobsen mikkelsen frederiksen laursen lauritsen lund holm schmidt schmitt eriksen
ericsen clausen klausen simonsen svendsen andreasen iversen jeppesen mogensen henriksen bertelsen berthelsen
nissen jessen bach bak bech beck kjær kjer friis fris dahl dal winther vinther carlsen karlsen lauridsen
mathiesen mathiasen matthiesen danielsen davidsen steffensen stefansen antonsen hermansen nygaard nygård
nørgaard nørgård
"""
SURNAMES = frozenset(_SURNAMES.split())
"""Common family names: two of them that are nearly alike are two families, not one typing error."""

_COMMON = """
byg vvs el auto biler anlæg entreprenør entreprenørfirmaet tømrer snedker tømrermester murer murermester maler
malermester malerfirma smed smedemester vognmand vognmandsforretning maskinfabrik maskinstation landbrug gård
brødrene firmaet salon frisør klinik tandlæge tandlægerne advokat advokatfirmaet revision revisionsfirmaet
rådgivende ingeniører arkitekt arkitekter konsulent consult rengøring restaurant café cafe pizzeria kiosk bageri
transport teknik elteknik elinstallatør butik butikken optik fysioterapi skole skolen børnehave børnehaven kirke
menighedsråd forening foreningen idrætsforening kommune plejecenter autoværksted møbler blomster data it
software system systems web design reklame media tryk grafisk gulve glas tag kloak have park hotel kro
"""
COMMON = frozenset(_COMMON.split())
"""Words of trades: many companies have them."""
