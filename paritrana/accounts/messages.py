"""What people are told about their accounts."""

from django.utils.translation import gettext_lazy as _

from paritrana.notifications.kinds import Kind, register

register(
    Kind(
        "user.invite",
        _("You are invited to the Paritrana portal"),
        _(
            "Open the link within 72 hours, choose a password and set up the second factor if your role asks for one."
        ),
    )
)
