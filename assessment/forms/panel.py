"""What is typed on the pages of the assessment: shape and words only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Duty, Standing, TieKind
from paritrana.accounts.models import User

DAY = {"type": "date"}


class LetterForm(forms.Form):
    """The letter of appointment with its day and term."""

    decree = forms.CharField(label=_("Number of the letter of appointment"), max_length=200)
    decree_on = forms.DateField(
        label=_("Day of the letter"), widget=forms.DateInput(attrs=DAY), required=False
    )
    term_from = forms.DateField(label=_("Term from"), widget=forms.DateInput(attrs=DAY), required=False)
    term_to = forms.DateField(label=_("Term to"), widget=forms.DateInput(attrs=DAY), required=False)


class SeatForm(forms.Form):
    """Who is to sit where, for how long, and in whose stead."""

    user = forms.ModelChoiceField(
        queryset=None,
        label=_("Person"),
        empty_label=_("Choose from the list"),
        help_text=_("Holders of the role of assessor or chair in this round."),
    )
    duty = forms.ChoiceField(choices=Duty, label=_("Duty"), initial=Duty.MEMBER)
    place = forms.ChoiceField(label=_("Place in the composition"), required=False)
    title = forms.CharField(label=_("Expertise or office"), max_length=200, required=False)
    term_from = forms.DateField(label=_("Term from"), widget=forms.DateInput(attrs=DAY), required=False)
    term_to = forms.DateField(label=_("Term to"), widget=forms.DateInput(attrs=DAY), required=False)
    takes_over = forms.ModelChoiceField(
        queryset=None,
        label=_("Takes over the seat of"),
        required=False,
        empty_label=_("No other seat"),
        help_text=_("A seat that has ended, or whose holder a stand-in acts for."),
    )
    standing = forms.ChoiceField(choices=Standing, label=_("Acting as"), required=False)
    letter = forms.CharField(
        label=_("Number of the stand-in's letter"),
        max_length=200,
        required=False,
        help_text=_("For Plt. and Plh."),
    )

    def __init__(self, people, panel, places, *args, **options):
        super().__init__(*args, **options)
        self.fields["user"].queryset = User.objects.filter(pk__in=people).order_by("name", "pk")
        self.fields["takes_over"].queryset = panel.seats.select_related("user")
        self.fields["takes_over"].label_from_instance = lambda seat: f"{seat.number} · {seat.user}"
        self.fields["place"].choices = [("", "–"), *((place.code, str(place.title)) for place in places)]


class AllocationForm(forms.Form):
    """How the sheets are to be allocated."""

    per_nomination = forms.IntegerField(label=_("Readers for each nomination"), min_value=1, max_value=99)
    most = forms.IntegerField(
        label=_("Most sheets for one person"), min_value=1, required=False, help_text=_("Empty: no limit.")
    )
    seed = forms.CharField(
        label=_("Seed"), max_length=40, help_text=_("The same seed gives the same allocation again.")
    )


class PostForm(forms.Form):
    """An office held outside the portal."""

    organisation = forms.CharField(
        label=_("Organisation"), max_length=300, help_text=_("As the portal names it.")
    )
    title = forms.CharField(label=_("Office"), max_length=200)
    held_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs=DAY), required=False)
    held_to = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs=DAY), required=False, help_text=_("Empty: still held.")
    )


class TieForm(forms.Form):
    """Two organisations that stand together."""

    organisation = forms.CharField(label=_("Organisation"), max_length=300)
    kind = forms.ChoiceField(choices=TieKind, label=_("How it is tied"))
    tied_to = forms.CharField(label=_("To which organisation"), max_length=300)
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Where this is written."))


class DecisionForm(forms.Form):
    """The head of a decision."""

    decree = forms.CharField(label=_("Number of the decree"), max_length=200)
    decided_on = forms.DateField(
        label=_("Day of the plenary"), widget=forms.DateInput(attrs={"type": "date"})
    )
    severity_note = forms.CharField(
        label=_("What the plenary said about severity"),
        help_text=_("Only needed where the advice beside the ranking says that a winner would change."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
