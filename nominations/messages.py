"""What people are told about nominations."""

from django.utils.translation import gettext_lazy as _

from paritrana.notifications.kinds import Kind, register

register(
    Kind(
        "nomination.submitted",
        _("The nomination of %(name)s has been submitted"),
        _("The nomination of %(name)s was submitted. Its receipt carries the digest %(digest)s."),
    )
)
register(
    Kind(
        "nomination.begun_for_you",
        _("A nomination of %(name)s has been begun on your behalf"),
        _(
            "%(who)s has begun the nomination of %(name)s on your behalf. Read it, write with them, or take it over."
        ),
    )
)
register(
    Kind(
        "nomination.taken_over",
        _("The nomination of %(name)s was taken over"),
        _("%(who)s goes on with the nomination of %(name)s itself. What you have written stays in it."),
    )
)
register(
    Kind(
        "nomination.verified",
        _("The verification of %(name)s has ended"),
        _(
            "Every figure of %(name)s has a verdict. Claimed and verified figures stand side by side on its page."
        ),
    )
)
register(
    Kind(
        "nomination.ineligible",
        _("The verification of %(name)s has ended"),
        _("The nomination of %(name)s was found ineligible. The ground stands on its page."),
    )
)
register(
    Kind(
        "nomination.handed_over",
        _("A nomination has been handed over to you"),
        _("%(who)s has handed the verification of %(name)s over to you."),
    )
)
register(
    Kind(
        "nomination.given_back",
        _("The nomination of %(name)s has been returned"),
        _(
            "The secretariat has returned the nomination of %(name)s to be mended. What and until when stands on its page."
        ),
    )
)
register(
    Kind(
        "finding.asked",
        _("A question about the nomination of %(name)s"),
        _(
            "The secretariat asks about the nomination of %(name)s. The question and its deadline stand on its page."
        ),
    )
)
register(
    Kind(
        "finding.answered",
        _("A finding has been answered"),
        _("%(name)s has answered a finding."),
    )
)
register(
    Kind(
        "field_check.assigned",
        _("A field check has been assigned to you"),
        _(
            "You are asked to visit %(name)s. The checklist opens on a phone; it waits there through a cut line."
        ),
    )
)
register(
    Kind(
        "field_check.handed_over",
        _("A field check has been handed to a colleague"),
        _("A colleague now visits %(name)s in your place. What you have written down stays."),
    )
)
register(
    Kind(
        "field_check.place_rule",
        _("Another rule holds for photos of your field check"),
        _(
            "Whether photos of the visit to %(name)s keep where they were taken has been changed. The page of the field "
            "check says which holds now; open it anew before you take more."
        ),
    )
)
register(
    Kind(
        "field_check.completed",
        _("A field check has been completed"),
        _("The field check of %(name)s has been completed. What was found stands beside the claim."),
    )
)
register(
    Kind(
        "objection.filed",
        _("An objection has been filed"),
        _("%(name)s objects to the outcome of its verification."),
    )
)
register(
    Kind(
        "objection.answered",
        _("The objection of %(name)s has been answered"),
        _("The objection of %(name)s has been answered. The answer stands on its page."),
    )
)
register(
    Kind(
        "comment.written",
        _("A comment on the nomination of %(name)s"),
        _(
            "%(who)s has commented on the nomination of %(name)s. The comment stands at its place in the draft."
        ),
    )
)
register(
    Kind(
        "comment.answered",
        _("A reply about the nomination of %(name)s"),
        _("%(who)s has replied to a comment on the nomination of %(name)s."),
    )
)
register(
    Kind(
        "comment.settled",
        _("A comment on the nomination of %(name)s is settled"),
        _("%(who)s has marked a comment on the nomination of %(name)s as settled."),
    )
)
register(
    Kind(
        "stage.extended",
        _("More time: %(stage)s, %(round)s"),
        _("%(stage)s of %(round)s has been extended until %(until)s. The reason: %(reason)s"),
    )
)
register(
    Kind(
        "nomination.promoted",
        _("The nomination of %(name)s is in the national round"),
        _(
            "The nomination of %(name)s has gone on into the national round with its file. It is verified there once more."
        ),
    )
)
register(
    Kind(
        "nomination.entrusted",
        _("The draft of %(name)s has been handed to you"),
        _("%(who)s has handed you the draft of the nomination of %(name)s. %(note)s"),
    )
)
register(
    Kind(
        "nomination.entrusted_on",
        _("The draft of %(name)s has been handed on"),
        _("%(who)s has handed the draft of the nomination of %(name)s to %(to)s. %(note)s"),
    )
)
