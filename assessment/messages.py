"""What people are told. Never a score, an order or a count of others."""

from django.utils.translation import gettext_lazy as _

from paritrana.notifications.kinds import Kind, register

register(
    Kind(
        "panel.sheets_ready",
        _("Score sheets are waiting for you"),
        _(
            "The secretariat has handed out the sheets of %(panel)s. Your queue shows the nominations and the deadline."
        ),
    )
)
register(
    Kind(
        "seat.invited",
        _("You are invited to a panel"),
        _("The secretariat offers you a seat on %(panel)s (%(duty)s). Accept it, or decline with a reason."),
    )
)
register(
    Kind(
        "seat.given",
        _("You have a seat on a panel"),
        _(
            "The letter of appointment names you for %(panel)s (%(duty)s). Sheets come to your queue once handed out."
        ),
    )
)
register(
    Kind(
        "seat.accepted",
        _("An invitation was accepted"),
        _("%(person)s takes the seat on %(panel)s. %(reason)s"),
    )
)
register(
    Kind(
        "seat.declined",
        _("An invitation was declined"),
        _("%(person)s does not take the seat on %(panel)s: %(reason)s. Invite somebody else."),
    )
)
register(
    Kind(
        "seat.withdrawn",
        _("An invitation was withdrawn"),
        _("The secretariat has withdrawn the invitation of %(person)s to %(panel)s. %(reason)s"),
    )
)
register(
    Kind(
        "seat.ended",
        _("Your seat on a panel has ended"),
        _(
            "Your seat on %(panel)s has ended: %(reason)s. What you signed counts on; nothing of it opens any more."
        ),
    )
)
register(
    Kind(
        "conflict.declared",
        _("A conflict of interest was declared"),
        _("Seat %(seat)s of %(panel)s declared a tie to %(nomination)s and can no longer open it."),
    )
)
register(
    Kind(
        "conflict.found",
        _("A conflict of interest was found"),
        _(
            "The portal found a tie between seat %(seat)s of %(panel)s and %(nomination)s, which is closed to it now."
        ),
    )
)
register(
    Kind(
        "conflict.late",
        _("A conflict came to light late: a new snapshot is due"),
        _(
            "Seat %(seat)s of %(panel)s is tied to %(nomination)s, as is known only now. Its sheet is set aside; "
            "rankings taken before still count it, so take a new snapshot."
        ),
    )
)
register(
    Kind(
        "ranking.outdated",
        _("A nominee was absent: a new snapshot is due"),
        _("%(nomination)s was absent, but rankings of %(panel)s still place it. Take a new snapshot."),
    )
)
register(
    Kind(
        "scoresheet.signed",
        _("Receipt for your signed sheet: sha256 %(digest)s"),
        _("Your sheet is signed. Its digest is sha256 %(digest)s; keep it as the receipt."),
    )
)
register(
    Kind(
        "scoresheet.reopened",
        _("A sheet of yours was reopened"),
        _(
            "The chair reopened your sheet about %(nomination)s: %(reason)s. Sign it again before the stage closes."
        ),
    )
)
register(
    Kind(
        "decision.prepared",
        _("A decision waits for your approval"),
        _(
            "The secretariat has prepared the decision of %(panel)s. Compare it with the ranking before you approve it."
        ),
    )
)
register(
    Kind(
        "signoff.returned",
        _("The auditor handed a ranking back"),
        _("The ranking of %(panel)s was handed back: %(reason)s. Its page shows what is missing."),
    )
)
register(
    Kind(
        "shortlist.invited",
        _("The document assessment of %(name)s has ended"),
        _("%(name)s is invited to the interview. The secretariat will give day and hour."),
    )
)
register(
    Kind(
        "shortlist.reserve",
        _("The document assessment of %(name)s has ended"),
        _("%(name)s is a reserve for the interview and is invited if a place falls vacant."),
    )
)
register(
    Kind(
        "shortlist.not_invited",
        _("The document assessment of %(name)s has ended"),
        _("%(name)s is not invited to the interview. Thank you for taking part."),
    )
)
register(
    Kind(
        "interview.appointed",
        _("Your interview has a time"),
        _("%(name)s appears before the panel on %(when)s. Confirm who comes and hand in the presentation."),
    )
)
register(
    Kind(
        "interview.moved",
        _("Your interview has been moved"),
        _("%(name)s now appears before the panel on %(when)s. %(reason)s"),
    )
)
register(
    Kind(
        "interview.postponed",
        _("Your interview has been postponed"),
        _("The interview of %(name)s on %(when)s is postponed: %(reason)s A new time follows."),
    )
)
register(
    Kind(
        "interview.cancelled",
        _("Your interview has been cancelled"),
        _("The interview of %(name)s on %(when)s does not take place: %(reason)s"),
    )
)
register(
    Kind(
        "further.called",
        _("You are called as a further assessor"),
        _(
            "You are asked to read the file of %(nomination)s for %(panel)s too. Score it as any other; your queue has the sheet."
        ),
    )
)
register(
    Kind(
        "further.filled",
        _("A further assessor was called"),
        _(
            "Two scores on %(nomination)s (%(panel)s) lie further apart than the rulebook allows, so seat %(seat)s reads the file too."
        ),
    )
)
register(
    Kind(
        "further.waits",
        _("A further assessor is wanting"),
        _(
            "Two scores on %(nomination)s (%(panel)s) lie further apart than the rulebook allows, and nobody is free to read the file too. Fill a seat as reserve, then hand out the missing sheets."
        ),
    )
)
register(
    Kind(
        "panel.interview.proposed",
        _("The interviews have their times"),
        _(
            "The interviews of %(panel)s have times now. The schedule shows them, and gives them as a calendar file."
        ),
    )
)
register(
    Kind(
        "panel.interview.moved",
        _("An interview has been moved"),
        _("%(name)s now appears before your panel on %(when)s. %(reason)s"),
    )
)
register(
    Kind(
        "panel.interview.postponed",
        _("An interview has been postponed"),
        _("The interview of %(name)s on %(when)s is postponed: %(reason)s"),
    )
)
register(
    Kind(
        "panel.interview.cancelled",
        _("An interview has been cancelled"),
        _("The interview of %(name)s on %(when)s does not take place: %(reason)s"),
    )
)
