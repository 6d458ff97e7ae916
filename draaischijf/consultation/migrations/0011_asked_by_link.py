from django.db import migrations, models
from django.db.models import Q


def remember(apps, _schema):
    items = apps.get_model("consultation", "AgendaItem").objects
    items.filter(Q(asked_by__isnull=False)).update(was_asked=True)


class Migration(migrations.Migration):
    dependencies = [("consultation", "0010_feed_of_the_whole")]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="was_asked",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
