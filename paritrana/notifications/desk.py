"""The inbox in the top bar, its latest news beside the desk, and the mails that nobody got."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from paritrana.lib.permissions import Actor, Permission
from paritrana.notifications.queries import messages_seen_by, undelivered_count, unread_count
from paritrana.web.desk import Piece, Step, beside, place, waiting


def in_the_bar(actor: Actor) -> int:
    """How many messages are new; without a query for whoever came with a request."""
    return unread_count(actor) if actor.unread is None else actor.unread


place(pgettext_lazy("inbox", "Messages"), "notifications:inbox", order=90, count=in_the_bar)
place(pgettext_lazy("mail", "Mails"), "notifications:mails", Permission.MANAGE_ACCOUNTS, order=85)


@waiting
def steps(actor: Actor) -> Iterator[Step]:
    """Mails that were given up."""
    if actor.may(Permission.MANAGE_ACCOUNTS) and (missed := undelivered_count()):
        yield Step(
            about=pgettext_lazy("mail", "Mails"),
            sentence=ngettext(
                "%(count)d mail could not be delivered", "%(count)d mails could not be delivered", missed
            )
            % {"count": missed},
            reason=_("The message itself stands in the inbox. See what the mail server said."),
            button=_("Show the mails"),
            url=f"{reverse('notifications:mails')}?state=failed",
        )


NEWS = 3
"""Messages shown beside the desk."""


@beside
def news(actor: Actor) -> Piece | None:
    """The latest messages that were not opened yet."""
    unread = list(messages_seen_by(actor).filter(read_at=None).order_by("-created_at", "-id")[:NEWS])
    return Piece("notifications/_desk.html", {"messages": unread}) if unread else None
