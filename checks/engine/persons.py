"""Danish first names: what tells a person from a trade or a place."""

_FIRST_NAMES = """
aage adam albert alex alexander alice allan amalie anders andreas ane anette anita anja ann anna anne annette
anni annie anton arne asger asta astrid august axel bente benny berit bent birger birgit birgitte birthe bjarne
bo bodil brian britta bruno børge camilla carl carsten cecilie charlotte christian christina christine
christoffer claus connie dan daniel david dennis dorte dorthe ebbe edith egon ejner elin elisabeth ella ellen
else emil emilie emma erik erling ernst esben eva finn flemming frank freja frederik frida fritz gert gitte
grete grethe gunnar gurli hanne hans harald heidi helen helga helge helle henning henriette henrik henry herman
holger hugo ib ida inga inge ingelise inger ingrid irene ivan jacob jakob jan jane janne jens jensine jeppe
jesper jette jimmy johan johanne johannes john johnny jonas jonathan josefine julie jytte jørgen jørn kaj karen
karin karl karsten kasper katrine keld kenneth kent kim kirsten kirstine kjeld klaus knud kristian kristina
kristine kristoffer kurt lars lasse laura laurits leif lena lene lilly line linda lis lisa lisbet lisbeth lise
lissi lone lotte louise lucas ludvig lærke mads magnus maja malene margit margrethe maria marianne marie martin
mathias mathilde max merete mette michael mie mikael mikkel mogens mona monica morten nanna nicolai niels
nikolaj nina oda ole oliver olga oline oluf orla oscar otto ove palle patrick paul per pernille peter pia poul
preben rasmus regitze rene rené richard rikke rita robert rolf ruben ruth sanne sara sebastian sigrid signe
simon sofie solveig steen stefan sten stig stine susan susanne sven svend søren tage tanja thea thomas thor
thorkild tim tina tobias tom tommy torben tove trine troels ulla ulrik vagn valdemar verner vibeke victor viggo
viktor villy vita vivi walther willy yvonne åge åse øjvind
"""
FIRST_NAMES = frozenset(_FIRST_NAMES.split())
