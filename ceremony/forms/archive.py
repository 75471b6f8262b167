"""Search and filters of the archive's lists; all of them stand in the address."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ceremony.models.archive import ArchiveCategory, ArchiveEdition, Certainty
from paritrana.programme.models import Level

COUNTED = {ArchiveCategory.ALL, ArchiveCategory.EMPLOYERS, ArchiveCategory.BUSINESS_UNIVERSITY}
CATEGORIES = [(c.value, c.label) for c in ArchiveCategory if c not in COUNTED]


class ArchiveFilter(forms.Form):
    """What the lists of awards and finalists can be narrowed by. A value that can't be read is passed over."""

    q = forms.CharField(label=_("Search a recipient"), max_length=100, required=False)
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("All levels")), *Level.choices], required=False
    )
    category = forms.ChoiceField(
        label=_("Category"), choices=[("", _("All categories")), *CATEGORIES], required=False
    )
    certainty = forms.ChoiceField(
        label=_("Certainty"), choices=[("", _("All sources")), *Certainty.choices], required=False
    )

    def narrow(self, rows: QuerySet) -> QuerySet:
        """The rows that answer to everything that was chosen."""
        self.is_valid()
        wanted: dict[str, Any] = self.cleaned_data
        if words := wanted.get("q"):
            rows = rows.filter(recipient__icontains=words)
        for field in ("level", "category", "certainty"):
            if wanted.get(field):
                rows = rows.filter(**{field: wanted[field]})
        return rows


class ArchiveSearch(ArchiveFilter):
    """The search over all editions."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, *args: Any, editions: list[ArchiveEdition], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Region, business or certificate number")
        years = [(str(edition), str(edition)) for edition in editions]
        self.fields["period"].choices = [("", _("All periods")), *years]

    def narrow(self, rows: QuerySet) -> QuerySet:
        """As above, and of that period."""
        rows = super().narrow(rows)
        period = self.cleaned_data.get("period")
        return rows.filter(edition__period_start__year=int(period)) if period else rows
