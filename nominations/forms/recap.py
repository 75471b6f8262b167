"""Bringing a recap, and matching a row of it by hand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from paritrana.accounts.models import Organisation, OrganisationKind
from paritrana.programme.models import Round
from paritrana.regions import queries as regions


class RecapForm(forms.Form):
    """The file, the day whose counts it gives, and the round."""

    round = forms.ModelChoiceField(
        Round.objects.none(),
        label=_("Round"),
        to_field_name="public_id",
        empty_label=_("Choose from the list"),
    )
    as_of = forms.DateField(label=_("Counts of"), widget=forms.DateInput(attrs={"type": "date"}))
    upload = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV UTF-8 or XLSX with the columns kode_wilayah, npp, npwp, nama, segmen, periode, peserta, jumlah."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, rounds: QuerySet[Round], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]


class MatchForm(forms.Form):
    """A region by code or name, or an organisation by name."""

    name = forms.CharField(label=_("Stands for"), max_length=300)

    def stands(self) -> dict[str, Any]:
        """{"region"} or {"organisation"}; ValidationError when nobody or several bear that name."""
        name = self.cleaned_data["name"].strip()
        found = regions.find(name)
        if len(found) == 1:
            return {"region": found[0]}
        kinds = [OrganisationKind.BUSINESS, OrganisationKind.VILLAGE]
        firms = list(Organisation.objects.filter(kind__in=kinds, name__iexact=name)[:2])
        if len(firms) == 1 and not found:
            return {"organisation": firms[0]}
        raise ValidationError(
            _(
                "Nobody, or more than one, is called that. Write the region's code or the full name with its kind."
            )
        )
