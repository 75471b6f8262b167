"""The inbox in the top bar."""

from django.utils.translation import gettext_lazy as _

from paritrana.web.desk import place

place(_("Messages"), "notifications:inbox", order=90)
