"""What a claim is held against: the edition before, and the files that others attached. Four queries, whatever the size."""

from dataclasses import replace

from django.db.models import Q, QuerySet

from nominations import completeness
from nominations.claim import Before, Claim, Surroundings
from nominations.listing import Part, parts_of
from nominations.models import Evidence, Figure, Nomination, Verification
from nominations.queries.claims import claim_of, rules_of
from nominations.queries.seen import nominations_seen_by
from paritrana.lib.permissions import Actor
from paritrana.programme.rulebook import CategoryRules


def whole_claim_of(nomination: Nomination) -> Claim:
    """The claim with its surroundings: for pages that say what is odd, and for submission, which waits for answers."""
    claim = claim_of(nomination)
    return replace(claim, around=surroundings_of(claim))


def laid_out(nomination: Nomination, rules: CategoryRules | None = None) -> list[Part]:
    """The claim section by section, each row with its verdict; six queries more than the bare claim."""
    verdicts = nomination.verifications.select_related("verified_by")
    entries = nomination.entry_verdicts.select_related("verified_by")
    return parts_of(rules or rules_of(nomination), whole_claim_of(nomination), verdicts, entries)


def completeness_of(nomination: Nomination) -> completeness.Completeness:
    """How complete it is at this moment."""
    return completeness.completeness_of(rules_of(nomination), whole_claim_of(nomination))


def surroundings_of(claim: Claim) -> Surroundings:
    """Its period, the figures before, and which of its files others have attached (whose they are is not told)."""
    nomination = claim.nomination
    edition = nomination.round.edition
    documents = Evidence.objects.filter(nomination=nomination).values("document")
    others = Evidence.objects.filter(document__in=documents).exclude(nomination=nomination)
    apart = others.exclude(_same_nominee(nomination, "nomination__"))
    return Surroundings(
        period=(edition.period_start, edition.period_end),
        before=figures_before(nomination),
        filed_elsewhere=_documents(apart.filter(nomination__round__edition=edition)),
        filed_before=_documents(others.exclude(nomination__round__edition=edition)),
    )


def previous_of(nomination: Nomination) -> QuerySet[Nomination]:
    """What the same nominee submitted for earlier periods, the latest first."""
    earlier = Nomination.objects.filter(
        _same_nominee(nomination),
        submitted_at__isnull=False,
        round__edition__period_end__lt=nomination.round.edition.period_start,
    )
    return earlier.order_by("-round__edition__period_end", "-submitted_at", "-id")


def last_of(nomination: Nomination, actor: Actor) -> Nomination | None:
    """The latest of them that the actor may open, to copy from. One query."""
    found = nominations_seen_by(actor).filter(pk__in=previous_of(nomination).values("pk"))
    return found.order_by("-round__edition__period_end", "-submitted_at", "-id").first()


def figures_before(nomination: Nomination) -> dict[str, Before]:
    """The figures of the latest of them by metric: as verified, else as claimed."""
    latest = previous_of(nomination).values("pk")[:1]
    found: dict[str, Before] = {}
    for model in (Figure, Verification):
        for row in model.objects.filter(nomination__in=latest).select_related("nomination__round__edition"):
            if row.covered is None and row.total is None and row.value is None:
                continue
            period = str(row.nomination.round.edition.period_end.year)
            found[row.metric] = Before(period, row.covered, row.total, row.value, model is Verification)
    return found


def _same_nominee(nomination: Nomination, prefix: str = "") -> Q:
    if nomination.region_id:
        return Q(**{f"{prefix}region": nomination.region_id})
    return Q(**{f"{prefix}organisation": nomination.organisation_id})


def _documents(evidence: QuerySet[Evidence]) -> frozenset[int]:
    return frozenset(evidence.values_list("document_id", flat=True).distinct())
