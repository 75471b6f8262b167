"""What is typed on the pages of the assessment: shape and words only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Duty
from paritrana.accounts.models import User


class PanelForm(forms.Form):
    """The founding of a panel: which category, under which decree."""

    category = forms.ModelChoiceField(queryset=None, label=_("Category"), empty_label=None)
    decree = forms.CharField(label=_("Number of the letter of appointment"), max_length=200, required=False)

    def __init__(self, categories, *args, **options):
        super().__init__(*args, **options)
        self.fields["category"].queryset = categories


class SeatForm(forms.Form):
    """A new seat."""

    user = forms.ModelChoiceField(
        queryset=None,
        label=_("Person"),
        help_text=_("Holders of the role of assessor or chair in this round."),
    )
    duty = forms.ChoiceField(choices=Duty, label=_("Duty"), initial=Duty.MEMBER)
    title = forms.CharField(label=_("Expertise or office"), max_length=200, required=False)

    def __init__(self, people, *args, **options):
        super().__init__(*args, **options)
        self.fields["user"].queryset = User.objects.filter(pk__in=people).order_by("name", "pk")


class DecisionForm(forms.Form):
    """The head of a decision."""

    decree = forms.CharField(label=_("Number of the decree"), max_length=200)
    decided_on = forms.DateField(
        label=_("Day of the plenary"), widget=forms.DateInput(attrs={"type": "date"})
    )
