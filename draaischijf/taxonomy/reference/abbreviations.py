"""Abbreviations everybody in the field uses and few newcomers know."""

from __future__ import annotations

ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    ("BBC", "beleids- en beheerscyclus"),
    ("CAW", "centrum algemeen welzijnswerk"),
    ("CGG", "centrum voor geestelijke gezondheidszorg"),
    ("CKG", "centrum voor kinderzorg en gezinsondersteuning"),
    ("CLB", "centrum voor leerlingenbegeleiding"),
    ("DMW", "dienst maatschappelijk werk van de mutualiteit"),
    ("ELZ", "eerstelijnszone"),
    ("GBO", "geïntegreerd breed onthaal"),
    ("GGZ", "geestelijke gezondheidszorg"),
    ("JAC", "jongerenadviescentrum"),
    ("LDC", "lokaal dienstencentrum"),
    ("LOGO", "lokaal gezondheidsoverleg"),
    ("LOI", "lokaal opvanginitiatief"),
    ("LOP", "lokaal overlegplatform onderwijs"),
    ("LSB", "lokaal sociaal beleid"),
    ("NT2", "Nederlands als tweede taal"),
    ("OCMW", "openbaar centrum voor maatschappelijk welzijn"),
    ("OKAN", "onthaalklas voor anderstalige nieuwkomers"),
    ("PAB", "persoonlijk assistentiebudget"),
    ("RMW", "raad voor maatschappelijk welzijn"),
    ("SHM", "sociale huisvestingsmaatschappij"),
    ("SVK", "sociaal verhuurkantoor"),
    ("VAPH", "Vlaams Agentschap voor Personen met een Handicap"),
    ("VDAB", "Vlaamse Dienst voor Arbeidsbemiddeling en Beroepsopleiding"),
    ("VVSG", "Vereniging van Vlaamse Steden en Gemeenten"),
    ("WZC", "woonzorgcentrum"),
)
