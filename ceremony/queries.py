"""What is read: certificates and awards, and who may read them before and after publication."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from assessment.queries.doors import decisions_seen_by
from ceremony.models import Award, Certificate
from ceremony.policies import HANDLE
from paritrana.documents.models import RunState
from paritrana.lib.permissions import NATIONAL, Actor, Permission

OWN = (Permission.DRAFT, Permission.SUBMIT)


def certificates_seen_by(actor: Actor) -> QuerySet[Certificate]:
    """Certificates of the rounds one handles; once published, also for who sees the decision, and one's own."""
    found = Certificate.objects.select_related(
        "award__decision__panel__round__region", "run__document", "replaced_by"
    )
    if NATIONAL in actor.regions(Permission.AUDIT):
        return found
    regions = set().union(*(actor.regions(permission) for permission in (*HANDLE, Permission.AUDIT)))
    own = set().union(*(actor.organisations(permission) for permission in OWN))
    mine = Q(award__decision__panel__round__region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        mine |= Q(award__decision__panel__round__region=None)
    decisions = decisions_seen_by(actor).order_by().values("pk")
    public = Q(award__decision__in=decisions) | Q(award__nomination__organisation__in=own)
    return found.filter(mine | (public & Q(award__decision__publication__isnull=False)))


@dataclass(frozen=True)
class Batch:
    """The certificates of one decision and how far their files are."""

    certificates: list[Certificate]

    @property
    def done(self) -> int:
        return self._count[RunState.DONE]

    @property
    def failed(self) -> int:
        return self._count[RunState.FAILED]

    @property
    def total(self) -> int:
        return len(self.certificates)

    @property
    def is_example(self) -> bool:
        """Are they invented, or approved by a demo account?"""
        return any(certificate.facts["edition"]["is_example"] for certificate in self.certificates)

    @property
    def is_running(self) -> bool:
        return self.done + self.failed < self.total

    @property
    def _count(self) -> Counter:
        return Counter(certificate.run.state for certificate in self.certificates if certificate.run)


def batch_of(actor: Actor, decision: object) -> Batch:
    """The certificates of a decision that the actor sees, in the order of their serials."""
    return Batch(list(certificates_seen_by(actor).filter(award__decision=decision)))


def public_awards() -> QuerySet[Award]:
    """The awards of published decisions, the newest edition first, then round, category and rank."""
    return (
        Award.objects.filter(decision__publication__isnull=False)
        .select_related(
            "decision__publication",
            "decision__snapshot",
            "decision__panel__round__edition",
            "decision__panel__round__region",
            "decision__panel__category",
        )
        .defer("decision__snapshot__pack", "decision__snapshot__result")
        .order_by(
            "-decision__panel__round__edition__number",
            "decision__panel__round__region__code",
            "decision__panel__category__position",
            "decision",
            F("rank").asc(nulls_last=True),
            "id",
        )
    )
