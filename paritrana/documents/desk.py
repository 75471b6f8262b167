"""The report centre in the top bar."""

from django.utils.translation import gettext_lazy as _

from paritrana.web.desk import place

place(_("Files"), "documents:runs", order=80)
