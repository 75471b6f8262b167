"""The inbox."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from paritrana.notifications import actions
from paritrana.notifications.models import Message
from paritrana.notifications.policies import may_open
from paritrana.notifications.queries import inbox_of, messages_seen_by
from paritrana.web.gate import gate


@gate()
def inbox(request: HttpRequest) -> HttpResponse:
    """What the person was told: the unread above, the read below, the latest first."""
    return render(
        request, "notifications/inbox.html", {"inbox": inbox_of(request.actor, request.GET.get("after", ""))}
    )


@gate(messages_seen_by, may_open, methods=("POST",))
def open_message(request: HttpRequest, message: Message) -> HttpResponse:
    """Notes the message as read and leads to what it is about."""
    return redirect(actions.mark_read(message, by=request.actor).url)


@gate(methods=("POST",))
def open_all(request: HttpRequest) -> HttpResponse:
    """Notes all messages as read."""
    actions.mark_all_read(by=request.actor)
    return redirect("notifications:inbox")
