"""What is typed above the list of mails."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paritrana.notifications.models import DeliveryState


class MailFilterForm(forms.Form):
    """Search and filter of the mails."""

    q = forms.CharField(label=_("Name or mail address"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("mail", "State"),
        choices=[("", pgettext_lazy("mail", "All")), *DeliveryState.choices],
        required=False,
    )
