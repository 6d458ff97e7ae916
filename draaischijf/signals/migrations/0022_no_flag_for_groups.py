from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signals", "0021_flags_name_a_group")]

    operations = [
        migrations.RemoveConstraint(
            model_name="presignal",
            name="signals_report_is_of_one",
        ),
        migrations.RemoveConstraint(
            model_name="routingrule",
            name="signals_rule_has_one_taker",
        ),
        migrations.RemoveIndex(
            model_name="presignal",
            name="signals_report_of_nobody",
        ),
        migrations.RemoveField(
            model_name="presignal",
            name="for_working_group",
        ),
        migrations.RemoveField(
            model_name="routingrule",
            name="for_working_group",
        ),
        migrations.AddIndex(
            model_name="presignal",
            index=models.Index(
                condition=models.Q(
                    ("assigned_group__isnull", True),
                    ("assigned_organisation__isnull", True),
                    ("assignee__isnull", True),
                    ("state__in", ("submitted", "in_review", "question")),
                ),
                fields=["partnership", "state"],
                name="signals_report_of_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="presignal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assigned_organisation__isnull", True),
                        ("assignee__isnull", True),
                    ),
                    models.Q(
                        ("assigned_group__isnull", True), ("assignee__isnull", True)
                    ),
                    models.Q(
                        ("assigned_group__isnull", True),
                        ("assigned_organisation__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="signals_report_is_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", True), ("person__isnull", True)),
                    models.Q(("group__isnull", True), ("person__isnull", True)),
                    models.Q(("group__isnull", True), ("organisation__isnull", True)),
                    _connector="OR",
                ),
                name="signals_rule_has_one_taker",
            ),
        ),
    ]
