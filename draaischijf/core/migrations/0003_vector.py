from __future__ import annotations

from django.db import migrations
from pgvector.django import VectorExtension


class Migration(migrations.Migration):
    """What a text means is kept as a vector (decision 0019)."""

    dependencies = [("core", "0002_rate_count")]
    operations = [VectorExtension()]
