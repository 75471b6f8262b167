"""The report centre in the top bar."""

from django.utils.translation import pgettext_lazy

from paritrana.web.desk import place

place(pgettext_lazy("report centre", "Files"), "documents:runs", order=80)
