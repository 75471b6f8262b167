"""Kinds of messages of the tests."""

from django.utils.translation import gettext_lazy as _

from paritrana.notifications.kinds import Kind, register

ASKED = register(Kind("tests.asked", "A finding about %(name)s", "Answer by %(day)s. BODY-STAYS-HERE"))
TRANSLATED = register(Kind("tests.translated", _("You have read all messages"), _("No messages")))
