"""The map: provinces, regencies and cities, with their zones, time zones and the spellings the press uses."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RegionKind(models.TextChoices):
    """Kota Bekasi and Kabupaten Bekasi are two regions, so the kind is part of the name."""

    PROVINCE = "province", _("Province")
    REGENCY = "regency", _("Regency")
    CITY = "city", _("City")


class Zone(models.TextChoices):
    """The five zones of the national award since period 2022."""

    SUMATERA = "sumatera", "Sumatera"
    JAWA_BALI = "jawa_bali", "Jawa-Bali"
    KALIMANTAN = "kalimantan", "Kalimantan"
    SULAWESI = "sulawesi", "Sulawesi"
    NUSRA_MALUKU_PAPUA = "nusra_maluku_papua", "Nusra-Maluku-Papua"


class Region(models.Model):
    """A province (two digits) or a regency or city (NN.NN), by its Kemendagri code. Old ones end; none is deleted."""

    code = models.CharField(max_length=5, unique=True)
    kind = models.CharField(max_length=10, choices=RegionKind)
    name = models.CharField(max_length=100)  # with its kind: Kota Bekasi
    province = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="regencies")
    zone = models.CharField(max_length=20, choices=Zone)
    timezone = models.CharField(max_length=40)
    valid_from = models.DateField(null=True)  # null: since before the first edition
    valid_until = models.DateField(null=True)
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RegionKind.values), name="region_kind"),
            models.CheckConstraint(condition=Q(zone__in=Zone.values), name="region_zone"),
            models.CheckConstraint(
                condition=Q(kind="province", province=None)
                | (~Q(kind="province") & Q(province__isnull=False)),
                name="region_has_its_province",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="region_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another spelling of a region's name, as the press or another register writes it."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="alias_once")]

    def __str__(self) -> str:
        return self.name
