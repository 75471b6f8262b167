"""The pages about people: the own account, an invitation's link, and the operator's list."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from paritrana.accounts import actions, queries
from paritrana.accounts.forms import FirstPasswordForm, InvitationForm
from paritrana.accounts.models import Membership, User
from paritrana.accounts.roles import ROLES
from paritrana.lib import clock
from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate, public
from paritrana.web.paging import page_of


@gate()
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here: my roles, what each lets me do, and where to change password and second factor."""
    roles = [(ROLES[grant.role], grant) for grant in request.actor.grants]  # type: ignore[attr-defined]
    return render(request, "accounts/account.html", {"roles": roles})


@gate(permission=Permission.MANAGE_ACCOUNTS)
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, searched and paged in the address."""
    search = request.GET.get("q", "").strip()[:100]
    page = page_of(queries.people(search), request.GET.get("after", ""), order="email")
    return render(
        request,
        "accounts/people.html",
        {"page_rows": page, "search": search, "missing": queries.without_second_factor(), "roles": ROLES},
    )


@gate(permission=Permission.MANAGE_ACCOUNTS, methods=("GET", "POST"), fresh=True)
def invite(request: HttpRequest) -> HttpResponse:
    """Invites somebody to a role."""
    form = InvitationForm(request.POST or None, initial={"valid_from": clock.today_in_jakarta()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("accounts:people")
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


@gate(queries.memberships_seen_by, methods=("GET", "POST"), fresh=True)
def end_role(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Asks, and then ends a role."""
    if request.method == "POST":
        actions.end_role(membership, by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, _("The role has ended."))
        return redirect("accounts:people")
    return render(
        request, "accounts/end_role.html", {"membership": membership, "role": ROLES[membership.role]}
    )


@public("an invited person has no account to sign in with yet", methods=("GET", "POST"))
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sets the first password behind an invitation's link, whose query holds the secret."""
    token = request.GET.get("kunci", "")
    user = User.objects.filter(public_id=public_id, is_active=True).first()
    if user is None:
        raise Http404
    form = FirstPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept(
                user, token=token, password=form.cleaned_data["password"], by=queries.actor_of(user)
            )
        except ValidationError as weak:
            form.add_error("password", weak)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The password is set. Sign in with it."))
            return redirect("account_login")
    return render(
        request, "accounts/accept.html", {"form": form, "person": user}, status=422 if form.errors else 200
    )
