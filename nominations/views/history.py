"""The history of one entry, and taking an earlier value back."""

from collections.abc import Iterable
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nominations import actions
from nominations.anchors import Anchor, anchors_of
from nominations.deadlines import can_be_written
from nominations.history import Change, changes_of, entry_named, value_of
from nominations.listing import parts_of
from nominations.models import Nomination
from nominations.pages import section_url
from nominations.policies.nomination import may_edit
from nominations.policies.teamwork import may_read_history
from nominations.queries import nominations_seen_by, rules_of
from nominations.queries.claims import claim_of
from nominations.queries.team import offices_in
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(nominations_seen_by, may_read_history, methods=("GET", "POST"))
def history(request: HttpRequest, nomination: Nomination, entry: str) -> HttpResponse:
    """Every change of an entry: who, when, from what to what. A button takes an earlier value back as a new version."""
    try:
        row = entry_named(nomination, entry)
    except LookupError:
        raise Http404 from None
    rules = rules_of(nomination)
    changes, refused, status = changes_of(nomination, row, rules), None, 200
    if request.method == "POST":
        try:
            change = _chosen(changes, request.POST)
            version = int(request.POST.get("version", ""))
            value = value_of(change.field, change.old)
            actions.save(row, changes={change.field: value}, version=version, by=request.actor)
        except (LookupError, ValueError):
            raise Http404 from None
        except Refused as refusal:
            refused, status = refusal.sentence, 409
            row.refresh_from_db()
            changes = changes_of(nomination, row, rules)
        else:
            messages.success(request, _("The earlier value stands again, as a new version."))
            return redirect("nominations:history", nomination.public_id, entry)
    anchor = _anchor(nomination, entry)
    context = {
        "nomination": nomination,
        "entry": row,
        "anchor": anchor,
        "changes": _with_offices(nomination, changes),
        "writes": bool(may_edit(request.actor, nomination)) and bool(can_be_written(nomination, clock.now())),
        "url": section_url(nomination, anchor.section, anchor.fragment),
        "refused": refused,
        "zone": nomination.timezone,
    }
    return render(request, "nominations/history.html", context, status=status)


def _with_offices(nomination: Nomination, changes: list[Change]) -> list[Change]:
    """Each with the office of who made it; whoever never had one here goes by the name the trail has kept."""
    offices = offices_in(nomination, {change.actor_id for change in changes})
    return [replace(change, office=offices.get(change.actor_id or 0, change.who)) for change in changes]


def _chosen(changes: Iterable[Change], asked: object) -> Change:
    """The change that the button named, if its earlier value can be taken back; LookupError for none."""
    named = (asked.get("number"), asked.get("field"))  # type: ignore[attr-defined]
    for change in changes:
        if (str(change.number), change.field) == named:
            return change
    raise LookupError(named)


def _anchor(nomination: Nomination, name: str) -> Anchor:
    anchors = anchors_of(parts_of(rules_of(nomination), claim_of(nomination)))
    return next(anchor for anchor in anchors if anchor.name == name)
