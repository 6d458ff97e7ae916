"""Surnames that are common in Flanders, to know one in small letters.

Only read after a title, so that names which are words too ("vos", "roos") are safe.
"""

from __future__ import annotations

import re

COMMON_SURNAMES = frozenset(
    """
    peeters janssens maes jacobs mertens willems claes goossens wouters hermans
    janssen aerts michiels martens cools desmet smets smet lemmens pauwels verhoeven
    verhaegen verhaeghe vermeulen verbeke verdonck verstraete verstraeten vercammen
    vercauteren verlinden vermeiren vermeersch verschueren verhelst verbruggen verheyen
    vandamme vandenberghe vandenbroeck vandenbroucke vandewalle vanhoutte vanacker
    devos desmedt desmet dewitte declercq dewulf debruyne decock decoster dhondt
    bogaert bogaerts segers stevens moens thys nijs lenaerts timmermans leemans
    coppens claeys carlier simons hendrickx hendriks jansen bauwens baert lambrecht
    lambrechts christiaens everaert dierckx geerts gielen gijsels goethals geens
    raes roels robberechts rombouts sanders schepers segaert sels smits stas stevens
    swinnen thijs tielemans torfs vos wauters wellens wuyts yildiz yilmaz demir kaya
    celik sahin ozturk aydin arslan dogan kilic amrani idrissi alaoui benali bakkali
    hassan ahmed mohamed mohammed ali hussein ibrahim abdi diallo bah barry sow traore
    nguyen singh kumar khan petrov ivanov popescu ionescu kowalski nowak da silva
    santos pereira fernandes lopez garcia martinez dubois lambert dupont leroy laurent
    simon denis francois michel daems dams daniels de.smet callebaut callens ceulemans
    cornelis couck cuypers daelemans heylen heymans huybrechts huys impens jacquemyn
    joos kerkhofs lauwers lievens luyten maertens mahieu matthys meeus meert meyers
    michielsen mortier naessens neyt nys ooms pattyn philips pieters poppe proost
    puttemans quintelier rogiers saelens schoofs seghers slabbinck staelens steyaert
    strubbe symons theys tack temmerman thienpont tytgat uytterhoeven vaes viaene
    vlaeminck vrancken vyncke wittevrongel wynants bakker visser mulder vries kok mol
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
) - {"da", "silva", "de.smet"}

# The part behind "de", "van", "van den" and the like; alone it is often a plain word.
SURNAMES_AFTER_PARTICLE = frozenset(
    """
    acker backer baere bakker beer berg bergh berghe bie bock boeck boever bosch bossche
    bosscher brabander brabandere broeck broecke broucke bruyn bruyne bruycker backere
    ceuster clerck clercq cock coninck cooman coster cuyper damme decker deyne driessche
    durme dyck eecke eeckhout elst ende eynde feyter geest gendt goor graeve groof groot
    groote haene haes hecke heede hende herdt heyde heyden hoecke hoof hooghe houtte
    hove hulle keer kerchove kerckhove keyser keyzer kimpe knijf laet landtsheer leeuw
    loo looy maere maeyer man mey meester meulebroeck meulder meyer mol moor moortel
    mulder munck muynck neve nolf noten neste pauw pelsmaeker perre poel poorter pooter
    potter prins pril putte ridder ridder roeck rouck ryck rycke schepper schrijver
    schutter smaele smedt smet smit sutter stappen steen steene swaef temmerman valck
    velde vijver vleeschauwer vliet voorde vos vreese vriendt vries vroe walle weyer
    wael waele weghe wilde win winter wit witte wolf wulf zutter zwaef
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)

# Endings that Flemish surnames have and that verbs and adverbs do not.
_SURNAME_SHAPE = re.compile(
    r"(?:vanden|vander|van(?:de|h|k|o))\w{3,}"
    r"|\w{2,}(?:ckx?|inckx|aerts?|eyns|mans|ssens|rtens|ndts?|aeghe?n?|uyse|aere|eyne"
    r"|hoeck|broeck|beke|daele|donck|huyze|bergh|ghem|ooghe|uyck|uyts|eyls|oens|aels|iers)"
)
_NO_SURNAMES = frozenset(
    """
    feedback check back track iemands niemands thans soms steeds elders papiers
    manieren vankaf paniers anders eerstens
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)


def looks_like_surname(word: str, *, after_particle: bool = False) -> bool:
    """Tell whether a word in small letters is or resembles a common surname."""
    if word in _NO_SURNAMES:
        return False
    if word in COMMON_SURNAMES or _SURNAME_SHAPE.fullmatch(word):
        return True
    return after_particle and word in SURNAMES_AFTER_PARTICLE
