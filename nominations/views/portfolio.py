"""The list of nominations and its export."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nominations.forms.portfolio import PortfolioFilter
from nominations.queries import nominations_seen_by
from nominations.reports import LISTS
from paritrana.documents.actions import order
from paritrana.lib.permissions import Permission
from paritrana.web.gate import gate
from paritrana.web.paging import page_of


@gate()
def portfolio(request: HttpRequest) -> HttpResponse:
    """The nominations somebody may see, the newest first; searched, filtered, sorted and paged in the address."""
    form = PortfolioFilter(nominations_seen_by(request.actor), request.GET)
    page = page_of(form.rows(), request.GET.get("after", ""), order=form.order)
    context = {
        "nominations": page,
        "form": form,
        "drafts": request.actor.may(Permission.DRAFT),
        "asked": [(name, value) for name, value in request.GET.items() if name != "after" and value],
        "kinds": LISTS,
    }
    return render(request, "nominations/list.html", context)


@gate(methods=("POST",))
def export_list(request: HttpRequest) -> HttpResponse:
    """Orders what the list shows, all its pages, as a file."""
    kind = request.POST.get("kind", "xlsx")
    if kind not in LISTS:
        raise Http404
    names = (*PortfolioFilter.base_fields, "sort")
    asked = {name: request.POST[name][:100] for name in names if request.POST.get(name)}
    run = order(LISTS[kind], {"asked": asked}, by=request.actor)
    return redirect("documents:run", run.public_id)
