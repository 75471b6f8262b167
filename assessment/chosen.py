"""Which placings and columns are asked for, as an address says it: search, province, zone, outcome. For page and files."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from assessment.columns import Shown, chosen, offered, usual
from assessment.models import Placing, Snapshot
from assessment.queries.pool import SHORTLIST
from paritrana.programme.rulebook import CategoryRules
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


COLUMNS = "kolom"
"""The columns in an address: `kolom=aspect:coverage&kolom=total`."""


class ChosenForm(forms.Form):
    """Read leniently: what nobody offers is left out. Province and zone stand only where a round spans several, the
    outcome only for those who read the ranking whole."""

    q = forms.CharField(required=False, max_length=100, label=_("Search a nominee"))
    provinsi = forms.ChoiceField(required=False, label=_("Province"))
    zona = forms.ChoiceField(required=False, label=_("Zone"), choices=[("", _("All")), *Zone.choices])
    pilihan = forms.ChoiceField(required=False, label=_("Selection"), choices=OUTCOMES)

    def __init__(self, given: Any, snapshot: Snapshot, rules: CategoryRules):
        super().__init__({key: given.get(key, "") for key in ("q", "provinsi", "zona", "pilihan")})
        self.rules, self.ranking = rules, rules.ranking(snapshot.ranking)
        asked = given.getlist(COLUMNS) if hasattr(given, "getlist") else given.get(COLUMNS, [])
        known = {shown.code for shown in offered(rules, self.ranking)}
        self.codes = [code for code in dict.fromkeys(asked) if code in known]
        if snapshot.panel.round.region_code:
            del self.fields["provinsi"], self.fields["zona"]
        else:
            self.fields["provinsi"].choices = [("", _("All")), *_provinces(snapshot)]
        if snapshot.ranking == SHORTLIST:
            told = {"winner": _("Invited"), "none": _("Not invited")}
            self.fields["pilihan"].choices = [(code, told.get(code, words)) for code, words in OUTCOMES]
        if getattr(snapshot, "is_apart", False):
            del self.fields["pilihan"]
        self.is_valid()

    @property
    def columns(self) -> list[Shown]:
        """The columns to show: those asked for, or the usual ones."""
        return chosen(self.rules, self.ranking, self.codes)

    @property
    def offers(self) -> list[tuple[Shown, bool]]:
        """Every column that there is, and whether it is shown."""
        shown = {column.code for column in self.columns}
        return [(column, column.code in shown) for column in offered(self.rules, self.ranking)]

    def filters(self) -> dict[str, str]:
        """The filters that are set, by their name in the address."""
        return {key: value for key, value in self.cleaned_data.items() if value}

    def as_parameters(self) -> dict[str, Any]:
        """The choice as an order of a report keeps it; empty when nothing is chosen."""
        usually = [shown.code for shown in usual(self.rules, self.ranking)]
        columns = [shown.code for shown in self.columns]
        return self.filters() | ({} if columns == usually else {COLUMNS: columns})

    def among(self, placings: QuerySet[Placing]) -> QuerySet[Placing]:
        """The chosen of the placings."""
        asked = self.filters()
        if text := asked.get("q"):
            placings = placings.filter(
                Q(nomination__region__name__icontains=text)
                | Q(nomination__organisation__name__icontains=text)
            )
        if province := asked.get("provinsi"):
            placings = placings.filter(_home("province__code", province) | _home("code", province))
        if zone := asked.get("zona"):
            placings = placings.filter(_home("zone", zone))
        if asked.get("pilihan") == "outside":
            return placings.exclude(status="ranked")
        return placings.filter(selection=asked["pilihan"]) if "pilihan" in asked else placings

    def words(self) -> str:
        """The choice in words, for what is printed."""
        shown = []
        for key, value in self.filters().items():
            field = self.fields[key]
            label = dict(field.choices).get(value, value) if hasattr(field, "choices") else f"“{value}”"
            shown.append(f"{field.label}: {label}")
        return " · ".join(shown)


def _home(field: str, value: str) -> Q:
    """The region a nomination is for, or where its organisation sits."""
    return Q(**{f"nomination__region__{field}": value}) | Q(
        **{"nomination__region": None, f"nomination__organisation__region__{field}": value}
    )


def _provinces(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Code and name of each; no query for a snapshot that brings them (queries.heads)."""
    brought = getattr(snapshot, "provinces", None)
    if brought is not None:
        return [(province["code"], province["name"]) for province in brought]
    return list(Region.objects.filter(province=None).order_by("code").values_list("code", "name"))
