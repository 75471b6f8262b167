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
        "conflict.declared",
        _("A conflict of interest was declared"),
        _("Seat %(seat)s of %(panel)s declared a tie to %(nomination)s and can no longer open it."),
    )
)
register(
    Kind(
        "scoresheet.signed",
        _("Receipt for your signed sheet"),
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
