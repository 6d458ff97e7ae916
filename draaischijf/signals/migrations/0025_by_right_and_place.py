from django.db import migrations

# Which signals and reports have a right or a place is read in the index alone. The
# tables are Django's own: it has no place to say it.
INDEXES = {
    "signals_signal_by_right": "signals_policysignal_rights (term_id, policysignal_id)",
    "signals_signal_by_area": "signals_policysignal_areas (area_id, policysignal_id)",
    "signals_report_by_right": "signals_presignal_rights (term_id, presignal_id)",
    "signals_report_by_area": "signals_presignal_areas (area_id, presignal_id)",
}


class Migration(migrations.Migration):
    dependencies = [("signals", "0024_agenda_in_order")]

    operations = [
        migrations.RunSQL(f"create index {name} on {place}", f"drop index {name}")
        for name, place in INDEXES.items()
    ]
