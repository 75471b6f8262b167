"""What people are told about their accounts."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from paritrana.accounts.models import User
from paritrana.accounts.tokens import invitations
from paritrana.notifications.kinds import Kind, register


def invitation_link(recipient: User, url: str) -> str:
    """The address with the secret that lets the invited person choose a password.

    It is made when the mail goes out and is written down nowhere else; it stands in the query, which the web server
    doesn't log (paritrana/launcher/portal.py).
    """
    return f"{url}?{urlencode({'kunci': invitations.make_token(recipient)})}"


register(
    Kind(
        "user.invite",
        _("You are invited to the Paritrana portal"),
        _(
            "Open the link within 72 hours, choose a password and set up the second factor if your role asks for one."
        ),
        link=invitation_link,
    )
)
