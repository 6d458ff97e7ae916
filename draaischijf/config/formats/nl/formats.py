"""Dates as people here write them: "3 mei 2017"."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y \\o\\m H:i"
SHORT_DATE_FORMAT = "j b Y"
