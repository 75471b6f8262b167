"""Search, filters and order of the list of nominations, all in the address."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination, State
from paritrana.accounts.models import Organisation
from paritrana.regions.models import Region

ORDERS = {
    "name": "shown_name",
    "state": "state",
    "begun": "created_at",
    "submitted": "filed_at",
}


class PortfolioFilter(forms.Form):
    """Name, edition, round, category, state. An unknown value in the address filters nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    edition = forms.ChoiceField(label=_("Edition"), required=False)
    round = forms.ChoiceField(label=_("Round"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *State.choices]
    )
    first = "-begun"
    """The order where none is asked for."""

    def __init__(self, nominations: QuerySet[Nomination], data: Any = None):
        super().__init__(data)
        self.nominations = nominations
        self.sort = (data or {}).get("sort", "")
        choices = _occurring(nominations)
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
            if len(offered) <= 2:  # one edition, round or category is no choice
                del self.fields[name]

    @property
    def order(self) -> str:
        """The column to sort by, as `page_of` takes it."""
        asked = self.sort if self.sort.removeprefix("-") in ORDERS else self.first
        return asked.replace(asked.removeprefix("-"), ORDERS[asked.removeprefix("-")])

    @property
    def is_narrowed(self) -> bool:
        """Is anything searched or filtered?"""
        return any(self.cleaned_data.values()) if self.is_valid() else False

    def rows(self) -> QuerySet[Nomination]:
        """What passes search and filters, with the columns that lists are sorted by."""
        self.is_valid()
        chosen, found = self.cleaned_data, self.nominations
        if text := chosen.get("q"):
            # Regions and organisations are looked through by themselves: far fewer than their nominations.
            found = found.filter(
                Q(region__in=Region.objects.filter(name__icontains=text).values("pk"))
                | Q(organisation__in=Organisation.objects.filter(name__icontains=text).values("pk"))
            )
        if state := chosen.get("state"):
            found = found.filter(state=state)
        if edition := chosen.get("edition"):
            found = found.filter(round__edition__number=edition)
        if round_ := chosen.get("round"):
            found = found.filter(round__public_id=round_)
        if category := chosen.get("category"):
            found = found.filter(category__code=category)
        return found.annotate(
            shown_name=Coalesce(F("region__name"), F("organisation__name")),
            filed_at=Coalesce(F("submitted_at"), F("created_at")),
        )


def _occurring(nominations: QuerySet[Nomination]) -> dict[str, list[tuple[str, Any]]]:
    """Editions, rounds and categories that occur among them, in one query. Seen ones only, so the lists betray nothing."""
    name = "category__name_en" if get_language() == "en" else "category__name_id"
    columns = ("round__edition__number", "round__edition__label", "round__public_id", "round__region__name")
    rows = nominations.order_by().values_list(*columns, "category__code", name).distinct()
    editions: dict[str, str] = {}
    rounds: dict[str, str] = {}
    categories: dict[str, str] = {}
    national = _("National")
    for number, label, round_, region, code, category in sorted(
        rows, key=lambda row: (-row[0], row[3] or "")
    ):
        editions[str(number)] = label
        rounds[round_] = f"{region or national} · {label}"
        categories[code] = category
    return {
        "edition": [("", _("All editions")), *editions.items()],
        "round": [("", _("All rounds")), *rounds.items()],
        "category": [("", _("All categories")), *categories.items()],
    }
