"""Every database has the map, the test database too: 38 provinces, 416 regencies, 98 cities and their spellings."""

from django.db import migrations

from paritrana.regions.actions import write


def load(apps, schema_editor):
    write(apps.get_model("regions", "Region"), apps.get_model("regions", "Alias"))


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_tables")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
