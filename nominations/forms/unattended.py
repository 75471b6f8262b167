"""Search and filters of the drafts that lack somebody, all in the address."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nominations.forms.portfolio import PortfolioFilter
from nominations.models import Nomination
from nominations.queries.unattended import MISSING


class UnattendedFilter(PortfolioFilter):
    """Name, edition, round, category, and who is missing; the oldest draft first."""

    state = None
    missing = forms.ChoiceField(
        label=_("Missing"), required=False, choices=[("", _("All")), *MISSING.items()]
    )
    first = "begun"

    def rows(self) -> QuerySet[Nomination]:
        """What passes search and filters."""
        found = super().rows()
        if missing := self.cleaned_data.get("missing"):
            found = found.filter(**{f"has_{missing}": False})
        return found
