"""The ground floor of the site: gate, errors, middleware, components of pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "paritrana.web"
