"""What is read: certificates and awards, and who may read them before and after publication."""

from django.db.models import F, Q, QuerySet

from assessment.queries.doors import decisions_seen_by
from ceremony.models import Award, Certificate, CertificateRequest
from ceremony.policies.certificate import HANDLE
from paritrana.lib.permissions import NATIONAL, Actor, Permission

OWN = (Permission.DRAFT, Permission.SUBMIT)


def certificates_seen_by(actor: Actor) -> QuerySet[Certificate]:
    """Certificates of the rounds one handles; once published, also for who sees the decision, and one's own."""
    found = Certificate.objects.select_related(
        "decision__panel__round__region", "run__document", "replaced_by"
    )
    if NATIONAL in actor.regions(Permission.AUDIT):
        return found
    regions = set().union(*(actor.regions(permission) for permission in (*HANDLE, Permission.AUDIT)))
    own = set().union(*(actor.organisations(permission) for permission in OWN))
    mine = Q(decision__panel__round__region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        mine |= Q(decision__panel__round__region=None)
    decisions = decisions_seen_by(actor).order_by().values("pk")
    public = Q(decision__in=decisions) | Q(award__nomination__organisation__in=own)
    public |= Q(nomination__organisation__in=own) | Q(seat__user=actor.user_id, seat__isnull=False)
    return found.filter(mine | (public & Q(decision__publication__isnull=False)))


def requests_seen_by(actor: Actor) -> QuerySet[CertificateRequest]:
    """What is asked of the certificates that one handles, decides on or audits."""
    handled = certificates_seen_by(actor).order_by().values("pk")
    regions = set().union(*(actor.regions(permission) for permission in (*HANDLE, Permission.AUDIT)))
    rounds = Q(certificate__decision__panel__round__region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        rounds |= Q(certificate__decision__panel__round__region=None)
    if NATIONAL in actor.regions(Permission.AUDIT):
        rounds = Q()
    return CertificateRequest.objects.filter(rounds, certificate__in=handled).select_related(
        "certificate__decision__panel__round__region",
        "certificate__decision__panel__round__edition",
        "certificate__decision__panel__category",
        "asked_by",
        "closed_by",
    )


def public_awards() -> QuerySet[Award]:
    """The awards of published decisions as they stand now, the newest edition first, then round, category and rank.

    A record that another one corrects is not among them; the newer one names it (`corrects`).
    """
    return (
        Award.objects.filter(decision__publication__isnull=False, corrected_by=None)
        .select_related(
            "corrects",
            "decision__publication",
            "decision__snapshot",
            "decision__panel__round__edition",
            "decision__panel__round__region",
            "decision__panel__category",
        )
        .defer("decision__snapshot__frame")
        .order_by(
            "-decision__panel__round__edition__number",
            "decision__panel__round__region__code",
            "decision__panel__category__position",
            "decision",
            F("rank").asc(nulls_last=True),
            "id",
        )
    )
