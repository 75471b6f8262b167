"""The inbox, and the operator's view of the mails."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from paritrana.lib.permissions import Permission
from paritrana.notifications import actions, mailbox
from paritrana.notifications.forms import MailFilterForm
from paritrana.notifications.models import Message
from paritrana.notifications.policies import may_open, may_send_again
from paritrana.notifications.queries import (
    inbox_of,
    messages_seen_by,
    outgoing,
    outgoing_seen_by,
    undelivered_count,
)
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


@gate(permission=Permission.MANAGE_ACCOUNTS)
def mails(request: HttpRequest) -> HttpResponse:
    """Every mail with how far it has come; searched, filtered and paged in the address."""
    form = MailFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = outgoing(
        request.actor,
        state=asked.get("state", ""),
        search=asked.get("q", ""),
        cursor=request.GET.get("after", ""),
    )
    context = {
        "mails": page,
        "filters": form,
        "undelivered": undelivered_count(),
        "has_server": mailbox.is_set(),
    }
    return render(request, "notifications/mails.html", context)


@gate(outgoing_seen_by, may_send_again, methods=("POST",))
def send_again(request: HttpRequest, message: Message) -> HttpResponse:
    """Begins anew with a mail that was given up."""
    actions.send_again(message, by=request.actor)
    messages.success(request, _("The mail is on its way again."))
    return redirect("notifications:mails")
