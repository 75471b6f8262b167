"""The list of nominations and its export."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nominations.forms.portfolio import PortfolioFilter
from nominations.queries import nominations_seen_by
from nominations.reports.lists import NOMINATIONS, List
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
        "kinds": NOMINATIONS.kinds,
    }
    return render(request, "nominations/list.html", context)


@gate(methods=("POST",))
def export_list(request: HttpRequest) -> HttpResponse:
    """Orders what the list shows, all its pages, as a file."""
    return order_list(request, NOMINATIONS)


def order_list(request: HttpRequest, which: List) -> HttpResponse:
    """Orders a list as the page that posted it shows it, and goes to the order."""
    kind = request.POST.get("kind", "xlsx")
    if kind not in which.kinds:
        raise Http404
    names = (*which.asked.base_fields, "sort")
    asked = {name: request.POST[name][:100] for name in names if request.POST.get(name)}
    run = order(which.kinds[kind], {"asked": asked}, by=request.actor)  # type: ignore[attr-defined]
    return redirect("documents:run", run.public_id)
