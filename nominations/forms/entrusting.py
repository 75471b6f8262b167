"""To whom a draft goes."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nominations.forms.fields import WordsField
from paritrana.accounts.models import User


class EntrustForm(forms.Form):
    """Another officer, and a note for them."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Officer"),
        to_field_name="public_id",
        empty_label=_("Choose from the list"),
    )
    note = WordsField(
        label=_("Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, officers: QuerySet[User], data: Any = None):
        super().__init__(data)
        self.fields["to"].queryset = officers  # type: ignore[attr-defined]
