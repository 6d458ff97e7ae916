"""First names heard in Flanders, to know one behind "zoontje" or before an age.

Never read alone. Those that are words too (`WORDS_TOO`) ask for a capital.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    aaron abdel adam adriaan ahmad ahmed aicha alexander alexandra ali alice alicia
    alina aline amber amelia amina amir amy an anaïs andrea andreas andrei anja anke
    ann anna annelies annemie annick anouk antoine arne arno arthur astrid axel
    axelle aya ayoub ayse aziz barbara bart bas bea ben benjamin bernard bert bilal
    birgit bjorn björn bo boris bram brecht brenda brigitte britt bruno can carine
    carlos carmen caroline casper catherine cedric celine chantal charlotte chloe
    chloé chris christel christine christophe cindy clara claudia céline daan daniel
    danny dario david debbie denis diana didier diego dieter dina dirk dominique
    dorien driss dylan edith edward elena elias elif eline elisa elise elke ella
    ellen ellie elly els emiel emil emilie emily emine emma emre eric erik esra
    esther ethan eva evelien evelyne evy fabian fadila fatima fatma femke fien filip
    finn fleur floor floris francis frank frans fred freddy frederic frederik freya
    frida gabriel geert geertrui gerard gerda germaine gert ghislaine gilbert gilles
    gina gino gitte glenn godelieve godfried greet greta griet guido gust gustaaf
    guy hafida hakim halima hamza hanna hannah hannelore hannes hans harry hasna
    hassan hassna hatice heidi helena helene hendrik henri herman hilde hugo hussein
    ian ibrahim ilias ilona ilse imane imran ines inge ingrid ioana irina isabel
    isabelle ismael ivan ivo jaak jacqueline jade jamal jan jana janne jari jasmien
    jasper jeanne jef jelle jenna jenny jens jeroen jesse jessica jill jimmy joachim
    joeri johan johanna johnny joke jolien jonas jonathan joost jordy joris jorn jos
    josephine josé joyce jules julia julie julien juliette jurgen justine jürgen
    kaat kaatje karel karen karim karin karolien katja katleen kato katrien kelly
    kenneth kenny kevin khadija kiara kim kirsten klaas kobe koen koenraad kris kurt
    kyra lana lara lars laura laurens laurent lea leah leen leila lena lenn lenny
    leo leon leonie lesley lewis lia liam lien lies liesbet liese lieve lieven lili
    lily lina linda lionel lisa lise lode loes lola lore loren lorenzo lotte lou
    louis louise lowie luc luca lucas lucia lucie lucien luka lukas luna lutgarde
    lutgart lydia lynn maaike maarten machteld mads magda mahmoud malak malika manon
    manuel marc marcel margot maria mariam marian marianne marie marieke marijke
    marina mario marjan mark marleen marlies marloes martha martijn martin martine
    mathias mathieu mathilde matteo matthias maud maurice max maxim maya medina
    mehdi mehmet melanie melissa meryem mia michael michel michiel mieke miel mila
    milan milo milou mina mira miriam mohamed mohammad mohammed mona monica monique
    morgane moussa murat mustafa myriam nabil nadia nadine naima naomi nassim
    natacha natalia natasha nathalie nathan nele nelly nick nicky nico nicolas
    nicole niels nina noa noah noor nora norah nore nour nouria noémie oksana
    oleksandr olena olga oliver olivia olivier omar oscar otis pascal pascale
    patricia patrick patrik paul paulette paulien pauline peter philippe pia pierre
    piet pieter pieterjan quinten rachel rachid rachida raf rafael rania raphaël
    raymond rebecca renaat rené renée ria ricardo rik rita rob robbe robert robin
    robrecht roel roger roland romain ronny rosa rosita ruben rudi rudy ruth ryan
    sabine sabrina safa said salma sam sami samir samira samuel sander sandra sanne
    sara sarah saïd sebastiaan sebastian seppe serge sergio sien siham sihame silke
    simon simonne sofia sofiane sofie sonja sophie souad soufiane stan stef stefaan
    stefan stella stephanie steve steven stien stijn suzanne sven svetlana sylvia
    sylvie tamara tania tanja tarik tatiana tess thibault thibaut thijs thomas tibo
    tiffany tim tine tineke tinne tobias tom toon tristan tuur ursula valerie
    vanessa veerle vera vic victor victoria viktor vincent virginie vladimir ward
    warre wendy werner wesley wessel wilfried willem william willy wim wout wouter
    xander xavier yana yannick yara yasin yasmin yasmina yasmine yassin yassine ygor
    yolande yorick younes youssef yusuf yvan yvette yvonne zakaria zara zeynep zita
    zoe zohra zoë
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)

# Without a capital these are words of a sentence ("vader kan", "dochter lies").
WORDS_TOO = frozenset(
    """
    an ann barbara bas bea ben bert bo can diana dina els eva fien fleur floor frank
    gust guy hans harry heidi hilde ivo jade jan jasmien jef jill jos jules kim lana
    lea leen leo lies lieve lieven lola lore lou lucas luna malak mark mathilde max
    maya medina mia miel mila mina mira mona nick noor nora nour olivier oscar
    pascal paul paulien pauline pia raf regina ria rik rob robin roel rosa ruth said
    sam sien stan stef stella steven tess tim tom toon vera vic victor victoria ward
    warre wim wout zita
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, by its capital or without any doubt."""
    small = word.casefold()
    if small not in FIRST_NAMES:
        return False
    return word[0].isupper() or small not in WORDS_TOO
