"""The shared code lists. Codes stay; labels may be improved."""

from __future__ import annotations

from dataclasses import dataclass

from draaischijf.taxonomy.enums import MappingKind, SchemeKind


@dataclass(frozen=True)
class TermData:
    """One term: code, labels, and explanations where a label alone is not enough."""

    code: str
    nl: str
    en: str
    explanation_nl: str = ""
    explanation_en: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class SchemeData:
    code: str
    kind: SchemeKind
    nl: str
    en: str
    source: str
    terms: tuple[TermData, ...]
    is_shared: bool = True


T = TermData

# Article 23 (and 24 §3) of the Constitution, split into its ten rights; the
# eleventh was added in 2014 and is there for who wants it.
SOCIAL_RIGHTS = SchemeData(
    "social-rights",
    SchemeKind.SOCIAL_RIGHT,
    "Sociale grondrechten",
    "Social rights",
    "Belgische Grondwet, artikel 23 en 24",
    (
        T("work", "Recht op arbeid", "Right to work"),
        T("social_security", "Recht op sociale zekerheid", "Right to social security"),
        T(
            "health",
            "Recht op bescherming van de gezondheid",
            "Right to protection of health",
        ),
        T(
            "social_assistance",
            "Recht op sociale bijstand",
            "Right to social assistance",
        ),
        T(
            "medical_assistance",
            "Recht op geneeskundige bijstand",
            "Right to medical assistance",
        ),
        T(
            "legal_assistance",
            "Recht op juridische bijstand",
            "Right to legal assistance",
        ),
        T("housing", "Recht op behoorlijke huisvesting", "Right to decent housing"),
        T(
            "environment",
            "Recht op een gezond leefmilieu",
            "Right to a healthy environment",
        ),
        T(
            "development",
            "Recht op culturele en maatschappelijke ontplooiing",
            "Right to cultural and social development",
        ),
        T("education", "Recht op onderwijs", "Right to education"),
        T(
            "family_benefits",
            "Recht op gezinsbijslagen",
            "Right to family benefits",
            is_active=False,
        ),
    ),
)

# The nine sectors of the decision of the Flemish Government of 19 December 1997 on
# the regional welfare consultation.
SECTORS = SchemeData(
    "sectors",
    SchemeKind.SECTOR,
    "Sectoren",
    "Sectors",
    "Besluit van de Vlaamse Regering van 19 december 1997",
    (
        T("families", "Bijstand aan gezinnen", "Assistance to families"),
        T("children", "Bijstand aan kinderen", "Assistance to children"),
        T(
            "ocmw",
            "Openbare centra voor maatschappelijk welzijn",
            "Public centres for social welfare",
        ),
        T("general_welfare", "Algemeen welzijnswerk", "General welfare work"),
        T(
            "minorities",
            "Onthaal en integratie van minderheden",
            "Reception and integration of minorities",
        ),
        T(
            "disability",
            "Zorg voor personen met een handicap",
            "Care for people with a disability",
        ),
        T("elderly_care", "Ouderenzorg", "Care for the elderly"),
        T("youth_care", "Bijzondere jeugdbijstand", "Special youth assistance"),
        T("community_work", "Maatschappelijk opbouwwerk", "Community development"),
        T("adjacent", "Aanverwante sector", "Adjacent sector"),
        T("public_bodies", "Openbare besturen", "Public bodies"),
    ),
)

# The six life domains Ghent's local welfare policy is arranged by.
LIFE_DOMAINS = SchemeData(
    "life-domains",
    SchemeKind.LIFE_DOMAIN,
    "Levensdomeinen",
    "Life domains",
    "Lokaal Welzijnsbeleid Gent",
    (
        T("housing", "Wonen", "Housing"),
        T("work", "Werken", "Work"),
        T("learning", "Leren", "Learning"),
        T("care", "Zorg en gezondheid", "Care and health"),
        T("leisure", "Vrije tijd", "Leisure"),
        T("liveability", "Leefbaarheid", "Liveability"),
    ),
)

# The six sources of problems Ghent names on its pages about signalling.
PROBLEM_TYPES = SchemeData(
    "problem-types",
    SchemeKind.PROBLEM_TYPE,
    "Soort probleem",
    "Kinds of problem",
    "beleidssignalen.be, signaleren vanuit de praktijk",
    (
        T(
            "daily_work",
            "Iets loopt fout in de werking van een organisatie",
            "Something goes wrong in how an organisation works",
        ),
        T(
            "coordination",
            "Organisaties zijn niet op elkaar afgestemd",
            "Organisations are not attuned to each other",
        ),
        T("regulation", "Regels werken tegen", "Rules work against people"),
        T("risk_group", "Een groep komt in de problemen", "A group is at risk"),
        T("information", "Informatie ontbreekt", "Information is missing"),
        T("policy_gap", "Er is geen beleid voor", "There is no policy for it"),
    ),
)

# The levels of the Flemish catalogue of products and services, with the two that
# the consultation itself adds.
POLICY_LEVELS = SchemeData(
    "policy-levels",
    SchemeKind.POLICY_LEVEL,
    "Bestuursniveaus",
    "Levels of government",
    "Vlaamse producten- en dienstencatalogus",
    (
        T("local", "Lokaal", "Local"),
        T("intermunicipal", "Intergemeentelijk", "Intermunicipal"),
        T("regional", "Regionaal", "Regional"),
        T("provincial", "Provinciaal", "Provincial"),
        T("flemish", "Vlaams", "Flemish"),
        T("federal", "Federaal", "Federal"),
        T("european", "Europees", "European"),
    ),
)

TARGET_GROUPS = SchemeData(
    "target-groups",
    SchemeKind.TARGET_GROUP,
    "Doelgroepen",
    "Target groups",
    "",
    (
        T("children", "Kinderen", "Children"),
        T("young_people", "Jongeren", "Young people"),
        T("young_adults", "Jongvolwassenen", "Young adults"),
        T("families", "Gezinnen", "Families"),
        T("single_parents", "Alleenstaande ouders", "Single parents"),
        T("single_people", "Alleenstaanden", "Single people"),
        T("elderly", "Ouderen", "Elderly people"),
        T("carers", "Mantelzorgers", "Informal carers"),
        T("poverty", "Mensen in armoede", "People in poverty"),
        T("disability", "Personen met een handicap", "People with a disability"),
        T(
            "mental_health",
            "Mensen met een psychische kwetsbaarheid",
            "People with a mental vulnerability",
        ),
        T("addiction", "Mensen met een verslaving", "People with an addiction"),
        T("homeless", "Dak- en thuislozen", "Homeless people"),
        T("newcomers", "Nieuwkomers", "Newcomers"),
        T(
            "undocumented",
            "Mensen zonder wettig verblijf",
            "People without legal residence",
        ),
        T("job_seekers", "Werkzoekenden", "Job seekers"),
        T("low_literacy", "Laaggeletterden", "People with low literacy"),
        T("professionals", "Hulpverleners", "Professionals"),
    ),
)

POLICY_DOMAINS = SchemeData(
    "policy-domains",
    SchemeKind.POLICY_DOMAIN,
    "Beleidsdomeinen",
    "Policy domains",
    "",
    (
        T("help_and_services", "Hulp- en dienstverlening", "Help and services"),
        T("family", "Gezin", "Family"),
        T("health", "Gezondheid", "Health"),
        T("housing", "Wonen", "Housing"),
        T("work_economy", "Werk en sociale economie", "Work and social economy"),
        T("education", "Onderwijs", "Education"),
        T("mobility", "Mobiliteit", "Mobility"),
        T("integration", "Samenleven en integratie", "Living together"),
        T("culture_sport_youth", "Cultuur, sport en jeugd", "Culture, sport, youth"),
        T("general", "Algemeen", "General"),
    ),
)

# The rubrics of Kortrijk's work agenda: a list a partnership may take as its own.
AGENDA_RUBRICS = SchemeData(
    "agenda-rubrics",
    SchemeKind.SOCIAL_RIGHT,
    "Rubrieken van de werkagenda",
    "Rubrics of the work agenda",
    "Lokaal sociaal beleid Kortrijk 2008-2013",
    (
        T("rubric_work", "Arbeid", "Work"),
        T("rubric_health", "Gezondheid", "Health"),
        T(
            "rubric_development",
            "Sociale en culturele ontplooiing",
            "Social and cultural development",
        ),
        T("rubric_legal", "Juridische bijstand", "Legal assistance"),
        T("rubric_education", "Onderwijs", "Education"),
        T("rubric_housing", "Huisvesting", "Housing"),
        T("rubric_social_security", "Sociale zekerheid", "Social security"),
    ),
    is_shared=False,
)

SCHEMES = (
    SOCIAL_RIGHTS,
    SECTORS,
    LIFE_DOMAINS,
    PROBLEM_TYPES,
    POLICY_LEVELS,
    TARGET_GROUPS,
    POLICY_DOMAINS,
    AGENDA_RUBRICS,
)

# (scheme, code, relation, scheme, code)
MAPPINGS: tuple[tuple[str, str, MappingKind, str, str], ...] = (
    ("life-domains", "housing", MappingKind.EXACT, "social-rights", "housing"),
    ("life-domains", "work", MappingKind.EXACT, "social-rights", "work"),
    ("life-domains", "learning", MappingKind.EXACT, "social-rights", "education"),
    ("life-domains", "care", MappingKind.BROADER, "social-rights", "health"),
    (
        "life-domains",
        "care",
        MappingKind.BROADER,
        "social-rights",
        "medical_assistance",
    ),
    ("life-domains", "leisure", MappingKind.NARROWER, "social-rights", "development"),
    ("life-domains", "liveability", MappingKind.CLOSE, "social-rights", "environment"),
    ("agenda-rubrics", "rubric_work", MappingKind.EXACT, "social-rights", "work"),
    ("agenda-rubrics", "rubric_health", MappingKind.BROADER, "social-rights", "health"),
    (
        "agenda-rubrics",
        "rubric_health",
        MappingKind.BROADER,
        "social-rights",
        "medical_assistance",
    ),
    (
        "agenda-rubrics",
        "rubric_development",
        MappingKind.EXACT,
        "social-rights",
        "development",
    ),
    (
        "agenda-rubrics",
        "rubric_legal",
        MappingKind.EXACT,
        "social-rights",
        "legal_assistance",
    ),
    (
        "agenda-rubrics",
        "rubric_education",
        MappingKind.EXACT,
        "social-rights",
        "education",
    ),
    ("agenda-rubrics", "rubric_housing", MappingKind.EXACT, "social-rights", "housing"),
    (
        "agenda-rubrics",
        "rubric_social_security",
        MappingKind.BROADER,
        "social-rights",
        "social_security",
    ),
    (
        "agenda-rubrics",
        "rubric_social_security",
        MappingKind.BROADER,
        "social-rights",
        "social_assistance",
    ),
)
