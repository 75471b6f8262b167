"""The assessment app of the portal."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "assessment"
