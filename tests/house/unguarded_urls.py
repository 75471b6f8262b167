"""A route that somebody forgot to guard."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all")


urlpatterns = [path("lupa/", forgotten, name="forgotten")]
