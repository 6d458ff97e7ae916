from __future__ import annotations

from django.contrib.postgres.operations import (
    BtreeGinExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

MAKE = """
create text search configuration draaischijf_nl (copy = dutch);
alter text search configuration draaischijf_nl
    alter mapping for hword, hword_part, word, asciihword, hword_asciipart, asciiword
    with unaccent, dutch_stem;
"""


class Migration(migrations.Migration):
    """Dutch full text with accents folded, and the extensions it needs."""

    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(
            MAKE, "drop text search configuration if exists draaischijf_nl"
        ),
    ]
