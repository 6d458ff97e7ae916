"""First names that are heard in Flanders, to know one behind "zoontje" or before an age.

Never read alone. Those that are words too (`WORDS_TOO`) ask for a capital.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    jan piet marc mark luc paul patrick dirk koen peter wim tom kevin stijn bart kris
    johan guido jos willy erik eric geert filip david thomas nicolas mohamed mohammed
    ahmed ali mustafa youssef omar hassan ibrahim mehmet emre can murat ahmad bilal
    maria marie anna martine rita christine nathalie monique ingrid an els ann katrien
    kim sarah laura emma lotte fatima aicha khadija samira naima amina leila yasmina
    zeynep elif ayse fatma hatice nadia rachid abdel jamal hamza olga irina elena ioana
    jeanne godelieve lutgart hilde greet griet leen lien sofie julie eva charlotte
    karim silke femke joke inge sandra sabrina cindy wendy sonja nele tine
    liesbet veerle
    aaron adam adriaan aline alexander alexandra alice alicia alina amber amelia amir
    amy anaïs andrea andreas andrei anja anke annelies annemie annick anouk antoine
    arne arthur arno astrid axel aya ayoub aziz axelle barbara bas bea ben benjamin
    bernard bert birgit bjorn björn bo boris bram brecht brenda brigitte britt bruno
    carine carlos carmen caroline casper catherine cedric céline celine chantal chris
    christel christophe clara claudia chloe chloé daan daniel danny dario debbie denis
    diana didier diego dieter dina dominique dorien driss dylan edith edward elias elias
    elisa elise elke ella ellen ellie eline elly emiel emil emilie emily emine esra esther
    ethan evelien evelyne evy fabian fadila fien finn fleur floor floris francis frank frans
    frederik freddy frederic freya frida fred gabriel geertrui gerard gerda germaine
    gert ghislaine gilbert gilles gina gino gitte glenn godfried greta guy gustaaf gust
    hafida hakim halima hanna hannah hannelore hannes hans harry hasna hassna heidi helena
    helene hendrik henri herman hugo hussein ian ilias ilse imane imran ines ilona isabel
    isabelle ismael ivan ivo jaak jacqueline jade jana janne jari jasmien jasper jef
    jelle jenna jenny jens jeroen jessica jesse jill jimmy joachim joeri johanna johnny
    jolien jonas jonathan joost jordy joris jorn jos josé josephine joyce jules julia
    julien juliette jürgen jurgen justine kaat kaatje karel karen karin karolien katja
    katleen kato kelly kenneth kenny kiara kirsten klaas koenraad kobe kurt kyra lana
    lara lars laurens laurent lea leah lena lenn lenny leo leon leonie lesley lewis lia
    liam lies liese lieve lieven lili lily lina linda lionel lisa lise lode loes lola
    lore loren lorenzo lou louis louise lowie luca lucas lucia lucie lucien luka lukas
    luna lutgarde lydia lynn maarten maaike machteld mads magda mahmoud malak malika manon
    manuel marc marcel margot maria mariam marian marianne marieke marijke marina mario
    marjan marleen marlies marloes martha martijn martin mathias mathieu mathilde matteo
    matthias maud maurice maxim max maya medina mehdi melanie melissa meryem mia michael
    michel michiel mieke miel mila milan mila milo mila milou mina mira miriam mohammad
    monica mona morgane moussa myriam nabil nadine naomi nassim natacha natalia natasha
    nathan nelly nick nicky nicole niels nico nina noa noah noémie noor nora nore norah
    nour nouria oleksandr oksana olena oliver olivia olivier oscar otis pascal pascale
    patricia patrik paulien paulette pauline philippe pia pieter pierre pieterjan quinten
    rachel rachida raf rafael raphaël rania raymond rebecca renaat rené renée ria ricardo
    rik rob robbe robert robin robrecht roel roger roland romain ronny rosa rosita ruben
    rudi rudy ruth ryan sabine safa said saïd salma sam sami samir samuel sander sanne
    sara sebastiaan sebastian seppe serge sergio sien sihame siham simon simonne sofia
    sofiane sophie soufiane souad stefan stefaan stef stella stephanie steve steven stien
    stan suzanne svetlana sven sylvia sylvie tamara tania tanja tarik tatiana tess thibault
    thibaut thijs thomas tibo tiffany tim tinne tineke tobias tom toon tuur tristan
    ursula valerie vanessa vera vic victor victoria viktor vincent virginie vladimir ward
    warre werner wesley wessel wilfried willem william wout wouter xander xavier yana
    yannick yara yasin yasmin yasmine yassin yassine ygor yolande yorick younes yusuf
    yvan yvette yvonne zakaria zara zita zoë zoe zohra
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)

# Without a capital these are words of a sentence ("vader kan", "dochter lies").
WORDS_TOO = frozenset(
    """
    an ann can els leen mark tom wim max lies bo ben bas bea bert dina diana fien fleur
    floor guy ivo jade jos kim lana lea leo lou lola lore luna maya mia mila mina
    mira mona nick noor nora pia raf ria rob rosa roel ruth sam said sien stan stef stella
    tess tim toon vic vera victoria ward warre wout zita miel medina lieve lieven frank
    hans harry jan jasmien jill jules lucas mathilde eva regina olivier gust rik victor
    robin pascal paul oscar paulien pauline steven heidi hilde barbara jef malak nour
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, by its capital or without any doubt."""
    small = word.casefold()
    if small not in FIRST_NAMES:
        return False
    return word[0].isupper() or small not in WORDS_TOO
