"""Search and filters, all in the address."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination, State
from paritrana.lib.permissions import Actor


class NominationFilter(forms.Form):
    """Name, state and category. An unknown value in the address filters nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *State.choices]
    )
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, categories: list[tuple[str, str]], data: Any = None):
        super().__init__(data)
        self.fields["category"].choices = [("", _("All categories")), *categories]  # type: ignore[attr-defined]

    def apply(self, nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
        """The rows that pass what is typed and chosen."""
        self.is_valid()
        chosen = self.cleaned_data
        if text := chosen.get("q"):
            nominations = nominations.filter(
                Q(region__name__icontains=text) | Q(organisation__name__icontains=text)
            )
        if state := chosen.get("state"):
            nominations = nominations.filter(state=state)
        if category := chosen.get("category"):
            nominations = nominations.filter(category__code=category)
        return nominations


class QueueFilter(NominationFilter):
    """For the verification desk also: in whose hands."""

    hand = forms.ChoiceField(
        label=_("In hand"),
        required=False,
        choices=[("", _("Everybody's")), ("mine", _("Mine")), ("nobody", _("Nobody's"))],
    )

    def __init__(self, actor: Actor, categories: list[tuple[str, str]], data: Any = None):
        super().__init__(categories, data)
        self.actor = actor

    def apply(self, nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
        """The rows that pass what is typed and chosen."""
        nominations = super().apply(nominations)
        hand = self.cleaned_data.get("hand")
        if hand == "mine":
            return nominations.filter(custody__verifier=self.actor.user_id)
        return nominations.filter(custody=None) if hand == "nobody" else nominations
