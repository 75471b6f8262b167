"""The site with one more page, which asks for a fresh sign-in."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from paritrana.urls import urlpatterns as site
from paritrana.web.gate import gate


@gate(fresh=True)
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fresh")


urlpatterns = [*site, path("segar/", page, name="fresh")]
