"""What people are told about certificates. The subject travels by mail and names nothing under embargo."""

from django.utils.translation import gettext_lazy as _

from paritrana.notifications.kinds import Kind, register

register(
    Kind(
        "batch.ended",
        _("The certificates are printed"),
        _("The press has ended its work for %(panel)s. Files that failed: %(failed)s."),
    )
)
register(
    Kind(
        "certificaterequest.asked",
        _("A request about a certificate waits for you"),
        _("The secretariat asks you to confirm it as the second person: certificate %(serial)s."),
    )
)
register(
    Kind(
        "certificaterequest.closed",
        _("Your request about a certificate was answered"),
        _("Certificate %(serial)s: %(state)s."),
    )
)
