"""The audit app of the portal."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "paritrana.audit"
