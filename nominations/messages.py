"""What people are told about nominations."""

from django.utils.translation import gettext_lazy as _

from paritrana.notifications.kinds import Kind, register

SUBMITTED = register(
    Kind(
        "nomination.submitted",
        _("The nomination of %(name)s has been submitted"),
        _("The nomination of %(name)s was submitted. Its receipt carries the digest %(digest)s."),
    )
)
VERIFIED = register(
    Kind(
        "nomination.verified",
        _("The verification of %(name)s has ended"),
        _(
            "Every figure of %(name)s has a verdict. Claimed and verified figures stand side by side on its page."
        ),
    )
)
INELIGIBLE = register(
    Kind(
        "nomination.ineligible",
        _("The verification of %(name)s has ended"),
        _("The nomination of %(name)s was found ineligible. The ground stands on its page."),
    )
)
HANDED_OVER = register(
    Kind(
        "nomination.handed_over",
        _("A nomination has been handed over to you"),
        _("%(who)s has handed the verification of %(name)s over to you."),
    )
)
