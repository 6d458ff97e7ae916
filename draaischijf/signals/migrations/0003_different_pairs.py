from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0002_meanings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DifferentPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "said",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="since"
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="different_before",
                        to="signals.presignal",
                    ),
                ),
                (
                    "pre_signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="different",
                        to="signals.presignal",
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="different",
                        to="signals.policysignal",
                    ),
                ),
            ],
            options={
                "verbose_name": "different pair",
                "verbose_name_plural": "different pairs",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pre_signal", "other"),
                        name="signals_different_reports_once",
                    ),
                    models.UniqueConstraint(
                        fields=("pre_signal", "signal"),
                        name="signals_different_signal_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("other__isnull", False), ("signal__isnull", True)
                            ),
                            models.Q(
                                ("other__isnull", True), ("signal__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="signals_different_from_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other__isnull", True),
                            ("pre_signal__lt", models.F("other")),
                            _connector="OR",
                        ),
                        name="signals_different_in_order",
                    ),
                ],
            },
        ),
    ]
