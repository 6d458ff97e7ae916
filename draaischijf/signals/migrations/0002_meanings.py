from __future__ import annotations

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import pgvector.django.halfvec
import pgvector.django.indexes
from django.db import migrations, models

# What was written before; the job gives each its vector.
KNOWN = """
insert into signals_meaning (signal_id, partnership_id, model)
select id, partnership_id, '' from signals_policysignal;
insert into signals_meaning (pre_signal_id, partnership_id, model)
select id, partnership_id, '' from signals_presignal
where btrim(problem || example) <> '';
insert into signals_meaning (support_id, partnership_id, model)
select support.id, signal.partnership_id, ''
from signals_signalsupport support
join signals_policysignal signal on signal.id = support.signal_id
where btrim(support.note) <> '';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_vector"),
        ("people", "0003_second_factor"),
        ("signals", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meaning",
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
                    "vector",
                    pgvector.django.halfvec.HalfVectorField(dimensions=384, null=True),
                ),
                (
                    "model",
                    models.CharField(blank=True, max_length=60, verbose_name="model"),
                ),
            ],
            options={
                "verbose_name": "meaning of a text",
                "verbose_name_plural": "meanings of texts",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policysignal",
            trigger=pgtrigger.compiler.Trigger(
                name="meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        if tg_op = 'UPDATE' and new.title = old.title and new.statement = old.statement and new.examples = old.examples then\n            return null;\n        end if;\n        if btrim(new.title || new.statement || new.examples) = '' then\n            delete from signals_meaning where signal_id = new.id;\n            return null;\n        end if;\n        insert into signals_meaning (signal_id, partnership_id, model)\n            values (new.id, new.partnership_id, '')\n            on conflict (signal_id) do update set vector = null, model = '';\n        return null;\n    ",
                    hash="e4c4a9847f7741d7dc72b952c356050dbef9341b",
                    operation='INSERT OR UPDATE OF "title", "statement", "examples"',
                    pgid="pgtrigger_meaning_18204",
                    table="signals_policysignal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="presignal",
            trigger=pgtrigger.compiler.Trigger(
                name="meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        if tg_op = 'UPDATE' and new.problem = old.problem and new.example = old.example then\n            return null;\n        end if;\n        if btrim(new.problem || new.example) = '' then\n            delete from signals_meaning where pre_signal_id = new.id;\n            return null;\n        end if;\n        insert into signals_meaning (pre_signal_id, partnership_id, model)\n            values (new.id, new.partnership_id, '')\n            on conflict (pre_signal_id) do update set vector = null, model = '';\n        return null;\n    ",
                    hash="16f44a3bb68209b9e2a74d2087e3710e5d953ca6",
                    operation='INSERT OR UPDATE OF "problem", "example"',
                    pgid="pgtrigger_meaning_539fd",
                    table="signals_presignal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signalsupport",
            trigger=pgtrigger.compiler.Trigger(
                name="meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        if tg_op = 'UPDATE' and new.note = old.note then\n            return null;\n        end if;\n        if btrim(new.note) = '' then\n            delete from signals_meaning where support_id = new.id;\n            return null;\n        end if;\n        insert into signals_meaning (support_id, partnership_id, model)\n            values (new.id, (select partnership_id from signals_policysignal where id = new.signal_id), '')\n            on conflict (support_id) do update set vector = null, model = '';\n        return null;\n    ",
                    hash="81a9e35a9cda582a98ced79c335f2537dae451a4",
                    operation='INSERT OR UPDATE OF "note"',
                    pgid="pgtrigger_meaning_4d899",
                    table="signals_signalsupport",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="meaning",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.partnership",
            ),
        ),
        migrations.AddField(
            model_name="meaning",
            name="pre_signal",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="meaning",
                to="signals.presignal",
            ),
        ),
        migrations.AddField(
            model_name="meaning",
            name="signal",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="meaning",
                to="signals.policysignal",
            ),
        ),
        migrations.AddField(
            model_name="meaning",
            name="support",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="meaning",
                to="signals.signalsupport",
            ),
        ),
        migrations.AddIndex(
            model_name="meaning",
            index=pgvector.django.indexes.HnswIndex(
                fields=["vector"],
                name="signals_meaning_vector",
                opclasses=["halfvec_ip_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="meaning",
            index=models.Index(
                condition=models.Q(("vector__isnull", True)),
                fields=["id"],
                name="signals_meaning_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="meaning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("pre_signal", None),
                        ("signal__isnull", False),
                        ("support", None),
                    ),
                    models.Q(
                        ("pre_signal__isnull", False),
                        ("signal", None),
                        ("support", None),
                    ),
                    models.Q(
                        ("pre_signal", None),
                        ("signal", None),
                        ("support__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="signals_meaning_of_one_text",
            ),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
