"""The inbox in the top bar."""

from django.utils.translation import pgettext_lazy

from paritrana.notifications.queries import unread_count
from paritrana.web.desk import place

place(pgettext_lazy("inbox", "Messages"), "notifications:inbox", order=90, count=unread_count)
