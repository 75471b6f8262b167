"""Which placings are asked for: search, province, zone and outcome, as an address says it. For page and files alike."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from assessment.models import Placing, Snapshot
from paritrana.regions.models import Region, Zone

OUTCOMES = [
    ("", _("All")),
    ("winner", _("Winner")),
    ("reserve", _("Reserve")),
    ("special", _("Special, former winner")),
    ("undecided", _("The plenary decides")),
    ("pending", _("Waits for the plenary")),
    ("quota", _("Quota is full")),
    ("none", _("Not selected")),
    ("outside", _("Outside the ranking")),
]


class ChosenForm(forms.Form):
    """Read leniently: what nobody offers is left out. Province and zone stand only where a round spans several."""

    q = forms.CharField(required=False, max_length=100, label=_("Search a nominee"))
    provinsi = forms.ChoiceField(required=False, label=_("Province"))
    zona = forms.ChoiceField(required=False, label=_("Zone"), choices=[("", _("All")), *Zone.choices])
    pilihan = forms.ChoiceField(required=False, label=_("Selection"), choices=OUTCOMES)

    def __init__(self, given: Any, snapshot: Snapshot):
        super().__init__({key: given.get(key, "") for key in ("q", "provinsi", "zona", "pilihan")})
        if snapshot.panel.round.region_code:
            del self.fields["provinsi"], self.fields["zona"]
        else:
            provinces = Region.objects.filter(province=None).order_by("code").values_list("code", "name")
            self.fields["provinsi"].choices = [("", _("All")), *provinces]
        self.is_valid()

    def as_parameters(self) -> dict[str, str]:
        """The choice as an order of a report keeps it; empty when nothing is chosen."""
        return {key: value for key, value in self.cleaned_data.items() if value}

    def among(self, placings: QuerySet[Placing]) -> QuerySet[Placing]:
        """The chosen of the placings."""
        chosen = self.as_parameters()
        if text := chosen.get("q"):
            placings = placings.filter(
                Q(nomination__region__name__icontains=text)
                | Q(nomination__organisation__name__icontains=text)
            )
        if province := chosen.get("provinsi"):
            placings = placings.filter(_home("province__code", province) | _home("code", province))
        if zone := chosen.get("zona"):
            placings = placings.filter(_home("zone", zone))
        if chosen.get("pilihan") == "outside":
            return placings.exclude(status="ranked")
        return placings.filter(selection=chosen["pilihan"]) if "pilihan" in chosen else placings

    def words(self) -> str:
        """The choice in words, for what is printed."""
        shown = []
        for key, value in self.as_parameters().items():
            field = self.fields[key]
            label = dict(field.choices).get(value, value) if hasattr(field, "choices") else f"“{value}”"
            shown.append(f"{field.label}: {label}")
        return " · ".join(shown)


def _home(field: str, value: str) -> Q:
    """The region a nomination is for, or where its organisation sits."""
    return Q(**{f"nomination__region__{field}": value}) | Q(
        **{"nomination__region": None, f"nomination__organisation__region__{field}": value}
    )
