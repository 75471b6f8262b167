"""Finding regions. They are public: everyone sees all of them."""

import re

from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Lower

from paritrana.regions.gazetteer import key_of, written_out
from paritrana.regions.models import Alias, Region, RegionKind

CODE = re.compile(r"\d{2}(\.\d{2})?")


def _key(field: str) -> Func:
    """gazetteer.key_of, in the database."""
    return Func(
        Lower(F(field)),
        Value("[^a-z0-9]"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )


def provinces() -> QuerySet[Region]:
    """The provinces in order of their codes."""
    return Region.objects.filter(kind=RegionKind.PROVINCE).order_by("code")


def find(name: str, province: str | None = None) -> list[Region]:
    """The regions of that code, name or spelling, whatever its case and spaces; in one province's code if given.

    Empty when unknown, several when the name is shared. A bare name that both a city and a regency bear finds
    neither: Bekasi must say whether it is Kota or Kabupaten.
    """
    found = Region.objects.select_related("province")
    if province:
        found = found.filter(province__code=province) | found.filter(code=province)
    name = name.strip()
    if CODE.fullmatch(name):
        return list(found.filter(code=name))
    key = key_of(written_out(name))
    if not key:
        return []
    named = found.alias(key=_key("name")).filter(key=key)
    spelled = found.filter(pk__in=Alias.objects.alias(key=_key("name")).filter(key=key).values("region_id"))
    return list((found.filter(pk__in=named.values("pk")) | spelled).order_by("code"))
