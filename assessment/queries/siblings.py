"""The other snapshots of the same ranking."""

from django.db.models import QuerySet

from assessment.models import Snapshot


def siblings(snapshot: Snapshot) -> QuerySet[Snapshot]:
    """All other snapshots of that ranking of the panel, rehearsals only beside a rehearsal; the newest first."""
    return (
        Snapshot.objects.filter(
            panel=snapshot.panel_id, ranking=snapshot.ranking, is_rehearsal=snapshot.is_rehearsal
        )
        .exclude(pk=snapshot.pk)
        .order_by("-number")
    )
