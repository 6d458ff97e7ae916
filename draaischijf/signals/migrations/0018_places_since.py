from django.db import migrations

# A place that is there stood there since it was written down.
SINCE = "update signals_agendaplace set since = (created at time zone 'Europe/Brussels')::date"


class Migration(migrations.Migration):
    dependencies = [("signals", "0017_dated_places")]

    operations = [migrations.RunSQL(SINCE, migrations.RunSQL.noop)]
