"""Reading the trail."""

from django.db import models

from paritrana.audit.models import Event


def trail_of(noun: models.Model) -> models.QuerySet[Event]:
    """The events about one noun, the oldest first. The caller has already shown the noun to the reader."""
    return Event.objects.filter(
        noun=noun._meta.model_name, noun_id=getattr(noun, "public_id", str(noun.pk))
    ).order_by("id")


def head() -> str:
    """The digest of the last sealed event: it stands in minutes and published results."""
    last = Event.objects.exclude(position=None).order_by("-position").first()
    return last.digest if last else ""
