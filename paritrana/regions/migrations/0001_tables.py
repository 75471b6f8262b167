"""The tables of the map."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("regions", "0001_initial")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=5, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("province", "Province"), ("regency", "Regency"), ("city", "City")],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "zone",
                    models.CharField(
                        choices=[
                            ("sumatera", "Sumatera"),
                            ("jawa_bali", "Jawa-Bali"),
                            ("kalimantan", "Kalimantan"),
                            ("sulawesi", "Sulawesi"),
                            ("nusra_maluku_papua", "Nusra-Maluku-Papua"),
                        ],
                        max_length=20,
                    ),
                ),
                ("timezone", models.CharField(max_length=40)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                (
                    "predecessor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="regions.region",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regencies",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["province", "regency", "city"])), name="region_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "zone__in",
                                ["sumatera", "jawa_bali", "kalimantan", "sulawesi", "nusra_maluku_papua"],
                            )
                        ),
                        name="region_zone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "province"), ("province", None)),
                            models.Q(
                                models.Q(("kind", "province"), _negated=True), ("province__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="region_has_its_province",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_from", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="region_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("region", "name"), name="alias_once")],
            },
        ),
    ]
